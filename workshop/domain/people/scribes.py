"""A table's device: its scribe writes and votes for people without one, each counted as theirs."""

from sqlmodel import func, select

from workshop.db import Database, now
from workshop.domain.acting import acting
from workshop.domain.journal import next_revision, record
from workshop.domain.people.members import group_and_voice, new_id, person_for
from workshop.domain.people.seats import sit, take_a_seat
from workshop.domain.policy import Situation, Verb, require
from workshop.drafts import Joining
from workshop.enums import WorkshopState
from workshop.errors import InvalidInputError, RoomLockedError, Sentence, UnknownDeviceError
from workshop.models import Person, Workshop
from workshop.queries.viewer import Viewer

MOST_PEOPLE = 20
MOST_ON_PAPER = 300
"""For whom the facilitator types: a whole room may have no device at all."""


def seat(db: Database, *, viewer: Viewer, draft: Joining) -> str:
    """Seat somebody without a device at this device; answers their person's id.

    They sit at the device's own table, unless another is named. Raises InvalidInputError for more
    people than sit at a table, or in a room where the facilitator seats those who write on paper,
    and RoomLockedError while nobody new may come in.
    """
    with acting(db, viewer) as (work, viewer):
        workshop = work.session.get_one(Workshop, viewer.workshop_id)
        is_open = workshop.state == WorkshopState.OPEN
        require(viewer.role, Verb.JOIN, Situation(workshop_open=is_open))
        if viewer.device_id is None:
            raise UnknownDeviceError("Please join the workshop with its code first.")
        scribe = person_for(work, workshop, viewer.device_id)
        if workshop.locked:
            raise RoomLockedError(
                "The room is locked, so nobody new can join now. Ask the facilitator."
            )
        seated = select(func.count()).where(Person.scribe_id == scribe.id)
        most = MOST_ON_PAPER if viewer.is_facilitator else MOST_PEOPLE
        if work.session.exec(seated).one() >= most:
            raise InvalidInputError(
                Sentence(
                    "One device can write for {most} people. Please take a second one.", most=most
                )
            )
        group, voice = group_and_voice(workshop, draft.role_group)
        person = Person(
            id=new_id(),
            workshop_id=workshop.id,
            scribe_id=scribe.id,
            role_group=group,
            voice=voice,
            name=draft.name,
            joined_at=now(),
        )
        sit(person, draft.table or scribe.table_no)
        work.session.add(person)
        if viewer.is_facilitator:
            take_a_seat(work, workshop, person)
        record(
            work,
            workshop,
            viewer,
            "seat",
            object_type="person",
            object_id="",
            revision=next_revision(work, workshop),
            anonymous=True,
        )
        work.commit()
        return person.id
