#!/usr/bin/env bash
# A line break typed on an older Windows system shows as "_x000D_" with openpyxl, not with others.
#
# Versions: openpyxl 3.1.5, XlsxWriter 3.3.1, python-calamine 0.9.1; SheetJS (npm xlsx) 0.18.5.
# Expected: ECMA-376 part 1, 22.9.2.19 (ST_Xstring): _xHHHH_ in a cell's text stands for that character,
#   so Excel shows a line break. XlsxWriter writes CR this way, as Excel does.
# Happens: openpyxl gives the seven letters; calamine and SheetJS give the character. Saved again by
#   openpyxl, and read by calamine, it is right, so a round trip hides it.
# Seen, for "Waiting\r\ntoo long":
#   openpyxl 'Waiting_x000D_\ntoo long'   calamine 'Waiting\r\ntoo long'   SheetJS the same as calamine
# For a workshop tool: cards out of a spreadsheet carry litter onto the wall, and two engines of
#   pandas.read_excel give two texts for one cell, so a search for twins finds none.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check \
  openpyxl==3.1.5 xlsxwriter==3.3.1 python-calamine==0.9.1
npm install --silent --no-fund --no-audit xlsx@0.18.5 >/dev/null
venv/bin/python - <<'PY'
import openpyxl
import python_calamine
import xlsxwriter

book = xlsxwriter.Workbook("cards.xlsx")
book.add_worksheet().write_string(0, 0, "Waiting\r\ntoo long")
book.close()


def calamine(name: str) -> str:
    return python_calamine.load_workbook(name).get_sheet_by_index(0).to_python()[0][0]


loaded = openpyxl.load_workbook("cards.xlsx")
first, second = loaded.active["A1"].value, calamine("cards.xlsx")
loaded.save("again.xlsx")
print("openpyxl", repr(first), "calamine", repr(second), "again", repr(calamine("again.xlsx")))
if first != "Waiting_x000D_\ntoo long":
    raise SystemExit("Changed: openpyxl no longer leaves _x000D_ as it is.")
if second != "Waiting\r\ntoo long" or calamine("again.xlsx") != second:
    raise SystemExit("Changed: calamine no longer reads _x000D_ as a character.")
PY
node - <<'JS'
const sheets = require("xlsx");
const text = sheets.readFile("cards.xlsx").Sheets.Sheet1.A1.v;
console.log("SheetJS", JSON.stringify(text));
if (text !== "Waiting\r\ntoo long") {
  console.error("Changed: SheetJS no longer reads _x000D_ as a character.");
  process.exit(1);
}
JS
