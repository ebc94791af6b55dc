#!/usr/bin/env bash
# A bar for each financial year from 2011-12 to 2014-15: plotly.js draws one of the four, and a month for it.
#
# Versions: plotly.js 4.1.1 (npm plotly.js-cartesian-dist-min), jsdom 29.1.1.
# Expected: four labels that are text, four bars, as for "2011/12". The page on axes says that the type
#   of an axis is guessed from the data. The tracker says for numbers among words (number 4889) that the
#   historical rule stays; of years and ages it says nothing.
# Happens: "2011-12" passes for December 2011, and "10-11" for November 2010. One such label among words
#   is enough for an axis of dates, unless half as many are numbers. What is no month (13 and above) gets
#   a bar of no size: no warning, and the bars no longer add up to what their heading says.
# Seen:
#   2011-12, 2012-13, 2013-14, 2014-15   axis date, bars 1 of 4
#   Under 5, 5-9, 10-11, 12-18 (ages)    axis date, bars 1 of 4
#   2009-10, 2010-11, 2011-12            axis date, bars 3 of 3, at October 2009, November 2010 ...
#   2011/12, 2012/13, 2013/14, 2014/15   axis category, bars 4 of 4
# For a workshop tool: councils write their years just so. Set type "category" on each axis of words, or
#   place bars by number and write the words beside them.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-fund --no-audit plotly.js-cartesian-dist-min@4.1.1 jsdom@29.1.1 >/dev/null
node - <<'JS'
const { readFileSync } = require("node:fs");
const { JSDOM } = require("jsdom");

const { window } = new JSDOM("", { runScripts: "outside-only", pretendToBeVisual: true });
// What the drawing asks of a browser and jsdom has not: sizes of words and a place for images.
window.URL.createObjectURL = () => "";
window.HTMLCanvasElement.prototype.getContext = () => null;
window.SVGElement.prototype.getBBox = () => ({ x: 0, y: 0, width: 10, height: 10 });
window.eval(readFileSync(require.resolve("plotly.js-cartesian-dist-min"), "utf8"));

const EXPECTED = [
  [["2011-12", "2012-13", "2013-14", "2014-15"], "date", 1],
  [["2009-10", "2010-11", "2011-12"], "date", 3],
  [["Under 5", "5-9", "10-11", "12-18"], "date", 1],
  [["2011/12", "2012/13", "2013/14", "2014/15"], "category", 4],
];
(async () => {
  for (const [x, type, count] of EXPECTED) {
    const place = window.document.createElement("div");
    window.document.body.append(place);
    const y = x.map((_, at) => 100 * (at + 1));
    await window.Plotly.newPlot(place, [{ type: "bar", x, y }], { width: 600, height: 400 });
    const bars = [...place.querySelectorAll(".bars .point path")];
    const drawn = bars.filter((bar) => /[HV]/.test(bar.getAttribute("d"))).length;
    const axis = place._fullLayout.xaxis.type;
    console.log(x.join(", "), "axis", axis, "bars", drawn, "of", x.length);
    if (axis !== type || drawn !== count) {
      console.error(`Changed: ${x} no longer gives ${count} bars on an axis of the type ${type}.`);
      process.exit(1);
    }
  }
  process.exit(0);
})();
JS
