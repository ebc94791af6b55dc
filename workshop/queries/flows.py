"""The way from the people it is for to the vision: what rests on what, level by level."""

from dataclasses import dataclass

from workshop.kinds import CardKind
from workshop.queries.cards import CardView
from workshop.queries.trace import Trace

LEVELS: tuple[tuple[CardKind, ...], ...] = (
    (CardKind.SEGMENT,),
    (CardKind.INSIGHT,),
    (CardKind.REFRAME,),
    (CardKind.SOLUTION,),
    (CardKind.VISION_LINE, CardKind.VISION_STATEMENT),
)
"""From whom it is for, through what was learned, the challenge and the solutions, to the vision."""


@dataclass(frozen=True, slots=True)
class CardBand:
    """``upper`` rests on ``lower``, which stands nearer to the people it is for."""

    lower: CardView
    upper: CardView


@dataclass(frozen=True, slots=True)
class CardFlow:
    """The cards of each level that are joined to another one, and the bands between them."""

    levels: tuple[tuple[CardView, ...], ...]
    bands: tuple[CardBand, ...]


def read_flow(trace: Trace) -> CardFlow:
    """Each card joined to what it rests on one level below, else to the nearest level below that.

    A solution that rests on the challenge is not joined to the insights too, since the challenge
    rests on those: so the picture stays readable. The vision itself takes part only in what none of
    its own lines says.
    """
    level_of = {card.id: place for place, kinds in enumerate(LEVELS) for card in trace.of(*kinds)}
    said = {
        to
        for line in trace.of(CardKind.VISION_LINE)
        for names in line.links.values()
        for to in names
    }
    bands = []
    for card_id, place in level_of.items():
        card = trace.cards[card_id]
        below = [
            other
            for other in dict.fromkeys(to for ids in card.links.values() for to in ids)
            if level_of.get(other, place) < place
        ]
        if card.kind == CardKind.VISION_STATEMENT:
            below = [other for other in below if other not in said]
        nearest = max((level_of[other] for other in below), default=-1)
        bands += [
            CardBand(trace.cards[other], card) for other in below if level_of[other] == nearest
        ]
    joined = {card.id for band in bands for card in (band.lower, band.upper)}
    levels = tuple(
        tuple(card for card in trace.of(*kinds) if card.id in joined) for kinds in LEVELS
    )
    return CardFlow(levels, tuple(bands))
