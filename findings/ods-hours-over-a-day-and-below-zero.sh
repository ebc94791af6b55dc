#!/usr/bin/env bash
# The same sum of hours is a duration in XLSX and a piece of text, a clock or a lost minus in ODS.
#
# Versions: python-calamine 0.9.1, XlsxWriter 3.3.1, odfpy 1.4.1; SheetJS (npm xlsx) 0.18.5.
# Expected: 25 hours 30 minutes is a duration whatever the file; python-calamine's types name
#   datetime.timedelta. OpenDocument 1.3 part 3 stores PT25H30M00S, and -PT01H30M00S below zero,
#   as LibreOffice writes for flexitime owed.
# Happens: calamine gives a timedelta from XLSX, but from ODS the bare text 'PT25H30M00S' (and a
#   time of day for less than a day). SheetJS, asked for dates, gives a day in 1899 and drops the
#   minus: an hour and a half owed becomes an hour and a half gained.
# Seen:
#   +25:30  calamine xlsx 1 day, 1:30:00   calamine ods 'PT25H30M00S'    SheetJS ods 1899-12-31T01:30
#   -01:30  calamine xlsx -1 day, 22:30:00 calamine ods '-PT01H30M00S'   SheetJS ods 1899-12-30T01:30
# For a workshop tool: hours of care per week are just such cells. As text they fall out of a sum,
#   and a reader that was tested with XLSX alone does not notice.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check \
  python-calamine==0.9.1 xlsxwriter==3.3.1 odfpy==1.4.1
npm install --silent --no-fund --no-audit xlsx@0.18.5 >/dev/null
venv/bin/python - <<'PY'
import python_calamine
import xlsxwriter
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

book = xlsxwriter.Workbook("hours.xlsx")
sheet = book.add_worksheet()
hours = book.add_format({"num_format": "[h]:mm"})
paper = OpenDocumentSpreadsheet()
table = Table(name="Hours")
row = TableRow()
for column, (days, stored) in enumerate(((25.5 / 24, "PT25H30M00S"), (-1.5 / 24, "-PT01H30M00S"))):
    sheet.write_number(0, column, days, hours)
    cell = TableCell(valuetype="time", timevalue=stored)
    cell.addElement(P(text=stored))
    row.addElement(cell)
book.close()
table.addElement(row)
paper.spreadsheet.addElement(table)
paper.save("hours.ods")


def read(name: str) -> list[str]:
    return [repr(value) for value in
            python_calamine.load_workbook(name).get_sheet_by_index(0).to_python()[0]]


print("calamine xlsx", read("hours.xlsx"))
print("calamine ods", read("hours.ods"))
if not all(value.startswith("datetime.timedelta") for value in read("hours.xlsx")):
    raise SystemExit("Changed: calamine no longer gives a timedelta from XLSX.")
if read("hours.ods") != ["'PT25H30M00S'", "'-PT01H30M00S'"]:
    raise SystemExit("Changed: calamine no longer gives such hours of an ODS as text.")
PY
TZ=UTC node - <<'JS'
const sheets = require("xlsx");
const book = sheets.readFile("hours.ods", { cellDates: true });
const [row] = sheets.utils.sheet_to_json(book.Sheets[book.SheetNames[0]], { header: 1 });
const read = row.map((value) => value.toISOString().slice(0, 16));
console.log("SheetJS ods", read);
if (read.join() !== "1899-12-31T01:30,1899-12-30T01:30") {
  console.error("Changed: SheetJS no longer loses the minus or the day of an ODS duration.");
  process.exit(1);
}
JS
