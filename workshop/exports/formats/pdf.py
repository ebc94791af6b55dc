"""The report on paper: A4, tagged (PDF/UA-1), the brief on its first page."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from workshop.errors import Sentences
from workshop.exports.document.blocks import Document, Section
from workshop.exports.document.card_words import day_words
from workshop.exports.formats.office_text import parts_apart
from workshop.exports.formats.printed.page_data import PageData
from workshop.exports.formats.printed.typesetting import imprint, typeset
from workshop.exports.telling.story import WorkshopStory
from workshop.figures.labels import shortened

LETTERS = (9.6, 9.0)
"""Points: the size of the text, and the smaller one for a report that is a little too long."""
MOST_PAGES, NEARLY = 20, 23
WORDS: Mapping[str, str] = MappingProxyType(
    {
        "page": "Page",
        "of": "of",
        "contents": "In this report",
        "left-out": "What this edition leaves out",
        "also": "Also written",
        "also-here": "Also written: lists of {} more kinds of cards, from page",
        "also-how": "Each card in its own words. What else was filled in stands in the workbook.",
    }
)


def render(story: WorkshopStory) -> bytes:
    """The whole report."""
    return set_pages(story.document, story.document.sections)


def set_pages(document: Document, sections: Sequence[Section]) -> bytes:
    """The brief on a page of its own, then these sections; without any, the brief alone."""
    pages = PageData()
    where = Sentences((shortened(document.place, 70), day_words(document.day)), " · ")
    data: dict[str, Any] = {
        **imprint(document, document.title, pages.files),
        "words": dict(WORDS),
        "title": document.title,
        "running": shortened(document.title, 80),
        "kicker": document.brand.organisation or "Reframe",
        "dateline": parts_apart(where),
        "brief": pages.section(document.brief),
        "left-out": list(document.left_out),
        "sections": [pages.section(one) for one in sections],
    }
    made = b""
    for size in LETTERS:
        made = typeset("report.typ", {**data, "size": size}, files=pages.files, day=document.day)
        if not MOST_PAGES < number_of_pages(made) <= NEARLY:
            break
    return made


def number_of_pages(made: bytes) -> int:
    """How many pages a PDF of ours has; 0 where it does not say."""
    found = re.search(rb"/Type\s*/Pages\s*/Count (\d+)", made)
    return int(found[1]) if found else 0
