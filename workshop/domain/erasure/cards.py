"""Erasing one card on request: its words are nowhere afterwards, whatever became of it before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import col, delete, or_, select, update

from workshop.db import Database, UnitOfWork
from workshop.domain.acting import acting
from workshop.domain.erasure.lines import Erasable, keep_line
from workshop.domain.journal import moment_of, next_revision, record, this_hour
from workshop.domain.policy import Situation, Verb, require
from workshop.enums import RoleGroup
from workshop.errors import NotFoundError
from workshop.models import (
    ActivityRun,
    Audit,
    Ballot,
    Card,
    Link,
    Media,
    Receipt,
    Recording,
    SpendRow,
    TakenOn,
    Workshop,
)
from workshop.queries.viewer import Viewer
from workshop.security_log import SecurityEvent, note

ERASE_CARD = "erase_card"


@dataclass(frozen=True, slots=True)
class ErasedCards:
    """How many were erased, and which cards say the very same words and are still there."""

    cards: int
    same_words: tuple[str, ...] = ()


def erase_card(db: Database, *, viewer: Viewer, card_id: str) -> ErasedCards:
    """Erase a card for good, in an open or a closed workshop.

    For facilitators, and for who wrote it while that is known. What others made of it stays, and
    is named where it says the same words. Raises NotFoundError where it is not there any more.
    """
    with acting(db, viewer) as (work, viewer):
        card = work.session.get(Card, card_id)
        if card is None or card.workshop_id != viewer.workshop_id or is_erased(card):
            raise NotFoundError("This card is not here any more.")
        own = viewer.wrote(card)
        require(viewer.role, Verb.ERASE, Situation(own_card=own))
        workshop = work.session.get_one(Workshop, viewer.workshop_id)
        words = card.text
        erase_one(work, workshop, viewer, card, own=own)
        twins = _saying(work, workshop, words)
        work.commit()
        note(SecurityEvent.CARD_ERASED, viewer.code)
        return ErasedCards(1, twins)


def erase_one(
    work: UnitOfWork, workshop: Workshop, viewer: Viewer, card: Card, *, own: bool
) -> None:
    at = _moment(work, workshop, card)
    revision = next_revision(work, workshop)
    forget_cards(work, [card.id], revision)
    keep_line(work, workshop, Erasable.CARD, card.id, viewer.role, own=own, at=at)
    record(
        work,
        workshop,
        viewer,
        ERASE_CARD,
        object_type="card",
        object_id=card.id,
        revision=revision,
        anonymous=own,
        at=at,
    )
    work.erase()


def _moment(work: UnitOfWork, workshop: Workshop, card: Card) -> datetime:
    """Where the step is not there any more, nobody knows what it promised."""
    step = select(ActivityRun).where(
        ActivityRun.workshop_id == workshop.id, ActivityRun.key == card.activity
    )
    run = work.session.exec(step).first()
    return this_hour() if run is None else moment_of(run, card)


def is_erased(card: Card) -> bool:
    return card.withdrawn and card.text == "" and not card.fields


def forget_cards(work: UnitOfWork, cards: Sequence[str], revision: int) -> None:
    """Leave of each card an empty row, which tells every screen that it went, and the hour."""
    session = work.session
    session.flush()
    session.exec(
        update(Card)
        .where(col(Card.merged_into).in_(cards))
        .values(merged_into=None, revision=revision)
    )
    session.exec(delete(Link).where(or_(col(Link.from_id).in_(cards), col(Link.to_id).in_(cards))))
    for table, column in (
        (Media, Media.card_id),
        (Recording, Recording.card_id),
        (TakenOn, TakenOn.card_id),
        (Receipt, Receipt.card_id),
        (Ballot, Ballot.card_id),
        (SpendRow, SpendRow.line_id),
    ):
        session.exec(delete(table).where(col(column).in_(cards)))
    session.exec(
        update(Audit)
        .where(col(Audit.object_id).in_(cards))
        .values(before=None, after=None, actor_id=None)
    )
    session.exec(update(Card).where(col(Card.id).in_(cards)).values(**_EMPTY, revision=revision))
    session.exec(update(Card).where(col(Card.id).in_(cards)).values(updated_at=this_hour()))


_EMPTY: dict[str, Any] = {
    "text": "",
    "fields": {},
    "language": "",
    "translations": {},
    "author_id": None,
    "author_mark": None,
    "author_name": "",
    "role_group": RoleGroup.UNKNOWN,
    "voice": "",
    "table_no": None,
    "withdrawn": True,
    "starred": False,
    "forward": False,
    "merged_into": None,
}


def _saying(work: UnitOfWork, workshop: Workshop, words: str) -> tuple[str, ...]:
    if not words.strip():
        return ()
    same = select(Card.id).where(Card.workshop_id == workshop.id, Card.text == words)
    return tuple(work.session.exec(same))
