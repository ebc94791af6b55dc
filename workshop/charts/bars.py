"""Any figure of rows and bars: labelled at the end of each bar, patterned as well as coloured."""

from collections.abc import Mapping
from fractions import Fraction

import plotly.graph_objects as go

from workshop.charts.look import LIGHT, Look, as_text, bar_look, calm, lined, shortened, tint
from workshop.queries.figures import Figure, Mark, Row, part_of

LABEL_WIDTH, NAME_WIDTH = 26, 30
ROOM, LETTER = 1.25, 0.028
"""The axis is so much longer than the longest bar, with room for each letter behind it."""
BAR, GAP = 30, 22
"""Pixels for each bar, and between rows."""


def bars(figure: Figure, look: Look = LIGHT) -> go.Figure:
    """The rows from the top down, each with its bars in the order of their names."""
    drawn = go.Figure()
    places: list[float] = []
    top = 0.0
    for row in figure.rows:
        start, scale = top, figure.scale(row)
        for mark in row.marks:
            _bar(drawn, figure, row, mark, (top, scale), look)
            top += 1
        places.append((start + top - 1) / 2)
        top += GAP / BAR
    letters = max(
        (len(_said(figure, mark)) for row in figure.rows for mark in row.marks), default=0
    )
    drawn.update_xaxes(range=[0, ROOM + LETTER * letters], visible=False, fixedrange=True)
    drawn.update_yaxes(
        range=[top - GAP / BAR - 0.4, -0.6],
        tickvals=places,
        ticktext=[_label(row) for row in figure.rows],
        automargin=True,
        showgrid=False,
        zeroline=False,
        ticks="",
        fixedrange=True,
    )
    calm(drawn, look, height=int(BAR * top) + 30)
    return drawn.update_layout(barmode="overlay", bargap=0, margin={"l": 8, "r": 8, "t": 8, "b": 8})


def _label(row: Row) -> str:
    """The row's words over two lines at most, with a little room before the bars."""
    room = "\u00a0\u00a0"
    words = lined(shortened(row.label, 2 * LABEL_WIDTH), LABEL_WIDTH)
    return f"{words.replace('<br>', f'{room}<br>')}{room}"


def _bar(
    drawn: go.Figure,
    figure: Figure,
    row: Row,
    mark: Mark,
    at: tuple[float, Fraction],
    look: Look,
) -> None:
    """One bar; ``at`` is its place from the top, and the length that fills its row."""
    place, scale = at
    length = 0.0 if mark.size is None else part_of(mark.size, scale)
    words = f"<b>{as_text(mark.said)}</b>  {as_text(_name(figure, mark))}"
    drawn.add_bar(
        x=[length],
        y=[place],
        width=0.78,
        orientation="h",
        marker=_look(mark, look),
        text=[words if not mark.dots else ""],
        textposition="outside",
        textfont={"color": look.ink, "size": 16},
        cliponaxis=False,
        hovertemplate=f"{as_text(row.label)}<br>{as_text(mark.name)}: {as_text(mark.said)}"
        "<extra></extra>",
    )
    if mark.dots:
        dots = [part_of(dot, scale) for dot in mark.dots]
        _dots(drawn, dots, length, place, words, look)


def _dots(
    drawn: go.Figure, dots: list[float], length: float, place: float, words: str, look: Look
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
        text=[f"\u00a0\u00a0\u00a0{words}"],
        textposition="middle right",
        textfont={"color": look.ink, "size": 16},
        cliponaxis=False,
        hoverinfo="skip",
    )


def _name(figure: Figure, mark: Mark) -> str:
    return shortened(mark.name, NAME_WIDTH) if len(figure.names) > 1 else ""


def _said(figure: Figure, mark: Mark) -> str:
    return f"{mark.said}  {_name(figure, mark)}"


def _look(mark: Mark, look: Look) -> Mapping[str, object]:
    """Solid: counted. Hatched: forecast. Pale, empty or dotted: a guess, people, need."""
    match mark.look:
        case "counted" | "forecast":
            return bar_look(mark.look == "forecast", look)
        case "guess":
            return {
                "color": tint(look.noticing, 0.25),
                "line": {"color": look.noticing, "width": 2},
            }
        case "people":
            return {"color": "rgba(0,0,0,0)", "line": {"color": look.soft, "width": 2}}
    return {
        "color": tint(look.levels[2], 0.12),
        "line": {"color": look.levels[2], "width": 2},
        "pattern": {"shape": ".", "fgcolor": look.levels[2], "size": 7, "solidity": 0.4},
    }
