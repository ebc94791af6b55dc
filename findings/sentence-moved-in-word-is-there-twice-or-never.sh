#!/usr/bin/env bash
# A sentence moved in Word under tracked changes is read twice by docx2txt and docx2python, and not at all by
# python-docx.
#
# Versions: docx2txt 0.9, docx2python 3.7.1, python-docx 1.2.0; mammoth 1.13.0 beside them.
# Expected: ECMA-376 part 1, 17.13.5.22 and .25: moveFrom holds what was moved away and is as if deleted, moveTo holds
#   it in its new place. docx2txt and docx2python both leave out what is deleted (del); docx2python's page says
#   nothing of moves, nor does docx2txt's. python-docx' page on text names runs and links.
# Happens: the first two read every run below a paragraph, and what is deleted is spared only since its words are in
#   delText, which those moved away are not. For python-docx both places are no children that it knows, as with ins.
#   No warning.
# Seen (two costs stay, one line of £500 was moved below them; lines that have it):
#   docx2txt 2     docx2python 2     python-docx 0     mammoth 1
# For a workshop tool: a list put in order together, with changes tracked, has what was moved twice, and so have sums
#   made of it. Read with mammoth, or accept all changes before.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check docx2txt==0.9 docx2python==3.7.1 python-docx==1.2.0 \
  mammoth==1.13.0
venv/bin/python - <<'PY'
import zipfile

import docx
import docx2txt
import mammoth
from docx2python import docx2python

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OPEN = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
BY = 'w:author="Ann" w:date="2026-04-01T10:00:00Z"'


def run(words, element="t"):
    return f"<w:r><w:{element}>{words}</w:{element}></w:r>"


def moved(way, number):
    span = f'<w:move{way}RangeStart w:id="{number}" {BY} w:name="move1"/>'
    text = f'<w:move{way} w:id="{number + 1}" {BY}>{run("Repairs £500")}</w:move{way}>'
    return f'{span}{text}<w:move{way}RangeEnd w:id="{number}"/>'


PARAGRAPHS = [
    moved("From", 1),
    run("Rent £900"),
    run("Tea £20") + f'<w:del w:id="5" {BY}>{run(" and cake", "delText")}</w:del>',
    moved("To", 3),
]
body = "".join(f"<w:p>{one}</w:p>" for one in PARAGRAPHS)
FILES = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{OPEN}/officeDocument" Target="word/document.xml"/></Relationships>',
    "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"/>',
    "word/document.xml": f'<w:document xmlns:w="{WORD}" xmlns:r="{OPEN}"><w:body>{body}<w:sectPr/></w:body>'
    "</w:document>",
}
with zipfile.ZipFile("costs.docx", "w") as costs:
    for name, content in FILES.items():
        costs.writestr(name, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + content)

with open("costs.docx", "rb") as file:
    by_mammoth = mammoth.extract_raw_text(file)
if by_mammoth.messages:
    raise SystemExit(f"Changed: mammoth says {by_mammoth.messages}.")
read = {
    "docx2txt": docx2txt.process("costs.docx"),
    "docx2python": docx2python("costs.docx").text,
    "python-docx": "\n".join(one.text for one in docx.Document("costs.docx").paragraphs),
    "mammoth": by_mammoth.value,
}
SEEN = {"docx2txt": 2, "docx2python": 2, "python-docx": 0, "mammoth": 1}
for library, text in read.items():
    lines = [line for line in text.splitlines() if line.strip()]
    print(library, lines)
    if not {"Rent £900", "Tea £20"} <= set(lines):
        raise SystemExit(f"Changed: {library} reads what stays otherwise.")
    if lines.count("Repairs £500") != SEEN[library]:
        raise SystemExit(f"Changed: {library} reads what was moved {lines.count('Repairs £500')} times.")
PY
