#!/usr/bin/env bash
# pandas reads times and yes/no cells of an ODS from the words shown, not from the value stored.
#
# Versions: pandas 3.1.1 (engine "odf", odfpy 1.4.1), odfdo 3.27.3.
# Expected: OpenDocument 1.3 part 3 stores the value of such cells in office:time-value and
#   office:boolean-value; the text inside is only how it looks in one language and one format.
#   pandas does so for numbers, money, percentages and dates.
# Happens: the shown text is parsed. Five and a half minutes shown as "05:30" (minutes, seconds)
#   become half past five. A true shown as "PRAWDA" by a Polish LibreOffice, or as "Yes", is False.
# Seen:
#   stored PT00H05M30S, shown 05:30   pandas 05:30:00   odfdo 0:05:30
#   stored true, shown PRAWDA         pandas False      odfdo True
#   stored true, shown TRUE           pandas True       odfdo True
# For a workshop tool: minutes saved per visit turn into hours, and a column of "chosen" flags from
#   a colleague's Polish or Welsh office says that nobody chose anything.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check \
  pandas==3.1.1 odfpy==1.4.1 odfdo==3.27.3
venv/bin/python - <<'PY'
import odfdo
import pandas
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

paper = OpenDocumentSpreadsheet()
table = Table(name="Visits")
row = TableRow()
for shown, stored in (
    ("05:30", {"valuetype": "time", "timevalue": "PT00H05M30S"}),
    ("PRAWDA", {"valuetype": "boolean", "booleanvalue": "true"}),
    ("TRUE", {"valuetype": "boolean", "booleanvalue": "true"}),
):
    cell = TableCell(**stored)
    cell.addElement(P(text=shown))
    row.addElement(cell)
table.addElement(row)
paper.spreadsheet.addElement(table)
paper.save("visits.ods")

frame = pandas.read_excel("visits.ods", header=None, engine="odf")
read = [str(value) for value in frame.iloc[0]]
stored = [str(value) for value in next(odfdo.Document("visits.ods").body.get_table(0).iter_values())]
print("pandas", read)
print("odfdo", stored)
if stored != ["0:05:30", "True", "True"]:
    raise SystemExit("Changed: odfdo no longer reads the stored values.")
if read != ["05:30:00", "False", "True"]:
    raise SystemExit("Changed: pandas no longer reads an ODS cell from the words shown.")
PY
