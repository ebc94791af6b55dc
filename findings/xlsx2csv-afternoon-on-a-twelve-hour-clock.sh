#!/usr/bin/env bash
# A time that a workbook shows as 15:30:00 leaves xlsx2csv as 03:30:00, and midnight as noon.
#
# Versions: xlsx2csv 0.8.6, python-calamine 0.9.1, openpyxl 3.1.5.
# Expected: ECMA-376 part 1 (18.8.31, number formats): "h" is an hour of 24 unless the format
#   holds AM/PM.
# Happens: under "yyyy-mm-dd h:mm:ss", the format that openpyxl gives every date with a time,
#   the hour is written on a clock of twelve with nothing to say which half of the day. Under
#   "yyyy-mm-dd hh:mm" it is right.
# Seen, for half past midnight and half past three in the afternoon:
#   h:mm:ss   2026-11-28 12:30:00   2026-11-28 03:30:00
#   hh:mm     2026-11-28 00:30      2026-11-28 15:30
#   calamine  00:30                 15:30
# For a workshop tool: the hours of sessions, bookings or visits in a sheet that went through it
#   lie twelve hours off, half of them, and no value looks wrong.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check \
  xlsx2csv==0.8.6 python-calamine==0.9.1 openpyxl==3.1.5
venv/bin/python - <<'PY'
import csv
import io
from datetime import datetime

import openpyxl
import python_calamine
from xlsx2csv import Xlsx2csv

book = openpyxl.Workbook()
sheet = book.active
half_past = [datetime(2026, 11, 28, hour, 30) for hour in (0, 15)]
for shown in ("yyyy-mm-dd h:mm:ss", "yyyy-mm-dd hh:mm"):
    sheet.append(half_past)
    for cell in sheet[sheet.max_row]:
        cell.number_format = shown
book.save("times.xlsx")

out = io.StringIO()
Xlsx2csv("times.xlsx").convert(out)
with_seconds, without = csv.reader(io.StringIO(out.getvalue()))
read = python_calamine.CalamineWorkbook.from_path("times.xlsx").get_sheet_by_index(0).to_python()
print("h:mm:ss  ", *with_seconds)
print("hh:mm    ", *without)
print("calamine ", *(one.strftime("%H:%M") for one in read[0]))
assert read == [half_past, half_past]
assert without == ["2026-11-28 00:30", "2026-11-28 15:30"]
assert with_seconds == ["2026-11-28 12:30:00", "2026-11-28 03:30:00"], with_seconds
PY
