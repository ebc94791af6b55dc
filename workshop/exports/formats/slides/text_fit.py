"""How much text fits where: estimated from the letters, always a little on the safe side.

A file of slides has no typesetter in it, so what does not fit would run off the slide in front of
everybody. Which font is there, nobody knows: letters are taken as wide as those of the widest
fallback (DejaVu Sans), and lines as high as those of the highest (Noto Sans).
"""

import math
import unicodedata
from collections.abc import Sequence

from workshop.exports.formats.office_text import shortened

LINE = 1.37
"""Height of a line as a part of the size of its letters."""
_WIDE, _ROOMY, _PLAIN, _THIN = 1.0, 0.72, 0.62, 0.38
_THIN_LETTERS = frozenset("iljtfI.,;:'’!|()[] ")
_WIDE_LETTERS = frozenset("mwMW@%—…")
BOLD = 1.12
"""How much wider bold letters are."""


def width_of(text: str, size: float) -> float:
    """About how wide a text is on one line, in points."""
    return size * sum(map(_letter, text))


def _letter(char: str) -> float:
    if char in _THIN_LETTERS:
        return _THIN
    if char in _WIDE_LETTERS:
        return _WIDE
    if unicodedata.east_asian_width(char) in "WF" or ord(char) >= 0x1F000:
        return _WIDE
    return _ROOMY if char.isupper() else _PLAIN


def lines_of(text: str, width: float, size: float) -> int:
    """How many lines a text takes at that width; a word that is too long is broken."""
    return sum(_wrapped(line, width, size) for line in text.split("\n"))


def _wrapped(line: str, width: float, size: float) -> int:
    lines, used, space = 1, 0.0, size * _THIN
    for word in line.split():
        wide = width_of(word, size)
        if used and used + space + wide > width:
            lines, used = lines + 1, 0.0
        elif used:
            used += space
        extra = max(0, math.ceil(wide / width) - 1)
        lines += extra
        used += wide - extra * width
    return lines


def height_of(text: str, width: float, size: float) -> float:
    """How high a text is at that width, in points."""
    return lines_of(text, width, size) * size * LINE


def fitted(
    texts: Sequence[str], *, width: float, height: float, sizes: Sequence[float], gap: float = 0.5
) -> tuple[tuple[str, ...], float]:
    """The texts, one under the other, and the largest of ``sizes`` at which they fit.

    Where not even the smallest does, the longest are cut, with an ellipsis. ``gap`` is the space
    after each, in lines.
    """
    kept = tuple(texts)
    for size in sizes:
        if _total(kept, width, size, gap) <= height:
            return kept, size
    size, longest = sizes[-1], max(map(len, kept), default=0)
    while longest > 24 and _total(kept, width, size, gap) > height:
        longest = longest * 9 // 10
        kept = tuple(_cut(text, longest) for text in kept)
    return kept, size


def _cut(text: str, longest: int) -> str:
    """Two lines stay two, since each may be somebody's; of more the first words stay, on one."""
    lines = text.split("\n")
    if len(lines) != 2:
        return shortened(text, longest)
    return "\n".join(shortened(line, longest // 2) for line in lines)


def _total(texts: Sequence[str], width: float, size: float, gap: float) -> float:
    return sum(height_of(text, width, size) + gap * size * LINE for text in texts)


def one_size(
    text: str, *, width: float, height: float, sizes: Sequence[float]
) -> tuple[str, float]:
    """``fitted`` for a single text."""
    (kept,), size = fitted([text], width=width, height=height, sizes=sizes, gap=0)
    return kept, size
