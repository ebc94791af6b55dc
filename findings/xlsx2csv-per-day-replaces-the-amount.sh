#!/usr/bin/env bash
# A day rate shown as "£37.50 per day" leaves xlsx2csv as the text £#,##0.00" per 05ay", without the amount.
#
# Versions: xlsx2csv 0.8.6, XlsxWriter 3.3.1, openpyxl 3.1.5, python-calamine 0.9.1.
# Expected: ECMA-376 part 1, 18.8.31: letters in quotes or behind a backslash are shown as they are, so
#   such a format is one of numbers. The page of xlsx2csv promises the cells as CSV.
# Happens: a d, h, m, s or y anywhere in the format makes the cell a date. The format's own letters are
#   then filled with parts of that day, the rest is written as it stands, and the number is nowhere.
#   "weeks" and "a year" give the bare format. Without such a letter the number is kept.
# Seen, for 37.5 (xlsx2csv; openpyxl and calamine 37.5 each time):
#   £#,##0.00" per day"       £#,##0.00" per 05ay"
#   0.0"d"                    0.0"05"
#   £0.0,,"m" (millions)      £0.0,,"02"
#   0.0" weeks"               0.0" weeks"
#   £#,##0.00" incl. VAT"     37.5
# For a workshop tool: rates and budgets in millions are just the cells with a unit. As text they fall
#   out of every sum. Read the stored number (calamine, openpyxl), never how it is shown.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check \
  xlsx2csv==0.8.6 xlsxwriter==3.3.1 openpyxl==3.1.5 python-calamine==0.9.1
venv/bin/python - <<'PY'
import csv

import openpyxl
import python_calamine
import xlsxwriter
from xlsx2csv import Xlsx2csv

EXPECTED = {
    '£#,##0.00" per day"': '£#,##0.00" per 05ay"',
    '0.0"d"': '0.0"05"',
    '£0.0,,"m"': '£0.0,,"02"',
    '0.0" weeks"': '0.0" weeks"',
    '£#,##0.00" incl. VAT"': "37.5",
}
book = xlsxwriter.Workbook("rates.xlsx")
sheet = book.add_worksheet()
for row, shown in enumerate(EXPECTED):
    sheet.write_number(row, 0, 37.5, book.add_format({"num_format": shown}))
book.close()
for name, others in (
    ("openpyxl", [cell.value for cell in openpyxl.load_workbook("rates.xlsx").active["A"]]),
    ("calamine",
     [row[0] for row in python_calamine.load_workbook("rates.xlsx").get_sheet_by_index(0).to_python()]),
):
    if others != [37.5] * len(EXPECTED):
        raise SystemExit(f"Changed: {name} reads {others}.")
Xlsx2csv("rates.xlsx").convert("rates.csv")
with open("rates.csv", newline="", encoding="utf-8") as file:
    found = [row[0] for row in csv.reader(file)]
for (shown, expected), value in zip(EXPECTED.items(), found, strict=True):
    print(f"{shown:24} {value}")
    if value != expected:
        raise SystemExit(f"Changed: {shown} is no longer written as {expected}.")
PY
