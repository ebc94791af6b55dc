"""Any figure of rows and bars: labelled at the end of each bar, patterned as well as coloured."""

from collections.abc import Mapping
from fractions import Fraction

import plotly.graph_objects as go

from workshop.charts.theme_look import LIGHT, ThemeLook, as_text, bar_look, calm, tint
from workshop.figures.bars import Bar, Bars, Row, part_of
from workshop.figures.labels import shortened

LABEL_WIDTH, NAME_WIDTH, LINE_WIDTH = 60, 30, 30
ROOM, LETTER = 1.2, 0.045
"""The axis is so much longer than the longest bar, with room for each letter behind it."""
CLEAR = "\u00a0"
BAR, SLIM, GAP = 34, 27, 14
"""Pixels for each bar and each label with two lines of words and with one, and between rows."""


def bars(figure: Bars, look: ThemeLook = LIGHT) -> go.Figure:
    """The rows from the top down, each with its bars in the order of their names."""
    drawn = go.Figure()
    two = any(_two_lines(figure, mark) for row in figure.rows for mark in row.marks)
    high, top = BAR if two else SLIM, 0.0
    for row in figure.rows:
        scale = figure.scale(row)
        _label(drawn, row, top, look)
        top += 1
        for mark in row.marks:
            _bar(drawn, figure, row, mark, (top, scale), look)
            top += 1
        top += GAP / high
    marks = [mark for row in figure.rows for mark in row.marks]
    letters = max((_letters(figure, mark) for mark in marks), default=0)
    drawn.update_xaxes(range=[0, ROOM + LETTER * letters], visible=False, fixedrange=True)
    drawn.update_yaxes(range=[top - GAP / high - 0.4, -0.6], visible=False, fixedrange=True)
    calm(drawn, look, height=int(high * top) + 30)
    return drawn.update_layout(barmode="overlay", bargap=0, margin={"l": 8, "r": 8, "t": 8, "b": 8})


def _label(drawn: go.Figure, row: Row, place: float, look: ThemeLook) -> None:
    """The row's words above its bars, so that a narrow screen keeps its width for them."""
    drawn.add_annotation(
        x=0,
        y=place,
        text=as_text(shortened(row.label, LABEL_WIDTH)),
        showarrow=False,
        xanchor="left",
        yanchor="middle",
        font={"color": look.ink, "size": 16},
    )


def _bar(
    drawn: go.Figure,
    figure: Bars,
    row: Row,
    mark: Bar,
    at: tuple[float, Fraction],
    look: ThemeLook,
) -> None:
    """One bar; ``at`` is its place from the top, and the length that fills its row."""
    place, scale = at
    length = 0.0 if mark.size is None else part_of(mark.size, scale)
    name = as_text(_name(figure, mark))
    words = f"<b>{as_text(mark.said)}</b>{'<br>' if _two_lines(figure, mark) else '  '}{name}"
    drawn.add_bar(
        x=[length],
        y=[place],
        width=0.78,
        orientation="h",
        marker=_look(mark, look),
        text=[CLEAR * 2 + words if not mark.dots else ""],
        textposition="outside",
        constraintext="none",
        textfont={"color": look.ink, "size": 14 if _two_lines(figure, mark) else 16},
        cliponaxis=False,
        hovertemplate=f"{as_text(row.label)}<br>{as_text(mark.name)}: {as_text(mark.said)}"
        "<extra></extra>",
    )
    if mark.dots:
        dots = [part_of(dot, scale) for dot in mark.dots]
        _dots(drawn, dots, length, place, words, look)


def _dots(
    drawn: go.Figure, dots: list[float], length: float, place: float, words: str, look: ThemeLook
) -> None:
    """Single values as rings on the bar; its words stand behind whichever reaches furthest."""
    drawn.add_scatter(
        x=dots,
        y=[place] * len(dots),
        mode="markers",
        marker={"size": 11, "color": "rgba(0,0,0,0)"} | {"line": {"width": 2, "color": look.ink}},
        hoverinfo="skip",
    )
    drawn.add_scatter(
        x=[max(*dots, length)],
        y=[place],
        mode="text",
        text=[CLEAR * 4 + words],  # of the ring too: as far as other words stand from their bar
        textposition="middle right",
        textfont={"color": look.ink, "size": 16},
        cliponaxis=False,
        hoverinfo="skip",
    )


def _name(figure: Bars, mark: Bar) -> str:
    return shortened(mark.name, NAME_WIDTH) if len(figure.names) > 1 else ""


def _two_lines(figure: Bars, mark: Bar) -> bool:
    return len(mark.said) + len(_name(figure, mark)) > LINE_WIDTH


def _letters(figure: Bars, mark: Bar) -> int:
    """The letters of the longest line behind this bar."""
    said, name = len(mark.said), len(_name(figure, mark))
    return max(said, name) if _two_lines(figure, mark) else said + name + 2


def _look(mark: Bar, look: ThemeLook) -> Mapping[str, object]:
    """Solid: counted. Hatched: forecast. Pale, empty or dotted: a guess, start and goal, need."""
    match mark.look:
        case "counted" | "forecast":
            return bar_look(mark.look == "forecast", look)
        case "guess":
            return {
                "color": tint(look.noticing, 0.25),
                "line": {"color": look.noticing, "width": 2},
            }
        case "people" | "start":
            return {"color": "rgba(0,0,0,0)", "line": {"color": look.soft, "width": 2}}
        case "goal":
            return {"color": "rgba(0,0,0,0)", "line": {"color": look.noticing, "width": 2}}
    return {
        "color": tint(look.levels[2], 0.12),
        "line": {"color": look.levels[2], "width": 2},
        "pattern": {"shape": ".", "fgcolor": look.levels[2], "size": 7, "solidity": 0.4},
    }
