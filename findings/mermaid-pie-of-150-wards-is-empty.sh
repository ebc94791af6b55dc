#!/usr/bin/env bash
# A pie of 150 wards that got £10 each is empty in mermaid, and a supplier named twice is paid once.
#
# Versions: mermaid 12.3.0, jsdom 29.1.1 (npm, Node 20).
# Expected: its page on pies: a slice for each label, sized by its value, with positive values above nought as the
#   only condition. 150 equal values are 150 slices; two lines of one label are two slices, one, or an error.
# Happens: each value below one in a hundred of the whole is left out of the circle, and stays in the legend. The
#   rest is drawn as the whole circle, while its percentages are of everything. A label's second value is
#   dropped, also from the whole that the percentages are of. No warning.
# Seen (slices, what they say, legend):
#   150 wards at 10          0 slices   -             all 150
#   A 995, B 5               1 slice    100%          A [995], B [5]
#   A 200, B C D E 1 each    1 slice    98%           all 5, and the circle is whole
#   A 5, A 5, B 10           2 slices   33%, 67%      A [5], B [10]
# For a workshop tool: a payment list pasted as a pie shows what is large as all there is, and the share of whoever
#   is paid in parts is too small. Add up by label first, and draw what is small as "others", or as bars.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-fund --no-audit --ignore-scripts mermaid@12.3.0 jsdom@29.1.1 >/dev/null
cat > pie.mjs <<'JS'
import { JSDOM } from "jsdom";

const { window } = new JSDOM("<body></body>");
Object.assign(globalThis, { window, document: window.document });
for (const name of ["Element", "SVGElement", "HTMLElement", "Node", "DOMParser", "XMLSerializer"]) {
  globalThis[name] ??= window[name];
}
Object.assign(globalThis, { getComputedStyle: window.getComputedStyle, CSSStyleSheet: window.CSSStyleSheet });
const box = { x: 0, y: 0, width: 10, height: 10 };
Object.defineProperty(window.SVGElement.prototype, "getBBox", { value: () => box });
const { default: mermaid } = await import("mermaid");
mermaid.initialize({ startOnLoad: false });

function same(what, found, expected) {
  console.log(what, JSON.stringify(found));
  if (JSON.stringify(found) !== JSON.stringify(expected)) {
    console.error(`Changed: ${what} gives ${JSON.stringify(found)}, no longer ${JSON.stringify(expected)}.`);
    process.exit(1);
  }
}
let number = 0;
async function drawn(...payments) {
  const lines = payments.map(([label, amount]) => `  "${label}" : ${amount}`);
  const { svg } = await mermaid.render(`pie${(number += 1)}`, ["pie showData", ...lines].join("\n"));
  const page = new window.DOMParser().parseFromString(svg, "image/svg+xml");
  const words = (kind) => [...page.querySelectorAll(kind)].map((one) => one.textContent);
  return [page.querySelectorAll("path.pieCircle").length, words("text.slice"), words("g.legend text")];
}
const wards = Array.from({ length: 150 }, (_, one) => [`Ward ${one + 1}`, 10]);
const [slices, words, legend] = await drawn(...wards);
same("150 wards", [slices, words, legend.length], [0, [], 150]);
same("A 995, B 5", await drawn(["A", 995], ["B", 5]), [1, ["100%"], ["A [995]", "B [5]"]]);
same(
  "A 200 and four of 1",
  (await drawn(["A", 200], ["B", 1], ["C", 1], ["D", 1], ["E", 1])).slice(0, 2),
  [1, ["98%"]],
);
same("A twice", await drawn(["A", 5], ["A", 5], ["B", 10]), [2, ["33%", "67%"], ["A [5]", "B [10]"]]);
JS
node pie.mjs
