"""Cards on two lines, each under a number that the list beside it names."""

import plotly.graph_objects as go

from workshop.charts.theme_look import LIGHT, ThemeLook, calm, lined
from workshop.figures.chart import Axis, Exact, Map, Spot

SIZE = 16
MARGIN = 0.15
"""So much of the length of a line is left free at each end, for the marks that stand there."""


def card_map(chart: Map, look: ThemeLook = LIGHT) -> go.Figure:
    """Numbered points; cards on the same spot share one mark with all their numbers."""
    places: dict[tuple[Exact, Exact], list[Spot]] = {}
    for spot in chart.spots:
        places.setdefault((spot.x, spot.y), []).append(spot)
    figure = go.Figure(
        go.Scatter(
            x=[float(across) for across, _ in places],
            y=[float(up) for _, up in places],
            mode="markers+text",
            marker={"size": 34, "color": look.acting, "line": {"width": 0}},
            text=[" ".join(str(spot.number) for spot in spots) for spots in places.values()],
            textfont={"color": "#ffffff" if look is LIGHT else "#06201e", "size": 16},
            customdata=[
                "<br>".join(f"{spot.number}. {lined(spot.text, 50)}" for spot in spots)
                for spots in places.values()
            ],
            hovertemplate="%{customdata}<extra></extra>",
            cliponaxis=False,
        )
    )
    line = {"color": look.line, "width": 2}
    figure.add_hline(y=_middle(chart.y), line=line, layer="below")
    figure.add_vline(x=_middle(chart.x), line=line, layer="below")
    figure.update_xaxes(**_axis(chart.x))
    figure.update_yaxes(**_axis(chart.y))
    calm(figure, look, height=430)
    if chart.corners:
        _corners(figure, look, chart.corners)
    return figure.update_layout(margin={"l": 110, "r": 12, "t": 12, "b": 60})


def _middle(axis: Axis) -> float:
    return (float(axis.least) + float(axis.most)) / 2


def _axis(axis: Axis) -> dict[str, object]:
    """The line with its words: at both ends, and evenly between them."""
    least, most = float(axis.least), float(axis.most)
    words = (axis.low, *axis.between, axis.high)
    step = (most - least) / (len(words) - 1)
    return {
        "title": {"text": axis.title, "font": {"size": SIZE, "weight": 600}},
        "range": [least - MARGIN * (most - least), most + MARGIN * (most - least)],
        "tickvals": [least + step * place for place in range(len(words))],
        "ticktext": list(words),
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
    }


def _corners(figure: go.Figure, look: ThemeLook, words: tuple[str, str, str, str]) -> None:
    """What each quarter means: top left, top right, bottom left, bottom right."""
    for said, (across, up) in zip(words, ((0, 1), (1, 1), (0, 0), (1, 0)), strict=True):
        figure.add_annotation(
            text=said,
            x=across,
            y=up,
            xref="paper",
            yref="paper",
            xanchor="left" if not across else "right",
            yanchor="top" if up else "bottom",
            showarrow=False,
            font={"color": look.soft, "size": 15},
        )
