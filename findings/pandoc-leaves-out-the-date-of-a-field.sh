#!/usr/bin/env bash
# "Meet on 1 April at ten." is "Meet on at ten." for pandoc where the date is a simple field of Word, and words marked
# as running from the right are gone.
#
# Versions: pypandoc_binary 1.17 (pandoc 3.9); docx2txt 0.9 beside it.
# Expected: ECMA-376 part 1, 17.16.19: what stands in fldSimple is the field's last result, which Word shows; the
#   same field can be written with fldChar. 17.3.2.3 and .8: bdo and dir hold runs and say their direction. pandoc's
#   manual says that it keeps the structure and not all of the layout, and nothing of fields.
# Happens: all in these three elements is left out, words with it. The same field with fldChar is kept, and since 2015
#   so is smartTag (number 2242 of its tracker), which was lost alike. No warning, also with --verbose.
# Seen:
#   Meet on {fldSimple: 1 April} at ten.      Meet on at ten.           docx2txt: as shown
#   Meet on {fldChar: 2 April} at ten.        Meet on 2 April at ten.   docx2txt: as shown
#   She said {bdo: لا} and {dir: نعم}.        She said and .            docx2txt: as shown
# For a workshop tool: dates, names and sums of a mail merge are such fields, and an answer in Arabic within English
#   is marked so. Read with docx2txt as well and compare, or resolve fields in Word before.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pypandoc_binary==1.17 docx2txt==0.9
venv/bin/python - <<'PY'
import subprocess
import zipfile

import docx2txt
import pypandoc

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OPEN = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def run(words):
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def mark(kind):
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


FIELD = " MERGEFIELD day "
LONG = f"{mark('begin')}<w:r><w:instrText>{FIELD}</w:instrText></w:r>{mark('separate')}{run('2 April')}{mark('end')}"
PARAGRAPHS = [
    run("Meet on ") + f'<w:fldSimple w:instr="{FIELD}">{run("1 April")}</w:fldSimple>' + run(" at ten."),
    run("Meet on ") + LONG + run(" at ten."),
    run("She said ")
    + f'<w:bdo w:val="rtl">{run("لا")}</w:bdo>'
    + run(" and ")
    + f'<w:dir w:val="rtl">{run("نعم")}</w:dir>'
    + run("."),
]
body = "".join(f"<w:p>{one}</w:p>" for one in PARAGRAPHS)
FILES = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
    f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{OPEN}/officeDocument" Target="word/document.xml"/></Relationships>',
    "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}<w:sectPr/></w:body></w:document>',
}
with zipfile.ZipFile("letter.docx", "w") as letter:
    for name, content in FILES.items():
        letter.writestr(name, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + content)

asked = [pypandoc.get_pandoc_path(), "--verbose", "--to", "plain", "--wrap", "none", "letter.docx"]
done = subprocess.run(asked, capture_output=True, text=True, check=True)
pandoc = [" ".join(line.split()) for line in done.stdout.splitlines() if line]
shown = [" ".join(line.split()) for line in docx2txt.process("letter.docx").splitlines() if line]
print(pandoc, shown, done.stderr)
if shown != ["Meet on 1 April at ten.", "Meet on 2 April at ten.", "She said لا and نعم."]:
    raise SystemExit("Changed: docx2txt reads the letter otherwise.")
if pandoc != ["Meet on at ten.", "Meet on 2 April at ten.", "She said and ."]:
    raise SystemExit("Changed: pandoc reads the letter otherwise.")
if done.stderr.strip():
    raise SystemExit("Changed: pandoc says something now.")
PY
