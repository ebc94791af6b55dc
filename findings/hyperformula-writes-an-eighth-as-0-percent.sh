#!/usr/bin/env bash
# TEXT(0.125,"0%") is "0%" in HyperFormula, and half of a room, TEXT(0.5,"0.0%"), is "0.5%".
#
# Versions: hyperformula 3.5.0 (npm, Node 20), the engine of Handsontable.
# Expected: OpenFormula (OpenDocument 1.3 part 4) and Excel agree: TEXT writes a number by a format as cells have it,
#   and a percent sign in it means times hundred. HyperFormula's pages name what TEXT does not
#   know (thousands, sections, most currencies) and where INT differs; of percent they say nothing.
# Happens: the digits of the format are filled in with the number as it is, and the percent sign stands behind it.
#   Its tracker has it since 2025 (number 1565), and a correction waits (1776). No error.
# Seen:
#   TEXT(0.125,"0%")           0%             13%
#   TEXT(0.125,"0.0%")         0.1%           12.5%
#   TEXT(0.5,"0.0%")           0.5%           50.0%
#   TEXT(1,"0%")               1%             100%
# For a workshop tool: "half of us said yes" is shown as 0.5%, and all of us as 1%. Let the page write shares
#   (Intl.NumberFormat), or write TEXT(100*A1,"0")&"%".
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
  'TEXT(0.125,"0.0%")': "0.1%",
  'TEXT(0.5,"0.0%")': "0.5%",
  'TEXT(1,"0%")': "1%",
  'TEXT(1234.5,"0.00")': "1234.50",
  'TEXT(100*0.5,"0")&"%"': "50%",
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
