#!/usr/bin/env bash
# Of three dates that a calendar lists, two readers keep the first alone, and a third all but the first.
#
# Versions: node-ical 0.26.1, ical.js 2.2.1 (npm, Node 20), icalevents 0.3.1; recurring-ical-events 3.8.2 with
#   icalendar 7.3.2 writes the file and beside them reads it whole.
# Expected: RFC 5545, 3.8.5.2: RDATE lists the dates of a series that follows no rule, and 3.8.2.4: DTSTART is
#   the first of them.
# Happens: node-ical's expandRecurringEvent and icalevents look for rules (RRULE) alone and read a single event;
#   the dates that they leave out are kept by node-ical in a field of text, and by icalevents nowhere. ical.js's
#   iterator starts with the list and leaves out DTSTART, unless there is a rule as well. None of the three
#   pages says so. No warning.
# Seen, for a workshop on 7, 14 and 28 April:
#   node-ical, icalevents     7                 ical.js    14, 28
#   recurring-ical-events     7, 14, 28
# For a workshop tool: dates that suit people seldom follow a rule. Write one event for each date.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-fund --no-audit ical.js@2.2.1 node-ical@0.26.1 >/dev/null
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check icalevents==0.3.1 recurring-ical-events==3.8.2 icalendar==7.3.2
venv/bin/python - <<'PY'
from datetime import UTC, date, datetime, timedelta

import icalendar
import recurring_ical_events
from icalevents.icalevents import events

FIRST, *OTHERS = (datetime(2026, 4, day, 9, tzinfo=UTC) for day in (7, 14, 28))
event = icalendar.Event()
event.add("uid", "workshop@example.org")
event.add("dtstamp", FIRST)
event.add("summary", "Workshop")
event.add("dtstart", FIRST)
event.add("dtend", FIRST + timedelta(hours=2))
event.add("rdate", OTHERS)
calendar = icalendar.Calendar()
calendar.add("prodid", "-//Example//EN")
calendar.add("version", "2.0")
calendar.add_component(event)
written = calendar.to_ical()
if b"\r\nRDATE:20260414T090000Z,20260428T090000Z\r\n" not in written:
    raise SystemExit("Changed: icalendar writes the dates in another way.")
with open("workshop.ics", "wb") as file:
    file.write(written)
year = recurring_ical_events.of(calendar).between((2026, 1, 1), (2026, 12, 31))
whole = sorted(one.start.day for one in year)
found = sorted(one.start.day for one in events(string_content=written, start=date(2026, 1, 1), end=date(2026, 12, 31)))
print("recurring-ical-events", whole, "icalevents", found)
if (whole, found) != ([7, 14, 28], [7]):
    raise SystemExit("Changed: recurring-ical-events or icalevents reads other dates.")
PY
cat > read.mjs <<'JS'
import { readFileSync } from "node:fs";
import ICAL from "ical.js";
import ical from "node-ical";

function same(what, found, expected) {
  console.log(what, found);
  if (found.join() !== expected.join()) {
    console.error(`Changed: ${what} finds ${found}.`);
    process.exit(1);
  }
}
const text = readFileSync("workshop.ics", "utf8");
const [event] = Object.values(ical.sync.parseICS(text)).filter((one) => one.type === "VEVENT");
const year = { from: new Date("2026-01-01"), to: new Date("2026-12-31") };
same("node-ical", ical.expandRecurringEvent(event, year).map((one) => one.start.getUTCDate()), [7]);
const [component] = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent");
const dates = new ICAL.Event(component).iterator();
const found = [];
for (let date = dates.next(); date; date = dates.next()) found.push(date.day);
same("ical.js", found, [14, 28]);
JS
node read.mjs
