#!/usr/bin/env bash
# A word that typst breaks at the end of a line is not found by PDFium's search; MuPDF finds it.
#
# Versions: typst 0.15.2, pypdfium2 5.15.2 (PDFium), PyMuPDF 2.0.
# Expected: typst writes the hyphen as a soft one with the right letters behind it, so that readers may
#   put the word together (ISO 32000-1, 14.8.2.2.3 on soft hyphens); MuPDF finds the whole word.
# Happens: PDFium's text holds U+FFFE in the place of the break, and its search looks for the letters in
#   one piece. The same word, broken nowhere, is found.
# Seen, searching "responsibilities":
#   hyphenate: true    PDFium not found   MuPDF found
#   hyphenate: false   PDFium found       MuPDF found
# For a workshop tool: whoever looks for a word of their card in a report, through a viewer or an index
#   built on PDFium's search, finds it or not as the line happened to break, and a test that reads
#   the report this way comes and goes. Leave people's own words unbroken in files to be searched.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check typst==0.15.2 pypdfium2==5.15.2 pymupdf==2.0
venv/bin/python - <<'PY'
import pymupdf
import pypdfium2
import typst

SEEN = {"true": (False, True), "false": (True, True)}
for wish, expected in SEEN.items():
    text = (f'#set document(title: "Report")\n#set page(width: 70pt, height: auto, margin: 5pt)\n'
            f'#set text(lang: "en", hyphenate: {wish}, size: 9pt)\nSharing responsibilities\n')
    pdf = typst.compile(text.encode(), pdf_standards=["ua-1"])
    chrome = pypdfium2.PdfDocument(pdf)[0].get_textpage().search("responsibilities").get_next()
    other = pymupdf.open(stream=pdf).load_page(0).search_for("responsibilities")
    found = (chrome is not None, bool(other))
    print("hyphenate", wish, "PDFium", found[0], "MuPDF", found[1])
    if found != expected:
        raise SystemExit(f"Changed: with hyphenate: {wish} the word is found otherwise.")
PY
