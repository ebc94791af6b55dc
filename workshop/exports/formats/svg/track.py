"""The numbers of one sign on a line, from start to goal, each named where it stands."""

from workshop.exports.formats.svg.canvas import (
    BOLDER,
    COLOURS,
    LEADING,
    LINE,
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
from workshop.figures.chart import Track, TrackMark

SMALL = 13
STEP = SMALL * LEADING
ROOM = 16
"""Left and right of the line, so that marks at its ends are whole."""


def draw_track(chart: Track, key: str, width: int) -> SvgDrawing:
    """Marks on a line that begins at the least and ends at the greatest of its numbers."""
    title = lines_of(chart.title, width / BOLDER, 2)
    top = SIZE + (len(title) - 1) * SIZE * LEADING
    parts = [hatches(key, [0]), text(0, SIZE, title, bold=True)]
    if not chart.marks:
        return picture(width, top + 8, parts)
    values = [float(mark.value.value) for mark in chart.marks]
    low, high = min(values), max(values)
    span = (high - low) or 1.0
    spots = [ROOM + (value - low) / span * (width - 2 * ROOM) for value in values]
    rows = _rows(chart.marks, spots, width)
    above = max((row for row in rows if row > 0), default=0)
    below = -min((row for row in rows if row < 0), default=0)
    y = top + 16 + above * STEP
    parts.append(_line(spots, y, "s-line", LINE, 3))
    moved = [x for mark, x in zip(chart.marks, spots, strict=True) if _has_come(mark)]
    if len(moved) > 1:
        parts.append(_line(moved, y, "s-1", COLOURS[0], 6))
    for mark, x, row in zip(chart.marks, spots, rows, strict=True):
        parts += [_shape(mark, x, y, key), _label(mark, x, y, row, width)]
    return picture(width, y + 18 + below * STEP, parts)


def _has_come(mark: TrackMark) -> bool:
    return mark.value.look in ("start", "counted")


def _line(spots: list[float], y: float, look: str, colour: str, thick: int) -> str:
    return (
        f'<path class="{look}" d="M{n(min(spots))} {n(y)}H{n(max(spots))}" fill="none" '
        f'stroke="{colour}" stroke-width="{thick}"/>'
    )


def _words(mark: TrackMark) -> str:
    return f"{mark.label} {mark.value.said}{f', {mark.when}' if mark.when else ''}"


def _at(x: float, words: str, width: int) -> float:
    """Where a label begins: about its mark, but within the picture."""
    long = wide(words, SMALL) * BOLDER
    return min(max(0.0, x - long / 2), max(0.0, width - long))


def _rows(marks: tuple[TrackMark, ...], spots: list[float], width: int) -> list[int]:
    """On which line each label stands: −1, −2 … below the track and 1, 2 … above, never on another.

    What was counted stands above, so that it is found at once.
    """
    taken: dict[int, list[tuple[float, float]]] = {}
    rows = []
    for mark, x in zip(marks, spots, strict=True):
        begin = _at(x, _words(mark), width)
        end = begin + wide(_words(mark), SMALL) * BOLDER + 8
        side = 1 if mark.value.look == "counted" else -1
        row = side
        while any(begin < other_end and end > other for other, other_end in taken.get(row, [])):
            row += side
        taken.setdefault(row, []).append((begin, end))
        rows.append(row)
    return rows


def _label(mark: TrackMark, x: float, y: float, row: int, width: int) -> str:
    words = _words(mark)
    base = y - 14 - (row - 1) * STEP if row > 0 else y + 12 + SMALL + (-row - 1) * STEP
    look = "ink" if mark.value.look == "counted" else "soft"
    bold = mark.value.look == "counted"
    return text(_at(x, words, width), base, words, size=SMALL, look=look, bold=bold)


def _shape(mark: TrackMark, x: float, y: float, key: str) -> str:
    """A bar for the start, a disc for counts, a hatched disc for forecasts, a diamond for goals."""
    look = filled(key, 0 if mark.value.look != "goal" else 1, mark.value.look)
    match mark.value.look:
        case "start":
            return f'<rect x="{n(x - 4)}" y="{n(y - 9)}" width="8" height="18" {look}/>'
        case "goal":
            return f'<path d="M{n(x)} {n(y - 11)}l11 11l-11 11l-11 -11z" {look}/>'
    return f'<circle cx="{n(x)}" cy="{n(y)}" r="8" {look}/>'
