#!/usr/bin/env bash
# A name deleted under "track changes" in Word comes back in LibreOffice's PDF, HTML and text exports.
#
# Versions: LibreOffice 7.4.7 (Debian libreoffice-writer 4:7.4.7-1+deb12u14); python-docx 1.2.0,
#   pypdf 7.1.1, mammoth 1.13.0. LibreOffice is not installed by this script: it must be there.
# Expected: ECMA-376 part 1, 17.13.5: w:del holds what was removed; python-docx and mammoth leave it
#   out, and so would whoever deleted it expect of a file for readers.
# Happens: with the document's changes shown, which is how a file from Word opens, the words are exported
#   too. In the PDF they are struck through for the eye and plain words for a search or a screen
#   reader; in the text file nothing marks them at all.
# Seen, for "The carer <del>Joan Example</del><ins>(a name)</ins> waited.":
#   txt, html, pdf   The carer Joan Example(a name) waited.
#   python-docx      The carer  waited.      mammoth   The carer (a name) waited.
# For a workshop tool: a quote is made anonymous by a colleague in Word, converted on a server, and
#   published with the name. Accept all changes first (.uno:AcceptAllTrackedChanges), or refuse w:del.
set -euo pipefail
command -v soffice >/dev/null || { echo "LibreOffice (soffice) is needed." >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check \
  python-docx==1.2.0 pypdf==7.1.1 mammoth==1.13.0
soffice --version
venv/bin/python - <<'PY'
import subprocess
from pathlib import Path

import docx
import mammoth
import pypdf
from docx.oxml import OxmlElement
from docx.oxml.ns import qn


def change(kind: str, number: str, tag: str, words: str) -> object:
    made = OxmlElement(kind)
    made.set(qn("w:id"), number)
    made.set(qn("w:author"), "A colleague")
    made.set(qn("w:date"), "2026-01-05T09:00:00Z")
    run, text = OxmlElement("w:r"), OxmlElement(tag)
    text.text = words
    run.append(text)
    made.append(run)
    return made


paper = docx.Document()
quote = paper.add_paragraph("The carer ")
quote._p.append(change("w:del", "1", "w:delText", "Joan Example"))
quote._p.append(change("w:ins", "2", "w:t", "(a name)"))
quote.add_run(" waited.")
paper.save("quote.docx")

for kind in ("pdf", "html", "txt:Text (encoded):UTF8"):
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{Path.cwd()}/profile", "--headless",
         "--convert-to", kind, "quote.docx"],
        check=True, capture_output=True, timeout=120)
exports = {
    "pdf": pypdf.PdfReader("quote.pdf").pages[0].extract_text(),
    "html": Path("quote.html").read_text(encoding="utf-8"),
    "txt": Path("quote.txt").read_text(encoding="utf-8-sig"),
}
with open("quote.docx", "rb") as file:
    other = mammoth.extract_raw_text(file).value.strip()
first = docx.Document("quote.docx").paragraphs[0].text
print(exports["txt"].strip(), "|", first, "|", other)
if first != "The carer  waited." or other != "The carer (a name) waited.":
    raise SystemExit("Changed: python-docx or mammoth now reads the changes in another way.")
for kind, text in exports.items():
    if "Joan Example" not in text:
        raise SystemExit(f"Changed: LibreOffice no longer brings deleted words into {kind}.")
PY
