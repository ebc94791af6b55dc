"""The way from the people it is for to the vision, as a figure."""

from workshop.figures.chart import Band, Flow, Level, Node
from workshop.queries.flows import CardFlow

LEVEL_TITLES = ("Who it is for", "What we learned", "The new challenge", "Solutions", "The vision")


def way(flow: CardFlow) -> Flow:
    """Level by level, a band for each link."""
    levels = tuple(
        Level(title=title, nodes=tuple(Node(key=card.id, text=card.text) for card in cards))
        for title, cards in zip(LEVEL_TITLES, flow.levels, strict=True)
    )
    bands = tuple(Band(lower=band.lower.id, upper=band.upper.id) for band in flow.bands)
    return Flow(title="From the people it is for to the vision", levels=levels, bands=bands)
