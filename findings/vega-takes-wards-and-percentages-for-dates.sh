#!/usr/bin/env bash
# "Ward 5", "Option 2" and "5%" are days of the year 2001 for vega-loader's automatic types.
#
# Versions: vega-loader 5.1.3; d3-dsv 3.0.2 and papaparse 5.7.1 beside it (npm, Node 20).
# Expected: text that is no date stays text, as it does with the two others' automatic types. ECMAScript
#   leaves to each engine what Date.parse makes of text that is not in its format, and engines that are
#   built on V8 (Chromium, Node) find a month in a number from 1 to 12, and a year in one from 32 on.
# Happens: parse "auto" asks Date.parse of each column of text, and where it answers for all values they
#   become times: with 12 wards, 12 dates of 2001. A thirteenth ward, or one share above 12%, and the same
#   column stays text. The older datalib has this on its list (number 95); the page on formats says no more
#   than that types are inferred.
# Seen (vega-loader, in UTC; d3-dsv and papaparse keep the text):
#   Ward 1, Ward 5         2001-01-01, 2001-05-01      Ward 1, Ward 13    text
#   Option 1, Option 2     2001-01-01, 2001-02-01
#   5%, 40%                2001-05-01, 2040-01-01      5%, 20%            text
#   Mill Rd 3, High St 7   2001-03-01, 2001-07-01
# For a workshop tool: a chart of votes by option has an axis of time, and tables of small shares lose
#   their meaning. Name the type of each column (format.parse), in specifications that people paste too.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-fund --no-audit vega-loader@5.1.3 d3-dsv@3.0.2 papaparse@5.7.1 >/dev/null
cat > read.mjs <<'JS'
import { autoType, csvParse } from "d3-dsv";
import Papa from "papaparse";
import { read } from "vega-loader";

const EXPECTED = [
  [["Ward 1", "Ward 5"], ["2001-01-01", "2001-05-01"]],
  [["Option 1", "Option 2"], ["2001-01-01", "2001-02-01"]],
  [["5%", "40%"], ["2001-05-01", "2040-01-01"]],
  [["Mill Rd 3", "High St 7"], ["2001-03-01", "2001-07-01"]],
  [["Ward 1", "Ward 13"], null],
  [["5%", "20%"], null],
];
for (const [values, days] of EXPECTED) {
  const csv = ["name", ...values].join("\n");
  const found = read(csv, { type: "csv", parse: "auto" }).map((row) => row.name);
  const shown = found.map((one) => (typeof one === "number" ? new Date(one).toISOString().slice(0, 10) : one));
  console.log(values.join(", "), "->", shown.join(", "));
  const others = [
    csvParse(csv, autoType).map((row) => row.name),
    Papa.parse(csv, { header: true, dynamicTyping: true }).data.map((row) => row.name),
  ];
  if (others.some((one) => String(one) !== String(values))) {
    console.error(`Changed: d3-dsv or papaparse no longer keeps ${values} as text.`);
    process.exit(1);
  }
  if (String(shown) !== String(days ?? values)) {
    console.error(`Changed: ${values} is no longer read as ${days ?? "text"}.`);
    process.exit(1);
  }
}
JS
TZ=UTC node read.mjs
