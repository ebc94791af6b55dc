"""What people say without words: that they are done, and that they would like to speak.

Neither is kept after its moment, and the audit never names who it was.
"""

from datetime import datetime

from sqlmodel import col, select, update

from workshop.db import Database, UnitOfWork, now
from workshop.domain.acting import acting
from workshop.domain.journal import next_revision, record
from workshop.domain.people.members import person_for
from workshop.domain.policy import Situation, Verb, require
from workshop.domain.room import run_of
from workshop.enums import WorkshopState
from workshop.errors import ClosedError, NotAllowedError, NotFoundError
from workshop.models import Person, Workshop
from workshop.queries.people.hands import hands_up
from workshop.queries.viewer import Viewer


def say_done(db: Database, *, viewer: Viewer, activity: str, done: bool = True) -> None:
    """Say that one is done with the room's activity, or not yet. Saying it again changes nothing.

    Raises ClosedError when the room is elsewhere by now, or the activity is not open.
    """
    with acting(db, viewer) as (work, viewer):
        workshop, person = _sender(work, viewer)
        run = run_of(work, workshop, activity)
        if workshop.current_activity != run.key or not run.open:
            raise ClosedError("The room has moved on, so this is not asked any more.")
        wanted = run.key if done else None
        if person.done_in == wanted:
            return
        person.done_in = wanted
        _record(
            work, workshop, viewer, "say_done" if done else "say_not_done", {"activity": run.key}
        )
        work.commit()


def raise_hand(db: Database, *, viewer: Viewer, up: bool = True) -> None:
    """Raise one's hand, or take it down. A hand that is up already keeps its place in the line."""
    with acting(db, viewer) as (work, viewer):
        workshop, person = _sender(work, viewer)
        if (person.hand_at is not None) == up:
            return
        person.hand_at = now() if up else None
        _record(work, workshop, viewer, "raise_hand" if up else "lower_hand")
        work.commit()


def lower_hands(
    db: Database,
    *,
    viewer: Viewer,
    person_id: str | None = None,
    until: datetime | None = None,
) -> None:
    """The facilitator has seen a hand, or with None all of them; who asked is told by its going.

    Of the hands that were up ``until`` then, in UTC: one that went up since stays up.
    Raises NotFoundError for a person who is not in this workshop.
    """
    with acting(db, viewer) as (work, viewer):
        workshop = work.session.get_one(Workshop, viewer.workshop_id)
        require(viewer.role, Verb.STEER, _situation(workshop))
        if person_id is not None and _person(work, workshop, person_id) is None:
            raise NotFoundError("This person is not in the room.")
        lowered = [
            hand.person_id
            for hand in hands_up(work.session, viewer)
            if person_id in (None, hand.person_id) and (until is None or hand.since <= until)
        ]
        if not lowered:
            return
        down = update(Person).where(col(Person.id).in_(lowered))
        work.session.exec(down.values(hand_at=None))
        _record(work, workshop, viewer, "lower_hands")
        work.commit()


def _sender(work: UnitOfWork, viewer: Viewer) -> tuple[Workshop, Person]:
    workshop = work.session.get_one(Workshop, viewer.workshop_id)
    if viewer.is_facilitator or viewer.device_id is None:
        require(viewer.role, Verb.READ_ROOM, _situation(workshop))
        raise NotAllowedError("This is for people in the room. The facilitator's device has none.")
    require(viewer.role, Verb.SIGNAL, _situation(workshop))
    return workshop, person_for(work, workshop, viewer.device_id)


def _situation(workshop: Workshop) -> Situation:
    return Situation(workshop_open=workshop.state == WorkshopState.OPEN)


def _person(work: UnitOfWork, workshop: Workshop, person_id: str) -> Person | None:
    return work.session.exec(
        select(Person).where(Person.workshop_id == workshop.id, Person.id == person_id)
    ).first()


def _record(
    work: UnitOfWork,
    workshop: Workshop,
    viewer: Viewer,
    verb: str,
    after: dict[str, object] | None = None,
) -> None:
    record(
        work,
        workshop,
        viewer,
        verb,
        object_type="room",
        object_id=workshop.id,
        revision=next_revision(work, workshop),
        after=after,
        anonymous=not viewer.is_facilitator,
    )
