"""What a room took from the library: the notes on each case and lens, and what it would borrow."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from workshop.kinds import CardKind
from workshop.library import Case, Element, Lens
from workshop.queries.cards import CardView

GLEANED = (CardKind.CASE_NOTE, CardKind.LENS_NOTE, CardKind.BORROWING)
"""The kinds in which a room says what it learned from elsewhere."""


def notes_on_case(cards: Iterable[CardView], case: Case) -> list[CardView]:
    """The notes that name this case, by its key or as somebody typed its title."""
    names = {case.slug, case.title.casefold()}
    return _naming(cards, CardKind.CASE_NOTE, "case_key", names)


def notes_on_own_case(cards: Iterable[CardView], card_id: str) -> list[CardView]:
    """The notes that are linked to a case which the room added itself."""
    return [
        card
        for card in _in_play(cards, CardKind.CASE_NOTE)
        if card_id in card.links.get("cases", ())
    ]


def notes_through_lens(cards: Iterable[CardView], lens: Lens) -> list[CardView]:
    """The notes written while looking through this lens."""
    return _naming(cards, CardKind.LENS_NOTE, "lens_key", {lens.slug, lens.name.casefold()})


def _naming(
    cards: Iterable[CardView], kind: CardKind, name: str, names: set[str]
) -> list[CardView]:
    return [
        card
        for card in _in_play(cards, kind)
        if str(card.fields.get(name, "")).strip().casefold() in names
    ]


def _in_play(cards: Iterable[CardView], *kinds: CardKind) -> list[CardView]:
    return [card for card in cards if card.kind in kinds and not card.withdrawn]


def ideas_to_borrow(cards: Iterable[CardView]) -> list[CardView]:
    """What the room would borrow, the starred first, else in the order in which it was written."""
    return sorted(_in_play(cards, CardKind.BORROWING), key=lambda card: not card.starred)


def element_marks(cards: Iterable[CardView]) -> Mapping[Element, int]:
    """How often each of the four elements was marked as new in what the room noted."""
    marked = [card.fields.get("elements") or () for card in _in_play(cards, *GLEANED)]
    return MappingProxyType(
        {element: sum(element in marks for marks in marked) for element in Element}
    )
