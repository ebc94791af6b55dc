#!/usr/bin/env bash
# £1,000 come back in 2.02 years and financejs says 2.98; in 2.98 years, and it says 2.02.
#
# Versions: financejs 4.1.0 (npm, Node 20).
# Expected: its page: the payback period is the time that is needed to recover the cost. With 500 and 490 in two
#   years and 500 in the third, 10 of that 500 are still missing after two years: 2 + 10/500 = 2.02.
# Happens: for flows that differ from year to year the missing part is taken off the third year rather than
#   counted into it: 3 - 10/500. What comes back at the very end of a year is counted a year later, and
#   the example of its page (50; 10, 13, 16, 19) says 3.42 years, where 3 + 11/19 is 3.58. Equal flows are right.
#   Its tracker has a correction that waits since 2020 (number 50).
# Seen (what is spent, what comes back each year, the years until it is back):
#   1000   500 490 500      financejs 2.98     2.02
#   1000   500 10 500       financejs 2.02     2.98
#   1000   500 500 500      financejs 3        2        (asked as flows that differ)
#   50     10 13 16 19      financejs 3.42     3.58
#   105    25 each year     financejs 4.2      4.2
# For a workshop tool: of two ideas the slower one is said to pay back first. Add the flows up yourself.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-fund --no-audit financejs@4.1.0 >/dev/null
cat > payback.cjs <<'JS'
const Finance = require("financejs");

const finance = new Finance();
function years(spent, ...back) {
  let open = spent;
  for (const [year, flow] of back.entries()) {
    if (flow >= open) return year + open / flow;
    open -= flow;
  }
  return null;
}
function same(spent, back, expected) {
  const found = [finance.PP(back.length, -spent, ...back), years(spent, ...back)].map((one) => one.toFixed(2));
  console.log(spent, back.join(" "), found.join(" "));
  if (found.join() !== expected.join()) {
    console.error(`Changed: ${spent}, ${back} gives ${found}, no longer ${expected}.`);
    process.exit(1);
  }
}
same(1000, [500, 490, 500], ["2.98", "2.02"]);
same(1000, [500, 10, 500], ["2.02", "2.98"]);
same(1000, [500, 500, 500], ["3.00", "2.00"]);
same(50, [10, 13, 16, 19, 22], ["3.42", "3.58"]);
if (finance.PP(0, -105, 25) !== 4.2) {
  console.error("Changed: equal flows are counted otherwise.");
  process.exit(1);
}
JS
node payback.cjs
