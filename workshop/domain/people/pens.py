"""Signing what names nobody, and going on with it under a new cookie."""

from collections.abc import Iterable

from sqlmodel import col, select

from workshop.db import UnitOfWork
from workshop.models import Card, Person, Receipt
from workshop.queries.people.pens import mark_of, pen_of

RECEIPT = "receipt"


def receipt_mark(pen: bytes, key: str) -> str:
    """The device of a receipt that must not lead to its writer."""
    return mark_of(pen, key, RECEIPT)


def hand_pen_on(work: UnitOfWork, device_id: str, *, was: str, becomes: str) -> None:
    """A device has a new token: what it wrote without a name stays its own."""
    mine = work.session.exec(select(Person).where(Person.device_id == device_id)).all()
    for person in mine:
        seats = select(Person.id).where(Person.scribe_id == person.id)
        people = [person.id, *work.session.exec(seats)]
        renew_marks(work, person.workshop_id, people, pen_of(was), pen_of(becomes))
        _renew_receipts(work, person.workshop_id, pen_of(was), pen_of(becomes))


def renew_marks(
    work: UnitOfWork,
    workshop_id: str,
    people: Iterable[str],
    was: bytes,
    becomes: bytes,
    *,
    person_id: str = "",
) -> None:
    """Mark these people's nameless cards anew, as those of ``person_id`` where it is given."""
    marked = select(Card).where(Card.workshop_id == workshop_id, col(Card.author_mark).is_not(None))
    known = tuple(people)
    for card in work.session.exec(marked):
        for person in known:
            if card.author_mark == mark_of(was, card.id, person):
                card.author_mark = mark_of(becomes, card.id, person_id or person)
                break


def _renew_receipts(work: UnitOfWork, workshop_id: str, was: bytes, becomes: bytes) -> None:
    for receipt in work.session.exec(select(Receipt).where(Receipt.workshop_id == workshop_id)):
        if receipt.device_id == receipt_mark(was, receipt.key):
            receipt.device_id = receipt_mark(becomes, receipt.key)
