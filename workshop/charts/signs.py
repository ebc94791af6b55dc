"""Signs from their start to their goal, each on a line of its own."""

from collections.abc import Sequence

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from workshop.charts.theme_look import LIGHT, ThemeLook, as_text, calm, lined
from workshop.figures.labels import shortened
from workshop.queries.signs import Sign, SignNumber, said_value


def targets(signs: Sequence[tuple[Sign, str]], look: ThemeLook = LIGHT) -> go.Figure:
    """For each sign a line of its own, in its own unit, from start to goal, with what was counted.

    Each sign comes with the word for its unit. Signs without two numbers are left out.
    """
    drawn = [(sign, unit) for sign, unit in signs if len(sign.readings) > 1]
    if not drawn:
        return calm(go.Figure(), look, height=80)
    titles = [as_text(shortened(sign.card.text, 70)) for sign, _ in drawn]
    figure = make_subplots(
        rows=len(drawn), cols=1, subplot_titles=titles, vertical_spacing=0.5 / len(drawn)
    )
    for row, (sign, unit) in enumerate(drawn, 1):
        _one_target(figure, row, sign, unit, look)
    figure.update_annotations(x=0, xanchor="left", font={"size": 16, "color": look.ink})
    return calm(figure, look, height=112 * len(drawn) + 20)


MARKS = {
    "baseline": ("Start", "line-ns-open", "bottom center"),
    "actual": ("Counted", "circle", "top center"),
    "forecast": ("Expected", "circle-open-dot", "bottom center"),
    "target": ("Goal", "diamond-open", "bottom center"),
}


def _one_target(figure: go.Figure, row: int, sign: Sign, unit: str, look: ThemeLook) -> None:
    values = [float(one.value) for one in sign.readings]
    if sign.baseline and sign.target:
        figure.add_scatter(
            x=[float(sign.baseline.value), float(sign.target.value)],
            y=[0, 0],
            mode="lines",
            line={"color": look.line, "width": 4, "dash": "dot"},
            hoverinfo="skip",
            row=row,
            col=1,
        )
    if sign.baseline and sign.actuals:
        figure.add_scatter(
            x=[float(sign.baseline.value), float(sign.actuals[-1].value)],
            y=[0, 0],
            mode="lines",
            line={"color": look.acting, "width": 7},
            hoverinfo="skip",
            row=row,
            col=1,
        )
    for reading in sign.readings:
        _mark(figure, row, sign, reading, unit, look)
    low, high = min(values), max(values)
    pad = (high - low) * 0.25 or max(abs(high) * 0.25, 1)
    figure.update_xaxes(range=[low - pad, high + pad], visible=False, row=row, col=1)
    figure.update_yaxes(range=[-1.5, 1.5], visible=False, row=row, col=1)


def _mark(
    figure: go.Figure, row: int, sign: Sign, reading: SignNumber, unit: str, look: ThemeLook
) -> None:
    sort = "baseline" if reading is sign.baseline else reading.sort
    name, symbol, side = MARKS.get(sort, MARKS["actual"])
    said = f"{name}: {said_value(reading, unit)}"
    if reading.on is not None:
        said = f"{said}, {reading.on:%Y}"
    colour = look.acting if sort == "actual" else look.noticing
    figure.add_scatter(
        x=[float(reading.value)],
        y=[0],
        mode="markers+text",
        marker={"symbol": symbol, "size": 17, "color": colour, "line": {"width": 3}},
        text=[as_text(said)],
        textposition=side,
        cliponaxis=False,
        hovertemplate=f"{as_text(said)}<br>{lined(reading.card.text, 50)}<extra></extra>",
        row=row,
        col=1,
    )
