#!/usr/bin/env bash
# A table with the years 2024 and 2025 as its heading: ECharts draws a ward called "Ward" that got 2,024 pounds.
#
# Versions: echarts 6.1.0, SheetJS (npm xlsx) 0.18.5 reads the workbook that it wrote (npm, Node 20).
# Expected: a first row that names the columns is the heading. ECharts' page on dataset says of sourceHeader that it
#   finds out by itself whether there is one. The same table with "2024" as text has its heading found.
# Happens: a first row with a number in it is taken for data. The years become values of one more category, named
#   after the first column, and the series have no names. Years are numbers wherever a table comes from a
#   workbook, typed as people type them. Its tracker knows the opposite, a first row of digits in quotes that is
#   taken for a heading (number 14491). No warning.
# Seen (Ward, 2024, 2025; Ely 10, 20; Roath 12, 30):
#                     categories          first series
#   2024 as text      Ely Roath           2024: 10 12
#   2024 as number    Ward Ely Roath      without a name: 2024 10 12
#   sourceHeader true Ely Roath           2024: 10 12
# For a workshop tool: beside a bar of 2,024 the true ones are lines of a pixel; where sums are in thousands it looks
#   like a ward among others. Always say sourceHeader: true.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-fund --no-audit echarts@6.1.0 xlsx@0.18.5 >/dev/null
cat > draw.cjs <<'JS'
const echarts = require("echarts");
const XLSX = require("xlsx");

function drawn(source, more = {}) {
  const chart = echarts.init(null, null, { renderer: "svg", ssr: true, width: 400, height: 300 });
  chart.setOption({
    animation: false,
    dataset: { source, ...more },
    xAxis: { type: "category" },
    yAxis: { show: false },
    series: [{ type: "bar" }, { type: "bar" }],
  });
  const labels = [...chart.renderToSVGString().matchAll(/<text[^>]*>([^<]*)</g)].map((one) => one[1]);
  const [series] = chart.getModel().getSeries();
  const data = series.getData();
  const values = Array.from({ length: data.count() }, (_, row) => data.get(data.mapDimension("y"), row));
  chart.dispose();
  return [labels.join(" "), series.name.startsWith("series") ? "" : series.name, values.join(" ")];
}
function same(what, found, expected) {
  console.log(what, JSON.stringify(found));
  if (JSON.stringify(found) !== JSON.stringify(expected)) {
    console.error(`Changed: ${what} gives ${JSON.stringify(found)}, no longer ${JSON.stringify(expected)}.`);
    process.exit(1);
  }
}
const book = XLSX.utils.book_new();
const typed = [["Ward", 2024, 2025], ["Ely", 10, 20], ["Roath", 12, 30]];
XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(typed), "Spending");
const read = XLSX.read(XLSX.write(book, { type: "buffer" }));
const table = XLSX.utils.sheet_to_json(read.Sheets.Spending, { header: 1 });
const [heading, ...rows] = table;
same("as text", drawn([heading.map(String), ...rows]), ["Ely Roath", "2024", "10 12"]);
same("as number", drawn(table), ["Ward Ely Roath", "", "2024 10 12"]);
same("sourceHeader", drawn(table, { sourceHeader: true }), ["Ely Roath", "2024", "10 12"]);
JS
node draw.cjs
