"""Lying bars: the name above, the value at the end of its bar."""

from fractions import Fraction

from workshop.exports.formats.svg.canvas import (
    BOLDER,
    INK,
    LEADING,
    PAPER,
    SIZE,
    SvgDrawing,
    filled,
    hatches,
    lines_of,
    n,
    picture,
    text,
    wide,
)
from workshop.figures.bars import Bar, Bars, Row, part_of

THICK, GAP, APART = 20, 5, 16


def draw_bars(chart: Bars, key: str, width: int) -> SvgDrawing:
    """Each row with its bars; where they have several names, each bar says its own."""
    names = chart.names
    several = len(names) > 1
    marks = [mark for row in chart.rows for mark in row.marks]
    left = max(wide(name, 13) for name in names) + 10 if several else 0.0
    said = (wide(mark.said) for mark in marks if mark.size is not None)
    # What a bar says is read whole, also with large sums; the bars take what is left.
    room = max(24.0, width - left - max(said, default=0.0) - 14)
    used = {names.index(mark.name) for mark in marks if mark.look == "forecast"}
    parts = [hatches(key, used)]
    y = float(SIZE)
    if not several:
        title = lines_of(chart.title, width / BOLDER, 2)
        parts.append(text(0, y, title, bold=True))
        y += len(title) * SIZE * LEADING + 6
    for row in chart.rows:
        label = lines_of(row.label, width / BOLDER, 2)
        parts.append(text(0, y, label, bold=several))
        y += (len(label) - 1) * SIZE * LEADING + 8
        parts += _bars_of(chart, row, key, left, y, room)
        y += len(row.marks) * (THICK + GAP) + APART + SIZE * 0.6
    return picture(width, y - APART, parts)


def _bars_of(chart: Bars, row: Row, key: str, left: float, y: float, room: float) -> list[str]:
    """The bars of one row from ``y`` down; the longest that it could have fills the ``room``."""
    names, scale = chart.names, chart.scale(row)
    parts = []
    for mark in row.marks:
        if len(names) > 1:
            parts.append(text(0, y + 15, mark.name, size=13, look="soft"))
        look = filled(key, names.index(mark.name), mark.look)
        parts.append(_bar(mark, look, (left, y), scale, room))
        y += THICK + GAP
    return parts


def _bar(mark: Bar, look: str, at: tuple[float, float], scale: Fraction, room: float) -> str:
    """The bar, rings for its single values, and its words behind whichever reaches furthest."""
    left, y = at
    if mark.size is None and not mark.dots:
        return text(left, y + 15, mark.said, size=13, look="soft")
    length = part_of(mark.size or Fraction(0), scale) * room
    bar = (
        f'<rect x="{n(left + 1)}" y="{n(y + 1)}" width="{n(length)}" height="{THICK - 2}" {look}/>'
    )
    dots = [part_of(dot, scale) * room for dot in mark.dots]
    rings = "".join(_ring(left + dot, y + THICK / 2) for dot in dots)
    words = text(left + max([length, *dots]) + 8, y + 15, mark.said)
    return f"{bar if length else ''}{rings}{words}"


def _ring(x: float, y: float) -> str:
    return (
        f'<circle class="c-paper" cx="{n(x)}" cy="{n(y)}" r="5" fill="{PAPER}" '
        f'stroke="{INK}" stroke-width="2"/>'
    )
