#!/usr/bin/env bash
# The slide that was moved to the end is read first by officeparser, and called slide 1.
#
# Versions: officeparser 7.8.0 (npm, Node 20); python-pptx 1.0.2 writes, moves and reads.
# Expected: ECMA-376 part 1, 19.2.1.34: the slides of a presentation and their order are the list sldIdLst.
#   How the parts of the package are named says nothing (part 2). officeparser's page gives a slide its
#   slideNumber and speaks of no other order than that of the presentation.
# Happens: slides are found by their names in the package and sorted by the number in them, and the list is not
#   read. Moving a slide changes the list alone. A slide taken out of the list is read as well, where its part
#   is still in the file. No warning among ast.warnings.
# Seen (made in the order Welcome, Vote, Costs; then Vote was moved to the end, and in the second file
#   Costs taken out):
#                  list, and python-pptx      officeparser
#   moved          Welcome, Costs, Vote       1 Welcome, 2 Vote, 3 Costs
#   taken out      Welcome, Vote              1 Welcome, 2 Vote, 3 Costs
# For a workshop tool: a page that retells the slides asks for the vote before it names the costs, and tells
#   what somebody took out. Read slides with python-pptx, or sort them by sldIdLst.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-fund --no-audit officeparser@7.8.0 >/dev/null
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check python-pptx==1.0.2
venv/bin/python - <<'PY'
from pptx import Presentation


def written(path, change):
    slides = Presentation()
    for title in ("Welcome", "Vote", "Costs"):
        slides.slides.add_slide(slides.slide_layouts[5]).shapes.title.text = title
    change(slides.slides._sldIdLst)
    slides.save(path)


written("moved.pptx", lambda order: order.append(order[1]))
written("taken-out.pptx", lambda order: order.remove(order[2]))
EXPECTED = {"moved.pptx": ["Welcome", "Costs", "Vote"], "taken-out.pptx": ["Welcome", "Vote"]}
for path, expected in EXPECTED.items():
    found = [slide.shapes.title.text for slide in Presentation(path).slides]
    print("python-pptx", path, found)
    if found != expected:
        raise SystemExit(f"Changed: python-pptx reads {found}.")
PY
cat > read.cjs <<'JS'
const { parseOffice } = require("officeparser");

async function read(path) {
  const { content, warnings } = await parseOffice(path);
  const slides = content.filter((one) => one.type === "slide");
  const found = slides.map((one) => `${one.metadata.slideNumber} ${one.children[0].text}`).join(", ");
  console.log("officeparser", path, found, warnings ?? []);
  if (found !== "1 Welcome, 2 Vote, 3 Costs" || warnings?.length) {
    console.error(`Changed: officeparser reads ${found}.`);
    process.exit(1);
  }
}
read("moved.pptx").then(() => read("taken-out.pptx"));
JS
node read.cjs
