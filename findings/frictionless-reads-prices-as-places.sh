#!/usr/bin/env bash
# A price of 12,50 is a place at 12 degrees east and 50 north for frictionless.
#
# Versions: frictionless 5.21.0.
# Expected: 12,50 with its comma is a number, or text where a reader knows only points. Table Schema keeps
#   the type geopoint for pairs of degrees; its page on guessing types speaks of confidence, and not that
#   two whole numbers with a comma between them count as a pair.
# Happens: each value that fits 180 and 90 degrees is a geopoint, and that is tried before text. So prices by
#   the hour, averages and shares as Poland, Romania and most of Europe write them become places, while one
#   column with larger sums stays text. 5,05 and 5,5 are one place, and so are 0,40 and -0,40. The file is
#   called valid.
# Seen:
#   12,50 7,25 30,00    geopoint: [12, 50] [7, 25] [30, 0]
#   5,05 5,5            geopoint: [5, 5] [5, 5]
#   0,40 -0,40          geopoint: [0, 40] [0, 40]
#   12,50 1250,00       string
#   12.50 7.25          number
# For a workshop tool: a description of such a file is published as a schema, and sums over it are sums of
#   nothing. Name the type of each column and its decimalChar.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check frictionless==5.21.0
venv/bin/python -W ignore - <<'PY'
from decimal import Decimal
from pathlib import Path

from frictionless import describe, extract, validate

EXPECTED = [
    (("12,50", "7,25", "30,00"), "geopoint", [[12, 50], [7, 25], [30, 0]]),
    (("5,05", "5,5"), "geopoint", [[5, 5], [5, 5]]),
    (("0,40", "-0,40"), "geopoint", [[0, 40], [0, 40]]),
    (("12,50", "1250,00"), "string", ["12,50", "1250,00"]),
    (("12.50", "7.25"), "number", [Decimal("12.50"), Decimal("7.25")]),
]
for delimiter in (";", ","):
    for values, kind, read in EXPECTED:
        lines = [f"park{delimiter}price", *(f'Meadow{delimiter}"{value}"' for value in values)]
        Path("prices.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        found = describe("prices.csv").schema.get_field("price").type
        got = [row["price"] for row in extract("prices.csv")["prices"]]
        if found == "geopoint":
            got = [[float(degrees) for degrees in place] for place in got]
        print(delimiter, *values, "->", found, got)
        if (found, got) != (kind, read):
            raise SystemExit(f"Changed: {values} are no longer {kind} {read}.")
        if not validate("prices.csv").valid:
            raise SystemExit(f"Changed: the file with {values} is no longer called valid.")
PY
