#!/usr/bin/env bash
# A payment whose first cell is a failed Excel formula vanishes from DuckDB's read_csv, unannounced.
#
# Versions: duckdb 2.0.1, polars 2.1.0.
# Expected: RFC 4180 knows no comments, so each line after the heading is a record. DuckDB does look
#   for a mark of comments (sniff_csv has a column for it), yet one odd cell is expected to turn its
#   column into text, as every other odd cell does.
# Happens: a finance system's date that failed is saved by Excel as "#N/A" or "#REF!". Where the
#   other cells of that first column are dates or numbers, the sniffer settles on "#" as the mark
#   of a comment: the whole row is left out, its amount too. No error, no warning, no reject.
#   The same row with "N/A", or with another column first, is kept.
# Seen:
#   duckdb rows 2 of 3, sum 800.00     polars rows 3 of 3, sum 1700.00
# For a workshop tool: "what is spent today" comes out too low by exactly the rows that had trouble.
#   Give read_csv comment='' and count the lines, or read with a parser that has no comments.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check duckdb==2.0.1 polars==2.1.0
venv/bin/python - <<'PY'
from pathlib import Path

import duckdb
import polars


def file(first: str) -> str:
    lines = ["Date,Supplier,Amount", "01/04/2026,Acme Ltd,750.00", f"{first},Bell & Co,900.00"]
    Path("spend.csv").write_text("\n".join([*lines, "03/04/2026,Carers CIC,50.00", ""]))
    return "spend.csv"


def counted(source: str) -> tuple[int, float]:
    return duckdb.sql(f"select count(*), sum(Amount) from {source}").fetchall()[0]


for failed in ("#N/A", "#REF!", "#VALUE!"):
    name = file(failed)
    quick = counted(f"'{name}'")
    told = counted(f"read_csv('{name}', comment='')")
    other = polars.read_csv(name)
    print(f"{failed}: duckdb rows {quick[0]} of 3, sum {quick[1]:.2f};",
          f"polars rows {other.height} of 3, sum {other['Amount'].sum():.2f}")
    if quick != (2, 800.0):
        raise SystemExit(f"Changed: DuckDB no longer drops the row that begins with {failed}.")
    if told != (3, 1700.0) or other.height != 3:
        raise SystemExit("Changed: comment='' or polars no longer keeps all three rows.")
if counted(f"'{file('N/A')}'") != (3, 1700.0):
    raise SystemExit("Changed: a plain word in the first column is no longer kept.")
PY
