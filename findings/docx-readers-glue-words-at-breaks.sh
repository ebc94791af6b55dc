#!/usr/bin/env bash
# A hyphen or a line break inside a Word paragraph disappears, and the words grow together.
#
# Versions: docx2python 3.7.1, mammoth 1.13.0, python-docx 1.2.0 (Python packages).
# Expected: ECMA-376 part 1, 17.3.3: w:noBreakHyphen shows a hyphen (Word writes it for Ctrl+Shift+_),
#   w:cr shows a new line. python-docx reads them as "-" and a line break.
# Happens: docx2python drops both. mammoth keeps the hyphen, drops w:cr from HTML (with a message that it
#   was ignored), and drops even w:br from extract_raw_text, without a message.
# Seen:
#   co<hyphen>design      python-docx co-design    docx2python codesign   mammoth co‑design
#   Home care<cr>Ltd      python-docx two lines    docx2python careLtd    mammoth careLtd
#   Home care<br>Ltd      python-docx two lines    docx2python two lines  mammoth raw text careLtd
# For a workshop tool: words out of teams' own documents are counted, grouped and searched: "codesign"
#   is another stem than "co-design", and a name over two lines becomes one nobody has.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check \
  docx2python==3.7.1 mammoth==1.13.0 python-docx==1.2.0
venv/bin/python - <<'PY'
import docx
import mammoth
from docx.oxml import OxmlElement
from docx2python import docx2python

paper = docx.Document()
for before, tag, after in (("co", "w:noBreakHyphen", "design"), ("Home care", "w:cr", "Ltd"),
                           ("Home care", "w:br", "Ltd")):
    run = paper.add_paragraph().add_run(before)
    run._r.append(OxmlElement(tag))
    text = OxmlElement("w:t")
    text.text = after
    run._r.append(text)
paper.save("words.docx")

first = [paragraph.text for paragraph in docx.Document("words.docx").paragraphs]
with docx2python("words.docx") as read:
    second = [line for line in read.text.split("\n\n") if line]
with open("words.docx", "rb") as file:
    third = [line for line in mammoth.extract_raw_text(file).value.split("\n\n") if line]
with open("words.docx", "rb") as file:
    page = mammoth.convert_to_html(file)
print("python-docx", first, "docx2python", second, "mammoth", third, page.value)
if first != ["co-design", "Home care\nLtd", "Home care\nLtd"]:
    raise SystemExit("Changed: python-docx no longer reads a hyphen and two breaks.")
if second[:2] != ["codesign", "Home careLtd"] or "\n" not in second[2]:
    raise SystemExit("Changed: docx2python no longer drops the hyphen and the new line.")
if third != ["co\u2011design", "Home careLtd", "Home careLtd"]:
    raise SystemExit("Changed: mammoth's raw text no longer drops the breaks.")
if "<p>Home careLtd</p>" not in page.value or "<p>Home care<br />Ltd</p>" not in page.value:
    raise SystemExit("Changed: mammoth's HTML now treats the two breaks otherwise.")
PY
