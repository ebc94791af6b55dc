"""Cards on two lines: solutions by life and cost, beliefs by how sure and how bad, people."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from workshop.errors import Sentence
from workshop.figures.chart import Axis, Map, Spot
from workshop.queries.cards import CardView
from workshop.queries.segments import CONTACTS, FEELINGS, segments

LEAST_WIDTH = Fraction(20)
"""A map of costs reaches at least so many per cent to each side."""
BETTER_AND_CHEAPER = (
    Sentence("Better, costs less"),
    Sentence("Better, costs more"),
    Sentence("Worse, costs less"),
    Sentence("Worse, costs more"),
)
WHAT_TO_TEST = (
    *(Sentence("Find out first"), Sentence("Check later")),
    *(Sentence("Let it be"), Sentence("Go ahead")),
)
Placed = tuple[CardView, Fraction, Fraction]


def on_two_lines(cards: Iterable[CardView], across: str, up: str) -> list[Placed]:
    """The cards that say both fields, each with its place."""
    return [
        (card, Fraction(str(x)), Fraction(str(y)))
        for card in cards
        if (x := card.fields.get(across)) is not None and (y := card.fields.get(up)) is not None
    ]


def solution_map(cards: Iterable[CardView]) -> Map:
    """How much life would change against how the cost would change."""
    placed = on_two_lines(cards, "cost_change_percent", "outcome_change")
    widest = max([LEAST_WIDTH, *(abs(cost) for _, cost, _ in placed)])
    low = Sentence("{percent} % less", percent=int(widest))
    high = Sentence("{percent} % more", percent=int(widest))
    cost = Axis(
        title=Sentence("Change in cost, per cent"),
        low=low,
        high=high,
        least=-widest,
        most=widest,
        between=(Sentence("The same"),),
    )
    life = Axis(
        title=Sentence("How much life would change"),
        low=Sentence("Much worse"),
        high=Sentence("Much better"),
        least=-2,
        most=2,
        between=(Sentence("Worse"), Sentence("Same"), Sentence("Better")),
    )
    return _map(Sentence("Solutions on two lines"), cost, life, placed, BETTER_AND_CHEAPER)


def assumption_map(cards: Iterable[CardView]) -> Map:
    """How sure we are against how bad it is if we are wrong: what to find out first is top left."""
    sure = Axis(
        title=Sentence("How sure are we?"),
        low=Sentence("A guess"),
        high=Sentence("Certain"),
        least=1,
        most=5,
        between=(Sentence("Half and half"),),
    )
    bad = Axis(
        title=Sentence("How bad if we are wrong?"),
        low=Sentence("Fine"),
        high=Sentence("Very bad"),
        least=1,
        most=5,
        between=(Sentence("Bad"),),
    )
    placed = on_two_lines(cards, "how_sure", "how_bad")
    return _map(Sentence("What we believe and have not tested"), sure, bad, placed, WHAT_TO_TEST)


def people_map(
    cards: Iterable[CardView], contacts: Mapping[str, str], lines: tuple[str, str]
) -> Map:
    """How often each group meets us, and how it feels about us.

    ``contacts`` are the words for how often, ``lines`` those of the two lines.
    """
    placed = [
        (card, Fraction(CONTACTS.index(contact)), Fraction(int(trust)))
        for card in segments(cards)
        if (contact := card.fields.get("contact")) in CONTACTS
        and (trust := card.fields.get("trust")) in FEELINGS
    ]
    often = Axis(
        title=Sentence(lines[0]),
        low=Sentence(contacts[CONTACTS[0]]),
        high=Sentence(contacts[CONTACTS[-1]]),
        least=0,
        most=len(CONTACTS) - 1,
    )
    trust = Axis(
        title=Sentence(lines[1]),
        low=Sentence("no trust"),
        high=Sentence("full trust"),
        least=1,
        most=5,
    )
    return _map(Sentence("Groups of people on two lines"), often, trust, placed)


def _map(
    title: str,
    x: Axis,
    y: Axis,
    placed: Iterable[Placed],
    corners: tuple[str, str, str, str] | None = None,
) -> Map:
    """The cards numbered in their order; the table beside it names them."""
    spots = tuple(
        Spot(number=number, text=card.text, x=across, y=up)
        for number, (card, across, up) in enumerate(placed, 1)
    )
    return Map(title=title, x=x, y=y, spots=spots, corners=corners)
