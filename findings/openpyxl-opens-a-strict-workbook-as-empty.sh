#!/usr/bin/env bash
# A workbook saved as "Strict Open XML Spreadsheet" opens in openpyxl without an error and without a sheet.
#
# Versions: openpyxl 3.1.5, XlsxWriter 3.3.1, python-calamine 0.9.1.
# Expected: ISO/IEC 29500 has two spellings of the same format, Transitional and Strict, and Excel offers
#   both in its list of file types. A reader that knows one only says so.
# Happens: load_workbook gives a workbook with no sheet names and active None; a warning speaks of an
#   invalid specification for 0 and not of the format. calamine reads the cells.
# Seen:
#   openpyxl sheetnames []   calamine ['Acme Ltd', 750.0]
# For a workshop tool: "this workbook is empty" is the wrong thing to tell a council that saved by the
#   standard. Where sheet names are empty, look at the namespace of xl/workbook.xml.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check \
  openpyxl==3.1.5 xlsxwriter==3.3.1 python-calamine==0.9.1
venv/bin/python -W ignore - <<'PY'
import zipfile

import openpyxl
import python_calamine
import xlsxwriter

STRICT = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main":
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships":
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    "http://schemas.openxmlformats.org/drawingml/2006/main":
        "http://purl.oclc.org/ooxml/drawingml/main",
    "<workbook ": '<workbook conformance="strict" ',
}
book = xlsxwriter.Workbook("usual.xlsx")
book.add_worksheet("Spend").write_row(0, 0, ["Acme Ltd", 750])
book.close()
with zipfile.ZipFile("usual.xlsx") as usual, zipfile.ZipFile("strict.xlsx", "w") as strict:
    for part in usual.infolist():
        text = usual.read(part).decode()
        for old, new in STRICT.items():
            text = text.replace(old, new)
        strict.writestr(part, text)

names = openpyxl.load_workbook("strict.xlsx").sheetnames
cells = python_calamine.load_workbook("strict.xlsx").get_sheet_by_index(0).to_python()[0]
print("openpyxl", names, "calamine", cells)
if openpyxl.load_workbook("usual.xlsx").sheetnames != ["Spend"]:
    raise SystemExit("Changed: openpyxl no longer reads the usual spelling.")
if names:
    raise SystemExit("Changed: openpyxl now finds the sheets of a strict workbook.")
if cells != ["Acme Ltd", 750.0]:
    raise SystemExit("Changed: calamine no longer reads a strict workbook.")
PY
