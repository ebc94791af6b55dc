#!/usr/bin/env bash
# A table whose rows are not sorted as pyjstat counts them comes out of JSON-stat with the figures at other wards.
#
# Versions: pyjstat 2.4.0, pandas 3.1.1; read with jsonstat-toolkit 2.2.2 as well (npm, Node 20).
# Expected: JSON-stat 2.0 (value): the values stand in row-major order of the dimensions, and a missing one is null
#   or left out by its number. A data frame has no such order: its rows say themselves where they belong. Its page
#   shows Dataset.read(frame).write() as all there is to do, and says nothing of order; a column name for
#   fill_category adds rows that lack.
# Happens: the values are written as the rows come, beside categories in the order of their first appearance. Sorted
#   by year and then by ward, or with one row too few, each figure moves along. No warning.
# Seen (North 2025 10, North 2026 20, South 2025 30, South 2026 40; read back by both):
#   rows sorted by ward and year        10 20 30 40
#   the same rows sorted by year        10 30 20 40     North 2026 has the 30 of South 2025
#   without South 2025                  10 20 40        South 2025 has the 40 of 2026; pyjstat itself cannot read it
# For a workshop tool: Nomis and NISRA publish JSON-stat; a table that was read, sorted or filtered in pandas and
#   written again gives wards the figures of others. Set all categories, sort by them, and compare after writing.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pyjstat==2.4.0 pandas==3.1.1
npm install --silent --no-fund --no-audit jsonstat-toolkit@2.2.2 >/dev/null
venv/bin/python - <<'PY'
from pathlib import Path

import pandas
from pyjstat import pyjstat

ROWS = [("North", "2025", 10), ("North", "2026", 20), ("South", "2025", 30), ("South", "2026", 40)]
sheets = {
    "sorted": ROWS,
    "by-year": [ROWS[0], ROWS[2], ROWS[1], ROWS[3]],
    "gap": [ROWS[0], ROWS[1], ROWS[3]],
}
for name, rows in sheets.items():
    frame = pandas.DataFrame(rows, columns=["ward", "year", "value"])
    Path(f"{name}.json").write_text(pyjstat.Dataset.read(frame).write(), encoding="utf-8")
back = {}
for name in ("sorted", "by-year"):
    frame = pyjstat.Dataset.read(Path(f"{name}.json").read_text(encoding="utf-8")).write("dataframe")
    back[name] = {(one.ward, one.year): one.value for one in frame.itertuples()}
    print(name, back[name])
if back["sorted"] != {(ward, year): value for ward, year, value in ROWS}:
    raise SystemExit("Changed: a sorted table is no longer read back as it was.")
if (back["by-year"]["North", "2026"], back["by-year"]["South", "2025"]) != (30, 20):
    raise SystemExit("Changed: a table sorted by year keeps its figures now.")
PY
cat > read.cjs <<'JS'
const { readFileSync } = require("node:fs");
const JSONstat = require("jsonstat-toolkit");
const figure = (name, ward, year) =>
  JSONstat(JSON.parse(readFileSync(`${name}.json`, "utf8"))).Data({ ward, year })?.value;
const seen = { sorted: [10, 20, 30, 40], "by-year": [10, 30, 20, 40], gap: [10, 20, 40, undefined] };
for (const [name, expected] of Object.entries(seen)) {
  const found = ["North", "South"].flatMap((ward) => ["2025", "2026"].map((year) => figure(name, ward, year)));
  console.log(name, ...found);
  if (found.map(String).join() !== expected.map(String).join()) {
    console.error(`Changed: ${name} is read as ${found}, no longer as ${expected}.`);
    process.exit(1);
  }
}
JS
node read.cjs
