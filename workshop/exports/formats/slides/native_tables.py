"""Native tables that always fit: the letters get smaller, then long texts are cut, then rows."""

from collections.abc import Sequence
from dataclasses import replace

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.shapes.placeholder import TablePlaceholder
from pptx.table import _Cell
from pptx.util import Pt

from workshop.exports.formats.office_text import (
    printable,
    quotes_apart,
    right_to_left,
    shortened,
)
from workshop.exports.formats.slides import text_fit
from workshop.exports.formats.slides.deck import Rows
from workshop.exports.formats.slides.master import INK, ORANGE, ORANGE_WASH, SUNK, Place

SIZES = (22, 20, 18, 16, 15, 14)
"""In points. Nothing in a table is smaller than the last: fewer rows that are read beat many."""
CUTS = (400, 200, 140, 110)
"""Letters of a cell, and of a heading a quarter of it. What still does not fit are rows, which the
notes and the report hold."""
MOST_PARTS = 3
"""Slides that one table may take; what is over even then, the notes and the report hold."""
_MARGIN, _ABOVE = 7.0, 4.0

Words = tuple[tuple[str, ...], ...]


def insert_table(placeholder: TablePlaceholder, content: Rows, place: Place) -> None:
    """Put a table in its place, as large as it can be read and as small as it must be."""
    rows, size, left = _fitted(content, place)
    frame = placeholder.insert_table(rows=len(rows), cols=len(content.head))
    frame._element.nvGraphicFramePr.cNvPr.set("descr", printable(content.alt))
    table = frame.table
    table.first_row, table.horz_banding = True, False
    widths = [place.width * share / sum(content.shares) for share in content.shares]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Pt(width)
    for at, (row, texts) in enumerate(zip(table.rows, rows, strict=True)):
        row.height = Pt(_row_height(texts, widths, size, content, head=at == 0))
    for at, texts in enumerate(rows):
        last_is_more = left and at == len(rows) - 1
        for number, text in enumerate(texts):
            cell = table.cell(at, number)
            _fill(cell, text, size, content, at, number)
            if last_is_more:
                cell.text_frame.paragraphs[0].font.italic = True
    frame.height = Pt(_height(rows, widths, size, content))


def fits(content: Rows, place: Place) -> bool:
    """Whether all of it can be read there, with no text cut."""
    rows, _, left = _fitted(content, place)
    whole = (content.head, *content.rows)
    return not left and tuple(rows) == tuple(tuple(map(printable, row)) for row in whole)


def in_parts(content: Rows, place: Place) -> tuple[Rows, ...]:
    """The table in as few parts as it takes, of about as many rows each; what is over is cut.

    All are set in letters of one size, so that going on to the next looks like one table.
    """
    made: tuple[Rows, ...] = (content,)
    for count in range(1, min(MOST_PARTS, len(content.rows)) + 1):
        many = -(-len(content.rows) // count)
        starts = range(0, len(content.rows), many)
        made = tuple(replace(content, rows=content.rows[at : at + many]) for at in starts)
        if all(fits(part, place) for part in made):
            break
    size = min(_fitted(part, place)[1] for part in made)
    return tuple(replace(part, largest=size) for part in made)


def _fitted(content: Rows, place: Place) -> tuple[Words, float, int]:
    """The rows that fit with their head, the size of their letters, and how many are left."""
    widths = [place.width * share / sum(content.shares) for share in content.shares]
    head = tuple(map(printable, content.head))
    body = [tuple(map(printable, row)) for row in content.rows]
    for size in (one for one in SIZES if one <= content.largest):
        if _height([head, *body], widths, size, content) <= place.height:
            return (head, *body), size, 0
    size = SIZES[-1]
    for cut in CUTS:
        head = tuple(shortened(text, cut // 4) for text in head)
        rows = [tuple(shortened(text, cut) for text in row) for row in body]
        if _height([head, *rows], widths, size, content) <= place.height:
            return (head, *rows), size, 0
    kept, blank = len(rows), ("",) * (len(head) - 1)
    while kept > 1:
        kept -= 1
        last = (content.more(len(rows) - kept), *blank)
        shown = [head, *rows[:kept], last]
        if _height(shown, widths, size, content) <= place.height:
            break
    return tuple(shown), size, len(rows) - kept


def _height(
    rows: Sequence[Sequence[str]], widths: Sequence[float], size: float, content: Rows
) -> float:
    return sum(_row_height(row, widths, size, content, head=at == 0) for at, row in enumerate(rows))


def _row_height(
    texts: Sequence[str],
    widths: Sequence[float],
    size: float,
    content: Rows,
    *,
    head: bool = False,
) -> float:
    """As high as the tallest cell; bold letters are wider."""
    tallest = max(
        text_fit.lines_of(
            text,
            width - 2 * _MARGIN,
            size * (text_fit.BOLD if head or (at == 0 and content.numeric) else 1),
        )
        for at, (text, width) in enumerate(zip(texts, widths, strict=True))
    )
    return tallest * size * text_fit.LINE + 2 * _ABOVE


def _fill(cell: _Cell, text: str, size: float, content: Rows, row: int, column: int) -> None:
    cell.margin_left = cell.margin_right = Pt(_MARGIN)
    cell.margin_top = cell.margin_bottom = Pt(_ABOVE)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE if row == 0 else MSO_ANCHOR.TOP
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.text = quotes_apart(text).replace("\n", "\v")
    if right_to_left(text):
        paragraph._p.get_or_add_pPr().set("rtl", "1")
        paragraph.alignment = PP_ALIGN.RIGHT
    font = paragraph.font
    font.size, font.bold = Pt(size), row == 0 or (column == 0 and bool(content.numeric))
    if column in content.numeric:
        paragraph.alignment = PP_ALIGN.RIGHT
    expected = column in content.forecast
    font.italic = expected or None
    cell.fill.solid()
    if row == 0 and not expected:
        cell.fill.fore_color.theme_color = 5  # accent 1
        font.color.rgb = RGBColor(255, 255, 255)
        return
    font.color.rgb = RGBColor.from_string(ORANGE if expected else INK)
    plain = "FFFDF8" if row % 2 else SUNK
    cell.fill.fore_color.rgb = RGBColor.from_string(ORANGE_WASH if expected else plain)
