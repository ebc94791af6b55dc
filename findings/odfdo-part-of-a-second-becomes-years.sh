#!/usr/bin/env bash
# A quarter of a second in an ODS time makes odfdo read five seconds as 166 years.
#
# Versions: odfdo 3.27.3, python-calamine 0.9.1, odfpy 1.4.1.
# Expected: office:time-value is an XML Schema duration (OpenDocument 1.3 part 3), whose seconds may
#   have a decimal part; LibreOffice writes nine digits of it.
#   odfdo gives such a cell as a timedelta.
# Happens: the digits on both sides of the point are taken as one whole number of seconds.
# Seen:
#   PT00H00M05S            odfdo 0:00:05                  calamine 00:00:05
#   PT00H00M05.250000000S  odfdo 60763 days, 21:20:00     calamine 00:00:05.250000
# For a workshop tool: waiting times from a timer are often fractions; one such cell outweighs every
#   other in a mean, and nothing is raised.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check \
  odfdo==3.27.3 python-calamine==0.9.1 odfpy==1.4.1
venv/bin/python - <<'PY'
import odfdo
import python_calamine
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

paper = OpenDocumentSpreadsheet()
table = Table(name="Waits")
row = TableRow()
for value in ("PT00H00M05S", "PT00H00M05.250000000S"):
    cell = TableCell(valuetype="time", timevalue=value)
    cell.addElement(P(text="00:05"))
    row.addElement(cell)
table.addElement(row)
paper.spreadsheet.addElement(table)
paper.save("waits.ods")

read = [str(value) for value in next(odfdo.Document("waits.ods").body.get_table(0).iter_values())]
other = [str(value) for value in python_calamine.load_workbook("waits.ods")
         .get_sheet_by_index(0).to_python()[0]]
print("odfdo", read)
print("calamine", other)
if other != ["00:00:05", "00:00:05.250000"]:
    raise SystemExit("Changed: calamine no longer reads the decimal part of a second.")
if read != ["0:00:05", "60763 days, 21:20:00"]:
    raise SystemExit("Changed: odfdo no longer turns a part of a second into years.")
PY
