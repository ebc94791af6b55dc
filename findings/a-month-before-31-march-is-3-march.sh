#!/usr/bin/env bash
# A month before the 31st of March is the 3rd of March for fast-formula-parser and for SurveyJS.
#
# Versions: fast-formula-parser 1.0.19, survey-core 3.1.1; hyperformula 3.5.0 beside them (npm, Node 20).
# Expected: OpenFormula (OpenDocument 1.3 part 4), EDATE: the same day of the month that is so many months away, and
#   its last day where it has no such day, as in Excel, whose formulas fast-formula-parser reads.
#   SurveyJS' page says that dateAdd adds or subtracts months, and nothing of their ends.
# Happens: the number of the month is changed and the days that are too many run over into the next month. No
#   warning.
# Seen (EDATE of the parser, and dateAdd of SurveyJS; HyperFormula's EDATE):
#   31 March 2026, -1 month          3 March 2026      28 February 2026
#   31 January 2026, 1 month         3 March 2026      28 February 2026
#   31 August 2026, 1 month          1 October 2026    30 September 2026
#   29 February 2024, 12 months      1 March 2025      28 February 2025
# For a workshop tool: what is due a month after the end of January is due in March, and a reminder of "a month
#   before" comes in the same month. Ask only for dates up to the 28th, or take the last day yourself.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-fund --no-audit fast-formula-parser@1.0.19 survey-core@3.1.1 hyperformula@3.5.0 >/dev/null
cat > months.cjs <<'JS'
const FormulaParser = require("fast-formula-parser");
const { HyperFormula } = require("hyperformula");
const { Model } = require("survey-core");

const parser = new FormulaParser();
const engine = HyperFormula.buildFromArray([[]], { licenseKey: "gpl-v3" });
const survey = new Model({});
const day = (serial) => new Date((serial - 25569) * 86400000).toISOString().slice(0, 10);
function same(date, months, late, right) {
  const formula = `EDATE(DATE(${date.split("-").map(Number)}),${months})`;
  const found = [
    day(parser.parse(formula, { row: 1, col: 1, sheet: "S" })),
    survey.runExpression(`dateAdd('${date}', ${months}, 'months')`).toISOString().slice(0, 10),
    day(engine.calculateFormula(`=${formula}`, 0)),
  ];
  console.log(date, months, ...found);
  if (found.join() !== [late, late, right].join()) {
    console.error(`Changed: ${date}, ${months} gives ${found}, no longer ${[late, late, right]}.`);
    process.exit(1);
  }
}
same("2026-03-31", -1, "2026-03-03", "2026-02-28");
same("2026-01-31", 1, "2026-03-03", "2026-02-28");
same("2026-08-31", 1, "2026-10-01", "2026-09-30");
same("2024-02-29", 12, "2025-03-01", "2025-02-28");
same("2026-03-15", -1, "2026-02-15", "2026-02-15");
JS
TZ=UTC node months.cjs
