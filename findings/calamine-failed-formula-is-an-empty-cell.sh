#!/usr/bin/env bash
# A formula that failed reads as an empty cell with calamine, in XLSX and in ODS alike.
#
# Versions: python-calamine 0.9.1, openpyxl 3.1.5, XlsxWriter 3.3.1, odfpy 1.4.1, pandas 3.1.1.
# Expected: that "#DIV/0!" and "nothing written" can be told apart. ECMA-376 part 1, 18.18.11 gives
#   failed cells a type of their own (t="e"); openpyxl hands over the words "#DIV/0!". The issue
#   tracker of python-calamine has it as open (number 105); its API page does not speak of it.
# Happens: calamine answers "" for both. In an ODS as LibreOffice writes it (value-type "string",
#   an empty string-value, the words "#DIV/0!" as text, calcext:value-type "error") it is "" too.
#   pandas.read_excel(engine="calamine") then says NaN, which every sum leaves out.
# Seen:
#   xlsx  calamine [500.0, '', '']   openpyxl [500, '#DIV/0!', None]
#   ods   calamine [500.0, '', '']
# For a workshop tool: a share or a total that failed in the council's own sheet must stop the
#   import or be named; as a blank it quietly lowers the sum. The file has to be looked into besides
#   calamine: for t="e" in XLSX, and for calcext:value-type="error" in ODS.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check \
  python-calamine==0.9.1 openpyxl==3.1.5 xlsxwriter==3.3.1 odfpy==1.4.1 pandas==3.1.1
venv/bin/python - <<'PY'
import zipfile

import openpyxl
import pandas
import python_calamine
import xlsxwriter
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

book = xlsxwriter.Workbook("sums.xlsx")
sheet = book.add_worksheet()
sheet.write_number(0, 0, 500)
sheet.write_formula(0, 1, "=500/0", None, "#DIV/0!")
sheet.write_blank(0, 2, None, book.add_format({"bold": True}))
book.close()

paper = OpenDocumentSpreadsheet()
table = Table(name="Sums")
row = TableRow()
paid = TableCell(valuetype="float", value="500")
paid.addElement(P(text="500"))
failed = TableCell(valuetype="string", stringvalue="", formula="of:=500/0")
failed.addElement(P(text="#DIV/0!"))
for cell in (paid, failed, TableCell()):
    row.addElement(cell)
table.addElement(row)
paper.spreadsheet.addElement(table)
paper.save("plain.ods")
with zipfile.ZipFile("plain.ods") as plain, zipfile.ZipFile("sums.ods", "w") as marked:
    for part in plain.infolist():  # LibreOffice's own mark, of which odfpy knows nothing
        marked.writestr(part, plain.read(part).replace(
            b'table:formula="of:=500/0"', b'table:formula="of:=500/0" calcext:value-type="error" '
            b'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'))


def calamine(name: str) -> list[object]:
    read = python_calamine.load_workbook(name).get_sheet_by_index(0).to_python()[0]
    return [*read, ""][:3]


excel = [cell.value for cell in openpyxl.load_workbook("sums.xlsx", data_only=True).active[1]]
frame = pandas.read_excel("sums.xlsx", header=None, engine="calamine")
print("xlsx: calamine", calamine("sums.xlsx"), "openpyxl", excel)
print("ods: calamine", calamine("sums.ods"))
if excel != [500, "#DIV/0!", None]:
    raise SystemExit("Changed: openpyxl no longer hands over the words of a failed formula.")
if calamine("sums.xlsx") != [500.0, "", ""] or calamine("sums.ods") != [500.0, "", ""]:
    raise SystemExit("Changed: calamine now tells a failed formula from an empty cell.")
if not pandas.isna(frame.iloc[0, 1]):
    raise SystemExit("Changed: pandas with calamine no longer reads a failed formula as NaN.")
PY
