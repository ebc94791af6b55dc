"""Words and pictures to pages: the one place that calls the typesetter, Typst, in this process.

A template is ours and fixed; what people wrote reaches it as data only, in a JSON file that exists
in memory alone, so no text can be read as markup. Nothing is fetched, no folders are open to it but
those of the templates and the fonts, and no clock is looked at: the same data give the same bytes.
"""

import json
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import typst

from workshop.errors import WorkshopError
from workshop.exports.document.blocks import Document, PictureBlock
from workshop.exports.formats.printed.glyphs import (
    font_folders,
    in_all_texts,
    known,
    plainest,
    printable,
)
from workshop.exports.formats.printed.lettering import lettered
from workshop.exports.formats.printed.typesetter import NotSetError, Pages, pages, pages_apart
from workshop.exports.formats.svg import SvgDrawing
from workshop.figures.told_text import languages_of
from workshop.words.catalogues import RIGHT_TO_LEFT

_APART: ContextVar[bool] = ContextVar("set_apart", default=False)
_TEMPLATES = Path(__file__).parent / "typst"
_NOT_SET = (
    "A file could not be made: it needed more memory than is free here, or more than 5 minutes. "
    "Close what else runs on the computer where Reframe runs, then try again."
)
TONGUES = "tongues.json"
DRAWING_PPI = 108.0
PHONE_PPI = 216.0
"""Pictures for a phone: three dots to a point, so that a page of 360 points is 1,080 dots wide."""


@dataclass
class Files:
    """The pictures of a file that is being set, by the names under which its data speak of them."""

    named: dict[str, str] = field(default_factory=dict)

    def drawing(self, svg: str) -> str:
        """Keep a drawing. Returns its name."""
        name = f"{len(self.named)}.svg"
        self.named[name] = svg
        return name

    def picture(self, one: PictureBlock) -> str:
        """Keep a picture. Returns its name.

        The typesetter takes files in memory as UTF-8 alone, so a picture is wrapped in an SVG,
        which it unpacks again: a JPEG stands in the PDF byte for byte.
        """
        content = b64encode(one.content).decode()
        return self.drawing(
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {one.width} {one.height}">'
            f'<image width="{one.width}" height="{one.height}" href="data:{one.mime};base64,'
            f'{content}"/></svg>'
        )

    def chart(self, one: SvgDrawing) -> dict[str, Any]:
        """Keep the shapes of a drawing. Returns them with its words, for ``a-drawing``."""
        parts = lettered(one)
        return {
            "file": self.drawing(parts.svg),
            "wide": parts.width,
            "tall": parts.height,
            "words": list(parts.words),
        }


@contextmanager
def set_apart() -> Iterator[None]:
    """What is set in here is set by processes of their own: for somebody who wants many files."""
    before = _APART.set(True)
    try:
        yield
    finally:
        _APART.reset(before)


def typeset(template: str, data: Mapping[str, Any], *, files: Files, day: date) -> bytes:
    """A tagged PDF (PDF/UA-1) of that template with that data, dated that day."""
    noon = int(datetime.combine(day, time(12), UTC).timestamp())
    return _compiled(template, data, files, {"pdf_standards": ["ua-1"], "timestamp": noon})


def picture_of(template: str, data: Mapping[str, Any], *, files: Files) -> bytes:
    """The first page of that template with that data as PNG."""
    return _compiled(template, data, files, {"format": "png", "ppi": PHONE_PPI})


def pictures_of(drawings: Sequence[SvgDrawing]) -> Pages:
    """Each drawing as PNG, ``DRAWING_PPI`` dots for 72 of its own units."""
    if not drawings:
        return ()
    files = Files()
    options = {"format": "png", "ppi": DRAWING_PPI}
    data = {"drawings": [files.chart(one) for one in drawings]}
    return _pages("drawings.typ", in_all_texts(data, printable), files, options)


def imprint(document: Document, title: str, files: Files) -> dict[str, Any]:
    """What a file says of itself to readers and screen readers, and in whose colours it is set."""
    day, made_by = document.day, document.brand
    return {
        "about": {
            "title": title if known(title).strip() else document.code,
            "author": [made_by.organisation] if made_by.organisation else [],
            "description": f"{document.code}, revision {document.revision}",
            "language": document.language,
            "day": {"year": day.year, "month": day.month, "day": day.day},
        },
        "brand": {
            "organisation": made_by.organisation,
            "colour": made_by.colour,
            "logo": files.picture(made_by.logo) if made_by.logo else None,
            "alt": made_by.logo.alt if made_by.logo else "",
        },
        "footer": f"{document.code} · revision {document.revision}",
    }


def _compiled(
    template: str, data: Mapping[str, Any], files: Files, options: dict[str, Any]
) -> bytes:
    shown = in_all_texts(data, printable)
    files.named[TONGUES] = _tongues(data)
    try:
        return _run(template, shown, files, options)
    except typst.TypstError:
        # Rare heaps of marks that no font can shape: their own text is made plain, no other.
        plain = {text: plainest(text) for text in unshapable(sorted(_odd_texts(shown)))}
    try:
        return _run(template, in_all_texts(shown, lambda t: plain.get(t, t)), files, options)
    except typst.TypstError:
        return _run(template, in_all_texts(shown, plainest), files, options)


def _tongues(data: Any) -> str:
    """In which language each line is, as far as somebody said it: line -> language."""
    told: dict[str, str] = {}

    def look(text: str) -> None:
        lines, found = printable(text).split("\n"), languages_of(text)
        told.update({line: one for line, one in zip(lines, found, strict=False) if one})

    in_all_texts(data, look)
    return json.dumps({"of": told, "rtl": RIGHT_TO_LEFT}, ensure_ascii=False)


def _odd_texts(data: Any) -> set[str]:
    """The texts in which something may be that cannot be shaped."""
    found: set[str] = set()
    in_all_texts(data, lambda text: found.add(text) if not text.isascii() else None)
    return found


def unshapable(texts: Sequence[str]) -> set[str]:
    """Those of the texts that no font can shape, so that a tagged file refuses them."""
    if not texts:
        return set()
    try:
        _run("probe.typ", list(texts), Files(), {"pdf_standards": ["ua-1"], "timestamp": 0})
    except typst.TypstError:
        half = len(texts) // 2
        if not half:
            return set(texts)
        return unshapable(texts[:half]) | unshapable(texts[half:])
    return set()


def _run(template: str, data: Any, files: Files, options: dict[str, Any]) -> bytes:
    return _pages(template, data, files, options)[0]


def _pages(template: str, data: Any, files: Files, options: dict[str, Any]) -> Pages:
    """A PDF alone, or the picture of each page."""
    whole = {
        "main.typ": (_TEMPLATES / template).read_text("utf-8"),
        "data.json": json.dumps(data, ensure_ascii=False),
        TONGUES: _tongues(()),
        **files.named,
    }
    made = pages_apart if _APART.get() else pages
    try:
        return made(str(_TEMPLATES), [str(one) for one in font_folders()], whole, options)
    except NotSetError:
        raise WorkshopError(_NOT_SET) from None
