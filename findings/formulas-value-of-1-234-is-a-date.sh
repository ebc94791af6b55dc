#!/usr/bin/env bash
# VALUE("1,234") is 85469 in the package formulas, and TRIM leaves double blanks inside.
#
# Versions: formulas 1.3.4, openpyxl 3.1.5.
# Expected: OpenFormula (OpenDocument 1.3 part 4): VALUE turns a number's text into the number, and
#   TRIM leaves one blank between words. LibreOffice 7.4, tried beside this, gives 1234 and
#   "day care". The package says that it computes Excel workbooks without Excel.
# Happens: text with a comma is tried as a date, and "1,234" becomes the serial number of a day far
#   ahead; TRIM cuts at the ends only.
# Seen:
#   =VALUE("1234")         1234
#   =VALUE("1,234")        85469
#   =TRIM(" day   care ")  'day   care'
# For a workshop tool: a check of a workbook's live formulas that runs on this package, not on a
#   spreadsheet program, passes or fails for the wrong reason: amounts typed as text grow 69-fold, and
#   a lookup by trimmed name misses.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check formulas==1.3.4 openpyxl==3.1.5
venv/bin/python -W ignore - <<'PY'
import formulas
import openpyxl

SEEN = {'=VALUE("1234")': 1234, '=VALUE("1,234")': 85469, '=TRIM(" day   care ")': "day   care"}
book = openpyxl.Workbook()
for row, formula in enumerate(SEEN, 1):
    book.active.cell(row, 1, formula)
book.save("costs.xlsx")
solved = formulas.ExcelModel().loads("costs.xlsx").finish().calculate()
for row, (formula, expected) in enumerate(SEEN.items(), 1):
    found = next(cell.value[0, 0] for name, cell in solved.items()
                 if str(name).upper().endswith(f"'!A{row}"))
    print(formula, repr(found))
    if found != expected:
        raise SystemExit(f"Changed: {formula} is no longer {expected!r}.")
PY
