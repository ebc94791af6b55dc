#!/usr/bin/env bash
# A QR code of qrcode-generator for "Tŷ Gwyn" says "Tw Gwyn", and one for Arabic says Latin letters.
#
# Versions: qrcode-generator 2.0.4, jsqr 1.4.0 and qrcode 1.5.4 beside it (npm, Node 20).
# Expected: the words come back, or are refused. ISO/IEC 18004 has bytes with a mark for other encodings, and
#   qrcode writes UTF-8. The package's page says to overwrite stringToBytes for a multibyte charset, and not what
#   becomes of letters that do not fit until then.
# Happens: of each letter's number only the lower byte is kept. ŷ is U+0177, and 0x77 is w; Arabic letters become
#   digits and signs. No error, and the code scans well.
# Seen:
#   Tŷ Gwyn   qrcode-generator Tw Gwyn   qrcode Tŷ Gwyn
#   Llŷn      qrcode-generator Llwn      qrcode Llŷn
#   مرحبا     qrcode-generator E1-('     qrcode مرحبا
# For a workshop tool: a poster for a room called Tŷ Gwyn, or the name of its wifi, leads elsewhere, and each
#   test in English passes. Set stringToBytes to stringToBytesFuncs["UTF-8"] before the first code.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y > npm.log
npm install --silent --no-audit --no-fund qrcode-generator@2.0.4 jsqr@1.4.0 qrcode@1.5.4
cat > read.cjs <<'JS'
const pick = (name) => require(name).default ?? require(name);
const generator = pick("qrcode-generator"), jsQR = pick("jsqr"), qrcode = require("qrcode");

function read(count, dark) {
  const scale = 6, side = (count + 8) * scale, data = new Uint8ClampedArray(side * side * 4).fill(255);
  for (let y = 0; y < count * scale; y += 1)
    for (let x = 0; x < count * scale; x += 1)
      if (dark(Math.floor(y / scale), Math.floor(x / scale)))
        data.fill(0, ((y + 4 * scale) * side + x + 4 * scale) * 4, ((y + 4 * scale) * side + x + 4 * scale) * 4 + 3);
  return jsQR(data, side, side).data;
}
const SEEN = { "Tŷ Gwyn": "Tw Gwyn", Llŷn: "Llwn", مرحبا: "E1-('" };
for (const [words, wrong] of Object.entries(SEEN)) {
  const code = generator(0, "M");
  code.addData(words);
  code.make();
  const own = read(code.getModuleCount(), (y, x) => code.isDark(y, x));
  const { modules } = qrcode.create(words);
  const other = read(modules.size, (y, x) => modules.get(y, x));
  console.log(words, own, other);
  if (other !== words) throw new Error("Changed: qrcode no longer writes the words as they are.");
  if (own !== wrong) throw new Error("Changed: qrcode-generator no longer keeps the lower byte alone.");
}
JS
node read.cjs
