#!/usr/bin/env bash
# The mean of three answers is 4, and 2.4 once formulajs was asked for their median, which is wrong as well.
#
# Versions: @formulajs/formulajs 4.6.1; HyperFormula 3.5.0 beside it (npm, Node 20).
# Expected: cells that are empty or hold text count neither for AVERAGE nor for MEDIAN and MODE (OpenDocument 1.3
#   part 4, 6.18.45 and 6.18.48, and Excel's pages of the functions), and a function leaves what it is given as
#   it was. formulajs' page says that it implements most of Excel's functions.
# Happens: MEDIAN takes an answer that is "" or a word for 0, and writes that 0 into the list that it was given;
#   MODE.SNGL, SKEW, KURT, DEVSQ and GEOMEAN do so with null. AVERAGE, right before, is wrong from then on, and
#   how many answered, too. Rows handed over one by one are counted wrongly, but stay. No warning.
# Seen, for 5, 4, "", 3, "" in this order:
#                        AVERAGE   COUNT   MEDIAN   AVERAGE   COUNT
#   formulajs            4         3       3        2.4       5
#   HyperFormula         4         3       4        4         3
# For a workshop tool: what a survey says depends on the order in which it is asked. Filter the numbers out
#   first, and hand over a copy (Object.freeze shows who writes).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-fund --no-audit @formulajs/formulajs@4.6.1 hyperformula@3.5.0 >/dev/null
cat > ask.cjs <<'JS'
const formulas = require("@formulajs/formulajs");
const { HyperFormula } = require("hyperformula");

const ORDER = ["AVERAGE", "COUNT", "MEDIAN", "AVERAGE", "COUNT"];
function same(what, found, expected) {
  console.log(what, JSON.stringify(found));
  if (JSON.stringify(found) !== JSON.stringify(expected)) {
    console.error(`Changed: ${what} is ${JSON.stringify(found)}.`);
    process.exit(1);
  }
}
const answers = [5, 4, "", 3, ""];
same("formulajs", ORDER.map((name) => formulas[name](answers)), [4, 3, 3, 2.4, 5]);
same("the list after it", answers, [5, 4, 0, 3, 0]);
const asked = [[5, 4, "", 3, ""], ORDER.map((name) => `=${name}(A1:E1)`)];
const book = HyperFormula.buildFromArray(asked, { licenseKey: "gpl-v3" });
same("HyperFormula", book.getSheetValues(0)[1], [4, 3, 4, 4, 3]);
const words = [2, 4, "skipped", 4];
same("MEDIAN with a word", [formulas.MEDIAN(words), words], [3, [2, 4, 0, 4]]);
for (const name of ["MODE.SNGL", "SKEW", "KURT", "DEVSQ", "GEOMEAN"]) {
  const list = [5, 4, null, 3, null];
  name.split(".").reduce((one, part) => one[part], formulas)(list);
  same(`the list after ${name}`, list, [5, 4, 0, 3, 0]);
}
same("MEDIAN of rows", formulas.MEDIAN([[5], [4], [""], [3], [""]]), 3);
JS
node ask.cjs
