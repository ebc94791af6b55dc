"""Cards on two lines, numbered; beside the map stands which number is which card."""

from collections.abc import Sequence

from workshop.exports.formats.svg.canvas import (
    COLOURS,
    LEADING,
    LINE,
    SIZE,
    SvgDrawing,
    lines_of,
    n,
    picture,
    text,
)
from workshop.figures.chart import Axis, Exact, Map, Spot

SMALL = 13
SIDE = 0.56
"""The part of the width that the map takes; the list has the rest."""
ROUND = 13
NARROW = 500


def draw_map(chart: Map, width: int) -> SvgDrawing:
    """The map on the left and the list on the right; where it is narrow, one below the other."""
    narrow = width < NARROW
    side = float(width) if narrow else width * SIDE
    tall = side * 0.82
    top = SMALL * LEADING + 8
    room = side - 2 * ROUND, tall - 2 * ROUND
    places: dict[tuple[Exact, Exact], list[Spot]] = {}
    for spot in chart.spots:
        places.setdefault((spot.x, spot.y), []).append(spot)
    parts = [_frame(chart, side, top, tall), *_axes(chart, side, top, tall)]
    for (x, y), spots in places.items():
        across = ROUND + _share(chart.x, x) * room[0]
        up = top + tall - ROUND - _share(chart.y, y) * room[1]
        parts += _marks(spots, across, up, side)
    below = top + tall + 2 * SMALL * LEADING + 6
    at = (0.0, below + 8) if narrow else (side + 24, top)
    listed, bottom = _list(chart.spots, *at, width)
    return picture(width, max(bottom, below), [*parts, *listed])


def _share(axis: Axis, value: Exact) -> float:
    span = float(axis.most) - float(axis.least) or 1.0
    return min(1.0, max(0.0, (float(value) - float(axis.least)) / span))


def _frame(chart: Map, side: float, top: float, tall: float) -> str:
    middle_x, middle_y = side / 2, top + tall / 2
    lines = (
        f'<path class="s-line" d="M{n(middle_x)} {n(top)}V{n(top + tall)}M0 {n(middle_y)}'
        f'H{n(side)}" fill="none" stroke="{LINE}" stroke-width="2"/>'
    )
    corners = ""
    if chart.corners:
        high, low = top + 20, top + tall - 10
        spots = ((8.0, high), (side - 8, high), (8.0, low), (side - 8, low))
        corners = "".join(
            text(x, y, words, size=SMALL, look="soft", anchor="start" if x == 8 else "end")
            for words, (x, y) in zip(chart.corners, spots, strict=True)
        )
    return (
        f'<rect class="c-none s-line" x="1" y="{n(top)}" width="{n(side - 2)}" height="{n(tall)}" '
        f'fill="none" stroke="{LINE}" stroke-width="1.5"/>{lines}{corners}'
    )


def _axes(chart: Map, side: float, top: float, tall: float) -> list[str]:
    """The upward line is named above the map, the other one below it."""
    base = top + tall + SMALL * LEADING
    up = f"↑ {_said(chart.y)}"
    across = f"→ {_said(chart.x)}"
    return [
        text(0, SMALL, lines_of(up, side, 1, SMALL), size=SMALL, look="soft"),
        text(0, base, lines_of(across, side, 2, SMALL), size=SMALL, look="soft"),
    ]


def _said(axis: Axis) -> str:
    colon = "" if axis.title.endswith(("?", "؟")) else ":"
    return f"{axis.title}{colon} {axis.low} – {axis.high}"


def _marks(spots: Sequence[Spot], across: float, up: float, side: float) -> list[str]:
    """Cards on the same spot stand in a row, so that each number is read."""
    step = min(2.0 * ROUND + 2, (side - 2 * ROUND) / max(1, len(spots) - 1 or 1))
    begin = min(max(ROUND, across - step * (len(spots) - 1) / 2), side - ROUND)
    begin = max(ROUND, min(begin, side - ROUND - step * (len(spots) - 1)))
    return [
        f'<circle class="c-1" cx="{n(begin + place * step)}" cy="{n(up)}" r="{ROUND}" '
        f'fill="{COLOURS[0]}"/>'
        f"{_number(begin + place * step, up, spot.number)}"
        for place, spot in enumerate(spots)
    ]


def _number(x: float, y: float, number: int) -> str:
    return text(x, y + 5, str(number), size=SMALL, look="paper", anchor="middle", bold=True)


def _list(spots: Sequence[Spot], left: float, top: float, width: int) -> tuple[list[str], float]:
    parts = []
    y = top + SIZE
    for spot in spots:
        lines = lines_of(spot.text, width - left - 30, 3, SMALL)
        parts += [
            text(left, y, f"{spot.number}", size=SMALL, bold=True),
            text(left + 26, y, lines, size=SMALL),
        ]
        y += len(lines) * SMALL * LEADING + 6
    return parts, y
