#!/usr/bin/env bash
# The choices 10% and 1 May of an XLSForm are asked on the phone as "0.1" and "2026-05-01 00:00:00".
#
# Versions: pyxform 4.5.0 (ODK, KoBo) with openpyxl 3.1.5; SheetJS (npm xlsx) 0.18.5 reads the same cells.
# Expected: the column label holds "the actual text" that people see (XLSForm's page, basic format). A workbook says
#   how a cell shows its number (ECMA-376 part 1, 18.8.30), and whoever types 10% or a date has that in the cell.
# Happens: pyxform takes the stored number; a percentage loses its sign and is a hundredth, a date gains midnight,
#   a time its seconds, and pounds and thousands lose sign and comma. The form is valid. No warning.
# Seen:
#   in the sheet (SheetJS)   10%    25%    01/05/2026              10:30       £1,250.00
#   on the phone             0.1    0.25   2026-05-01 00:00:00     10:30:00    1250
# For a workshop tool: people are asked which day or which share suits them, in words that nobody wrote. Format the
#   column label as text before typing, and look at the form on a phone.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-fund --no-audit xlsx@0.18.5 >/dev/null
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pyxform==4.5.0 openpyxl==3.1.5
venv/bin/python -W error - <<'PY'
from datetime import date, time
from xml.etree import ElementTree

import openpyxl
from pyxform.xls2xform import convert

CHOICES = [
    (0.1, "0%", "0.1"),
    (0.25, "0%", "0.25"),
    (date(2026, 5, 1), "dd/mm/yyyy", "2026-05-01 00:00:00"),
    (time(10, 30), "hh:mm", "10:30:00"),
    (1250, '"£"#,##0.00', "1250"),
]
book = openpyxl.Workbook()
survey, choices = book.active, book.create_sheet("choices")
survey.title = "survey"
survey.append(["type", "name", "label"])
survey.append(["select_one which", "answer", "Which one?"])
choices.append(["list_name", "name", "label"])
for number, (value, shown_as, _) in enumerate(CHOICES):
    choices.append(["which", f"choice{number}", value])
    choices.cell(choices.max_row, 3).number_format = shown_as
book.save("form.xlsx")
form = convert("form.xlsx")
items = ElementTree.fromstring(form.xform).iterfind(".//{*}item/{*}label")
found = [item.text for item in items]
print("pyxform", found, form.warnings)
if found != [expected for *_, expected in CHOICES] or form.warnings:
    raise SystemExit(f"Changed: pyxform asks {found}, with the warnings {form.warnings}.")
PY
cat > shown.cjs <<'JS'
const { readFile } = require("xlsx");
const { choices } = readFile("form.xlsx").Sheets;
const found = [2, 3, 4, 5, 6].map((row) => choices[`C${row}`].w).join(" ");
console.log("SheetJS", found);
if (found !== "10% 25% 01/05/2026 10:30 £1,250.00") {
  console.error("Changed: the cells show something else.");
  process.exit(1);
}
JS
node shown.cjs
