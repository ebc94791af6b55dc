"""Small drawings of what a press leads to: shapes only, so that no letter is too small to read."""

import streamlit as st

WIDE, HIGH = 320, 150
_LINE = 9
"""Height of a drawn line of words, and the gap to the next."""


def miniature(name: str) -> None:
    """One of ``DRAWN``, as wide as its place; who cannot see it misses nothing that is not said."""
    st.html(f'<div class="rf-miniature" aria-hidden="true">{DRAWN[name]}</div>')


def _box(x: float, y: float, wide: float, high: float, look: str, round_by: int = 3) -> str:
    """A field of a drawing, placed in parts of its size, so that it may be drawn at any width."""
    at = f"left:{x / WIDE:.2%};top:{y / HIGH:.2%};width:{wide / WIDE:.2%};height:{high / HIGH:.2%}"
    return f'<span class="m-{look}" style="{at};border-radius:{round_by}px"></span>'


def _lines(x: int, y: int, *widths: int, look: str = "words", high: int = 4) -> str:
    """Lines of words below each other."""
    return "".join(
        _box(x, y + place * _LINE, wide, high, look, 2) for place, wide in enumerate(widths)
    )


def _sheet(x: int, y: int, wide: int, look: str = "sheet") -> str:
    """A page that goes on below the edge of the drawing."""
    return _box(x, y, wide, HIGH, look, 4)


def _dots(x: int, y: int, count: int, done: int) -> str:
    return "".join(
        _box(x + 22 * place - 7, y - 7, 14, 14, "ours" if place < done else "later", 99)
        for place in range(count)
    )


def _house(x: int, y: int) -> str:
    return (
        _box(x, y, 68, 26, "roof", 0)
        + _box(x + 10, y + 26, 48, 28, "later", 0)
        + _box(x + 27, y + 32, 13, 22, "ours", 0)
    )


_TOUR = (
    _box(30, 16, 260, 118, "sheet", 8)
    + _lines(50, 32, 150, 104, look="ink", high=6)
    + _dots(57, 67, 9, 3)
    + _box(50, 86, 200, 36, "card", 4)
    + _box(50, 86, 5, 36, "ours", 2)
    + _lines(66, 97, 160, 96)
)
_EXAMPLE = (
    _box(30, 16, 260, 118, "sheet", 8)
    + _lines(46, 30, 126, 138, 88, look="ink", high=6)
    + _house(204, 28)
    + _box(30, 88, 260, 46, "band", 0)
    + _lines(46, 98, 70, 84, 52, look="on-band")
    + _box(166, 96, 30, 30, "on-band", 0)
    + _box(206, 112, 62, 14, "hatched", 0)
)
_BRIEF = (
    _sheet(84, 14, 152)
    + _lines(98, 28, 96, 118, 60, look="ink", high=6)
    + _box(98, 62, 58, 34, "wash")
    + _box(162, 62, 60, 34, "later")
    + _lines(106, 71, 34, 42, look="ours")
    + _lines(170, 71, 36, 44)
    + _lines(98, 108, 124, 112, 120, 96)
)
_REPORT = (
    _sheet(108, 10, 140, "behind")
    + _sheet(98, 18, 142, "behind")
    + _sheet(84, 26, 146)
    + _lines(98, 40, 66, look="ink", high=6)
    + _lines(98, 56, 118, 108)
    + _lines(98, 82, 52, look="note", high=5)
    + _lines(98, 95, 116, 104)
    + _lines(98, 121, 62, look="note", high=5)
    + _lines(98, 134, 110, 100)
)
_PHONE = (
    _box(116, 12, 90, HIGH, "frame", 14)
    + _box(122, 20, 78, HIGH, "sheet", 8)
    + _box(122, 20, 78, 46, "band", 6)
    + _lines(131, 30, 56, 60, 38, look="on-band", high=5)
    + _house(128, 74)
    + _lines(131, 137, 58, 46)
)
DRAWN = {
    "tour": _TOUR,
    "example": _EXAMPLE,
    "sponsor": _BRIEF,
    "team": _REPORT,
    "world": _PHONE,
}
