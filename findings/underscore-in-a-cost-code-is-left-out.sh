#!/usr/bin/env bash
# The cost codes 10_200 and 1_0200 are both 10200 for frictionless, dataflows, petl and agate, and valid.
#
# Versions: frictionless 5.21.0, dataflows 0.5.12, petl 1.7.30; agate 1.14.2; pandas 3.1.1 beside them.
# Expected: Table Schema takes its integers from XML Schema: digits with an optional sign. A group sign is
#   allowed where groupChar says so. So 10_200 is no integer, and a column of such codes is text, as pandas says;
#   where a schema says integer, the file is not valid.
# Happens: Python's int() or Decimal() is asked, and both allow underscores between digits. All four make
#   numbers of the codes, two different codes become one, and frictionless reports that the file is valid.
# Seen, for the codes 10_200, 1_0200 and 33_100:
#   frictionless  integer, valid   10200 10200 33100
#   dataflows     integer          10200 10200 33100
#   petl          convertnumbers   10200 10200 33100
#   agate         number           10200 10200 33100
#   pandas        text             10_200 1_0200 33_100
# For a workshop tool: spending by cost centre adds up two departments as one. Ask for text where a column is
#   a code, whatever its values look like.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check \
  frictionless==5.21.0 dataflows==0.5.12 petl==1.7.30 agate==1.14.2 pandas==3.1.1
cat > codes.csv <<'CSV'
code,department
10_200,Housing
1_0200,Transport
33_100,Care
CSV
venv/bin/python -W ignore - <<'PY'
import agate
import dataflows
import pandas
import petl
from frictionless import Resource, Schema

CODES, NUMBERS = ["10_200", "1_0200", "33_100"], [10200, 10200, 33100]
schema = {"fields": [{"name": "code", "type": "integer"}, {"name": "department", "type": "string"}]}

told = Resource(path="codes.csv", schema=Schema.from_descriptor(schema)).validate().valid
found = {
    "frictionless, guessed": [row["code"] for row in Resource("codes.csv").read_rows()],
    "frictionless, integer": [
        row["code"]
        for row in Resource(path="codes.csv", schema=Schema.from_descriptor(schema)).read_rows()
    ],
    "dataflows": [row["code"] for row in dataflows.Flow(dataflows.load("codes.csv")).results()[0][0]],
    "petl": [row[0] for row in petl.convertnumbers(petl.fromcsv("codes.csv"))[1:]],
    "agate": list(agate.Table.from_csv("codes.csv").columns["code"].values()),
}
text = pandas.read_csv("codes.csv")["code"].tolist()
print(found, "valid:", told, "pandas:", text)
for name, values in found.items():
    if values != NUMBERS:
        raise SystemExit(f"Changed: {name} no longer makes these numbers of the codes.")
if not told:
    raise SystemExit("Changed: frictionless no longer says that the file is valid.")
if text != CODES:
    raise SystemExit("Changed: pandas no longer keeps the codes as text.")
PY
