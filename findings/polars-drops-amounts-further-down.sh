#!/usr/bin/env bash
# A payment typed as text in row 150 of a workbook is null for polars.read_excel, and kept in row 50.
#
# Versions: polars 2.1.0, fastexcel 0.21.0 (its engine "calamine", taken when none is named), openpyxl 3.1.5,
#   XlsxWriter 3.3.1.
# Expected: the same cell gives the same value wherever it stands, or reading fails: polars' read_csv stops
#   with an error at such a row. The page of read_excel says that infer_schema_length is how many rows are
#   looked at to find the types, and not what becomes of later rows that are of no such type.
# Happens: once the first 100 rows are numbers, later text is null if it is no bare number: the amount is
#   gone without a word, and sum() leaves it out. Text in the first 100 makes the column text. The engine
#   "openpyxl" of the same call gives text in both cases.
# Seen, for 200 payments of 100 and one "1,234.50" typed as text:
#   in row 150   calamine Int64 null, sum 20000    openpyxl String "1,234.50"
#   in row 50    calamine String "1,234.50"        openpyxl String "1,234.50"
# For a workshop tool: lists of payments are longer, and one department's cells are often text. Read
#   with infer_schema_length=None, or count nulls against empty cells before any sum.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check \
  polars==2.1.0 fastexcel==0.21.0 openpyxl==3.1.5 xlsxwriter==3.3.1
venv/bin/python - <<'PY'
import csv

import polars
import xlsxwriter


def payments(name, at):
    """200 payments of 100, and one as text in the row ``at`` of the sheet."""
    rows = [("Supplier", 100)] * 200
    rows.insert(at - 2, ("Late Ltd", "1,234.50"))
    book = xlsxwriter.Workbook(name)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["Supplier", "Amount"])
    for place, row in enumerate(rows, 1):
        sheet.write_row(place, 0, row)
    book.close()
    with open(name.replace("xlsx", "csv"), "w", newline="") as file:
        csv.writer(file).writerows([("Supplier", "Amount"), *rows])


def read(name, **more):
    found = polars.read_excel(name, **more)
    late = found.filter(polars.col("Supplier") == "Late Ltd")["Amount"][0]
    total = found["Amount"].sum() if found["Amount"].dtype.is_numeric() else None
    return str(found["Amount"].dtype), late, total


payments("late.xlsx", 150)
payments("early.xlsx", 50)
seen = {
    "row 150, calamine": read("late.xlsx"),
    "row 150, all rows looked at": read("late.xlsx", infer_schema_length=None),
    "row 150, openpyxl": read("late.xlsx", engine="openpyxl"),
    "row 50, calamine": read("early.xlsx"),
    "row 50, openpyxl": read("early.xlsx", engine="openpyxl"),
}
for name, value in seen.items():
    print(f"{name:24} {value}")
if seen.pop("row 150, calamine") != ("Int64", None, 20000):
    raise SystemExit("Changed: text behind a hundred numbers is no longer null.")
if set(seen.values()) != {("String", "1,234.50", None)}:
    raise SystemExit("Changed: the other ways of reading no longer give the text.")
try:
    polars.read_csv("late.csv")
except polars.exceptions.ComputeError as refused:
    print("read_csv refuses:", str(refused).splitlines()[0])
else:
    raise SystemExit("Changed: read_csv no longer stops at such a row.")
PY
