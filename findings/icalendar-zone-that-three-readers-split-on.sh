#!/usr/bin/env bash
# The time zone that icalendar adds to a file puts winter sessions an hour off in ical.js and vobject.
#
# Versions: icalendar 7.3.2; ical.js 2.2.1, node-ical 0.26.1 (npm); vobject 0.9.9.
# Expected: RFC 5545, 3.6.5 lets a zone list its changes as dates (RDATE), and 3.3.5 wants local
#   time with such a zone. icalendar's page on time zones gives add_missing_timezones() as the way.
# Happens: each kind of time is written once, with a first date and the other years as RDATE. ical.js
#   and vobject take no account of the list, so British summer time never ends; node-ical goes by
#   the zone's name and is right.
# Seen, for 09:30 in London on 3 June and on 2 December 2026, in UTC:
#   node-ical   08:30 and 09:30
#   ical.js     08:30 and 08:30
#   vobject     08:30 and 08:30
# For a workshop tool: half of a series lands an hour early in calendars built on these readers, and
#   June is fine when it is tried. Write the zone with rules (RRULE), or each session in UTC.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check icalendar==7.3.2 vobject==0.9.9
npm install --silent --no-fund --no-audit ical.js@2.2.1 node-ical@0.26.1 >/dev/null
venv/bin/python - <<'PY'
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import vobject
from icalendar import Calendar, Event

calendar = Calendar()
calendar.add("prodid", "-//example//sessions//EN")
calendar.add("version", "2.0")
for month, day in ((6, 3), (12, 2)):
    session = Event()
    session.add("uid", f"session-{month}@example.org")
    session.add("dtstamp", datetime(2026, 1, 1, tzinfo=UTC))
    session.add("dtstart", datetime(2026, month, day, 9, 30, tzinfo=ZoneInfo("Europe/London")))
    session.add("summary", "Workshop")
    calendar.add_component(session)
calendar.add_missing_timezones()
Path("sessions.ics").write_bytes(calendar.to_ical())

read = vobject.readOne(Path("sessions.ics").read_text(encoding="utf-8"))
times = [f"{event.dtstart.value.astimezone(UTC):%H:%M}" for event in read.vevent_list]
print("vobject", times)
if times != ["08:30", "08:30"]:
    raise SystemExit("Changed: vobject now reads the zone that icalendar writes, or it is another.")
PY
cat > read.cjs <<'JS'
const fs = require("fs");
const loaded = require("ical.js");
const ICAL = loaded.default ?? loaded;
const nodeIcal = require("node-ical");
const clock = (date) => date.toISOString().slice(11, 16);
const events = new ICAL.Component(ICAL.parse(fs.readFileSync("sessions.ics", "utf8")))
  .getAllSubcomponents("vevent");
const byRules = events.map((event) => clock(new ICAL.Event(event).startDate.toJSDate()));
const byName = Object.values(nodeIcal.sync.parseFile("sessions.ics"))
  .filter((part) => part.type === "VEVENT").map((part) => clock(part.start));
console.log("ical.js", byRules, "node-ical", byName);
if (byRules.join() !== "08:30,08:30" || byName.join() !== "08:30,09:30") {
  console.error("Changed: ical.js or node-ical now reads the zone in another way.");
  process.exit(1);
}
JS
node read.cjs
