#!/usr/bin/env bash
# Babel writes the six plurals of Welsh, and two readers say "one" for two hours and "none" for one.
#
# Versions: Babel 2.19.0 writes; node-gettext 3.0.1 with gettext-parser 10.0.0, and i18next-conv 16.0.0 with
#   i18next 26.7.2 (npm, Node 20), read. Python's gettext is the independent reader.
# Expected: a catalogue says in its header how it counts its plurals (GNU gettext manual, "Translating plural
#   forms": msgstr[k] is the k-th by the formula of Plural-Forms). Babel's header for Welsh has six, as CLDR has.
# Happens: both readers overlook the header and count by a table of their own, in which Welsh has the four
#   forms of older catalogues. Each form is taken for another. node-gettext's page says that it ships plurals of 136
#   languages, not that the header is left unread; i18next-conv writes _one for the form for none. No warning.
# Seen ("dim awr" none, "un awr" one, "dwy awr" two, "tair awr" three, "chwe awr" six, "awr" others):
#   hours             0         1         2         3          6
#   Python            dim awr   un awr    dwy awr   tair awr   chwe awr
#   node-gettext      dwy awr   dim awr   un awr    dwy awr    dwy awr
#   i18next-conv      hour      dim awr   un awr    hour       dwy awr      (hour: not translated)
# For a workshop tool: "one hour left" is said as none, in a language that few of the team read. Count aloud
#   0, 1, 2, 3 and 6 in the page itself, not in the catalogue.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-fund --no-audit \
    node-gettext@3.0.1 gettext-parser@10.0.0 i18next-conv@16.0.0 i18next@26.7.2 >/dev/null
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check babel==2.19.0
venv/bin/python - <<'PY'
import gettext
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import write_po

FORMS = ("dim awr", "un awr", "dwy awr", "tair awr", "chwe awr", "awr")
catalogue = Catalog(locale="cy")
catalogue.add(("hour", "hours"), FORMS)
if catalogue.num_plurals != 6:
    raise SystemExit(f"Changed: Babel gives Welsh {catalogue.num_plurals} plurals.")
with open("cy.po", "wb") as file:
    write_po(file, catalogue)
compiled = BytesIO()
write_mo(compiled, catalogue)
compiled.seek(0)
read = gettext.GNUTranslations(compiled)
found = [read.ngettext("hour", "hours", number) for number in (0, 1, 2, 3, 6)]
print("Python", found)
if found != list(FORMS[:5]):
    raise SystemExit(f"Changed: Python reads {found}.")
PY
cat > read.mjs <<'JS'
import { readFileSync } from "node:fs";
import { po } from "gettext-parser";
import i18next from "i18next";
import { gettextToI18next } from "i18next-conv";
import Gettext from "node-gettext";

const NUMBERS = [0, 1, 2, 3, 6];
function same(what, found, expected) {
  console.log(what, found.join(", "));
  if (found.join() !== expected.join()) {
    console.error(`Changed: ${what} says ${found}.`);
    process.exit(1);
  }
}
const file = readFileSync("cy.po");
const catalogue = new Gettext();
catalogue.addTranslations("cy", "messages", po.parse(file));
catalogue.setLocale("cy");
same(
  "node-gettext",
  NUMBERS.map((number) => catalogue.ngettext("hour", "hours", number)),
  ["dwy awr", "dim awr", "un awr", "dwy awr", "dwy awr"],
);
const converted = JSON.parse(await gettextToI18next("cy", file, { compatibilityJSON: "v4" }));
await i18next.init({ lng: "cy", resources: { cy: { translation: converted } } });
same(
  "i18next-conv",
  NUMBERS.map((count) => i18next.t("hour", { count })),
  ["hour", "dim awr", "un awr", "hour", "dwy awr"],
);
JS
node read.mjs
