#!/usr/bin/env bash
# A workbook whose rows carry no numbers is an empty file for xlsx2csv, and half of it is where some do.
#
# Versions: xlsx2csv 0.8.6; openpyxl 3.1.5 writes and reads, python-calamine 0.9.1 reads.
# Expected: ECMA-376 part 1, 18.3.1.73: the number r of a row is optional (as is the place of a cell, 18.3.1.4);
#   a row without it comes after the row before. xlsx2csv's page sets no condition.
# Happens: a row is written out when its number is known, and one without is dropped, so a sheet of such rows
#   leaves nothing, with the exit code 0. Its tracker knows of one such file (number 296, 2025). No warning.
# Seen (Supplier and Amount, two payments; r taken from the rows, or from the last row):
#                           xlsx2csv                  openpyxl, calamine
#   no row has a number     nothing                   3 rows
#   the last has none       heading and Acme, 10.5    3 rows
# For a workshop tool: payments are missing from a file that opens well in a spreadsheet. Compare the number of
#   rows with a second reader, or read with python-calamine.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check xlsx2csv==0.8.6 openpyxl==3.1.5 python-calamine==0.9.1
venv/bin/python - <<'PY'
import re
import subprocess
import zipfile

import openpyxl
from python_calamine import CalamineWorkbook

ROWS = [["Supplier", "Amount"], ["Acme", 10.5], ["Bravo", 20.25]]
LINES = ["Supplier,Amount", "Acme,10.5", "Bravo,20.25"]
SHEET = "xl/worksheets/sheet1.xml"

book = openpyxl.Workbook()
for row in ROWS:
    book.active.append(row)
book.save("payments.xlsx")


def without_numbers(path, rows):
    # the same workbook; these rows and their cells lose their r
    with zipfile.ZipFile("payments.xlsx") as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == SHEET:
                for row in rows:
                    text = re.sub(rb'<(row|c) r="[A-Z]*%d"' % row, rb"<\1", text)
            new.writestr(name, text)


def same(what, found, expected):
    print(what, found)
    if found != expected:
        raise SystemExit(f"Changed: {what} gives {found}, no longer {expected}.")


for path, rows, expected in (
    ("as-written.xlsx", (), LINES),
    ("none.xlsx", (1, 2, 3), []),
    ("last.xlsx", (3,), LINES[:2]),
):
    without_numbers(path, rows)
    ran = subprocess.run(["venv/bin/xlsx2csv", path], capture_output=True, text=True, check=True)
    same(f"xlsx2csv {path}", ran.stdout.splitlines(), expected)
    same("what it says", ran.stderr, "")
    same("openpyxl", [list(row) for row in openpyxl.load_workbook(path).active.values], ROWS)
    same("calamine", CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(), ROWS)
PY
