"""Cards of a coming vote that say nearly the same: two of them would split its votes."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session

from workshop.grouping.closeness import near_twins
from workshop.kinds import CardKind
from workshop.models import Card
from workshop.playbook import Activity
from workshop.queries.threads.choices import room_cards
from workshop.queries.threads.forwarded import said_by
from workshop.queries.votes.rounds import options

MOST_COMPARED = 200
"""The newest of them; nobody votes on so many."""
MOST_TOLD = 8


@dataclass(frozen=True, slots=True)
class Twins:
    """Two cards that everybody in the room may read; the older one would stand first."""

    lead: str
    lead_text: str
    twin: str
    twin_text: str


def twins_before(
    session: Session, workshop_id: str, votes: Iterable[Activity], language: str
) -> tuple[Twins, ...]:
    """The near twins among what these votes are on, the oldest first.

    What lies face down, is hidden, taken back or private is compared with nothing.
    """
    votes = tuple(votes)
    asked = {one.id for activity in votes for one in options(session, workshop_id, activity)}
    kinds = dict.fromkeys(CardKind(kind) for activity in votes for kind in activity.about)
    there = {kind: room_cards(session, workshop_id, kind) for kind in kinds}
    return tuple(
        pair
        for cards in there.values()
        for pair in _of_kind([card for card in cards if card.id in asked], language)
    )[:MOST_TOLD]


def _of_kind(cards: list[Card], language: str) -> list[Twins]:
    cards = [card for card in cards if said_by(card)][-MOST_COMPARED:]
    texts = tuple((said_by(card), card.language or language) for card in cards)
    return [
        Twins(cards[one].id, said_by(cards[one]), cards[other].id, said_by(cards[other]))
        for one, other in near_twins(texts)
    ]
