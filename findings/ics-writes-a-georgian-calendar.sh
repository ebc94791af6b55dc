#!/usr/bin/env bash
# A calendar that ics.py has read and written says that it is Georgian, and another reader refuses it.
#
# Versions: ics 0.7.3, icalendar 7.3.2, recurring-ical-events 3.8.2.
# Expected: RFC 5545, 3.7.1: CALSCALE is GREGORIAN, the only value that there is, or is left out. The package
#   calls itself a parser of RFC 5545.
# Happens: a calendar without a CALSCALE, as most are, has CALSCALE:GEORGIAN after it was read and written. Readers
#   that do not look at it go on; recurring-ical-events, which does, refuses all of it.
# Seen:
#   one event, made with ics           no CALSCALE          1 event
#   the same, read and written         CALSCALE:GEORGIAN    InvalidCalendar: Only Gregorian calendars are supported.
# For a workshop tool: an invitation that opens here is refused there, and the reason names a calendar nobody
#   asked for. Take the line out, or write with icalendar.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check ics==0.7.3 icalendar==7.3.2 \
  recurring-ical-events==3.8.2 tzdata==2026.6
venv/bin/python -W ignore - <<'PY'
import icalendar
import ics
import recurring_ical_events

WRONG = "CALSCALE:GEORGIAN\r\n"


def events_of(text):
    found = recurring_ical_events.of(icalendar.Calendar.from_ical(text))
    return len(found.between((2026, 10, 1), (2026, 11, 1)))


event = ics.Event(name="Workshop", begin="2026-10-12 10:00:00", end="2026-10-12 11:00:00")
made = ics.Calendar(events=[event]).serialize()
again = ics.Calendar(made).serialize()
print([[line for line in one.splitlines() if line.startswith("CALSCALE")] for one in (made, again)])
if "CALSCALE" in made or events_of(made) != 1:
    raise SystemExit("Changed: the calendar itself is no longer read.")
if WRONG not in again:
    raise SystemExit("Changed: ics no longer calls what it has read Georgian.")
try:
    events_of(again)
except recurring_ical_events.InvalidCalendar as problem:
    print(type(problem).__name__, problem)
    if "Gregorian" not in str(problem):
        raise SystemExit("Changed: recurring-ical-events refuses it for another reason.") from None
else:
    raise SystemExit("Changed: recurring-ical-events no longer refuses it.")
if events_of(again.replace(WRONG, "")) != 1:
    raise SystemExit("Changed: without the line it is no longer read.")
PY
