#!/usr/bin/env bash
# A tagged PDF with a second one joined behind it still claims PDF/UA, and half of it is silent.
#
# Versions: pypdf 7.1.1, pikepdf 10.18.0, PyMuPDF 2.0, page-validation 0.11.0, typst 0.15.2.
# Expected: ISO 14289-1, 7.1: all real content is tagged. So joining brings the second file's tag tree
#   along, or takes the claim away. That only the first tree is kept is told in open wishes in the
#   trackers of qpdf (number 490, below pikepdf) and PyMuPDF (2469); of the claim they say nothing.
# Happens: starting from the first file, all three keep its tag tree, /MarkInfo and the pdfuaid mark in
#   its metadata, and add the second file's pages with marks that no tag points to. page-validation,
#   which holds files to PDF/UA-1, passes the result. Started from an empty file, all tags are gone.
# Seen, for a one-page report joined to itself, both with one heading and one paragraph:
#   pypdf, pikepdf, PyMuPDF   pages 2   headings in the tag tree 1   compliant True
#   into an empty file        pages 2   tag tree none
# For a workshop tool: a pack made by joining reports reads as its first report only. Typeset a pack
#   as one document, and count headings in the tag tree against the pages; no checker does.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check \
  pypdf==7.1.1 pikepdf==10.18.0 pymupdf==2.0 page-validation==0.11.0 typst==0.15.2
venv/bin/python - <<'PY'
import io

import page
import pikepdf
import pymupdf
import pypdf
import typst

TEXT = b'#set document(title: "Report")\n#set text(lang: "en")\n= Findings\nFamilies wait too long.\n'
report = typst.compile(TEXT, pdf_standards=["ua-1"])


def by_pypdf(start: bool) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(report)) if start else pypdf.PdfWriter()
    for _ in range(1 if start else 2):
        writer.append(io.BytesIO(report))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def by_pikepdf(start: bool) -> bytes:
    first = pikepdf.open(io.BytesIO(report)) if start else pikepdf.new()
    others = [pikepdf.open(io.BytesIO(report)) for _ in range(1 if start else 2)]
    for other in others:
        first.pages.extend(other.pages)
    out = io.BytesIO()
    first.save(out)
    return out.getvalue()


def by_pymupdf(start: bool) -> bytes:
    first = pymupdf.open(stream=report) if start else pymupdf.open()
    for _ in range(1 if start else 2):
        first.insert_pdf(pymupdf.open(stream=report))
    return first.tobytes()


def headings(node: object) -> int:
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        return sum(map(headings, node))
    if not isinstance(node, dict) or "/S" not in node:
        return 0
    return (node["/S"] == "/H1") + headings(node.get("/K", []))


for join in (by_pypdf, by_pikepdf, by_pymupdf):
    joined = pypdf.PdfReader(io.BytesIO(join(True)))
    tree = joined.root_object["/StructTreeRoot"]
    found = (len(joined.pages), headings(tree["/K"]),
             page.is_pdf_compliant_bytes(join(True), profile="ua1"))
    empty = pypdf.PdfReader(io.BytesIO(join(False)))
    print(join.__name__, "pages, headings, compliant:", found,
          "into an empty file:", len(empty.pages), "/StructTreeRoot" in empty.root_object)
    if found != (2, 1, True):
        raise SystemExit(f"Changed: {join.__name__} or the checker now treats joined tags otherwise.")
    if len(empty.pages) != 2 or "/StructTreeRoot" in empty.root_object:
        raise SystemExit(f"Changed: {join.__name__} now keeps tags when joining into an empty file.")
PY
