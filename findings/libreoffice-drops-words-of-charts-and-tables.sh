#!/usr/bin/env bash
# Slides to tagged PDF by LibreOffice: pictures keep their alternative text, charts and tables lose it.
#
# Versions: LibreOffice 7.4.7 (Debian libreoffice-impress 4:7.4.7-1+deb12u14); python-pptx 1.0.2,
#   pypdf 7.1.1, Pillow 13.0.0. LibreOffice is not installed by this script: it must be there.
# Expected: ECMA-376 keeps the words of all three in the same place (cNvPr's descr), and ISO 14289-1, 7.3
#   wants /Alt on each figure; what is kept for a picture is expected for a chart.
# Happens: the PDF has a /Figure for the picture with /Alt, a /Figure for the chart without, and a /Table
#   without. No warning; exit 0.
# Seen:
#   Figure "Words of the picture"   Figure (none)   Table (none)
# For a workshop tool: slides that were described with care are silent once a colleague converts them.
#   Say the point of a chart in words on the slide too, and make the PDF from the report, not the slides.
set -euo pipefail
command -v soffice >/dev/null || { echo "LibreOffice (soffice) is needed." >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check \
  python-pptx==1.0.2 pypdf==7.1.1 pillow==13.0.0
soffice --version
venv/bin/python - <<'PY'
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pptx
import pypdf
from PIL import Image
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

Image.new("RGB", (20, 20), "teal").save("desk.png")
deck = pptx.Presentation()
shapes = deck.slides.add_slide(deck.slide_layouts[6]).shapes
numbers = CategoryChartData()
numbers.categories = ["2024", "2025"]
numbers.add_series("Spend", (1, 3))
side = Inches(3)
picture = shapes.add_picture("desk.png", Inches(5), 0)
chart = shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, 0, side, side, side, numbers)
table = shapes.add_table(2, 2, side, side, side, Inches(1))
for cell in table.table.iter_cells():
    cell.text = "5"
for shape, name in ((picture, "picture"), (chart, "chart"), (table, "table")):
    shape._element._nvXxPr.cNvPr.set("descr", f"Words of the {name}")
deck.save("deck.pptx")
subprocess.run(
    ["soffice", f"-env:UserInstallation=file://{Path.cwd()}/profile", "--headless", "--convert-to",
     'pdf:impress_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}', "deck.pptx"],
    check=True, capture_output=True, timeout=120)


def tags(node: object) -> Iterator[tuple[str, str | None]]:
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for child in node:
            yield from tags(child)
    elif isinstance(node, dict) and "/S" in node:
        if node["/S"] in ("/Figure", "/Table"):
            yield str(node["/S"]), node.get("/Alt")
        yield from tags(node.get("/K", []))


root = pypdf.PdfReader("deck.pdf").root_object
found = sorted(tags(root["/StructTreeRoot"]["/K"]), key=str)
print(found)
expected = [("/Figure", "Words of the picture"), ("/Figure", None), ("/Table", None)]
if found != sorted(expected, key=str):
    raise SystemExit("Changed: LibreOffice now treats the words of pictures, charts or tables otherwise.")
PY
