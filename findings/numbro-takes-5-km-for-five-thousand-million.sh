#!/usr/bin/env bash
# "5 km" is five thousand million for numbro, and "10-12" is minus one thousand and twelve for numeral.
#
# Versions: numbro 2.5.0, numeral 2.0.6 (npm, Node 20).
# Expected: numbro's page shows unformat with what its format writes ("1k"), and its tracker has it that what cannot be
#   parsed is undefined (number 163). numeral's page says that formatted strings such as ($10,000.00) become numbers,
#   and nothing of other words. Both know k, m, b and t as abbreviations of numbers.
# Happens: numbro lets every letter that it knows count wherever it stands: k and m are a thousand times a million.
#   numeral takes away all that is no digit, point or minus, and reads the rest as one number; minuses count
#   together. No error, no warning.
# Seen:
#   asked            numbro             numeral
#   5 km             5,000,000,000      5
#   5m2              52,000,000         52
#   10-12            undefined          -1012
#   4 to 6           NaN                46
#   1e3              1,000              13
#   -(5)             5                  5
#   2 k              2,000              2,000
# For a workshop tool: answers such as "5 km" of a path or "10-12" weeks become figures that a sum takes along. Ask
#   a pattern of your own for what is a number before.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-fund --no-audit numbro@2.5.0 numeral@2.0.6 >/dev/null
cat > ask.cjs <<'JS'
const numbro = require("numbro");
const numeral = require("numeral");

const seen = {
  "5 km": [5000000000, 5],
  "5m2": [52000000, 52],
  "10-12": [undefined, -1012],
  "4 to 6": [NaN, 46],
  "1e3": [1000, 13],
  "-(5)": [5, 5],
  "2 k": [2000, 2000],
  "1,234.5": [1234.5, 1234.5],
};
for (const [asked, expected] of Object.entries(seen)) {
  const found = [numbro.unformat(asked), numeral(asked).value()];
  console.log(asked, ...found);
  if (found.map(String).join() !== expected.map(String).join()) {
    console.error(`Changed: "${asked}" gives ${found}, no longer ${expected}.`);
    process.exit(1);
  }
}
JS
node ask.cjs
