#!/usr/bin/env bash
# Black letters at a tenth of their strength on white have the best contrast there is, for three libraries.
#
# Versions: tinycolor2 1.6.0, chroma-js 3.2.0, colorjs.io 0.7.1 (npm, Node 20).
# Expected: WCAG 2.2 counts a colour as it is shown; over white rgba(0, 0, 0, 0.1) is #e6e6e6, with a contrast of
#   1.25 to 1. Who counts with two solid colours says so, or refuses others. All three read the transparency;
#   tinycolor2's page on readability names WCAG and says nothing of it.
# Happens: transparency is overlooked. 21 to 1 is answered, and isReadable says true.
# Seen:
#   rgba(0,0,0,0.1) on white   tinycolor2 21, readable   chroma-js 21   colorjs.io 21
#   #e6e6e6 on white           tinycolor2 1.25           chroma-js 1.25 colorjs.io 1.25
# For a workshop tool: hints and placeholders are often black with transparency; a check of the theme by one of
#   these passes all of them. Lay the colour over its ground first.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y > npm.log
npm install --silent --no-audit --no-fund tinycolor2@1.6.0 chroma-js@3.2.0 colorjs.io@0.7.1
cat > ask.mjs <<'JS'
import chroma from "chroma-js";
import Color from "colorjs.io";
import tinycolor from "tinycolor2";

const asked = (color) =>
  [
    tinycolor.readability(color, "white"),
    chroma.contrast(color, "white"),
    Color.contrast(new Color(color), new Color("white"), "WCAG21"),
  ].map((found) => Number(found.toFixed(2)));
const faint = asked("rgba(0, 0, 0, 0.1)"), shown = asked("#e6e6e6");
const readable = tinycolor.isReadable("rgba(0, 0, 0, 0.1)", "white");
const kept = [tinycolor("rgba(0, 0, 0, 0.1)").getAlpha(), chroma("rgba(0, 0, 0, 0.1)").alpha()];
console.log(faint, shown, readable, kept);
if (String(shown) !== "1.25,1.25,1.25") throw new Error("Changed: what is shown has another contrast.");
if (String(kept) !== "0.1,0.1") throw new Error("Changed: the transparency is no longer kept.");
if (String(faint) !== "21,21,21" || !readable)
  throw new Error("Changed: transparency is no longer overlooked.");
JS
node ask.mjs
