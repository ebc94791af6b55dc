"""The way from the people it is for to the vision."""

import plotly.graph_objects as go

from workshop.charts.theme_look import LIGHT, ThemeLook, calm, lined, tint
from workshop.figures.chart import Flow
from workshop.figures.labels import shortened

ACROSS = (0.001, 0.2, 0.43, 0.63, 0.999)
"""Where each level stands, as a share of the width: more room where labels meet."""
LABEL = 34
"""Letters of a card beside its mark."""


def trace_sankey(flow: Flow, look: ThemeLook = LIGHT) -> go.Figure:
    """The way from the people it is for to the vision, level by level, a band for each link."""
    cards = [(card, place) for place, level in enumerate(flow.levels) for card in level.nodes]
    number = {card.key: place for place, (card, _) in enumerate(cards)}
    level = {card.key: place for card, place in cards}
    words = {card.key: lined(card.text, 50) for card, _ in cards}
    figure = go.Figure(
        go.Sankey(
            arrangement="snap",
            node={
                "label": [lined(shortened(card.text, LABEL), 20) for card, _ in cards],
                "customdata": list(words.values()),
                "color": [look.levels[place % len(look.levels)] for _, place in cards],
                "x": [ACROSS[place] for _, place in cards],
                "y": _heights(flow),
                "pad": 14,
                "thickness": 16,
                "line": {"width": 0},
                "hovertemplate": "%{customdata}<extra></extra>",
            },
            link={
                "source": [number[band.lower] for band in flow.bands],
                "target": [number[band.upper] for band in flow.bands],
                "value": [1] * len(flow.bands),
                "color": [
                    tint(look.levels[level[band.lower] % len(look.levels)], 0.42)
                    for band in flow.bands
                ],
                "customdata": [
                    f"{words[band.upper]}<br><b>rests on</b><br>{words[band.lower]}"
                    for band in flow.bands
                ],
                "hovertemplate": "%{customdata}<extra></extra>",
            },
            textfont={"size": 15, "color": look.ink, "shadow": "none"},
        )
    )
    for place, one in enumerate(flow.levels):
        share = ACROSS[place]
        figure.add_annotation(
            text=f"<b>{one.title}</b>",
            x=share,
            y=1.0,
            xref="paper",
            yref="paper",
            yanchor="bottom",
            xanchor="right" if place == len(flow.levels) - 1 else "left",
            showarrow=False,
        )
    tallest = max((len(one.nodes) for one in flow.levels), default=1)
    return calm(figure, look, height=max(380, 46 * tallest + 60))


def _heights(flow: Flow) -> list[float]:
    """Where each node stands, so that the cards of a level keep their order on every screen."""
    return [
        (place + 0.5) / len(level.nodes)
        for level in flow.levels
        for place in range(len(level.nodes))
    ]
