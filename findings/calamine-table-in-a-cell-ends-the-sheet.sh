#!/usr/bin/env bash
# A small table inside one cell of an ODS sheet, and calamine gives none of the rows below it.
#
# Versions: python-calamine 0.9.1, odfdo 3.27.3, odfpy 1.4.1.
# Expected: OpenDocument 1.3 part 3 (9.1.4, table:table-cell) lets a cell hold what a text may
#   hold, a table among it. The sheet goes on after that cell, as odfdo reads it.
# Happens: the end of the inner table is taken for the end of the sheet. What follows is left
#   out, without an error.
# Seen (amounts of the first column):
#   calamine  ['12', '30']
#   odfdo     [12, 30, 58]
# For a workshop tool: a spending file with a pasted table in one cell adds up to less, and
#   nothing says that rows are missing.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check \
  python-calamine==0.9.1 odfdo==3.27.3 odfpy==1.4.1
venv/bin/python - <<'PY'
import odfdo
import python_calamine
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableColumn, TableRow
from odf.text import P


def words(text, inner=None):
    cell = TableCell(valuetype="string")
    cell.addElement(P(text=text))
    if inner is not None:
        cell.addElement(inner)
    return cell


def amount(pounds):
    cell = TableCell(valuetype="float", value=str(pounds))
    cell.addElement(P(text=str(pounds)))
    return cell


def row(*cells):
    found = TableRow()
    for cell in cells:
        found.addElement(cell)
    return found


small = Table(name="Inside")
small.addElement(TableColumn())
small.addElement(row(words("a note")))
sheet = Table(name="Payments")
sheet.addElement(row(amount(12), words("Bus passes")))
sheet.addElement(row(amount(30), words("Room hire", small)))
sheet.addElement(row(amount(58), words("Interpreters")))
paper = OpenDocumentSpreadsheet()
paper.spreadsheet.addElement(sheet)
paper.save("payments.ods")

read = python_calamine.load_workbook("payments.ods").get_sheet_by_index(0).to_python()
quick = [f"{line[0]:g}" for line in read if isinstance(line[0], float)]
table = odfdo.Document("payments.ods").body.get_table(0)
other = [int(line.get_value(0)) for line in table.rows]
print("calamine", quick)
print("odfdo   ", other)
if other != [12, 30, 58]:
    raise SystemExit("Changed: odfdo no longer reads the row below.")
if quick != ["12", "30"]:
    raise SystemExit("Changed: calamine no longer ends the sheet at the inner table.")
PY
