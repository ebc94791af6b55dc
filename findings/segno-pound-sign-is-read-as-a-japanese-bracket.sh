#!/usr/bin/env bash
# A QR code of segno that says £5 is read as ｣5 by zxing-cpp, and as nothing at all by jsQR.
#
# Versions: segno 1.6.6, zxing-cpp 3.1.1, Pillow 13.0.0; qrcode 8.2 beside segno; jsqr 1.4.0 (npm).
# Expected: words that fit a QR code come back as they were. ISO/IEC 18004 lets bytes without a mark be
#   Latin-1; readers guess, since most writers use UTF-8. segno says that it takes ISO 8859-1 where that fits,
#   else UTF-8, with a mark (eci) only for others; make_wifi has no parameter for it.
# Happens: the byte of £ in Latin-1 is a half-width Japanese bracket in Shift JIS and no UTF-8. zxing-cpp takes it
#   for the first, also where eci=True was asked for; jsQR gives up on the text. The same for ½, ° and ².
#   With encoding="utf-8", and from qrcode, all is read right.
# Seen:
#   segno.make_qr("£5"), also with eci=True    zxing-cpp ｣5     jsQR nothing
#   segno.make_qr("£5", encoding="utf-8")      zxing-cpp £5     jsQR £5
#   qrcode.make("£5")                          zxing-cpp £5
#   make_wifi("Hall", "Pa££word1", "WPA")      zxing-cpp ...P:Pa｣｣word1;;
# For a workshop tool: a wifi password with a pound sign lets nobody in, and the poster looks right. Always
#   give encoding="utf-8".
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check \
  segno==1.6.6 zxing-cpp==3.1.1 pillow==13.0.0 qrcode==8.2
npm init -y > npm.log
npm install --silent --no-audit --no-fund jsqr@1.4.0
cat > read.cjs <<'JS'
const jsQR = require("jsqr").default ?? require("jsqr");
const data = require("fs").readFileSync(process.argv[2]);
const side = data.readUInt32LE(0);
process.stdout.write(jsQR(new Uint8ClampedArray(data.subarray(4)), side, side).data);
JS
venv/bin/python - <<'PY'
import io
import subprocess
from pathlib import Path

import qrcode
import segno
import zxingcpp
from PIL import Image
from segno.helpers import make_wifi


def drawn(code):
    made = io.BytesIO()
    code.save(made, kind="png", scale=6, border=4)
    return Image.open(made)


def by_zxing(picture):
    return zxingcpp.read_barcodes(picture.convert("L"))[0].text


def by_jsqr(picture):
    pixels = picture.convert("RGBA")
    Path("code").write_bytes(pixels.width.to_bytes(4, "little") + pixels.tobytes())
    return subprocess.run(["node", "read.cjs", "code"], capture_output=True, check=True).stdout.decode()


plain, marked = drawn(segno.make_qr("£5")), drawn(segno.make_qr("£5", eci=True))
utf8 = drawn(segno.make_qr("£5", encoding="utf-8"))
wifi = by_zxing(drawn(make_wifi("Hall", "Pa££word1", "WPA")))
found = [(by_zxing(one), by_jsqr(one)) for one in (plain, marked, utf8)]
print(found, wifi)
if found[:2] != [("｣5", "")] * 2:
    raise SystemExit("Changed: £ is no longer misread from what segno writes.")
if wifi != "WIFI:T:WPA;S:Hall;P:Pa｣｣word1;;":
    raise SystemExit("Changed: the wifi password is no longer misread.")
if found[2] != ("£5", "£5") or by_zxing(qrcode.make("£5").get_image()) != "£5":
    raise SystemExit("Changed: UTF-8 is no longer read right.")
PY
