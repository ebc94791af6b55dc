"""Lying bars: the name above, the value at the end of its bar."""

from workshop.exports.formats.svg.canvas import (
    BOLDER,
    LEADING,
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
from workshop.figures.chart import Bars, Value

THICK, GAP, APART = 20, 5, 16


def draw_bars(chart: Bars, key: str, width: int) -> SvgDrawing:
    """Each category with its bars; where there are several series, each bar names its own."""
    several = len(chart.series) > 1
    names = [one.name for one in chart.series] if several else [""]
    left = max(wide(name, 13) for name in names) + 10 if several else 0.0
    values = [value for one in chart.series for value in one.values if value is not None]
    right = min(width * 0.5, max((wide(value.said) for value in values), default=0.0) + 14)
    longest = max([float(chart.whole or 0), *(abs(float(value.value)) for value in values)]) or 1.0
    scale = max(40.0, width - left - right) / longest
    used = {place for place, one in enumerate(chart.series) if any(map(_expected, one.values))}
    parts = [hatches(key, used)]
    y = float(SIZE)
    if not several:
        title = lines_of(chart.title, width / BOLDER, 2)
        parts.append(text(0, y, title, bold=True))
        y += len(title) * SIZE * LEADING + 6
    for place, category in enumerate(chart.categories):
        label = lines_of(category, width / BOLDER, 2)
        parts.append(text(0, y, label, bold=several))
        y += (len(label) - 1) * SIZE * LEADING + 8
        for number, one in enumerate(chart.series):
            value = one.values[place]
            parts.append(_bar(key, number, one.name if several else "", value, left, y, scale))
            y += THICK + GAP
        y += APART + SIZE * 0.6
    return picture(width, y - APART, parts)


def _expected(value: Value | None) -> bool:
    return value is not None and value.style == "forecast"


def _bar(
    key: str, number: int, name: str, value: Value | None, left: float, y: float, scale: float
) -> str:
    named = text(0, y + 15, name, size=13, look="soft") if name else ""
    if value is None:
        return named + text(left, y + 15, "Not shown", size=13, look="soft")
    length = abs(float(value.value)) * scale
    bar = (
        f'<rect x="{n(left + 1)}" y="{n(y + 1)}" width="{n(length)}" height="{THICK - 2}" '
        f"{filled(key, number, value.style)}/>"
    )
    return f"{named}{bar if length else ''}{text(left + length + 8, y + 15, value.said)}"
