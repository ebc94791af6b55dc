#!/usr/bin/env bash
# £.50 is fifty pounds for frictionless where a column may hold a currency sign, and so is .50 without one.
#
# Versions: frictionless 5.21.0.
# Expected: Table Schema (number, bareNumber): with false, what is no number in front and behind is to be
#   stripped, as for "€95" or "95%". Its numbers are those of XML Schema, whose decimal allows .5 and -.5; so
#   the point is part of the number. With bareNumber left alone frictionless reads .5 as a half. That brackets of a
#   refund are stripped as well is what the page says.
# Happens: all up to the first digit or minus is stripped, the decimal point with it, and the file is valid. A
#   minus in front of the point saves it; its tracker had the minus itself in 2023 (number 1520), corrected since.
# Seen (bareNumber false; true beside it):
#   .50      50           0.50
#   £.50     50           error
#   -.50     -0.50        -0.50
#   (500)    500          error
#   -£500    error        error
#   £0.50    0.50         error
# For a workshop tool: fares and unit prices without a nought in front grow a hundredfold, in a file that was
#   validated. Keep bareNumber true and take the sign off by a rule of your own.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check frictionless==5.21.0
venv/bin/python -W error::UserWarning - <<'PY'
from decimal import Decimal
from pathlib import Path

from frictionless import Resource, Schema

SEEN = {  # what is written: with bareNumber false, with true
    ".50": (Decimal("50"), Decimal("0.50")),
    "£.50": (Decimal("50"), "error"),
    "-.50": (Decimal("-0.50"), Decimal("-0.50")),
    "(500)": (Decimal("500"), "error"),
    "-£500": ("error", "error"),
    "£0.50": (Decimal("0.50"), "error"),
}


def read(words, bare):
    field = {"name": "amount", "type": "number", "bareNumber": bare}
    Path("costs.csv").write_text(f"amount\n{words}\n", encoding="utf-8")
    resource = Resource(path="costs.csv", schema=Schema.from_descriptor({"fields": [field]}))
    if not resource.validate().valid:
        return "error"
    return resource.read_rows()[0]["amount"]


for words, expected in SEEN.items():
    found = read(words, bare=False), read(words, bare=True)
    print(words, *found)
    if found != expected:
        raise SystemExit(f"Changed: {words} gives {found}, no longer {expected}.")
PY
