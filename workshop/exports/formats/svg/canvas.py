"""What every drawing is made of: colours, words that fit a width, and the picture itself."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape

from workshop.figures.bars import Look

INK, SOFT, LINE, PAPER = "#17130f", "#5c5248", "#bfb099", "#fffdf8"
COLOURS = ("#0b625d", "#a8430e", "#24579c", "#8a3377", "#7c5a00")
"""Dark enough to carry words on paper (4.5 to 1), and apart for colour-blind eyes."""
FONT = "'Noto Sans','Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif"
SIZE = 15
LEADING = 1.3
BOLDER = 1.1
"""How much wider bold letters are."""
_NARROW = set("iljtfrI.,:;'|!()[] ’‘·")


@dataclass(frozen=True, slots=True)
class SvgDrawing:
    """An SVG picture with its size in its own units. ``svg`` has no outside references at all."""

    svg: str
    width: int
    height: int


def picture(width: int, height: float, parts: Iterable[str]) -> SvgDrawing:
    """The parts as one picture. Who shows it says in words what it shows, so it is hidden here."""
    tall = int(height + 0.999)
    inside = "".join(parts)
    return SvgDrawing(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {tall}" width="{width}" '
        f'height="{tall}" font-family="{FONT}" font-size="{SIZE}" aria-hidden="true" '
        f'focusable="false">{inside}</svg>',
        width,
        tall,
    )


def n(value: float) -> str:
    """A number as short as it can be, and the same everywhere."""
    return f"{round(value, 1):g}"


def written(text: str) -> str:
    """People's words for XML: as typed, without what XML has no place for."""
    kept = "".join(
        char
        for char in text
        if char in "\n\t"
        or (unicodedata.category(char) not in ("Cc", "Cs") and char not in "\ufffe\uffff")
    )
    return escape(kept)


def wide(text: str, size: float = SIZE) -> float:
    """About how wide the text is; too much rather than too little."""
    return sum(_wide(char) for char in text) * size


@cache
def _wide(char: str) -> float:
    if unicodedata.east_asian_width(char) in "WF":
        return 1.02
    if unicodedata.combining(char):
        return 0.0
    if char in _NARROW:
        return 0.33
    if char.isupper() or char in "mwMW%&@—":
        return 0.75
    return 0.57


def lines_of(text: str, room: float, most: int, size: float = SIZE) -> list[str]:
    """The words on lines that fit the room, cut with “…” after ``most`` lines."""
    # More than this cannot be shown, however narrow its letters are.
    enough = text[: int(most * (room / (0.3 * size) + 2))]
    lines, line = [], ""
    for word in _broken(enough.split(), room, size):
        longer = f"{line} {word}".strip()
        if line and wide(longer, size) > room:
            lines.append(line)
            line = word
        else:
            line = longer
    lines.append(line)
    if len(lines) <= most and len(enough) == len(text):
        return lines
    lines += [""] * (most - len(lines))
    last = lines[most - 1]
    while last and wide(f"{last}…", size) > room:
        last = last[:-1]
    return [*lines[: most - 1], f"{last.rstrip()}…"]


def _broken(words: Iterable[str], room: float, size: float) -> Iterable[str]:
    """Words, those wider than the room cut into pieces."""
    for word in words:
        piece = ""
        for char in word:
            if piece and wide(piece + char, size) > room:
                yield piece
                piece = ""
            piece += char
        yield piece


def text(
    x: float,
    y: float,
    words: str | Sequence[str],
    *,
    size: float = SIZE,
    look: str = "ink",
    anchor: str = "start",
    bold: bool = False,
) -> str:
    """Words at a place, one line below the other; ``y`` is the base of the first."""
    lines = [words] if isinstance(words, str) else words
    fill = {"ink": INK, "soft": SOFT, "paper": "#ffffff"}[look]
    weight = ' font-weight="700"' if bold else ""
    at = "" if anchor == "start" else f' text-anchor="{anchor}"'
    sized = "" if size == SIZE else f' font-size="{n(size)}"'
    inside = "".join(
        f'<tspan x="{n(x)}" y="{n(y + place * size * LEADING)}">{written(line)}</tspan>'
        for place, line in enumerate(lines)
    )
    return f'<text class="c-{look}" fill="{fill}"{sized}{weight}{at}>{inside}</text>'


def colour(number: int) -> tuple[str, str]:
    """The colour of that number and its class."""
    place = number % len(COLOURS)
    return COLOURS[place], f"c-{place + 1}"


def hatches(key: str, numbers: Iterable[int]) -> str:
    """The patterns for what is only expected, one for each colour that is used."""
    made = "".join(
        f'<pattern id="{key}-hatch-{number}" width="7" height="7" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><path class="s-{number % len(COLOURS) + 1}" '
        f'd="M0 0V7" stroke="{colour(number)[0]}" stroke-width="3"/></pattern>'
        for number in sorted(set(numbers))
    )
    return f"<defs>{made}</defs>" if made else ""


def filled(key: str, number: int, look: Look) -> str:
    """How a shape is filled: solid for a count, hatched for a forecast, hollow for start and goal.

    The edge has the colour too, so that a hollow shape is seen.
    """
    shade, name = colour(number)
    edge = f'stroke="{shade}" stroke-width="2"'
    place = number % len(COLOURS) + 1
    if look == "counted":
        return f'class="{name} s-{place}" fill="{shade}" {edge}'
    if look == "forecast":
        return f'class="s-{place}" fill="url(#{key}-hatch-{number})" {edge}'
    return f'class="c-paper s-{place}" fill="{PAPER}" {edge}'
