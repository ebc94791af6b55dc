#!/usr/bin/env bash
# 1.234,50, read and written by csvw with the pattern that the file itself gives, is 1234.500, and so over a million.
#
# Versions: csvw 4.1.1, babel 2.19.0.
# Expected: CSV on the Web (Tabular Data Model, 6.4.2): a pattern may hold the decimalChar and the groupChar that are
#   given, here a comma and a point, so that #.##0,00 fits 1.234,50. Its page says that it reads and writes CSVW, and
#   its own code quotes this sentence of the standard.
# Happens: the file is read rightly. For writing, the pattern is handed to Babel as one of English, where its point is
#   the decimal point and its comma the group; read again by the same description, the point is a group. Without a
#   pattern all is well. No error either way.
# Seen (decimalChar ",", groupChar "."):
#   pattern      read          written      read again
#   #.##0,00     1234.50       1234.500     1234500
#                12.50         12.500       12500
#   none         1234.50       1.234,50     1234.50
# For a workshop tool: a council's file that passes through it once, with its description beside it, has each sum a
#   thousand times. Leave the pattern out of the description.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check csvw==4.1.1 babel==2.19.0
venv/bin/python - <<'PY'
import json
from decimal import Decimal
from pathlib import Path

from csvw import TableGroup

SHEET, DESCRIPTION = Path("costs.csv"), Path("costs.csv-metadata.json")
MARKS = {"decimalChar": ",", "groupChar": "."}


def read():
    table = TableGroup.from_file(str(DESCRIPTION)).tables[0]
    return table, list(table.iterdicts())


def turn(marks):
    columns = [
        {"name": "ward", "datatype": "string"},
        {"name": "cost", "datatype": {"base": "decimal", "format": marks}},
    ]
    table = {"url": SHEET.name, "tableSchema": {"columns": columns}}
    described = {"@context": "http://www.w3.org/ns/csvw", "dialect": {"delimiter": ";"}, "tables": [table]}
    DESCRIPTION.write_text(json.dumps(described), encoding="utf-8")
    SHEET.write_text("ward;cost\nNorth;1.234,50\nSouth;12,50\n", encoding="utf-8")
    table, rows = read()
    before = [row["cost"] for row in rows]
    table.write(rows)
    written = [line.split(";")[1] for line in SHEET.read_text(encoding="utf-8").split()[1:]]
    return before, written, [row["cost"] for row in read()[1]]


RIGHT = [Decimal("1234.50"), Decimal("12.50")]
wrong = turn({**MARKS, "pattern": "#.##0,00"})
plain = turn(MARKS)
print(wrong, plain)
if plain != (RIGHT, ["1.234,50", "12,50"], RIGHT):
    raise SystemExit("Changed: without a pattern it is no longer written as it was.")
if wrong[0] != RIGHT:
    raise SystemExit("Changed: with the pattern it is no longer read.")
if wrong[1:] != (["1234.500", "12.500"], [Decimal(1234500), Decimal(12500)]):
    raise SystemExit("Changed: with the pattern it is written otherwise.")
PY
