"""The words of a drawing, taken out of it, so that the typesetter sets them as it sets all others.

An SVG reader inside the typesetter knows little of scripts: it cannot shape a mixed line, and some
emoji stop it altogether. The shapes stay a picture; each line of words becomes a place, a size and
a colour.
"""

import re
from dataclasses import dataclass
from html import unescape
from typing import Any

from workshop.exports.formats.svg import SvgDrawing
from workshop.exports.formats.svg.canvas import SIZE

_TEXT = re.compile(r"<text(?P<look>[^>]*)>(?P<lines>.*?)</text>", re.DOTALL)
_LINE = re.compile(r'<tspan x="(?P<x>[^"]*)" y="(?P<y>[^"]*)">(?P<words>.*?)</tspan>', re.DOTALL)
_LOOK = re.compile(r' ([a-z-]+)="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Lettered:
    """A drawing without words, and its words: numbers in the drawing's own units."""

    svg: str
    width: int
    height: int
    words: tuple[dict[str, Any], ...]


def lettered(drawing: SvgDrawing) -> Lettered:
    """Part a drawing of ``exports.formats.svg`` from its words; ``y`` is the base of each line."""
    words = [
        {
            "x": float(line["x"]),
            "y": float(line["y"]),
            "words": unescape(line["words"]),
            "size": float(look.get("font-size", SIZE)),
            "fill": look.get("fill", "#000000"),
            "bold": "font-weight" in look,
            "anchor": look.get("text-anchor", "start"),
        }
        for found in _TEXT.finditer(drawing.svg)
        for look in [dict(_LOOK.findall(found["look"]))]
        for line in _LINE.finditer(found["lines"])
        if line["words"].strip()
    ]
    return Lettered(_TEXT.sub("", drawing.svg), drawing.width, drawing.height, tuple(words))
