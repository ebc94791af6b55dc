#!/usr/bin/env bash
# A reminder a quarter of an hour before a workshop comes a quarter of an hour after its start for dayjs and for
# iso8601-duration.
#
# Versions: dayjs 1.11.23, iso8601-duration 2.1.4; luxon 3.7.2, tinyduration 3.4.1 and ical.js 2.2.1 beside them
#   (npm, Node 20).
# Expected: RFC 5545, 3.3.6 and 3.8.6.3: TRIGGER:-PT15M is fifteen minutes before. dayjs' page on durations takes
#   ISO 8601 strings, and writes -PT15M itself for a duration below zero. iso8601-duration says that a sign is "not
#   yet supported", and refuses PT-15M; both say nothing of what becomes of the sign.
# Happens: the minus is read past: dayjs does not use it, the pattern of iso8601-duration begins at the P. dayjs
#   takes PT1,5H, which ISO 8601 has as an hour and a half, for no time at all. No warning. dayjs' tracker has the
#   minus since 2021 (numbers 1516 and 1788), open.
# Seen, in minutes:
#              dayjs    iso8601-duration    luxon          tinyduration    ical.js
#   -PT15M     15       15                  -15            -15             -15
#   -P1D       1440     1440                -1440          -1440           -1440
#   PT1,5H     0        90                  no duration    90              not asked
#   PT90M      90       90                  90             90              90
# For a workshop tool: who reads the alarms of a calendar so reminds all once they are late. Read the sign yourself,
#   and count with the rest.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-fund --no-audit dayjs@1.11.23 iso8601-duration@2.1.4 luxon@3.7.2 tinyduration@3.4.1 \
  ical.js@2.2.1 >/dev/null
cat > ask.mjs <<'JS'
import dayjs from "dayjs";
import duration from "dayjs/plugin/duration.js";
import ICAL from "ical.js";
import { parse, toSeconds } from "iso8601-duration";
import { Duration } from "luxon";
import tinyduration from "tinyduration";

dayjs.extend(duration);
const tiny = ({ negative, days = 0, hours = 0, minutes = 0 }) =>
  (negative ? -1 : 1) * ((days * 24 + hours) * 60 + minutes);
const seen = {
  "-PT15M": [15, 15, -15, -15, -15],
  "-P1D": [1440, 1440, -1440, -1440, -1440],
  "PT1,5H": [0, 90, NaN, 90, undefined],
  PT90M: [90, 90, 90, 90, 90],
};
for (const [written, expected] of Object.entries(seen)) {
  const found = [
    dayjs.duration(written).asMinutes(),
    toSeconds(parse(written), new Date("2026-04-01T00:00:00Z")) / 60,
    Duration.fromISO(written).as("minutes"),
    tiny(tinyduration.parse(written)),
    written.includes(",") ? undefined : ICAL.Duration.fromString(written).toSeconds() / 60,
  ];
  console.log(written, ...found);
  if (found.map(String).join() !== expected.map(String).join()) {
    console.error(`Changed: ${written} is ${found} minutes, no longer ${expected}.`);
    process.exit(1);
  }
}
const written = dayjs.duration(-15, "minutes").toISOString();
if (written !== "-PT15M") {
  console.error(`Changed: dayjs writes ${written} for a quarter of an hour before.`);
  process.exit(1);
}
JS
TZ=UTC node ask.mjs
