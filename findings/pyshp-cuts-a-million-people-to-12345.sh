#!/usr/bin/env bash
# A number that is wider than its column loses its last digits in a shapefile: 1,234,567 people are 12,345.
#
# Versions: pyshp 3.1.6 writes; pyogrio 0.13.0 (GDAL) is the independent reader and the writer beside it.
# Expected: dBASE, the table of a shapefile, keeps a number as digits in a column of a given width. A number that
#   has no room is refused, or left empty with a warning, as GDAL does when it writes. pyshp's page says that
#   very large numbers need a larger size, and that text is cut to its size; not that numbers are.
# Happens: the digits are cut from the right, as with text. Pounds lose their pence first, then thousands, a
#   minus stays. No exception, no warning; every reader finds a number.
# Seen (width 5; width 8 with 2 decimals):
#   1234567  -> 12345          -12345   -> -1234        99999 -> 99999
#   12345678.90 -> 12345678.0  123456789.00 -> 12345678.0
# For a workshop tool: a map of wards shows a tenth or a hundredth of the people or the pounds, by ward. Give
#   each column the width of its largest number, or write GeoJSON, which has none.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pyshp==3.1.6 pyogrio==0.13.0
venv/bin/python -W error - <<'PY'
import pyogrio
import shapefile

EXPECTED = [
    ((1234567, 12345678.90), (12345, 12345678.0)),
    ((-12345, 123456789.00), (-1234, 12345678.0)),
    ((99999, 12345.67), (99999, 12345.67)),
]
with shapefile.Writer("wards", shapeType=shapefile.POINT) as wards:
    wards.field("people", "N", 5)
    wards.field("pounds", "N", 8, 2)
    for numbers, _ in EXPECTED:
        wards.point(-3.2, 51.5)
        wards.record(*numbers)
with shapefile.Reader("wards") as wards:
    own = [tuple(record) for record in wards.records()]
people, pounds = pyogrio.raw.read("wards.shp")[3]
for (numbers, expected), first, second in zip(EXPECTED, own, zip(people, pounds, strict=True), strict=True):
    second = (int(second[0]), float(second[1]))
    print(numbers, "-> pyshp", first, "GDAL", second)
    if not first == second == expected:
        raise SystemExit(f"Changed: {numbers} are read as {first} and {second}.")
PY
