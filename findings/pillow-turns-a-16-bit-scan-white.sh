#!/usr/bin/env bash
# A grey 16-bit PNG, as scanners write it, turns white in Pillow's convert("RGB").
#
# Versions: Pillow 13.0.0.
# Expected: the PNG standard (W3C) stores grey in 16 bits, 0 black and 65535 white; made into 8 bits, half
#   grey stays half grey, as browsers show it. Pillow's page on modes lists "I;16" among those with
#   limited support.
# Happens: each value is cut off at 255, so all but the darkest 255 of 65,536 shades become white. No
#   error and no warning; convert("L") does the same.
# Seen, for four pixels of 0, 16384, 32768 and 65535:
#   convert("RGB") 0 255 255 255   point(lambda v: v / 256) 0 64 128 255
# For a workshop tool: a scanned sheet of cards or a drawing that a participant hands in is redrawn before
#   it is kept, and is then a white page; the original is gone. Scale modes that begin with "I;16" first.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pillow==13.0.0
venv/bin/python -W error - <<'PY'
from PIL import Image

shades = (0, 16384, 32768, 65535)
sheet = Image.new("I;16", (4, 1))
for column, shade in enumerate(shades):
    sheet.putpixel((column, 0), shade)
sheet.save("sheet.png")
scan = Image.open("sheet.png")
row = range(4)
colour = scan.convert("RGB")
grey = scan.convert("L")
scaled = scan.point(lambda value: value / 256).convert("L")
found = [[colour.getpixel((x, 0))[0] for x in row], [grey.getpixel((x, 0)) for x in row],
         [scaled.getpixel((x, 0)) for x in row]]
print(scan.mode, found)
if scan.mode != "I;16" or found[:2] != [[0, 255, 255, 255]] * 2:
    raise SystemExit("Changed: Pillow no longer cuts 16-bit grey off at 255.")
if found[2] != [0, 64, 128, 255]:
    raise SystemExit("Changed: scaling by point() no longer keeps the shades.")
PY
