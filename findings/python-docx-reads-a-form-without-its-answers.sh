#!/usr/bin/env bash
# What was filled into a Word form is missing in python-docx, without an error.
#
# Versions: python-docx 1.2.0, mammoth 1.13.0, docx2python 3.7.1.
# Expected: ECMA-376 part 1, 17.5.2 (w:sdt, content controls) and 17.16.19 (w:fldSimple) hold ordinary runs
#   and paragraphs around which they stand; the text is part of the document. python-docx says of its lists
#   that paragraphs within revision marks are left out, and of text that visible text is in it.
# Happens: python-docx gives the question without the answer: from a control inside a line, one around a
#   paragraph, and one around the paragraph of a table's cell. A merge field's amount (w:fldSimple) is
#   missing there too; mammoth leaves it out with a message. docx2python reads all four.
# Seen:
#   Your need: [respite care]   python-docx "Your need: "   mammoth, docx2python whole
#   [evening visits]            python-docx no paragraph    mammoth, docx2python whole
#   Cost | [1,200]              python-docx "Cost", ""      mammoth, docx2python whole
#   Granted: {5,000}            python-docx, mammoth "Granted: "   docx2python whole
# For a workshop tool: application and feedback forms of councils are made of controls, award letters of
#   merge fields. The file seems empty where people wrote. Walk all w:t below w:body, except in w:del.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check \
  python-docx==1.2.0 mammoth==1.13.0 docx2python==3.7.1
venv/bin/python - <<'PY'
import docx
import mammoth
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx2python import docx2python

RUN = "<w:r><w:t>{}</w:t></w:r>"


def control(inside):
    return parse_xml(
        f'<w:sdt {nsdecls("w")}><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>'
    )


paper = docx.Document()
paper.add_paragraph("Your need: ")._p.append(control(RUN.format("respite care")))
table = paper.add_table(1, 2)
table.cell(0, 0).text = "Cost"
cell = table.cell(0, 1)._tc
cell.replace(cell.find(qn("w:p")), control(f"<w:p>{RUN.format('1,200')}</w:p>"))
paper.add_paragraph("Granted: ")._p.append(
    parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" MERGEFIELD Granted ">{RUN.format("5,000")}</w:fldSimple>')
)
paper.element.body.insert(1, control(f"<w:p>{RUN.format('evening visits')}</w:p>"))
paper.save("form.docx")

read = docx.Document("form.docx")
lines = [paragraph.text for paragraph in read.paragraphs]
cells = [cell.text for cell in read.tables[0].rows[0].cells]
with open("form.docx", "rb") as file:
    other = mammoth.extract_raw_text(file)
with open("form.docx", "rb") as file:
    html = mammoth.convert_to_html(file)
whole = docx2python("form.docx").text
print("python-docx", lines, cells)
print("mammoth", other.value.split("\n\n"), other.messages)
print("docx2python", whole.split("\n\n"))
if lines != ["Your need: ", "Granted: "] or cells != ["Cost", ""]:
    raise SystemExit("Changed: python-docx now reads controls or fields.")
for text in (other.value, html.value):
    if "5,000" in text or not all(one in text for one in ("respite care", "evening visits", "1,200")):
        raise SystemExit("Changed: mammoth now reads a merge field, or no controls.")
if not any("fldSimple" in one.message for one in html.messages):
    raise SystemExit("Changed: mammoth no longer says that it left out a field.")
if not all(one in whole for one in ("respite care", "evening visits", "1,200", "5,000")):
    raise SystemExit("Changed: docx2python no longer reads the whole form.")
PY
