#!/usr/bin/env bash
# A session at 09:30+01:00 is written for a zone "UTC+01:00" that the file does not have.
#
# Versions: icalendar 7.3.2; ical.js 2.2.1 (npm); vobject 0.9.9, ics 0.7.3.
# Expected: RFC 5545 has no offsets, so a writer turns them into UTC ("Z"); and 3.2.19 says that each
#   zone name in use must come with its VTIMEZONE. add_missing_timezones() is there to see to that.
# Happens: DTSTART;TZID="UTC+01:00" and no such zone, without a word from icalendar, which then reads
#   its own file back as a time without any zone; to ical.js it floats with the reader, and ics finds
#   the hour that was meant.
# Seen, for datetime.fromisoformat("2026-06-03T09:30:00+01:00"):
#   icalendar  09:30, no zone      vobject  09:30, no zone      ics  09:30+01:00
#   ical.js    08:30 UTC for a reader in London, 13:30 UTC for one in New York
# For a workshop tool: times out of JSON are all of this kind. Turn each into UTC, or into a zone
#   with a name, before it is given to the calendar.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check icalendar==7.3.2 vobject==0.9.9
python3 -m venv second
second/bin/pip install -q --disable-pip-version-check ics==0.7.3
npm install --silent --no-fund --no-audit ical.js@2.2.1 >/dev/null
venv/bin/python - <<'PY'
from datetime import UTC, datetime
from pathlib import Path

import vobject
from icalendar import Calendar, Event

session = Event()
session.add("uid", "session@example.org")
session.add("dtstamp", datetime(2026, 1, 1, tzinfo=UTC))
session.add("dtstart", datetime.fromisoformat("2026-06-03T09:30:00+01:00"))
session.add("summary", "Workshop")
calendar = Calendar()
calendar.add("prodid", "-//example//sessions//EN")
calendar.add("version", "2.0")
calendar.add_component(session)
calendar.add_missing_timezones()
text = calendar.to_ical().decode()
Path("session.ics").write_text(text, encoding="utf-8", newline="")
own = Calendar.from_ical(text).walk("VEVENT")[0]["dtstart"].dt
other = vobject.readOne(text).vevent.dtstart.value
print(next(line for line in text.splitlines() if line.startswith("DTSTART")), own, other)
if 'TZID="UTC+01:00"' not in text or "VTIMEZONE" in text:
    raise SystemExit("Changed: icalendar no longer writes a fixed offset as a zone without rules.")
if own.tzinfo is not None or other.tzinfo is not None:
    raise SystemExit("Changed: icalendar or vobject no longer reads such a time without its zone.")
PY
second/bin/python - <<'PY'
from pathlib import Path

import ics

start = next(iter(ics.Calendar(Path("session.ics").read_text(encoding="utf-8")).events)).begin
print("ics", start.isoformat())
if start.isoformat() != "2026-06-03T09:30:00+01:00":
    raise SystemExit("Changed: ics no longer reads the offset out of the zone's name.")
PY
cat > read.cjs <<'JS'
const fs = require("fs");
const loaded = require("ical.js");
const ICAL = loaded.default ?? loaded;
const event = new ICAL.Component(ICAL.parse(fs.readFileSync("session.ics", "utf8")))
  .getFirstSubcomponent("vevent");
console.log(new ICAL.Event(event).startDate.toJSDate().toISOString().slice(11, 16));
JS
london=$(TZ=Europe/London node read.cjs)
york=$(TZ=America/New_York node read.cjs)
echo "ical.js London $london UTC, New York $york UTC"
if [ "$london,$york" != "08:30,13:30" ]; then
  echo "Changed: ical.js no longer lets such a time float with its reader." >&2
  exit 1
fi
