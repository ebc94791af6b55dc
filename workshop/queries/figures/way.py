"""The way from the people it is for to the vision, as a figure."""

from workshop.errors import Sentence
from workshop.figures.chart import Band, Flow, Level, Node
from workshop.queries.flows import CardFlow

LEVEL_TITLES = (
    Sentence("Who it is for"),
    Sentence("What we learned"),
    Sentence("The new challenge"),
    Sentence("Solutions"),
    Sentence("The vision"),
)


def way(flow: CardFlow) -> Flow:
    """Level by level, a band for each link."""
    levels = tuple(
        Level(title=title, nodes=tuple(Node(key=card.id, text=card.text) for card in cards))
        for title, cards in zip(LEVEL_TITLES, flow.levels, strict=True)
    )
    bands = tuple(Band(lower=band.lower.id, upper=band.upper.id) for band in flow.bands)
    title = Sentence("From the people it is for to the vision")
    return Flow(title=title, levels=levels, bands=bands)
