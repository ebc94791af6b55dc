#!/usr/bin/env bash
# Each date that an XLSX file holds in ISO form is the 18th of July 1905 for exceljs.
#
# Versions: exceljs 4.4.0; openpyxl 3.1.5, python-calamine 0.9.1.
# Expected: ECMA-376 part 1, 18.18.11 has a cell type "d" whose value is an ISO 8601 date. openpyxl writes
#   it where workbook.iso_dates is set, and reads it; so does calamine.
# Happens: the text is read as a number up to the first hyphen, 2026, and shown as day 2026 since 1900: a
#   valid Date object. Any day of the same year gives the same date.
# Seen, for 1 April and 2 December 2026:
#   openpyxl, calamine   2026-04-01  2026-12-02
#   exceljs              1905-07-18  1905-07-18
# For a workshop tool: a workbook that we write must keep to serial numbers if browsers are to read it,
#   and one that is read in a browser needs a look at the years.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check openpyxl==3.1.5 python-calamine==0.9.1
npm install --silent --no-fund --no-audit exceljs@4.4.0 >/dev/null
venv/bin/python - <<'PY'
from datetime import date

import openpyxl
import python_calamine

days = [date(2026, 4, 1), date(2026, 12, 2)]
book = openpyxl.Workbook()
book.iso_dates = True
book.active.append(days)
book.save("days.xlsx")
first = [str(cell.value)[:10] for cell in openpyxl.load_workbook("days.xlsx").active[1]]
second = [str(value)[:10] for value in
          python_calamine.load_workbook("days.xlsx").get_sheet_by_index(0).to_python()[0]]
print("openpyxl", first, "calamine", second)
if first != [str(day) for day in days] or second != first:
    raise SystemExit("Changed: openpyxl or calamine no longer reads ISO dates as they are.")
PY
node - <<'JS'
const { Workbook } = require("exceljs");
(async () => {
  const book = new Workbook();
  await book.xlsx.readFile("days.xlsx");
  const read = [1, 2].map((column) => book.worksheets[0].getCell(1, column).value);
  const days = read.map((value) => value instanceof Date ? value.toISOString().slice(0, 10) : value);
  console.log("exceljs", days);
  if (days.join() !== "1905-07-18,1905-07-18") {
    console.error("Changed: exceljs no longer reads ISO dates as a day in 1905.");
    process.exit(1);
  }
})();
JS
