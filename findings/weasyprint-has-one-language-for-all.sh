#!/usr/bin/env bash
# A letter in English and Welsh that claims PDF/UA is English from beginning to end for a screen reader.
#
# Versions: WeasyPrint 70.0 writes; typst 0.15.2 beside it; pikepdf 10.18.0 reads.
# Expected: where the language changes, the tag says so (ISO 32000-1, 14.9.2.2, Lang of a structure element; WCAG 2.2,
#   3.1.2; its technique PDF19), and PDF/UA-1, 7.2, asks for it of all text. HTML says it with lang.
# Happens: of all lang attributes, the one of <html> alone is written, for the document. The file says that it is PDF/UA-1.
#   A picture with alt="", so for decoration, is a Figure without a word. The tracker has tables, figures and
#   lists on its list for PDF/UA (number 2482), no languages. No warning.
# Seen:
#   WeasyPrint     document en     paragraph in Welsh -       paragraph in Polish -
#   typst          document en     paragraph in Welsh cy      paragraph in Polish pl
# For a workshop tool: Welsh and Polish are read aloud with an English voice, which nobody understands. Set such
#   papers with a tool that writes Lang, and list the languages of a file before it is sent.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check weasyprint==70.0 typst==0.15.2 pikepdf==10.18.0
venv/bin/python - <<'PY'
import pikepdf
import typst
import weasyprint

PICTURE = "<img alt='' src=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>\">"
HTML = f"""<html lang="en"><head><title>Letter</title></head><body><h1>Letter</h1><p>Thank you {PICTURE}</p>
<p lang="cy">Diolch yn fawr</p><p lang="pl">Dziękuję</p></body></html>"""
TYPST = """#set document(title: "Letter")
#set text(lang: "en")
= Letter
#text(lang: "cy")[Diolch yn fawr]

#text(lang: "pl")[Dziękuję]
"""


def languages(path):
    with pikepdf.open(path) as pdf:
        tags = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/S" in one and "/P" in one]
        figures = [str(one.get("/Alt", "-")) for one in tags if one.S == "/Figure"]
        inside = {str(one.Lang) for one in tags if "/Lang" in one}
        return str(pdf.Root.Lang), sorted(inside), figures, b"pdfuaid:part" in pdf.Root.Metadata.read_bytes()


weasyprint.HTML(string=HTML).write_pdf("weasyprint.pdf", pdf_variant="pdf/ua-1")
with open("letter.typ", "w", encoding="utf-8") as file:
    file.write(TYPST)
typst.compile("letter.typ", output="typst.pdf", pdf_standards=["ua-1"])
EXPECTED = {
    "weasyprint": ("en", [], ["-"], True),
    "typst": ("en", ["cy", "pl"], [], True),
}
for name, expected in EXPECTED.items():
    found = languages(f"{name}.pdf")
    print(name, *found)
    if found != expected:
        raise SystemExit(f"Changed: {name} writes {found}.")
with pikepdf.open("weasyprint.pdf") as pdf:
    if b"/Lang" in pdf.pages[0].Contents.read_bytes():
        raise SystemExit("Changed: WeasyPrint names languages on the page.")
PY
