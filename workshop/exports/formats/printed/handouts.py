"""Sheets to hand out as one PDF (A4, PDF/UA-1), each from a page of its own, with a bookmark."""

from collections.abc import Iterable

from workshop.exports.document.blocks import Section
from workshop.exports.formats.pdf import WORDS
from workshop.exports.formats.printed.page_data import PageData
from workshop.exports.formats.printed.typesetting import imprint, typeset
from workshop.exports.telling.story import WorkshopStory
from workshop.figures.labels import shortened


def set_sheets(
    story: WorkshopStory, title: str, sheets: Iterable[tuple[str, Section]], nothing: str
) -> bytes:
    """Each sheet is its kind and its section; ``nothing`` is said where there is none."""
    pages, document = PageData(), story.document
    data = {
        **imprint(document, f"{title}: {document.title}", pages.files),
        "words": dict(WORDS),
        "running": shortened(document.title, 80),
        "kicker": title,
        "nothing": nothing,
        "left-out": list(document.left_out),
        "sheets": [
            {"kicker": kicker, "section": pages.section(section)} for kicker, section in sheets
        ],
    }
    return typeset("sheets.typ", data, files=pages.files, day=document.day)
