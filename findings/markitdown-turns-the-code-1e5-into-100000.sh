#!/usr/bin/env bash
# Cost codes 007 and 1E5, kept as text in a workbook, are 7 and 100000.0 for markitdown, and NULL is nobody's name.
#
# Versions: markitdown 0.1.9 with pandas 2.3.3 and openpyxl 3.1.5.
# Expected: a cell that is text in the file is that text in Markdown, as it is when markitdown reads the same
#   rows from CSV. Its page promises the structure of a document for machines that read. That empty cells are
#   NaN is in its tracker (number 183), and a bar in a cell (number 2436); not that text is changed.
# Happens: the sheet goes through pandas, which guesses anew what the file says: a column of text that looks
#   like numbers is numbers, without zeros in front, E an exponent, Infinity inf; the names NULL, NA and None
#   are empty, and empty is written NaN. A second column of one name is Yes.1. No option changes it.
# Seen (text in XLSX -> Markdown; CSV keeps all of it):
#   007, 012             7, 12                 NULL, NA, None       NaN, NaN, NaN
#   1E5, 2E3             100000.0, 2000.0      Yes, Yes (headings)  Yes, Yes.1
# For a workshop tool: what a model is told about a council's spending has other codes and payees than the
#   file. Read workbooks cell by cell, by the types that they state, or hand over CSV.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check "markitdown[xlsx]==0.1.9" pandas==2.3.3 openpyxl==3.1.5
venv/bin/python -W ignore - <<'PY'
import csv

import openpyxl
from markitdown import MarkItDown

EXPECTED = [
    (["Code", "Pounds"], [["007", "10"], ["012", "20"]], ["Code", "7", "12"]),
    (["Code", "Pounds"], [["1E5", "10"], ["2E3", "20"]], ["Code", "100000.0", "2000.0"]),
    (["Payee", "Pounds"], [["NULL", "10"], ["NA", "20"], ["None", "30"]], ["Payee", "NaN", "NaN", "NaN"]),
]


def table(path):
    lines = [line for line in MarkItDown().convert(path).text_content.splitlines() if line.startswith("|")]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [rows[0], *rows[2:]]


def written(rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if any(cell.data_type != "s" for row in book.active.rows for cell in row):
        raise SystemExit("Not all cells are text.")
    book.save("spending.xlsx")
    with open("spending.csv", "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return table("spending.xlsx"), table("spending.csv")


for heading, rows, expected in EXPECTED:
    sheet, plain = written([heading, *rows])
    found = [row[0] for row in sheet]
    print([row[0] for row in rows], "->", found[1:])
    if found != expected:
        raise SystemExit(f"Changed: {rows} are read as {found}.")
    if plain != [heading, *rows]:
        raise SystemExit(f"Changed: from CSV {rows} are read as {plain}.")
sheet, plain = written([["Yes", "Yes"], ["a", "b"]])
print(sheet[0], plain[0])
if (sheet[0], plain[0]) != (["Yes", "Yes.1"], ["Yes", "Yes"]):
    raise SystemExit("Changed: headings that are there twice.")
PY
