"""The way from the people it is for to the vision: columns of cards with bands between them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from workshop.exports.formats.svg.canvas import (
    BOLDER,
    LEADING,
    PAPER,
    SvgDrawing,
    colour,
    lines_of,
    n,
    picture,
    text,
    wide,
)
from workshop.figures.chart import Band, Flow, Level, Node

SMALL = 12.5
TITLE = 14
BAR = 10
THIN, WIDE = 7.0, 18.0
"""A band is at least and at most this thick."""
LINES = 3
PAD = 12
BEND = 48.0
"""The most room between two columns for the bands alone."""


@dataclass(frozen=True, slots=True)
class _Box:
    """Where the bar of a card stands, how tall it is, in which column, and where its words end."""

    x: float
    y: float
    tall: float
    level: int
    end: float


def draw_flow(chart: Flow, key: str, width: int, *, linked: bool) -> SvgDrawing:
    """Each card as tall as its bands need; bands that go on beside its words have its colour."""
    ordered = _untangled(chart)
    column = width / max(1, len(chart.levels))
    room = column - BAR - _between(column)
    thick = _thickness(chart)
    boxes, tall = _boxes(ordered, chart.bands, column, room, thick)
    bands = [
        _band(begin, end, boxes[band.lower], boxes[band.upper], thick, room)
        for band, begin, end in _laid(chart.bands, boxes, thick)
    ]
    if linked:
        bands = [_link(f"{key}-band-{place}", one) for place, one in enumerate(bands, 1)]
    return picture(
        width, tall, [_titles(ordered, column, room), *bands, *_cards(ordered, boxes, room)]
    )


def _between(column: float) -> float:
    """The room between the words of a column and the next, where bands bend."""
    return max(18.0, min(BEND, column * 0.32))


def _thickness(chart: Flow) -> float:
    """Thick where few bands make a small picture, thin where many would make it endless."""
    return min(WIDE, max(THIN, 480 / max(1, len(chart.bands))))


def _untangled(chart: Flow) -> tuple[Level, ...]:
    """Cards near to those that they rest on, so that few bands cross: forth, back, and forth."""
    levels = list(chart.levels)
    down = _neighbours(chart.bands, upwards=False)
    up = _neighbours(chart.bands, upwards=True)
    forth = [(place, place - 1, down) for place in range(1, len(levels))]
    back = [(place, place + 1, up) for place in range(len(levels) - 2, -1, -1)]
    for place, other, joined in (*forth, *back, *forth):
        stands = {node.key: at for at, node in enumerate(levels[other].nodes)}
        levels[place] = replace(levels[place], nodes=_sorted(levels[place], stands, joined))
    return tuple(levels)


def _neighbours(bands: Sequence[Band], *, upwards: bool) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for band in bands:
        key, other = (band.lower, band.upper) if upwards else (band.upper, band.lower)
        found.setdefault(key, []).append(other)
    return found


def _sorted(level: Level, stands: dict[str, int], joined: dict[str, list[str]]) -> tuple[Node, ...]:
    def middle(pair: tuple[int, Node]) -> float:
        place, node = pair
        found = [stands[one] for one in joined.get(node.key, ()) if one in stands]
        return sum(found) / len(found) if found else float(place)

    return tuple(node for _, node in sorted(enumerate(level.nodes), key=middle))


def _boxes(
    levels: Sequence[Level], bands: Sequence[Band], column: float, room: float, thick: float
) -> tuple[dict[str, _Box], float]:
    """Columns as tall as they need, each in the middle of the tallest."""
    head = TITLE * LEADING * 2 + 14
    columns = [[_tall(node, bands, room, thick) for node in level.nodes] for level in levels]
    tallest = max((sum(talls) + PAD * len(talls) for talls in columns), default=0.0)
    boxes = {}
    for place, (level, talls) in enumerate(zip(levels, columns, strict=True)):
        spare = tallest - sum(talls)
        gap = min(spare / max(1, len(talls)), PAD * 4)
        y = head + (spare - gap * (len(talls) - 1)) / 2
        for node, tall in zip(level.nodes, talls, strict=True):
            end = place * column + BAR + 1 + _across(node, room)
            boxes[node.key] = _Box(place * column, y, tall, place, end)
            y += tall + gap
    return boxes, head + tallest + 4


def _tall(node: Node, bands: Sequence[Band], room: float, thick: float) -> float:
    """Room for the bands on its busier side, and for its words."""
    ins = sum(band.upper == node.key for band in bands)
    outs = sum(band.lower == node.key for band in bands)
    lines = len(lines_of(node.text, room, LINES, SMALL))
    return max(max(ins, outs, 1) * thick, lines * SMALL * LEADING + 2)


def _across(node: Node, room: float) -> float:
    """How wide the words of a card are, with some air."""
    return (
        min(room, max(wide(line, SMALL) for line in lines_of(node.text, room, LINES, SMALL))) + 10
    )


def _laid(
    bands: Sequence[Band], boxes: dict[str, _Box], thick: float
) -> list[tuple[Band, float, float]]:
    """Where each band begins and ends: beside a card they lie in the order of where they go."""
    begins: dict[Band, float] = {}
    ends: dict[Band, float] = {}
    for key, box in boxes.items():
        outs = sorted((b for b in bands if b.lower == key), key=lambda b: boxes[b.upper].y)
        ins = sorted((b for b in bands if b.upper == key), key=lambda b: boxes[b.lower].y)
        begins |= {band: box.y + place * thick for place, band in enumerate(outs)}
        ends |= {band: box.y + place * thick for place, band in enumerate(ins)}
    return [(band, begins[band], ends[band]) for band in bands]


def _titles(levels: Sequence[Level], column: float, room: float) -> str:
    return "".join(
        text(
            place * column,
            TITLE,
            lines_of(level.title, (room + BAR) / BOLDER, 2, TITLE),
            size=TITLE,
            bold=True,
        )
        for place, level in enumerate(levels)
        if level.nodes
    )


def _band(begin: float, end: float, lower: _Box, upper: _Box, thick: float, room: float) -> str:
    """Straight on beside the words of its own card, then over to the other between the columns.

    So it lies behind no words, unless it passes a column by.
    """
    shade, name = colour(lower.level)
    left, turn, right = lower.end, lower.x + BAR + 1 + room + 10, upper.x
    bend = (right - turn) / 2
    # Its two edges turn one after the other, so that it stays a band where it is steep.
    lag = min(1.0, abs(end - begin) / 120) * bend * (0.22 if end > begin else -0.22)
    path = (
        f"M{n(left)} {n(begin)}H{n(turn)}C{n(turn + bend + lag)} {n(begin)} "
        f"{n(right - bend + lag)} {n(end)} {n(right)} {n(end)}V{n(end + thick - 1)}"
        f"C{n(right - bend - lag)} {n(end + thick - 1)} {n(turn + bend - lag)} "
        f"{n(begin + thick - 1)} {n(turn)} {n(begin + thick - 1)}H{n(left)}Z"
    )
    return f'<path class="band {name}" d="{path}" fill="{shade}" fill-opacity="0.45"/>'


def _link(target: str, drawn: str) -> str:
    """A band that leads to its cards. The list of bands is for the keyboard, so this is not."""
    return f'<a href="#{target}" tabindex="-1">{drawn}</a>'


def _cards(levels: Sequence[Level], boxes: dict[str, _Box], room: float) -> list[str]:
    parts = []
    for place, level in enumerate(levels):
        shade, name = colour(place)
        for node in level.nodes:
            box = boxes[node.key]
            lines = lines_of(node.text, room, LINES, SMALL)
            y = box.y + box.tall / 2 - (len(lines) - 1) * SMALL * LEADING / 2 + SMALL * 0.35
            parts += [
                f'<rect class="{name}" x="{n(box.x)}" y="{n(box.y)}" width="{BAR}" '
                f'height="{n(box.tall)}" rx="2" fill="{shade}"/>',
                _ground(box, y, lines),
                text(box.x + BAR + 6, y, lines, size=SMALL),
            ]
    return parts


def _ground(box: _Box, y: float, lines: Sequence[str]) -> str:
    """Paper behind a card's words, through which a band that passes the column by shows faintly."""
    return (
        f'<rect class="c-paper" x="{n(box.x + BAR + 1)}" y="{n(y - SMALL)}" '
        f'width="{n(box.end - box.x - BAR - 1)}" '
        f'height="{n(len(lines) * SMALL * LEADING)}" rx="3" fill="{PAPER}" fill-opacity="0.8"/>'
    )
