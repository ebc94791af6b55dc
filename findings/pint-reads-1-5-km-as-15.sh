#!/usr/bin/env bash
# "1,5 km" is 15 kilometres for pint, and "2,5 h" is 25 hours.
#
# Versions: pint 0.25.3.
# Expected: a comma that stands where no thousands are is a decimal comma, or is refused. Its pages on
#   parsing text say what becomes of units and powers, and nothing of commas.
# Happens: each comma is dropped before anything is read, wherever it stands. No warning. In a sum of two
#   parts, "2 kWh + 1,5 kWh" is 17. Given as number and unit apart, "1,5" is kept as text that no sum takes.
# Seen:
#   1,5 km       15 kilometer          1,234.5 m    1234.5 meter
#   2,5 h        25 hour               1.234,5 m    1.2345 meter
#   12,50 m      1250 meter            2 kWh + 1,5 kWh    17 kilowatt_hour
# For a workshop tool: distances, hours of care and use of energy come from people who write a comma, and a
#   tenfold figure looks no odder than the right one. Read the number in the language of its file first,
#   and hand pint a number.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pint==0.25.3
venv/bin/python -W error - <<'PY'
import pint

units = pint.UnitRegistry()
EXPECTED = {
    "1,5 km": (15, "kilometer"),
    "2,5 h": (25, "hour"),
    "12,50 m": (1250, "meter"),
    "1.234,5 m": (1.2345, "meter"),
    "1,234.5 m": (1234.5, "meter"),
    "2 kWh + 1,5 kWh": (17, "kilowatt_hour"),
}
for text, (number, unit) in EXPECTED.items():
    for read in (units, units.Quantity):
        found = read(text)
        print(text, "->", found)
        if (found.magnitude, str(found.units)) != (number, unit):
            raise SystemExit(f"Changed: {text} is no longer {number} {unit}.")
PY
