#!/usr/bin/env bash
# Of six suppliers, three are "Acme" and five are not, and SUM adds what is text: the package formulas.
#
# Versions: formulas 1.3.4, openpyxl 3.1.5.
# Expected: OpenFormula (OpenDocument 1.3 part 4) and Excel agree: SUM, COUNT and MAX leave text in a range
#   out, also when it looks like a number; a criterion is matched without regard to capitals, with "*" for
#   any letters. LibreOffice 7.4, tried beside this, gives the values in brackets. The package says that it
#   computes Excel workbooks without Excel, and names no such limits.
# Happens: text of digits in a range is added and counted; "is Acme" forgives capitals while "is not
#   Acme" and "begins with acme" do not, so the parts are more than the whole.
# Seen, for amounts 10, 20.5 and the text "12", and Acme, acme ltd, ACME, Other, (empty), acme:
#   =SUM(B1:B3)                 42.5  (30.5)        =COUNT(B1:B3)               3  (2)
#   =COUNTIF(C1:C6,"Acme")      3     (3)           =COUNTIF(C1:C6,"<>Acme")    5  (3)
#   =COUNTIF(C1:C6,"acme*")     2     (4)           =MROUND(12.5,5)            10  (15)
# For a workshop tool: a test that checks a workbook's live formulas by this package approves totals that
#   Excel will not show, and finds faults that are none. Let a spreadsheet program compute them.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check formulas==1.3.4 openpyxl==3.1.5
venv/bin/python - <<'PY'
import sys

import formulas
import openpyxl

EXPECTED = {
    "=SUM(B1:B3)": 42.5,
    "=COUNT(B1:B3)": 3,
    '=COUNTIF(C1:C6,"Acme")': 3,
    '=COUNTIF(C1:C6,"<>Acme")': 5,
    '=COUNTIF(C1:C6,"acme*")': 2,
    "=MROUND(12.5,5)": 10,
}
book = openpyxl.Workbook()
sheet = book.active
sheet.title = "Sums"
for row, amount in enumerate((10, 20.5, "12"), 1):
    sheet.cell(row, 2, amount)
for row, supplier in enumerate(("Acme", "acme ltd", "ACME", "Other", None, "acme"), 1):
    sheet.cell(row, 3, supplier)
for row, formula in enumerate(EXPECTED, 1):
    sheet.cell(row, 1, formula)
book.save("sums.xlsx")
solution = formulas.ExcelModel().loads("sums.xlsx").finish().calculate()
for row, (formula, expected) in enumerate(EXPECTED.items(), 1):
    value = float(solution[f"'[sums.xlsx]SUMS'!A{row}"].value[0, 0])
    print(f"{formula:26} {value:g}")
    if value != expected:
        print(f"Changed: {formula} is no longer {expected}.")
        sys.exit(1)
PY
