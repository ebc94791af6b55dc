#!/usr/bin/env bash
# AlaSQL finds an average of 36.5 where the answers are 7 and 3, and of 2.5 where one answered 5 and one nothing.
#
# Versions: alasql 4.19.1 (npm, Node 20).
# Expected: ISO/IEC 9075-2 (SQL), 10.9: SUM and AVG are of numbers, and AVG is the sum over how many there are. So
#   text is refused, left out or counted as its number, and what AVG gives agrees with SUM and COUNT.
# Happens: AVG puts text and numbers end to end before it divides ("7" and 3 are 73, and half of that is 36.5). SUM
#   leaves text out where it comes first or in between, and hangs it on where it comes last; COUNT counts it. An
#   answer of "" is a nought for AVG. Its tracker has SUM of such rows since 2016 (number 674). No warning.
# Seen (SUM, COUNT and AVG, in the order of the rows):
#   7, 3            10      2    5
#   "7", 3          3       2    36.5
#   3, "7"          "37"    2    18.5
#   4, "7", 3, 2    5       4    1183
#   "", 5           5       2    2.5
#   null, 5         5       1    5
# For a workshop tool: one cell of a workbook that is text (an apostrophe in front, an empty answer of a form) turns
#   the mean rating into nonsense. Make numbers of a column first, and try it with one text among them.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-fund --no-audit --ignore-scripts alasql@4.19.1 >/dev/null
cat > count.cjs <<'JS'
const alasql = require("alasql");

function same(what, found, expected) {
  console.log(what, JSON.stringify(found));
  if (JSON.stringify(found) !== JSON.stringify(expected)) {
    console.error(`Changed: ${what} gives ${JSON.stringify(found)}, no longer ${JSON.stringify(expected)}.`);
    process.exit(1);
  }
}
function counted(...answers) {
  const rows = answers.map((rating) => ({ card: "Bus", rating }));
  const [row] = alasql("SELECT card, SUM(rating) s, COUNT(rating) c, AVG(rating) a FROM ? GROUP BY card", [rows]);
  return [row.s, row.c, row.a];
}
same("7 and 3", counted(7, 3), [10, 2, 5]);
same("7 as text, 3", counted("7", 3), [3, 2, 36.5]);
same("3, 7 as text", counted(3, "7"), ["37", 2, 18.5]);
same("7 as text, second of four", counted(4, "7", 3, 2), [5, 4, 1183]);
same("an empty text, 5", counted("", 5), [5, 2, 2.5]);
same("null, 5", counted(null, 5), [5, 1, 5]);
JS
node count.cjs
