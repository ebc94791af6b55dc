#!/usr/bin/env bash
# A tab or a line break inside an ODS cell disappears with calamine, and the words grow together.
#
# Versions: python-calamine 0.9.1, odfdo 3.27.3, odfpy 1.4.1.
# Expected: OpenDocument 1.3 part 3 has text:tab for a tab and text:line-break for a line break
#   within a paragraph; a reader shows white space there. calamine itself gives "a\tb" for the
#   same cell in XLSX, and gives "\n" between two paragraphs of one ODS cell.
# Happens: both elements are skipped. LibreOffice writes text:tab whenever a pasted cell holds a
#   tab, so a sheet saved from XLSX to ODS changes its words on the way.
# Seen:
#   tab         calamine 'Bell and SonsLeeds'   odfdo 'Bell and Sons\tLeeds'
#   line break  calamine 'Home careLtd'         odfdo 'Home care\nLtd'
# For a workshop tool: "Home careLtd" is another supplier than "Home care Ltd", so payments to one
#   body are added up as two, and a card imported from a sheet has words that nobody wrote.
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
from odf.table import Table, TableCell, TableRow
from odf.text import LineBreak, P, Tab

paper = OpenDocumentSpreadsheet()
table = Table(name="Suppliers")
for before, between, after in (
    ("Bell and Sons", Tab(), "Leeds"),
    ("Home care", LineBreak(), "Ltd"),
):
    words = P(text=before)
    words.addElement(between)
    words.addText(after)
    cell = TableCell(valuetype="string")
    cell.addElement(words)
    row = TableRow()
    row.addElement(cell)
    table.addElement(row)
paper.spreadsheet.addElement(table)
paper.save("suppliers.ods")

quick = [row[0] for row in python_calamine.load_workbook("suppliers.ods")
         .get_sheet_by_index(0).to_python()]
other = [row[0] for row in odfdo.Document("suppliers.ods").body.get_table(0).iter_values()]
print("calamine", quick)
print("odfdo", other)
if other != ["Bell and Sons\tLeeds", "Home care\nLtd"]:
    raise SystemExit("Changed: odfdo no longer gives the tab and the line break.")
if quick != ["Bell and SonsLeeds", "Home careLtd"]:
    raise SystemExit("Changed: calamine no longer glues the words of an ODS cell.")
PY
