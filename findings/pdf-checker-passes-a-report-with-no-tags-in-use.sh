#!/usr/bin/env bash
# page-validation calls a report accessible although its tag tree is empty and nothing can be read.
#
# Versions: page-validation 0.11.0, typst 0.15.2, pikepdf 10.18.0.
# Expected: ISO 14289-1, 7.1 wants real content in the structure tree; its page promises checks of
#   PDF/UA-1 that pass the test files of veraPDF. It does find a missing /Alt, a missing language, text
#   without marks, and a heading level left out.
# Happens: what is looked at is whether text stands between marks, and whether the tags that are there
#   are right; that a mark belongs to a tag is not. With the tree cut to nothing, with a figure
#   retagged as a paragraph, or with "IMG_2034.png" as its words, the file is compliant.
# Seen:
#   as typeset               compliant True
#   /Alt removed             compliant False
#   tag tree emptied         compliant True
#   figure tagged as /P      compliant True
#   /Alt "IMG_2034.png"      compliant True
# For a workshop tool: passing is needed and is not enough. Walk the tag tree in a test: each
#   heading, list and table of the report is there, in order, and each figure has words.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check \
  page-validation==0.11.0 typst==0.15.2 pikepdf==10.18.0
venv/bin/python - <<'PY'
import io
from collections.abc import Callable, Iterator

import page
import pikepdf
import typst
from pikepdf import Array, Dictionary, Name, Pdf, String

TEXT = b"""#set document(title: "Report")
#set text(lang: "en")
= Findings
Families wait too long.
#figure(rect(width: 1cm), alt: "A bar for each year", caption: [Spend])
"""
report = typst.compile(TEXT, pdf_standards=["ua-1"])


def tags(node: object) -> Iterator[Dictionary]:
    if isinstance(node, Array):
        for child in node:
            yield from tags(child)
    elif isinstance(node, Dictionary) and "/S" in node:
        yield node
        yield from tags(node.get("/K", Array()))


def figure(pdf: Pdf) -> Dictionary:
    return next(tag for tag in tags(pdf.Root.StructTreeRoot.K) if tag.S == Name.Figure)


def bare(pdf: Pdf) -> None:
    del figure(pdf)["/Alt"]


def emptied(pdf: Pdf) -> None:
    next(tags(pdf.Root.StructTreeRoot.K)).K = Array()


def retagged(pdf: Pdf) -> None:
    figure(pdf).S = Name.P


def named(pdf: Pdf) -> None:
    figure(pdf).Alt = String("IMG_2034.png")


def compliant(change: Callable[[Pdf], None]) -> bool:
    with pikepdf.open(io.BytesIO(report)) as pdf:
        change(pdf)
        out = io.BytesIO()
        pdf.save(out)
    return page.is_pdf_compliant_bytes(out.getvalue(), profile="ua1")


SEEN = {"as typeset": (lambda _: None, True), "/Alt removed": (bare, False),
        "tag tree emptied": (emptied, True), "figure tagged as /P": (retagged, True),
        '/Alt "IMG_2034.png"': (named, True)}
for name, (change, expected) in SEEN.items():
    found = compliant(change)
    print(name, found)
    if found is not expected:
        raise SystemExit(f"Changed: with “{name}” the checker no longer says {expected}.")
PY
