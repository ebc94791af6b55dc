"""Putting a card before the whole room: one tap by anybody at the table that it belongs to."""

from sqlmodel import col, or_, select

from workshop.db import Database, UnitOfWork
from workshop.domain.acting import acting
from workshop.domain.cards import CardReceipt
from workshop.domain.journal import moment_of, next_revision, record
from workshop.domain.people.members import require_joined
from workshop.domain.policy import Situation, Verb, require
from workshop.domain.room import run_of
from workshop.enums import WorkshopState
from workshop.errors import InvalidInputError, NotAllowedError, NotFoundError, Sentence
from workshop.models import Card, Person, Workshop
from workshop.queries.threads.forwarded import Choosing, choosing, forwarding
from workshop.queries.viewer import Viewer


def put_forward(db: Database, *, viewer: Viewer, card_id: str, forward: bool = True) -> CardReceipt:
    """Put a card of one's own table before the room, or take it back; others then do without it.

    A table that puts a single one forward changes its mind with one tap. Raises InvalidInputError
    where it would be too many, and NotFoundError for a card that is not this table's.
    """
    with acting(db, viewer) as (work, viewer):
        workshop = work.session.get_one(Workshop, viewer.workshop_id)
        situation = Situation(workshop_open=workshop.state == WorkshopState.OPEN)
        require(viewer.role, Verb.PUT_FORWARD, situation)
        require_joined(viewer)
        _require_heard(work, viewer)
        activity = forwarding(work.session, workshop.id)
        offered = choosing(work.session, viewer, activity) if activity else None
        if offered is None:
            raise InvalidInputError("Nothing is put forward in this step.")
        was = next((one.on for one in offered.cards if one.id == card_id), None)
        if was is None:
            raise NotFoundError("This card cannot be put forward just now. Look again.")
        card = work.session.get_one(Card, card_id)
        if was == forward:
            return CardReceipt(card.id, card.revision, card.version, created=False)
        for other in _in_its_way(offered, forward=forward):
            _hold_back(work, workshop, viewer, other)
        if forward:
            _set(work, workshop, viewer, card, forward=True)
        else:
            _hold_back(work, workshop, viewer, card_id)
        work.commit()
        return CardReceipt(card.id, card.revision, card.version)


def _require_heard(work: UnitOfWork, viewer: Viewer) -> None:
    device = work.session.get(Person, viewer.person_id) if viewer.person_id else None
    if device is not None and device.muted and not viewer.is_facilitator:
        raise NotAllowedError("Say at your table which one you would put forward.")


def _in_its_way(offered: Choosing, *, forward: bool) -> list[str]:
    """The one that a single one takes the place of. Raises InvalidInputError for one too many.

    What another table stands for too is its choice as well, and neither counted nor taken back.
    """
    there = [one.id for one in offered.cards if one.on and one.alone]
    if not forward or len(there) < offered.most:
        return []
    if offered.most == 1 < len(offered.cards):
        return there
    raise InvalidInputError(
        Sentence(
            "{most} go on at most. Take one back before you put another forward.",
            most=offered.most,
        )
    )


def _hold_back(work: UnitOfWork, workshop: Workshop, viewer: Viewer, lead: str) -> None:
    """Take a card back with those that are shown with it as one, whichever of them was tapped."""
    as_one = select(Card).where(
        Card.workshop_id == workshop.id,
        col(Card.forward).is_(True),
        or_(col(Card.id) == lead, col(Card.merged_into) == lead),
    )
    for card in work.session.exec(as_one.order_by(col(Card.id))).all():
        _set(work, workshop, viewer, card, forward=False)


def _set(
    work: UnitOfWork, workshop: Workshop, viewer: Viewer, card: Card, *, forward: bool
) -> None:
    card.forward = forward
    card.updated_at = moment_of(run_of(work, workshop, card.activity), card)
    card.revision = next_revision(work, workshop)
    record(
        work,
        workshop,
        viewer,
        "put_forward" if forward else "hold_back",
        object_type="card",
        object_id=card.id,
        revision=card.revision,
        before={"forward": not forward},
        after={"forward": forward},
        anonymous=not viewer.is_facilitator,
    )
    work.session.flush()
