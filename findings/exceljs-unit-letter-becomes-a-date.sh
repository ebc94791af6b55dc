#!/usr/bin/env bash
# Hours and days with a unit behind the number come out of exceljs as dates in 1900.
#
# Versions: exceljs 4.4.0, XlsxWriter 3.3.1, openpyxl 3.1.5, python-calamine 0.9.1.
# Expected: ECMA-376 part 1, 18.8.31: a backslash shows the next letter as it is, and an underscore
#   leaves a blank as wide as the next letter. So 0.0\h is a number with an "h" behind it.
# Happens: exceljs looks for a d, h, m, s or y in the format without leaving out escaped letters,
#   and hands over a Date. With the unit in quotes (0.0"h") the number is kept.
# Seen, for the number 37.5:
#   0.0\h    exceljs 1900-02-05T12:00   openpyxl 37.5   calamine 37.5
#   0.0\d    exceljs 1900-02-05T12:00   openpyxl 37.5   calamine 37.5
#   0.0_d    exceljs 1900-02-05T12:00   openpyxl 37.5   calamine 37.5
#   0.0"h"   exceljs 37.5               openpyxl 37.5   calamine 37.5
# For a workshop tool: a timesheet read in a browser part and on the server gives two answers; the
#   date is a valid value, so no check of types upstream notices.
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

book = xlsxwriter.Workbook("hours.xlsx")
sheet = book.add_worksheet()
for row, shape in enumerate((r"0.0\h", r"0.0\d", "0.0_d", '0.0"h"')):
    sheet.write_number(row, 0, 37.5, book.add_format({"num_format": shape}))
book.close()
first = [cell.value for cell in openpyxl.load_workbook("hours.xlsx").active["A"]]
second = [row[0] for row in
          python_calamine.load_workbook("hours.xlsx").get_sheet_by_index(0).to_python()]
print("openpyxl", first, "calamine", second)
if first != [37.5] * 4 or second != [37.5] * 4:
    raise SystemExit("Changed: openpyxl or calamine no longer reads a plain number.")
PY
node - <<'JS'
const { Workbook } = require("exceljs");
(async () => {
  const book = new Workbook();
  await book.xlsx.readFile("hours.xlsx");
  const read = [1, 2, 3, 4].map((row) => book.worksheets[0].getCell(row, 1).value);
  console.log("exceljs", read);
  const dates = read.slice(0, 3).every((value) =>
    value instanceof Date && value.toISOString().startsWith("1900-02-05T12:00"));
  if (!dates || read[3] !== 37.5) {
    console.error("Changed: exceljs no longer takes an escaped unit for a date.");
    process.exit(1);
  }
})();
JS
