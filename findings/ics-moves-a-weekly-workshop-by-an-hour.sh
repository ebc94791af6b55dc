#!/usr/bin/env bash
# A workshop each Monday at ten, read and written by ics.py, is at nine once summer time ends.
#
# Versions: ics 0.7.3, icalendar 7.3.2, recurring-ical-events 3.8.2.
# Expected: RFC 5545, 3.3.10 and 3.8.5.3: a rule counts in the local time of DTSTART, whose TZID says where.
#   So who writes what was read keeps the zone, or refuses a rule beside it.
# Happens: DTSTART and DTEND are written in UTC, the RRULE stays beside them as it was, the VTIMEZONE is dropped.
#   The rule then counts in UTC, so each meeting after the change of the clocks is an hour off.
# Seen, for DTSTART;TZID=Europe/London:20261012T100000 with RRULE:FREQ=WEEKLY;COUNT=4, in London:
#   as it came          12 Oct 10:00   19 Oct 10:00   26 Oct 10:00   2 Nov 10:00
#   after ics           12 Oct 10:00   19 Oct 10:00   26 Oct 09:00   2 Nov 09:00
# For a workshop tool: half of a series of sessions is announced for the wrong hour, and each single
#   entry looks right. Write each session as an event of its own, or with a library that keeps zones.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check ics==0.7.3 icalendar==7.3.2 \
  recurring-ical-events==3.8.2 tzdata==2026.6
venv/bin/python -W ignore - <<'PY'
from zoneinfo import ZoneInfo

import icalendar
import ics
import recurring_ical_events

SERIES = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example//workshops//EN
BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
DTSTART:19810329T010000
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:series@example.org
DTSTAMP:20260901T000000Z
DTSTART;TZID=Europe/London:20261012T100000
DTEND;TZID=Europe/London:20261012T110000
RRULE:FREQ=WEEKLY;COUNT=4
SUMMARY:Workshop
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")
DAYS = ["12 Oct", "19 Oct", "26 Oct", "02 Nov"]


def in_london(text):
    # That ics writes CALSCALE:GEORGIAN, which this reader refuses, is another surprise.
    text = text.replace("CALSCALE:GEORGIAN\r\n", "")
    events = recurring_ical_events.of(icalendar.Calendar.from_ical(text))
    found = events.between((2026, 10, 1), (2026, 12, 1))
    starts = sorted(one["DTSTART"].dt.astimezone(ZoneInfo("Europe/London")) for one in found)
    return [f"{one:%d %b %H:%M}" for one in starts]


written = ics.Calendar(SERIES).serialize()
before, after = in_london(SERIES), in_london(written)
print(before, after)
if before != [f"{day} 10:00" for day in DAYS]:
    raise SystemExit("Changed: the series itself is no longer read as at ten.")
if after != [f"{day} {hour}" for day, hour in zip(DAYS, ["10:00", "10:00", "09:00", "09:00"])]:
    raise SystemExit("Changed: ics no longer moves what comes after the change of the clocks.")
if "RRULE:FREQ=WEEKLY;COUNT=4" not in written or "DTSTART:20261012T090000Z" not in written:
    raise SystemExit("Changed: ics no longer writes the rule beside a time in UTC.")
PY
