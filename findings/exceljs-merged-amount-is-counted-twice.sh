#!/usr/bin/env bash
# One amount merged over two rows of a sheet is there twice for exceljs, once for everybody else.
#
# Versions: exceljs 4.4.0, XlsxWriter 3.3.1, openpyxl 3.1.5, python-calamine 0.9.1.
# Expected: a merged area shows one value, that of its first cell (ECMA-376 part 1, mergeCell);
#   the file itself holds the number once. The README of exceljs says, in its part on writing, that
#   merged cells are linked; of reading, where each then repeats the value, it says nothing.
# Happens: eachRow gives the first cell's value for each cell of the area.
# Seen, for 1000 merged over two rows and 250 below:
#   exceljs sum 2250   openpyxl sum 1250   calamine sum 1250
# For a workshop tool: budgets shared by two teams are just such cells. A sum made in the browser is
#   higher than the council's own total; ask each cell whether cell.isMerged and cell.master !== cell.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check \
  xlsxwriter==3.3.1 openpyxl==3.1.5 python-calamine==0.9.1
npm install --silent --no-fund --no-audit exceljs@4.4.0 >/dev/null
venv/bin/python - <<'PY'
import openpyxl
import python_calamine
import xlsxwriter

book = xlsxwriter.Workbook("budget.xlsx")
sheet = book.add_worksheet()
sheet.write_column(0, 0, ["Early help", "Family hubs", "Libraries"])
sheet.merge_range(0, 1, 1, 1, 1000, book.add_format({"valign": "top"}))
sheet.write_number(2, 1, 250)
book.close()
first = sum(cell.value or 0 for cell in openpyxl.load_workbook("budget.xlsx").active["B"])
second = sum(row[1] or 0 for row in
             python_calamine.load_workbook("budget.xlsx").get_sheet_by_index(0).to_python())
print("openpyxl", first, "calamine", second)
if (first, second) != (1250, 1250):
    raise SystemExit("Changed: openpyxl or calamine no longer counts a merged amount once.")
PY
node - <<'JS'
const { Workbook } = require("exceljs");
(async () => {
  const book = new Workbook();
  await book.xlsx.readFile("budget.xlsx");
  let sum = 0;
  book.worksheets[0].eachRow((row) => { sum += row.getCell(2).value ?? 0; });
  console.log("exceljs", sum);
  const second = book.worksheets[0].getCell("B2");
  if (sum !== 2250 || !second.isMerged || second.master === second) {
    console.error("Changed: exceljs no longer counts a merged amount once for each row.");
    process.exit(1);
  }
})();
JS
