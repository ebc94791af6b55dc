"""Groups of people on the two lines: how often they meet us, and how they feel about us."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from workshop.kinds import CardKind
from workshop.queries.cards import CardView, shows_who

CONTACTS = ("none", "once", "some", "often")
"""How often a group meets us, from the left of the map to the right."""
FEELINGS = (5, 4, 3, 2, 1)
"""How a group feels about us, from the top of the map to the bottom."""
FOCUS = (2, 3)
"""How many groups a room should focus on."""


class Coming(StrEnum):
    COMES = "comes"
    RARELY = "rarely"
    NEVER = "never"
    NOT_SAID = "not said"


class FocusAdvice(StrEnum):
    """What is still to say about the choice of groups."""

    NONE_YET = "none yet"
    TOO_FEW = "too few"
    TOO_MANY = "too many"
    NO_NON_USERS = "no non-users"


@dataclass(frozen=True, slots=True)
class SegmentMap:
    """``places`` holds the groups of each square by contact and feeling; ``waiting`` the rest."""

    places: dict[tuple[str, int], tuple[CardView, ...]]
    waiting: tuple[CardView, ...]


def segments(cards: Iterable[CardView]) -> list[CardView]:
    """The groups of people in play, oldest first. A hidden group is on no map."""
    return [
        card
        for card in cards
        if card.kind == CardKind.SEGMENT and not (card.hidden or card.withdrawn)
    ]


def segment_map(cards: Iterable[CardView]) -> SegmentMap:
    """Where each group stands; one without both answers waits beside the map."""
    places: dict[tuple[str, int], tuple[CardView, ...]] = {}
    waiting = []
    for card in segments(cards):
        contact, feeling = card.fields.get("contact"), card.fields.get("trust")
        if contact in CONTACTS and feeling in FEELINGS:
            places[contact, feeling] = (*places.get((contact, feeling), ()), card)
        else:
            waiting.append(card)
    return SegmentMap(places, tuple(waiting))


def coming(card: CardView) -> Coming:
    """Whether a group comes to us: from how often they meet us, else from staying away."""
    match card.fields.get("contact"):
        case "often":
            return Coming.COMES
        case "some" | "once":
            return Coming.RARELY
        case "none":
            return Coming.NEVER
    return Coming.NEVER if stays_away(card) else Coming.NOT_SAID


def stays_away(card: CardView) -> bool:
    """A group of non-users, as the room has said."""
    return bool(card.fields.get("non_user"))


def too_small(card: CardView) -> bool:
    """So few people that the group may show who they are."""
    return shows_who(card)


def in_focus(cards: Iterable[CardView]) -> list[CardView]:
    """The groups that the room focuses on."""
    return [card for card in segments(cards) if card.fields.get("focus")]


def focus_advice(chosen: Sequence[CardView]) -> list[FocusAdvice]:
    """What the method says to the groups chosen: two or three, one of them staying away."""
    if not chosen:
        return [FocusAdvice.NONE_YET]
    fewest, most = FOCUS
    found = []
    if len(chosen) < fewest:
        found.append(FocusAdvice.TOO_FEW)
    if len(chosen) > most:
        found.append(FocusAdvice.TOO_MANY)
    if not any(stays_away(card) for card in chosen):
        found.append(FocusAdvice.NO_NON_USERS)
    return found
