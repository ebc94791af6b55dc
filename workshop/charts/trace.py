"""The way from the people it is for to the vision."""

import plotly.graph_objects as go

from workshop.charts.theme_look import LIGHT, ThemeLook, calm, lined, shortened, tint
from workshop.queries.flows import CardFlow

ACROSS = (0.001, 0.2, 0.43, 0.63, 0.999)
"""Where each level stands, as a share of the width: more room where labels meet."""
LEVEL_TITLES = ("Who it is for", "What we learned", "The new challenge", "Solutions", "The vision")


def trace_sankey(flow: CardFlow, look: ThemeLook = LIGHT) -> go.Figure:
    """The way from the people it is for to the vision, level by level, a band for each link."""
    cards = [(card, place) for place, level in enumerate(flow.levels) for card in level]
    number = {card.id: place for place, (card, _) in enumerate(cards)}
    level = {card.id: place for card, place in cards}
    figure = go.Figure(
        go.Sankey(
            arrangement="snap",
            node={
                "label": [lined(shortened(card.text), 20) for card, _ in cards],
                "customdata": [lined(card.text, 50) for card, _ in cards],
                "color": [look.levels[place % len(look.levels)] for _, place in cards],
                "x": [ACROSS[place] for _, place in cards],
                "y": _heights(flow),
                "pad": 14,
                "thickness": 16,
                "line": {"width": 0},
                "hovertemplate": "%{customdata}<extra></extra>",
            },
            link={
                "source": [number[band.lower.id] for band in flow.bands],
                "target": [number[band.upper.id] for band in flow.bands],
                "value": [1] * len(flow.bands),
                "color": [
                    tint(look.levels[level[band.lower.id] % len(look.levels)], 0.42)
                    for band in flow.bands
                ],
                "customdata": [
                    f"{lined(band.upper.text, 50)}<br><b>rests on</b><br>"
                    f"{lined(band.lower.text, 50)}"
                    for band in flow.bands
                ],
                "hovertemplate": "%{customdata}<extra></extra>",
            },
            textfont={"size": 15, "color": look.ink, "shadow": "none"},
        )
    )
    for place, title in enumerate(LEVEL_TITLES):
        share = ACROSS[place]
        figure.add_annotation(
            text=f"<b>{title}</b>",
            x=share,
            y=1.0,
            xref="paper",
            yref="paper",
            yanchor="bottom",
            xanchor="right" if place == len(LEVEL_TITLES) - 1 else "left",
            showarrow=False,
        )
    tallest = max((len(one) for one in flow.levels), default=1)
    return calm(figure, look, height=max(380, 46 * tallest + 60))


def _heights(flow: CardFlow) -> list[float]:
    """Where each node stands, so that the cards of a level keep their order on every screen."""
    return [(place + 0.5) / len(level) for level in flow.levels for place in range(len(level))]
