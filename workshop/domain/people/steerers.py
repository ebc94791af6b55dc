"""Who may steer, and who may come in: handing over, ending it, locking the room.

Only somebody who steers already can make another device steer, by a click of their own; the four
words (``domain.people.take_over``) are the one other way.
"""

from sqlmodel import col, func, select

from workshop.db import Database, UnitOfWork
from workshop.domain.acting import acting
from workshop.domain.journal import next_revision, record
from workshop.domain.people.members import steers_now
from workshop.domain.policy import Situation, Verb, require
from workshop.enums import WorkshopState
from workshop.errors import InvalidInputError, NotAllowedError, NotFoundError
from workshop.models import Person, Workshop
from workshop.queries.viewer import Viewer
from workshop.security_log import SecurityEvent, note


def hand_over(db: Database, *, viewer: Viewer, person_id: str) -> None:
    """Make somebody who has joined with a device a facilitator too; both steer from now on."""
    with acting(db, viewer) as (work, viewer):
        workshop, person = _asked(work, viewer, person_id)
        if person.device_id is None:
            raise InvalidInputError("This person has no device here, so they cannot steer.")
        if person.is_facilitator:
            return
        steers_now(person)
        _record(work, workshop, viewer, "hand_over", person.id)
        work.commit()
        note(SecurityEvent.STEERING_GIVEN, workshop.code)


def end_steering(db: Database, *, viewer: Viewer, person_id: str) -> None:
    """Let a facilitator, oneself or another, be a participant again.

    Raises NotAllowedError for the last one, since nobody could steer the room then.
    """
    with acting(db, viewer) as (work, viewer):
        workshop, person = _asked(work, viewer, person_id)
        if not person.is_facilitator:
            return
        steering = select(func.count()).where(
            Person.workshop_id == workshop.id,
            col(Person.is_facilitator),
            col(Person.device_id).is_not(None),
        )
        if work.session.exec(steering).one() < 2:
            raise NotAllowedError(
                "Nobody else steers this workshop. Hand over to another device first."
            )
        person.is_facilitator = False
        _record(work, workshop, viewer, "end_steering", person.id)
        work.commit()
        note(SecurityEvent.STEERING_ENDED, workshop.code)


def lock_room(db: Database, *, viewer: Viewer, locked: bool) -> None:
    """Let nobody new join, or let people in again. Who has joined goes on as before."""
    with acting(db, viewer) as (work, viewer):
        workshop = _steered(work, viewer)
        if workshop.locked == locked:
            return
        workshop.locked = locked
        _record(work, workshop, viewer, "lock_room" if locked else "unlock_room")
        work.commit()
        told = SecurityEvent.ROOM_LOCKED if locked else SecurityEvent.ROOM_UNLOCKED
        note(told, workshop.code)


def _steered(work: UnitOfWork, viewer: Viewer) -> Workshop:
    workshop = work.session.get_one(Workshop, viewer.workshop_id)
    is_open = workshop.state == WorkshopState.OPEN
    require(viewer.role, Verb.STEER, Situation(workshop_open=is_open))
    return workshop


def _asked(work: UnitOfWork, viewer: Viewer, person_id: str) -> tuple[Workshop, Person]:
    workshop = _steered(work, viewer)
    person = work.session.get(Person, person_id)
    if person is None or person.workshop_id != workshop.id:
        raise NotFoundError("This person is not in the room any more.")
    return workshop, person


def _record(
    work: UnitOfWork, workshop: Workshop, viewer: Viewer, verb: str, person_id: str | None = None
) -> None:
    record(
        work,
        workshop,
        viewer,
        verb,
        object_type="person" if person_id else "room",
        object_id=person_id or workshop.id,
        revision=next_revision(work, workshop),
    )
