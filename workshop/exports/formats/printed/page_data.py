"""A document as the plain data that the printed pages are set from (``typst/report.typ``).

Sizes are chosen here, where they can be tested: which tables need width, which lists may stand in
two columns, how large a picture may be. Words are handed on as they are.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from workshop.exports.document.blocks import (
    LONG_TABLE,
    Block,
    Bullets,
    Callout,
    Cell,
    Facts,
    FigureBlock,
    Item,
    Number,
    Paragraph,
    PictureBlock,
    Quote,
    Section,
    TableBlock,
    said_once,
)
from workshop.exports.formats.office_text import parts_apart, printable
from workshop.exports.formats.printed.typesetting import Files
from workshop.exports.formats.svg import draw
from workshop.figures.bars import Bars
from workshop.figures.chart import Flow, Map

WIDEST_MM = 170
TALLEST_MM = 78
NO_NAME = "What"
"""Above a column that has no name of its own: a screen reader says it before each of its cells."""
MOST_ASIDE, MORE_ASIDE = 4, "More in the workbook."
_MM_FOR_EACH_DOT = 25.4 / 150
"""A picture is not blown up beyond 150 dots an inch."""
_MOST_SPANNED = 8
_CHART_UNITS = 665
"""How wide a chart is in its own units: its smallest letters have 12.5, which is 9 pt then."""
_ROOM: dict[type, float] = {Map: 1.0, Bars: 0.8, Flow: 1.0}
"""How much of the width a single chart takes; a map has its list beside it, not below."""
_SHORT = 48
MOST_LINES_KEPT = 12
"""A card of up to so many lines, about 6 cm, stands on one page whole; a longer one may break."""
_LETTERS_A_LINE = 105
_FAIR_WIDTH, _FAIR_FIRST = (6, 30), 44
"""What a row is about stands in its first cell, in bold letters."""
_WHOLE_WORD = 13
"""Letters of a word that fits into any column that has words."""
_FIGURE = 18
"""Letters of a figure or a day that stands on one line."""
WIDE = (TableBlock, FigureBlock, PictureBlock)
"""Blocks that want the whole width of a page."""


@dataclass
class PageData:
    """Turns sections into plain data; ``files`` holds the pictures that they name."""

    files: Files = field(default_factory=Files)

    def section(self, one: Section) -> dict[str, Any]:
        """A section and its parts; ``asides`` are those that may stand smaller, at the end."""
        return {
            "key": one.key,
            "title": one.title,
            "lead": one.lead,
            "blocks": [self.block(block) for block in one.blocks],
            "parts": [self.section(part) for part in one.parts if not part.aside],
            "asides": [self.section(_fewer(part)) for part in one.parts if part.aside],
            "wide": any(isinstance(block, WIDE) for block in one.blocks),
        }

    def block(self, one: Block) -> dict[str, Any]:
        """One block, with the name of the function that sets it under ``is``."""
        match one:
            case Paragraph():
                return {"is": "paragraph", "text": one.text, "tone": one.tone}
            case Quote():
                return {"is": "quote", "text": one.text, "by": one.by}
            case Bullets():
                return _bullets(one)
            case TableBlock():
                return _table(one)
            case FigureBlock():
                return self._figure(one)
            case PictureBlock():
                return self._picture(one)
            case Facts():
                return _facts(one)
            case Callout():
                return {"is": "callout", "tone": one.tone, "title": one.title, "text": one.text}

    def _picture(self, one: PictureBlock) -> dict[str, Any]:
        """A picture at a size that its dots carry and the page holds."""
        tall = min(TALLEST_MM, one.height * _MM_FOR_EACH_DOT, WIDEST_MM * one.height / one.width)
        return {
            "is": "picture",
            "file": self.files.picture(one),
            "alt": one.alt or "A picture without a description",
            "caption": one.caption,
            "tall": tall,
        }

    def _figure(self, one: FigureBlock) -> dict[str, Any]:
        """Bars with a table of the same values become that table with a bar in each cell."""
        if one.table is not None and all(isinstance(chart, Bars) for chart in one.charts):
            return {**_table(one.table), "bars": _bars(one.table)}
        columns = min(2, len(one.charts))
        room = 0.96 / columns if columns > 1 else _ROOM.get(type(one.charts[0]), 1.0)
        drawn = [
            draw(chart, f"{one.key}-{number}", width=int(_CHART_UNITS * room))
            for number, chart in enumerate(one.charts)
        ]
        return {
            "is": "figure",
            "title": one.title,
            "alt": one.alt,
            "drawings": [self.files.chart(found) for found in drawn],
            "width": 1.0 if columns > 1 else room,
            "columns": columns,
            "floats": any(isinstance(chart, Flow) for chart in one.charts),
            "table": _table(one.table) if one.table else None,
        }


def _fewer(aside: Section) -> Section:
    """The most telling cards of a list at the end; paper is not the place for all of them."""
    blocks = [
        replace(block, items=block.items[:MOST_ASIDE], more=MORE_ASIDE)
        if isinstance(block, Bullets) and len(block.items) > MOST_ASIDE
        else block
        for block in aside.blocks
    ]
    return replace(aside, blocks=tuple(blocks))


def _bullets(one: Bullets) -> dict[str, Any]:
    short = len(one.items) > 5 and all(_is_short(item) for item in one.items)
    return {
        "is": "bullets",
        "items": [
            {
                "text": item.text,
                "detail": parts_apart(item.detail),
                "mark": item.mark,
                "by": item.by,
                "facts": _pairs(item.facts),
                "whole": _lines(item) <= MOST_LINES_KEPT,
            }
            for item in one.items
        ],
        "short": short,
        "more": one.more,
    }


def _lines(item: Item) -> int:
    """About how many lines a card takes, each of its fields on a line of its own."""
    facts = [f"{label}: {value}" for label, value in item.facts]
    told = [f"{item.mark} {item.text} {item.by}", *filter(None, (item.detail,)), *facts]
    return sum(_lines_of(text, _LETTERS_A_LINE) for text in told if text)


def _facts(one: Facts) -> dict[str, Any]:
    """Short facts stand side by side, long ones one below the other, each beside its label."""
    short = all(len(value) <= _SHORT for _, value in one.pairs)
    return {"is": "facts", "pairs": _pairs(one.pairs), "short": short}


def _is_short(item: Item) -> bool:
    return not item.detail and not item.facts and len(item.text) <= _SHORT


def _table(one: TableBlock) -> dict[str, Any]:
    """A table; in a long one, a column that says the same in each row is said once above it."""
    short = said_once(one, LONG_TABLE)
    shown = [[cell if isinstance(cell, str) else cell.said for cell in row] for row in short.rows]
    head = [name or NO_NAME for name in short.head]
    long = len(shown) > LONG_TABLE
    widths = _widths(head, shown, short.numeric)
    return {
        "is": "table",
        "caption": short.caption,
        "head": head,
        "rows": shown,
        "numeric": sorted(short.numeric),
        "bars": [],
        "spans": _spans([row[0] for row in shown]),
        "size": "small" if long else "usual",
        "widths": widths,
        "hyphenate": any(
            len(word) > _WHOLE_WORD for row in shown for word in " ".join(row).split()
        ),
        "whole": [_is_whole(row, widths) for row in shown],
        "more": one.more,
    }


def _spans(firsts: list[str]) -> list[int]:
    """How many rows the first cell of each row stands for; 0 where it is the cell above again.

    Such a cell never breaks over two pages, so that its words stand beside each of its rows; a
    long run of the same says it again.
    """
    spans: list[int] = []
    start = 0
    for row, first in enumerate(firsts):
        if row and first == firsts[start] and spans[start] < _MOST_SPANNED:
            spans[start] += 1
            spans.append(0)
        else:
            start = row
            spans.append(1)
    return spans


def _bars(one: TableBlock) -> list[list[list[Any] | None]]:
    """For each cell the length of its bar, 0 to 1, and whether it is only expected; else None."""
    longest: dict[str, float] = {"%": 100.0}
    for cell in (cell for row in one.rows for cell in row if isinstance(cell, Number)):
        longest[cell.unit] = max(longest.get(cell.unit, 0.0), abs(float(cell.value)))

    def bar(cell: Cell) -> list[Any] | None:
        if isinstance(cell, str) or not longest[cell.unit]:
            return None
        return [abs(float(cell.value)) / longest[cell.unit], cell.basis == "forecast"]

    return [[bar(cell) for cell in row] for row in one.rows]


def _widths(head: Iterable[str], rows: list[list[str]], numeric: frozenset[int]) -> list[float]:
    """For each column its share of the width; 0 for one only as wide as its numbers or days."""
    shares: list[float] = []
    texts = len(set(range(len(rows[0]))) - numeric) if rows else 0
    for place, name in enumerate(head):
        longest = max([len(name), *(len(row[place]) for row in rows)], default=0)
        if longest <= _FIGURE and (place in numeric or _says_when(rows, place)):
            shares.append(0)
        else:
            usual = sorted(len(row[place]) for row in rows)[len(rows) * 3 // 4] if rows else 0
            most = _FAIR_FIRST if not place and texts > 2 else _FAIR_WIDTH[1]
            shares.append(float(min(max(usual, len(name), _FAIR_WIDTH[0]), most)))
    return shares


def _says_when(rows: list[list[str]], place: int) -> bool:
    """Whether it is a column of days, which no line end is to part."""
    cells = [row[place] for row in rows if row[place]]
    return place > 0 and bool(cells) and all(cell[0] in "0123456789–" for cell in cells)


def _is_whole(row: list[str], widths: list[float]) -> bool:
    """Whether a row has so few lines that it stands on one page, each label beside its figures."""
    letters = (_LETTERS_A_LINE - _FIGURE * widths.count(0)) / max(sum(widths), 1)
    return all(
        not share or _lines_of(cell, letters * share) <= MOST_LINES_KEPT
        for cell, share in zip(row, widths, strict=True)
    )


def _lines_of(text: str, letters: float) -> int:
    """About how many lines a text takes that has room for so many letters on each."""
    return sum(
        max(1, -(-len(line) // max(int(letters), 1))) for line in printable(text).split("\n")
    )


def _pairs(pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    return [list(pair) for pair in pairs]
