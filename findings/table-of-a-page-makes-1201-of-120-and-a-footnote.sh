#!/usr/bin/env bash
# 120 with the footnote 1 in a table of a web page is 1201 for pandas, SheetJS and tabletojson.
#
# Versions: pandas 3.1.1 with lxml 6.0.2, and with html5lib 1.1; xlsx 0.18.5, tabletojson 4.1.15 (npm, Node 20).
# Expected: a raised figure behind a number is no part of it, as browsers show it and the HTML standard has it of
#   sup. pandas' page on read_html asks for tidying up afterwards, and speaks of rows, columns and headings;
#   SheetJS' page on HTML names values, types and merged cells. Neither names footnotes. tabletojson has
#   stripHtmlFromCells, which is on, and says nothing else of it.
# Happens: the tags are taken off and what is in them grows together with the number. pandas and SheetJS make a
#   number of it, of the type of the whole column. No message. With a bracket or a letter it is text, and the
#   column with it.
# Seen (North, with the footnote 1; South, with the footnote 2; East without):
#   <td>120<sup>1</sup></td>      pandas 1201     SheetJS 1201     tabletojson "1201"
#   <td>1,950<sup>2</sup></td>    pandas 19502    SheetJS 19502    tabletojson "1,9502"
#   <td>95</td>                   pandas 95       SheetJS 95       tabletojson "95"
# For a workshop tool: statistics of councils carry such notes at the very figures that are unsafe, and these are
#   ten times too large. Take sup elements out of the page before.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pandas==3.1.1 lxml==6.0.2 html5lib==1.1 beautifulsoup4==4.14.2
npm install --silent --no-fund --no-audit xlsx@0.18.5 tabletojson@4.1.15 >/dev/null
cat > page.html <<'HTML'
<table>
<tr><th>Ward</th><th>Jobs</th></tr>
<tr><td>North</td><td>120<sup>1</sup></td></tr>
<tr><td>South</td><td>1,950<sup>2</sup></td></tr>
<tr><td>East</td><td>95</td></tr>
</table>
HTML
venv/bin/python - <<'PY'
import pandas

for flavor in ("lxml", "html5lib"):
    (table,) = pandas.read_html("page.html", flavor=flavor)
    found = table["Jobs"].tolist()
    print(flavor, found, table["Jobs"].dtype)
    if found != [1201, 19502, 95]:
        raise SystemExit(f"Changed: with {flavor} pandas reads {found}.")
PY
cat > read.cjs <<'JS'
const { readFileSync } = require("node:fs");
const xlsx = require("xlsx");
const { tabletojson } = require("tabletojson");
const page = readFileSync("page.html", "utf8");
const sheet = xlsx.read(page, { type: "string" });
const found = {
  SheetJS: xlsx.utils.sheet_to_json(sheet.Sheets[sheet.SheetNames[0]]).map((row) => row.Jobs),
  tabletojson: tabletojson.convert(page)[0].map((row) => row.Jobs),
};
const seen = { SheetJS: [1201, 19502, 95], tabletojson: ["1201", "1,9502", "95"] };
console.log(found);
for (const name of Object.keys(seen))
  if (JSON.stringify(found[name]) !== JSON.stringify(seen[name])) {
    console.error(`Changed: ${name} reads ${found[name]}, no longer ${seen[name]}.`);
    process.exit(1);
  }
JS
node read.cjs
