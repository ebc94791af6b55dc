#!/usr/bin/env bash
# An answer of 1,500 is one and a half for SurveyJS, so a cost of £1,500 and one of £250 make 251.5.
#
# Versions: survey-core 3.1.1 (npm, Node 20).
# Expected: SurveyJS' page on expressions says that a text such as "123" is turned into its number, and says nothing
#   of commas. A British 1,500 is fifteen hundred then, or no number, as 1,234,567 and £1,500 are none. The survey
#   below is in English, which is the language of one that names none.
# Happens: one comma in a text is taken for a decimal point, whatever the language of the survey. Its tracker
#   asked for that in 2023 (number 5612), for "12,3", and does not speak there of thousands written 1,000.
#   Two commas are left alone: a sum becomes text put end to end, and a total leaves the row out. No warning.
# Seen (a cost typed, and 250 beside it):
#   typed          {a} + {b}       total of a column     {a} > 500
#   1,500          251.5           251.5                 no
#   12,500         262.5           262.5                 no
#   1,234,567      1,234,567250    250                   no
#   1500           1750            1750                  yes
# For a workshop tool: whoever types their costs as they write them is sent down the page for small sums, and
#   the totals are wrong by thousands. Ask with inputType "number", or a mask, wherever something is counted.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-fund --no-audit survey-core@3.1.1 >/dev/null
cat > survey.cjs <<'JS'
const { Model } = require("survey-core");

function same(what, found, expected) {
  console.log(what, JSON.stringify(found));
  if (JSON.stringify(found) !== JSON.stringify(expected)) {
    console.error(`Changed: ${what} gives ${JSON.stringify(found)}, no longer ${JSON.stringify(expected)}.`);
    process.exit(1);
  }
}
const SURVEY = {
  elements: [
    { type: "text", name: "a" },
    { type: "text", name: "b" },
    { type: "expression", name: "sum", expression: "{a} + {b}" },
    { type: "expression", name: "panel", expression: "iif({a} > 500, 'yes', 'no')" },
    {
      type: "matrixdynamic",
      name: "costs",
      rowCount: 0,
      columns: [{ name: "cost", cellType: "text", totalType: "sum" }],
    },
  ],
};
function answered(cost) {
  const survey = new Model(SURVEY);
  survey.data = { a: cost, b: "250", costs: [{ cost }, { cost: "250" }] };
  const total = survey.getQuestionByName("costs").totalValue.cost;
  return [survey.getValue("sum"), total, survey.getValue("panel")];
}
same("1,500", answered("1,500"), [251.5, 251.5, "no"]);
same("12,500", answered("12,500"), [262.5, 262.5, "no"]);
same("1,234,567", answered("1,234,567"), ["1,234,567250", 250, "no"]);
same("£1,500", answered("£1,500"), ["£1,500250", 250, "no"]);
same("1500", answered("1500"), [1750, 1750, "yes"]);
same("language", new Model(SURVEY).getLocale() || "en", "en");
JS
node survey.cjs
