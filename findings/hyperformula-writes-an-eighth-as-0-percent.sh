#!/usr/bin/env bash
# TEXT(0.125,"0%") is "0%" in HyperFormula, TEXT(1234.5,"#,##0.00") is "1235,##0.00", and INT(-2.5) is -2.
#
# Versions: hyperformula 3.5.0 (npm, Node 20), the engine of Handsontable.
# Expected: OpenFormula (OpenDocument 1.3 part 4) and Excel agree: TEXT writes a number by a format as cells
#   have it, so a percent sign means times hundred and a comma groups thousands; INT rounds down, also below
#   nought. HyperFormula's page says of TEXT that it converts a number according to a given format, and has TRUNC
#   for cutting off; its MOD and FLOOR go with an INT that rounds down.
# Happens: of a format the first run of 0 and # is filled in, rounded to what stands behind its point; the rest
#   is copied as letters. INT cuts off, so a number is no longer its INT and its MOD by 1. No error.
# Seen:
#   TEXT(0.125,"0%")           0%             13%
#   TEXT(0.5,"0.0%")           0.5%           50.0%
#   TEXT(1234.5,"#,##0.00")    1235,##0.00    1,234.50
#   TEXT(1234.5,"£#,##0")      £1235,##0      £1,235
#   TEXT(-5,"0;(0)")           -5;(0)         (5)
#   INT(-2.5)                  -2             -3
#   INT(-2.5)+MOD(-2.5,1)      -1.5           -2.5
#   FLOOR(-2.5,1)              -3
# For a workshop tool: "half of us said yes" is shown as 0.5%, beside a sum that nobody can read. Let the page
#   write numbers (Intl.NumberFormat), and take FLOOR for INT.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-fund --no-audit hyperformula@3.5.0 >/dev/null
cat > sheet.cjs <<'JS'
const { HyperFormula } = require("hyperformula");

const engine = HyperFormula.buildFromArray([[]], { licenseKey: "gpl-v3" });
const SEEN = {
  'TEXT(0.125,"0%")': "0%",
  'TEXT(0.5,"0.0%")': "0.5%",
  'TEXT(1234.5,"#,##0.00")': "1235,##0.00",
  'TEXT(1234.5,"£#,##0")': "£1235,##0",
  'TEXT(-5,"0;(0)")': "-5;(0)",
  'TEXT(1234.5,"0.00")': "1234.50",
  "INT(-2.5)": -2,
  "INT(-2.5)+MOD(-2.5,1)": -1.5,
  "INT(2.5)+MOD(2.5,1)": 2.5,
  "FLOOR(-2.5,1)": -3,
};
for (const [formula, expected] of Object.entries(SEEN)) {
  const found = engine.calculateFormula(`=${formula}`, 0);
  console.log(formula, found);
  if (found !== expected) {
    console.error(`Changed: ${formula} gives ${found}, no longer ${expected}.`);
    process.exit(1);
  }
}
JS
node sheet.cjs
