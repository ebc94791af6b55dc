"""Cards on two lines: solutions by life and cost, what we assume by how sure and how bad."""

from collections.abc import Sequence

import plotly.graph_objects as go

from workshop.charts.theme_look import LIGHT, ThemeLook, calm, lined
from workshop.queries.cards import CardView


def solutions_quadrant(cards: Sequence[CardView], look: ThemeLook = LIGHT) -> go.Figure:
    """How much life would change against how the cost would change, for solutions that say both."""
    placed = [
        (float(c.fields["cost_change_percent"]), float(c.fields["outcome_change"]), c.text)
        for c in cards
        if c.fields.get("cost_change_percent") is not None
        and c.fields.get("outcome_change") is not None
    ]
    widest = max([20.0, *(abs(cost) for cost, _, _ in placed)]) * 1.3
    figure = _map(placed, look, x=(-widest, widest), y=(-2.6, 2.6), cross=(0, 0))
    figure.update_xaxes(title="Cost change in per cent: left costs less", ticksuffix=" %")
    figure.update_yaxes(
        title="How much life would change",
        tickvals=[-2, -1, 0, 1, 2],
        ticktext=["Much worse", "Worse", "Same", "Better", "Much better"],
    )
    corners = ("Better, costs less", "Better, costs more", "Worse, costs less", "Worse, costs more")
    _corners(figure, look, corners)
    return figure


def assumption_map(cards: Sequence[CardView], look: ThemeLook = LIGHT) -> go.Figure:
    """How sure we are against how bad it is if we are wrong: what to find out first is top left."""
    placed = [
        (float(c.fields["how_sure"]), float(c.fields["how_bad"]), c.text)
        for c in cards
        if c.fields.get("how_sure") is not None and c.fields.get("how_bad") is not None
    ]
    figure = _map(placed, look, x=(0.4, 5.6), y=(0.3, 5.7), cross=(3, 3))
    figure.update_xaxes(
        title="How sure are we?",
        tickvals=[1, 3, 5],
        ticktext=["A guess", "Half and half", "Certain"],
    )
    figure.update_yaxes(
        title="How bad if we are wrong?", tickvals=[1, 3, 5], ticktext=["Fine", "Bad", "Very bad"]
    )
    _corners(figure, look, ("Find out first", "Check later", "Let it be", "Fine"))
    return figure


def _map(
    placed: Sequence[tuple[float, float, str]],
    look: ThemeLook,
    *,
    x: tuple[float, float],
    y: tuple[float, float],
    cross: tuple[float, float],
) -> go.Figure:
    """Numbered points; cards on the same spot share one mark with all their numbers."""
    spots: dict[tuple[float, float], list[int]] = {}
    for number, (across, up, _) in enumerate(placed, 1):
        spots.setdefault((across, up), []).append(number)
    figure = go.Figure(
        go.Scatter(
            x=[across for across, _ in spots],
            y=[up for _, up in spots],
            mode="markers+text",
            marker={"size": 34, "color": look.acting, "line": {"width": 0}},
            text=[" ".join(map(str, numbers)) for numbers in spots.values()],
            textfont={"color": "#ffffff" if look is LIGHT else "#06201e", "size": 16},
            customdata=[
                "<br>".join(f"{n}. {lined(placed[n - 1][2], 50)}" for n in numbers)
                for numbers in spots.values()
            ],
            hovertemplate="%{customdata}<extra></extra>",
            cliponaxis=False,
        )
    )
    figure.add_hline(y=cross[1], line={"color": look.line, "width": 2}, layer="below")
    figure.add_vline(x=cross[0], line={"color": look.line, "width": 2}, layer="below")
    figure.update_xaxes(range=list(x), showgrid=False, zeroline=False, fixedrange=True)
    figure.update_yaxes(range=list(y), showgrid=False, zeroline=False, fixedrange=True)
    calm(figure, look, height=430)
    return figure.update_layout(margin={"l": 110, "r": 12, "t": 12, "b": 60})


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
