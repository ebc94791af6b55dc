"""Cards on two lines: solutions by life and cost, beliefs by how sure and how bad, people."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from workshop.figures.chart import Axis, Map, Spot
from workshop.queries.cards import CardView
from workshop.queries.segments import CONTACTS, FEELINGS, segments

LEAST_WIDTH = Fraction(20)
"""A map of costs reaches at least so many per cent to each side."""
BETTER_AND_CHEAPER = (
    "Better, costs less",
    "Better, costs more",
    "Worse, costs less",
    "Worse, costs more",
)
WHAT_TO_TEST = ("Find out first", "Check later", "Let it be", "Fine")
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
    low, high = f"{int(widest)} % less", f"{int(widest)} % more"
    cost = Axis(
        title="Change in cost, per cent",
        low=low,
        high=high,
        least=-widest,
        most=widest,
        between=("The same",),
    )
    life = Axis(
        title="How much life would change",
        low="Much worse",
        high="Much better",
        least=-2,
        most=2,
        between=("Worse", "Same", "Better"),
    )
    return _map("Solutions on two lines", cost, life, placed, BETTER_AND_CHEAPER)


def assumption_map(cards: Iterable[CardView]) -> Map:
    """How sure we are against how bad it is if we are wrong: what to find out first is top left."""
    sure = Axis(
        title="How sure are we?",
        low="A guess",
        high="Certain",
        least=1,
        most=5,
        between=("Half and half",),
    )
    bad = Axis(
        title="How bad if we are wrong?",
        low="Fine",
        high="Very bad",
        least=1,
        most=5,
        between=("Bad",),
    )
    placed = on_two_lines(cards, "how_sure", "how_bad")
    return _map("What we believe and have not tested", sure, bad, placed, WHAT_TO_TEST)


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
        title=lines[0],
        low=contacts[CONTACTS[0]],
        high=contacts[CONTACTS[-1]],
        least=0,
        most=len(CONTACTS) - 1,
    )
    trust = Axis(title=lines[1], low="no trust", high="full trust", least=1, most=5)
    return _map("Groups of people on two lines", often, trust, placed)


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
