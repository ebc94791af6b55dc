#!/usr/bin/env bash
# "لا" (no) in a PDF is read back as "ال" (the) by PDFium, and inside a line by MuPDF too.
#
# Versions: pypdfium2 5.15.2 (PDFium), PyMuPDF 2.0, typst 0.15.2, fpdf2 2.8.9, uharfbuzz 0.57.0,
#   IBM Plex Sans Arabic from fontpkg-ibm-plex-sans-arabic 1.101.
# Expected: lam and alef are one glyph in such a font, and both producers map it to the two letters in
#   the order in which they are written (ISO 32000-1, 9.10.3: ToUnicode gives the text's characters).
#   A reader puts glyphs of a line that runs to the left in order, and leaves the letters of one alone.
# Happens: the letters inside the glyph are turned round with the line.
# Seen:
#   لا alone            PDFium ال          MuPDF لا        (typst)
#   لا نعرف الأم        PDFium ال نعرف األم   MuPDF ال نعرف األم   (typst and fpdf2)
# For a workshop tool: a card that says "we do not know the service" is found, copied and indexed as
#   "the we know"; a search for "لا" finds nothing in Chrome. Compare exported words with both orders, and
#   give people a copy whose text is text (HTML, DOCX) beside the PDF.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check typst==0.15.2 pypdfium2==5.15.2 pymupdf==2.0 \
  fpdf2==2.8.9 uharfbuzz==0.57.0 fontpkg-ibm-plex-sans-arabic==1.101
venv/bin/python - <<'PY'
from pathlib import Path

import fontpkg_ibm_plex_sans_arabic
import fpdf
import pymupdf
import pypdfium2
import typst

FONTS = Path(fontpkg_ibm_plex_sans_arabic.__file__).parent / "files"


def by_typst(words: str) -> bytes:
    text = ('#set document(title: "Report")\n'
            f'#set text(font: "IBM Plex Sans Arabic", lang: "ar")\n{words}\n')
    return typst.compile(text.encode(), font_paths=[str(FONTS)], ignore_system_fonts=True)


def by_fpdf2(words: str) -> bytes:
    made = fpdf.FPDF()
    made.add_page()
    made.add_font("Plex", "", str(FONTS / "IBMPlexSansArabic-Regular.ttf"))
    made.set_font("Plex", size=20)
    made.set_text_shaping(True, direction="rtl", script="arab", language="ara")
    made.cell(text=words)
    return bytes(made.output())


def chrome(pdf: bytes) -> str:
    return pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range().strip()


def other(pdf: bytes) -> str:
    return pymupdf.open(stream=pdf).load_page(0).get_text().strip()


no, line, turned = "لا", "لا نعرف الأم", "ال نعرف األم"
seen = {
    "alone, typst, PDFium": (chrome(by_typst(no)), "ال"),
    "alone, typst, MuPDF": (other(by_typst(no)), no),
    "line, typst, PDFium": (chrome(by_typst(line)), turned),
    "line, typst, MuPDF": (other(by_typst(line)), turned),
    "line, fpdf2, PDFium": (chrome(by_fpdf2(line)), turned),
    "line, fpdf2, MuPDF": (other(by_fpdf2(line)), turned),
}
for name, (found, expected) in seen.items():
    print(name, found)
    if found != expected:
        raise SystemExit(f"Changed: {name} reads {found!r}.")
PY
