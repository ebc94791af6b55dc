#!/usr/bin/env bash
# A council meets twice a month and not in summer: for ical.js the first month comes twice, the last never.
#
# Versions: ical.js 2.2.1 (npm, Node 20); rrule 2.8.1 beside it.
# Expected: RFC 5545, 3.3.10: a rule makes a set of dates, so none is in it twice, in the order of time; in a
#   MONTHLY rule BYMONTH limits the months, and COUNT is how many dates there are.
# Happens: where a MONTHLY rule lists months, and the list begins with another than the series, the dates of the
#   series' first month are given twice, the second time after later ones, whether they are days of the week or
#   of the month. They count, so the series ends too early; of one date a month nothing is seen but that.
#   Its tracker has rules of BYSETPOS that fail (number 1039), none of this form. No warning.
# Seen (BYMONTH=1,2,3,4,5,6,9,10,11,12, from 3 June 2026):
#                                      ical.js                             rrule
#   1st and 3rd Wednesday, COUNT=6     3, 17, 3, 17 June, 2, 16 Sept.      3, 17 June, 2, 16 Sept., 7, 21 Oct.
#   1st Wednesday, COUNT=4             3 June, 2 Sept., 7 Oct.             3 June, 2 Sept., 7 Oct., 4 Nov.
#   BYMONTH=6,9,10,11,12,1,2,3,4,5, or YEARLY for MONTHLY                  both as rrule
# For a workshop tool: a room is booked twice, and in October nobody comes. Write YEARLY for
#   MONTHLY, which says the same where a rule lists months and has no INTERVAL.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-fund --no-audit ical.js@2.2.1 rrule@2.8.1 >/dev/null
cat > dates.mjs <<'JS'
import ICAL from "ical.js";
import rrule from "rrule";

const MONTHS = "BYMONTH=1,2,3,4,5,6,9,10,11,12";
const FROM_JUNE = "BYMONTH=6,9,10,11,12,1,2,3,4,5";
const RIGHT = "2026-06-03 2026-06-17 2026-09-02 2026-09-16 2026-10-07 2026-10-21";
const TWICE = "2026-06-03 2026-06-17 2026-06-03 2026-06-17 2026-09-02 2026-09-16";
const FIRST = "2026-06-03 2026-09-02 2026-10-07";
const DAYS = "2026-06-03 2026-06-17 2026-06-03 2026-06-17";
const EXPECTED = [
  [`FREQ=MONTHLY;${MONTHS};BYDAY=1WE,3WE;COUNT=6`, TWICE, RIGHT],
  [`FREQ=MONTHLY;${FROM_JUNE};BYDAY=1WE,3WE;COUNT=6`, RIGHT, RIGHT],
  [`FREQ=YEARLY;${MONTHS};BYDAY=1WE,3WE;COUNT=6`, RIGHT, RIGHT],
  [`FREQ=MONTHLY;${MONTHS};BYDAY=1WE;COUNT=4`, FIRST, `${FIRST} 2026-11-04`],
  [`FREQ=MONTHLY;${MONTHS};BYMONTHDAY=3,17;COUNT=4`, DAYS, "2026-06-03 2026-06-17 2026-09-03 2026-09-17"],
];

function icalJs(rule) {
  const dates = ICAL.Recur.fromString(rule).iterator(ICAL.Time.fromString("2026-06-03T10:00:00"));
  const found = [];
  for (let one = dates.next(); one; one = dates.next()) found.push(one.toString().slice(0, 10));
  return found.join(" ");
}
function second(rule) {
  const dates = rrule.rrulestr(`DTSTART:20260603T100000Z\nRRULE:${rule}`).all();
  return dates.map((one) => one.toISOString().slice(0, 10)).join(" ");
}
function same(what, found, expected) {
  console.log(what, found);
  if (found !== expected) {
    console.error(`Changed: ${what} gives ${found}, no longer ${expected}.`);
    process.exit(1);
  }
}
for (const [rule, first, other] of EXPECTED) {
  same(`ical.js, ${rule}`, icalJs(rule), first);
  same(`rrule, ${rule}`, second(rule), other);
}
JS
node dates.mjs
