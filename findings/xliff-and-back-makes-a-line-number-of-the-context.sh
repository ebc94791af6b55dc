#!/usr/bin/env bash
# PO to XLIFF and back: the context "verb" of a translation is "a.py:1" then, and the program finds neither word.
#
# Versions: translate-toolkit 3.20.4 both ways (po2xliff, xliff2po); Babel 2.19.0 makes the catalogue, Python's
#   gettext reads it.
# Expected: GNU gettext's manual, "Contexts": msgctxt and msgid together are what a translation is found by.
#   XLIFF 1.2 has context elements for such words, with types of one's own (x-...). The two commands are
#   offered as a pair, for PO files to XLIFF and back.
# Happens: po2xliff drops the context (its tracker has the wish since 2007, number 268). On the way back, texts
#   that are there twice get the place in the source for a context, one that is there once gets none. No warning.
# Seen (what the program is given):
#   asked for                     before     after
#   pgettext("verb", "Open")      Agor       Open
#   pgettext("state", "Open")     Ar agor    Open
#   pgettext("month", "May")      Mai        May
#   gettext("Vote")               Pleidlais  Pleidlais
# For a workshop tool: a catalogue that went to an agency comes back complete and is English wherever a word has two
#   meanings. Put the contexts back by the order of the entries, and compare the keys of both files.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check translate-toolkit==3.20.4 Babel==2.19.0
cat > before.po <<'PO'
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Language: cy\n"

#: a.py:1
msgctxt "verb"
msgid "Open"
msgstr "Agor"

#: b.py:7
msgctxt "state"
msgid "Open"
msgstr "Ar agor"

#: c.py:2
msgctxt "month"
msgid "May"
msgstr "Mai"

#: c.py:3
msgid "Vote"
msgstr "Pleidlais"
PO
venv/bin/po2xliff --progress=none before.po sent.xlf
venv/bin/xliff2po --progress=none sent.xlf after.po
venv/bin/python - <<'PY'
import gettext
import io

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ASKED = [("verb", "Open"), ("state", "Open"), ("month", "May"), (None, "Vote"), ("a.py:1", "Open")]


def found(path):
    with open(path, "rb") as file:
        catalogue = read_po(file, locale="cy")
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    words = gettext.GNUTranslations(compiled)
    return [words.pgettext(context, text) if context else words.gettext(text) for context, text in ASKED]


def same(path, expected):
    words = found(path)
    print(path, words)
    if words != expected:
        raise SystemExit(f"Changed: {path} gives {words}, no longer {expected}.")


same("before.po", ["Agor", "Ar agor", "Mai", "Pleidlais", "Open"])
same("after.po", ["Open", "Open", "May", "Pleidlais", "Agor"])
PY
