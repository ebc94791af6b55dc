#!/usr/bin/env bash
# The session in Ely is put off by a day, and ical.js puts off the one in Canton with it, under Ely's name.
#
# Versions: ical.js 2.2.1 (npm, Node 20); recurring-ical-events 3.8.2 with icalendar 7.3.2 beside it.
# Expected: RFC 5545, 3.8.4.4: one date of a series is changed by an event with the same UID and the RECURRENCE-ID
#   of that date. A calendar holds many series, so the UID says whose date it is.
# Happens: new ICAL.Event(component) takes all changed dates of the calendar for its own and finds them by time
#   alone, so every series that meets at the same hour is changed with it. The page says that exceptions are
#   related by themselves; strictExceptions, off unless asked for, "will verify", and then throws at the first
#   event of another UID, so a calendar of two series cannot be read with it. No warning.
# Seen (both each Monday at ten, Ely's 13 April put off to Tuesday at 18:00):
#             ical.js                                recurring-ical-events
#   Canton    6 April, 14 April 18:00 "Ely", 20      6, 13, 20 April
#   Ely       6 April, 14 April 18:00 "Ely", 20      6 April, 14 April 18:00 "Ely", 20
# For a workshop tool: people of one group are sent to another's evening. Hand ical.js the exceptions of each
#   UID (options.exceptions, an empty list where there are none).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-fund --no-audit ical.js@2.2.1 >/dev/null
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check recurring-ical-events==3.8.2 icalendar==7.3.2
python3 - <<'PY'
SERIES = "DTSTART:20260406T100000Z\nDTEND:20260406T120000Z\nRRULE:FREQ=WEEKLY;COUNT=3\n"
MOVED = "RECURRENCE-ID:20260413T100000Z\nDTSTART:20260414T180000Z\nDTEND:20260414T200000Z\n"
lines = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Example//EN\n"
for name, when in (("Canton", SERIES), ("Ely", SERIES), ("Ely", MOVED)):
    lines += f"BEGIN:VEVENT\nUID:{name}@example.org\nDTSTAMP:20260101T000000Z\nSUMMARY:{name}\n{when}END:VEVENT\n"
with open("sessions.ics", "w", encoding="utf-8", newline="\r\n") as file:
    file.write(lines + "END:VCALENDAR\n")
PY
cat > read.mjs <<'JS'
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const MOVED = ["2026-04-06T10 Canton", "2026-04-14T18 Ely", "2026-04-20T10 Canton"];
const calendar = new ICAL.Component(ICAL.parse(readFileSync("sessions.ics", "utf8")));
const series = calendar.getAllSubcomponents("vevent").filter((one) => !one.hasProperty("recurrence-id"));
function days(component, options) {
  const event = new ICAL.Event(component, options);
  const found = [];
  const dates = event.iterator();
  for (let date = dates.next(); date; date = dates.next()) {
    const { startDate, item } = event.getOccurrenceDetails(date);
    found.push(`${startDate.toString().slice(0, 13)} ${item.summary}`);
  }
  return found;
}
function same(what, found, expected) {
  console.log(what, found.join(", "));
  if (found.join() !== expected.join()) {
    console.error(`Changed: ${what} is read as ${found}.`);
    process.exit(1);
  }
}
const [canton, ely] = series;
same("Canton, ical.js", days(canton), MOVED);
same("Ely, ical.js", days(ely), MOVED.map((day) => day.replace("Canton", "Ely")));
same("Canton, no exceptions handed over", days(canton, { exceptions: [] }), [
  MOVED[0],
  "2026-04-13T10 Canton",
  MOVED[2],
]);
try {
  days(canton, { strictExceptions: true });
  console.error("Changed: strictExceptions reads a calendar of two series.");
  process.exit(1);
} catch (error) {
  if (!/unrelated exception/.test(error.message)) throw error;
}
JS
node read.mjs
venv/bin/python - <<'PY'
import icalendar
import recurring_ical_events

with open("sessions.ics", "rb") as file:
    calendar = icalendar.Calendar.from_ical(file.read())
year = recurring_ical_events.of(calendar).between((2026, 1, 1), (2026, 12, 31))
found = sorted(f"{one['UID']} {one.start:%d %H}" for one in year)
print(found)
wanted = [f"{name}@example.org {when}" for name, when in (
    ("Canton", "06 10"), ("Canton", "13 10"), ("Canton", "20 10"), ("Ely", "06 10"), ("Ely", "14 18"), ("Ely", "20 10"))]
if found != wanted:
    raise SystemExit(f"Changed: recurring-ical-events reads {found}.")
PY
