#!/usr/bin/env bash
# A payment of £1,234.50 in an Arrow file is 123450 in the browser, in JSON as in a sum.
#
# Versions: apache-arrow 21.2.0 (npm, Node 20); pyarrow 26.0.1 writes and reads.
# Expected: Arrow's format (Schema.fbs, Decimal): the value is the whole number that is stored, divided by ten to
#   the scale, and the scale is part of the column's type. Arrow's page of what is implemented ticks
#   Decimal128 for JavaScript, without a note.
# Happens: toString, Number and JSON give the stored number and leave the scale out, so amounts with pence are a
#   hundred times too big, and those of three places a thousand times. Whole numbers beside it are right.
#   Its tracker has the wish and a correction that waits (numbers 77 and 100). No warning.
# Seen (1234.50, -20.00 and 0.05, as decimal128 with two places):
#                 pyarrow                apache-arrow
#   as words      1234.50 -20.00 0.05    123450 -2000 5
#   added up      1214.55                121455
# For a workshop tool: spending is drawn a hundredfold, and one place more makes it a thousandfold. Divide by
#   10 ** field.type.scale, or store pence as whole numbers and say so in the name.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-fund --no-audit apache-arrow@21.2.0 >/dev/null
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pyarrow==26.0.1
venv/bin/python - <<'PY'
from decimal import Decimal

import pyarrow
from pyarrow import compute, ipc

AMOUNTS = [Decimal("1234.50"), Decimal("-20.00"), Decimal("0.05")]
table = pyarrow.table({
    "amount": pyarrow.array(AMOUNTS, pyarrow.decimal128(12, 2)),
    "rate": pyarrow.array([Decimal("17.500")] * 3, pyarrow.decimal128(12, 3)),
    "people": pyarrow.array([12, 3, 1], pyarrow.int32()),
})
with ipc.new_file("payments.arrow", table.schema) as file:
    file.write_table(table)
read = ipc.open_file("payments.arrow").read_all()
found = [str(one) for one in read["amount"].to_pylist()], str(compute.sum(read["amount"]))
print("pyarrow", found)
if found != (["1234.50", "-20.00", "0.05"], "1214.55"):
    raise SystemExit(f"Changed: pyarrow reads {found}.")
PY
cat > read.cjs <<'JS'
const { readFileSync } = require("node:fs");
const { tableFromIPC } = require("apache-arrow");

const rows = tableFromIPC(readFileSync("payments.arrow")).toArray();
function same(what, found, expected) {
  console.log(what, JSON.stringify(found));
  if (JSON.stringify(found) !== JSON.stringify(expected)) {
    console.error(`Changed: ${what} gives ${JSON.stringify(found)}, no longer ${JSON.stringify(expected)}.`);
    process.exit(1);
  }
}
same("shown", rows.map((row) => String(row.amount)), ["123450", "-2000", "5"]);
same("a number", rows.map((row) => Number(row.amount)), [123450, -2000, 5]);
same("added up", rows.reduce((sum, row) => sum + Number(row.amount), 0), 121455);
same("JSON", JSON.stringify(rows[0].amount).replaceAll(/[\\"]/g, ""), "123450");
same("three places", rows.map((row) => Number(row.rate)), [17500, 17500, 17500]);
same("whole numbers", rows.map((row) => row.people), [12, 3, 1]);
JS
node read.cjs
