#!/usr/bin/env bash
# A line of Punjabi that typst sets is read from its end to its beginning by PDFium; MuPDF reads it right.
#
# Versions: typst 0.15.2, pypdfium2 5.15.2 (PDFium), PyMuPDF 2.0, fpdf2 2.8.9, uharfbuzz 0.57.0,
#   Noto Sans Gurmukhi from manimgx-fonts 2026.9.26.post1.
# Expected: Gurmukhi runs from left to right; a viewer copies and finds the words as they were written.
# Happens: in PDFium's text the words of the line, and the syllables in them, stand in turned order. A
#   Latin word before them goes to the end of the line. Hindi in Devanagari, set by the same typst, is
#   read right, and so is the same Punjabi word from fpdf2.
# Seen (word, producer, reader):
#   ਬੱਚੇ   typst   PDFium ੇਚੱਬ   MuPDF ਬੱਚੇ
#   ਬੱਚੇ   fpdf2   PDFium ਬੱਚੇ
#   "Dads: ਕੰਮ"   typst   PDFium "ਮੰਕ :Dads"
# For a workshop tool: a report with cards in Punjabi looks right, while Chrome's search and whatever is
#   built on PDFium find none of its words, and copied text is no text. Keep a copy in a format whose
#   text is not put together from glyphs (HTML, DOCX) beside it.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check typst==0.15.2 pypdfium2==5.15.2 pymupdf==2.0 \
  fpdf2==2.8.9 uharfbuzz==0.57.0 manimgx-fonts==2026.9.26.post1
venv/bin/python - <<'PY'
from pathlib import Path

import fpdf
import manimgx_fonts
import pymupdf
import pypdfium2
import typst

FONTS = Path(manimgx_fonts.__file__).parent


def by_typst(words: str, font: str, language: str) -> bytes:
    text = f'#set document(title: "Report")\n#set text(font: "{font}", lang: "{language}")\n{words}\n'
    return typst.compile(text.encode(), font_paths=[str(FONTS)], ignore_system_fonts=True)


def by_fpdf2(words: str) -> bytes:
    made = fpdf.FPDF()
    made.add_page()
    made.add_font("Gurmukhi", "", str(FONTS / "NotoSansGurmukhi[wght].ttf"))
    made.set_font("Gurmukhi", size=20)
    made.set_text_shaping(True, direction="ltr", script="guru")
    made.cell(text=words)
    return bytes(made.output())


def chrome(pdf: bytes) -> str:
    return pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range().strip()


def other(pdf: bytes) -> str:
    return pymupdf.open(stream=pdf).load_page(0).get_text().strip()


children, hindi = "ਬੱਚੇ", "हम क्यों नहीं आते"
punjabi = by_typst(children, "Noto Sans Gurmukhi", "pa")
mixed = by_typst("Dads: ਕੰਮ", "Noto Sans Gurmukhi", "pa")
seen = {
    "typst, PDFium": (chrome(punjabi), "ੇਚੱਬ"),
    "typst, MuPDF": (other(punjabi), children),
    "fpdf2, PDFium": (chrome(by_fpdf2(children)), children),
    "with a Latin word, PDFium": (chrome(mixed), "ਮੰਕ :Dads"),
    "Hindi, PDFium": (chrome(by_typst(hindi, "Noto Sans Devanagari", "hi")), hindi),
}
for name, (found, expected) in seen.items():
    print(name, found)
    if found != expected:
        raise SystemExit(f"Changed: {name} reads {found!r}.")
PY
