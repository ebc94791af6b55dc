#!/usr/bin/env bash
# One message of Fluent, one number: "1.0 hour" from Python, "1.0 hours" from the browser, and Polish differs too.
#
# Versions: fluent.runtime 0.4.0 with Babel 2.19.0; @fluent/bundle 0.19.1 (npm, Node 20).
# Expected: CLDR counts by how a number is written: in English 1.0 is "other" (hours), in Polish 2.0 is, and in
#   Romanian 22.0 is "few". Fluent's guide, on selectors: with NUMBER(..., minimumFractionDigits: 1) the form is
#   that of the number as it is formatted.
# Happens: fluent.runtime formats with the digits asked for and chooses the form by the bare number. The lists of
#   errors that both hand back are empty.
# Seen (the form chosen):
#                              Python    browser
#   English   1, one digit     one       other
#   Polish    2, one digit     few       other
#   Romanian  22, one digit    other     few
#   English   1, bare          one       one
#   English   1, written       1.0       1.0
# For a workshop tool: the letter and the page say different things of one number. Choose the form once, hand it
#   over as a word, and write a message for each.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-fund --no-audit @fluent/bundle@0.19.1 >/dev/null
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check fluent.runtime==0.4.0 Babel==2.19.0
cat > hours.ftl <<'FTL'
bare = { $n ->
    [one] one
    [two] two
    [few] few
   *[other] other
 }
digit = { NUMBER($n, minimumFractionDigits: 1) ->
    [one] one
    [two] two
    [few] few
   *[other] other
 }
written = { NUMBER($n, minimumFractionDigits: 1) }
FTL
cat > read.py <<'PY'
import json
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource

TRIED = [("en", 1, "digit"), ("pl", 2, "digit"), ("ro", 22, "digit"), ("en", 1, "bare"), ("en", 1, "written")]
found = []
for language, number, name in TRIED:
    bundle = FluentBundle([language])
    bundle.add_resource(FluentResource(Path("hours.ftl").read_text()))
    words, errors = bundle.format_pattern(bundle.get_message(name).value, {"n": number})
    found.append([language, number, name, words, len(errors)])
print(json.dumps(found))
PY
cat > read.mjs <<'JS'
import { readFileSync } from "node:fs";
import { FluentBundle, FluentResource } from "@fluent/bundle";

for (const [language, number, name, python, errors] of JSON.parse(readFileSync("python.json", "utf8"))) {
  const bundle = new FluentBundle(language);
  bundle.addResource(new FluentResource(readFileSync("hours.ftl", "utf8")));
  const mistakes = [];
  const words = bundle.formatPattern(bundle.getMessage(name).value, { n: number }, mistakes);
  const found = [python, words, errors, mistakes.length].join(" ");
  const expected = {
    "en 1 digit": "one other 0 0",
    "pl 2 digit": "few other 0 0",
    "ro 22 digit": "other few 0 0",
    "en 1 bare": "one one 0 0",
    "en 1 written": "1.0 1.0 0 0",
  }[`${language} ${number} ${name}`];
  console.log(language, number, name, found);
  if (found !== expected) {
    console.error(`Changed: ${language} ${number} ${name} gives ${found}, no longer ${expected}.`);
    process.exit(1);
  }
}
JS
venv/bin/python read.py > python.json
node read.mjs
