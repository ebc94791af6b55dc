#!/usr/bin/env bash
# "+ Add a card" goes out to a translator as CSV and comes back translated as "'+ Ychwanegu cerdyn".
#
# Versions: translate-toolkit 3.20.4 both ways (po2csv, csv2po); polib 1.2.0 reads the result.
# Expected: the page of csv2po offers the two for taking a PO file to a spreadsheet and back ("roundtrip"), so what
#   nobody touched comes back as it was. An apostrophe that keeps spreadsheets from taking text for a formula
#   is taken off by the reader that put it on.
# Happens: po2csv writes an apostrophe before source and target that begin with + - = @, and csv2po keeps it. With the
#   catalogue as template the texts are found all the same, and the translations have it for good. Without a
#   template the texts have it too, and match nothing in the program. No warning, and the page of the two
#   says nothing of an apostrophe.
# Seen:
#   before             -- Say it     -- Dywed       + Add a card     + Ychwanegu cerdyn
#   with template      -- Say it     '-- Dywed      + Add a card     '+ Ychwanegu cerdyn
#   without            '-- Say it    '-- Dywed      '+ Add a card    '+ Ychwanegu cerdyn
# For a workshop tool: buttons are shown with an apostrophe, in the languages that the team cannot read. Compare
#   a catalogue with itself after one turn, before anyone translates.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check translate-toolkit==3.20.4 polib==1.2.0
cat > cy.po <<'PO'
msgid ""
msgstr ""
"Language: cy\n"
"Content-Type: text/plain; charset=UTF-8\n"

#: talk
msgid "-- Say it"
msgstr "-- Dywed"

#: board
msgid "+ Add a card"
msgstr "+ Ychwanegu cerdyn"

#: page
msgid "Plain"
msgstr "Plaen"
PO
export PATH="$work/venv/bin:$PATH"
po2csv --progress=none cy.po cy.csv
csv2po --progress=none -t cy.po cy.csv once.po
csv2po --progress=none cy.csv alone.po
po2csv --progress=none once.po again.csv
csv2po --progress=none -t once.po again.csv twice.po
venv/bin/python - <<'PY'
import polib

EXPECTED = {
    "cy": {"-- Say it": "-- Dywed", "+ Add a card": "+ Ychwanegu cerdyn", "Plain": "Plaen"},
    "once": {"-- Say it": "'-- Dywed", "+ Add a card": "'+ Ychwanegu cerdyn", "Plain": "Plaen"},
    "alone": {"'-- Say it": "'-- Dywed", "'+ Add a card": "'+ Ychwanegu cerdyn", "Plain": "Plaen"},
}
EXPECTED["twice"] = EXPECTED["once"]
for name, expected in EXPECTED.items():
    found = {entry.msgid: entry.msgstr for entry in polib.pofile(f"{name}.po")}
    print(name, found)
    if found != expected:
        raise SystemExit(f"Changed: {name} is no longer {expected}.")
PY
