"""Native tables that always fit: on more slides, in smaller letters, then with less of the text."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, combinations, pairwise

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
"""Letters of a cell. What still does not fit are rows, which the notes and the report hold."""
HEAD_LINES = 4
"""Lines of a heading at most, so that the rows below it are what is seen."""
MOST_PARTS = 3
"""Slides that one table may take; what is over even then, the notes and the report hold."""
_MARGIN, _ABOVE = 7.0, 4.0
_BRACKETS = 20
"""Letters of a bracket that ends a heading and is never cut, as in “(forecast)”."""

Row = tuple[str, ...]


def insert_table(placeholder: TablePlaceholder, content: Rows, place: Place) -> None:
    """Put a table in its place, as large as it can be read and as small as it must be."""
    widths = _widths(content, place)
    tried = list(_tried(content, place))
    size, head = next(
        (
            (size, head)
            for size, head in tried
            if _height(content, head, place, size) <= place.height
        ),
        tried[-1],
    )
    rows = [head, *(tuple(map(printable, row)) for row in content.rows)]
    more = content.more(content.left) if content.left else ""
    if more:
        rows.append((more, *[""] * (len(head) - 1)))
    frame = placeholder.insert_table(rows=len(rows), cols=len(head))
    frame._element.nvGraphicFramePr.cNvPr.set("descr", printable(content.alt))
    table = frame.table
    table.first_row, table.horz_banding = True, False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Pt(width)
    heights = [_row_height(row, widths, size, content, head=at == 0) for at, row in enumerate(rows)]
    if more:
        heights[-1] = _more_height(size)
    for at, (row, texts, height) in enumerate(zip(table.rows, rows, heights, strict=True)):
        row.height = Pt(height)
        for number, text in enumerate(texts):
            _fill(table.cell(at, number), text, size, content, at, number)
    if more:
        last = table.cell(len(rows) - 1, 0)
        last.text_frame.paragraphs[0].font.italic = True
        if len(head) > 1:
            last.merge(table.cell(len(rows) - 1, len(head) - 1))
    frame.height = Pt(sum(heights))


def fits(content: Rows, place: Place) -> bool:
    """Whether all of it can be read there, with no text cut."""
    whole = tuple(map(printable, content.head))
    return any(
        head == whole and _height(content, head, place, size) <= place.height
        for size, head in _tried(content, place)
    )


def in_parts(content: Rows, place: Place) -> tuple[Rows, ...]:
    """The table in as few parts as it takes, about as high as each other, in one size of letters.

    That is the largest in which so many parts hold it. Where none do, long texts are cut, and then
    rows of the last part are left out, which says how many.
    """
    if not content.rows:
        return (content,)
    for most in range(1, MOST_PARTS + 1):
        for size, head in _tried(content, place):
            if parts := _parted(replace(content, head=head, largest=size), place, most):
                return parts
    size, head = list(_tried(content, place))[-1]
    smallest = replace(content, head=head, largest=size)
    for cut in CUTS:
        rows = tuple(tuple(shortened(text, cut) for text in row) for row in content.rows)
        smallest = replace(smallest, rows=rows)
        if parts := _parted(smallest, place, MOST_PARTS):
            return parts
    return _as_many_rows(smallest, place)


def _parted(content: Rows, place: Place, most: int) -> tuple[Rows, ...]:
    """Parts of its ``largest`` letters, as equally high as can be; none if it takes more of them.

    Of all ways to divide the rows, one that leaves no row alone, if any holds them; then the one
    whose highest part is lowest, then its second, and on; then the one that begins with most rows.
    """
    heights, room = _heights(content, place), _room(content, place)
    count = len(_filled(heights, room))
    if count > most or max(heights) > room:
        return ()
    sums = (0.0, *accumulate(heights))
    ways = ((0, *cuts, len(heights)) for cuts in combinations(range(1, len(heights)), count - 1))

    def order(way: tuple[int, ...]) -> tuple[bool, int, list[float], list[int]]:
        parts = sorted((round(sums[b] - sums[a], 3) for a, b in pairwise(way)), reverse=True)
        alone = sum(b - a == 1 for a, b in pairwise(way))
        return parts[0] > round(room, 3), alone, parts, [-at for at in way]

    best = min(ways, key=order)
    return tuple(replace(content, rows=content.rows[a:b]) for a, b in pairwise(best))


def _as_many_rows(content: Rows, place: Place) -> tuple[Rows, ...]:
    """The parts as full as they can be, the last with the sentence that says how many are left."""
    heights, room = _heights(content, place), _room(content, place)
    starts = _filled(heights, room)[:MOST_PARTS]
    end = starts[-1] + 1
    room -= _more_height(content.largest)
    while end < len(heights) and sum(heights[starts[-1] : end + 1]) <= room:
        end += 1
    parts = [replace(content, rows=content.rows[a:b]) for a, b in pairwise((*starts, end))]
    return (*parts[:-1], replace(parts[-1], left=len(heights) - end))


def _filled(heights: Sequence[float], room: float) -> list[int]:
    """Where each part begins if every one takes as many rows as it can hold; a part has one."""
    starts, used = [0], 0.0
    for at, height in enumerate(heights):
        if at > starts[-1] and used + height > room:
            starts.append(at)
            used = 0.0
        used += height
    return starts


def _tried(content: Rows, place: Place) -> Iterator[tuple[float, Row]]:
    """Sizes from the largest, each with the headings; whole ones first, then those cut for it."""
    widths = _widths(content, place)
    whole = tuple(map(printable, content.head))
    sizes = [size for size in SIZES if size <= content.largest]
    heads = [
        tuple(_heading(text, width, size) for text, width in zip(whole, widths, strict=True))
        for size in sizes
    ]
    tried = list(zip(sizes, heads, strict=True))
    yield from (one for one in tried if one[1] == whole)
    yield from (one for one in tried if one[1] != whole)


def _heading(text: str, width: float, size: float) -> str:
    """The heading in as many lines as one may have; what stands in brackets at its end stays."""
    begin, bracket, end = text.rpartition(" (")
    if not begin or not text.endswith(")") or len(end) > _BRACKETS:
        begin, bracket, end = text, "", ""
    kept, letters = begin, len(begin)
    while letters > 1 and _lines(kept + bracket + end, width, size, bold=True) > HEAD_LINES:
        letters = letters * 9 // 10
        kept = shortened(begin, letters)
    return kept + bracket + end


def _widths(content: Rows, place: Place) -> list[float]:
    return [place.width * share / sum(content.shares) for share in content.shares]


def _heights(content: Rows, place: Place) -> list[float]:
    """How high each row is, without the head, at its ``largest`` letters."""
    widths = _widths(content, place)
    return [_row_height(row, widths, content.largest, content) for row in content.rows]


def _room(content: Rows, place: Place) -> float:
    """What the head leaves."""
    widths = _widths(content, place)
    return place.height - _row_height(content.head, widths, content.largest, content, head=True)


def _height(content: Rows, head: Row, place: Place, size: float) -> float:
    """Of all of it, with that head, at that size."""
    set_so = replace(content, head=head, largest=size)
    more = _more_height(size) if content.left else 0.0
    return place.height - _room(set_so, place) + sum(_heights(set_so, place)) + more


def _more_height(size: float) -> float:
    """Of the sentence that says how many rows are left out: one line, as wide as the table."""
    return size * text_fit.LINE + 2 * _ABOVE


def _row_height(
    texts: Sequence[str],
    widths: Sequence[float],
    size: float,
    content: Rows,
    *,
    head: bool = False,
) -> float:
    """As high as the tallest cell."""
    tallest = max(
        _lines(printable(text), width, size, bold=head or (at == 0 and bool(content.numeric)))
        for at, (text, width) in enumerate(zip(texts, widths, strict=True))
    )
    return tallest * size * text_fit.LINE + 2 * _ABOVE


def _lines(text: str, width: float, size: float, *, bold: bool) -> int:
    """Bold letters are wider."""
    return text_fit.lines_of(text, width - 2 * _MARGIN, size * (text_fit.BOLD if bold else 1))


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
