#!/usr/bin/env bash
# "Day first" makes pandas and dateutil read the ISO date 2026-04-01 as the fourth of January.
#
# Versions: pandas 3.1.1, python-dateutil 4.0.0, dateparser 1.5.0.
# Expected: ISO 8601 has one reading. Both documentations say that dayfirst decides where a date is
#   ambiguous; a year of four digits in front leaves nothing to decide, and dateparser with British
#   dates keeps to it.
# Happens: the wish is applied to the two numbers behind the year. A column whose first date has a
#   day over 12 comes out right; pandas refuses a column that meets such a day later on; one from the
#   first days of a month is turned round in silence, also by read_csv(parse_dates=..., dayfirst=True).
# Seen:
#   2026-04-01   pandas 2026-01-04   dateutil 2026-01-04   dateparser (en-GB) 2026-04-01
#   2026-04-13   pandas 2026-04-13   dateutil 2026-04-13   dateparser (en-GB) 2026-04-13
#   01/04/2026   pandas 2026-04-01   dateutil 2026-04-01   dateparser (en-GB) 2026-04-01
# For a workshop tool: spending files mix both spellings, since Excel and the finance system each
#   write their own. Try ISO first and by itself (format="ISO8601"); day first for the rest alone.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check \
  pandas==3.1.1 python-dateutil==4.0.0 dateparser==1.5.0
venv/bin/python -W ignore - <<'PY'
import io

import dateparser
import pandas
from dateutil import parser

SEEN = {
    "2026-04-01": ["2026-01-04", "2026-01-04", "2026-04-01"],
    "2026-04-13": ["2026-04-13", "2026-04-13", "2026-04-13"],
    "01/04/2026": ["2026-04-01", "2026-04-01", "2026-04-01"],
}
for day, expected in SEEN.items():
    paid = io.StringIO(f"Paid,Amount\n{day},500.00\n")
    found = [str(value.date()) for value in (
        pandas.read_csv(paid, parse_dates=["Paid"], dayfirst=True)["Paid"][0],
        parser.parse(day, dayfirst=True),
        dateparser.parse(day, locales=["en-GB"]),
    )]
    print(day, "pandas", found[0], "dateutil", found[1], "dateparser", found[2])
    if found != expected:
        raise SystemExit(f"Changed: {day} is no longer read as {expected}.")
told = pandas.to_datetime(["2026-04-01"], dayfirst=True, format="ISO8601")[0]
if str(told.date()) != "2026-04-01":
    raise SystemExit('Changed: format="ISO8601" no longer helps pandas.')
try:
    pandas.to_datetime(["2026-04-01", "2026-04-13"], dayfirst=True)
except ValueError:
    print("pandas refuses 2026-04-13 below 2026-04-01")
else:
    raise SystemExit("Changed: pandas no longer refuses a later day over 12.")
PY
