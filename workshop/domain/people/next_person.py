"""A phone that is passed on: whoever had it takes their cards along, the next one comes as new."""

from workshop.db import Database
from workshop.domain.acting import acting
from workshop.domain.journal import next_revision, record
from workshop.domain.people.members import midnight, new_id, new_token
from workshop.domain.policy import Situation, Verb, require
from workshop.enums import WorkshopState
from workshop.errors import NotAllowedError, RoomLockedError
from workshop.models import Device, Person, Workshop
from workshop.queries.viewer import Viewer, token_hash


def pass_on(db: Database, *, viewer: Viewer) -> str:
    """Leave this device for whoever comes next; answers the id of the person who had it.

    They stay in the room with their cards, their ballot and those they write for, and their two
    words bring them back, here with what they wrote without a name too. Somebody who has not
    joined leaves nothing: the answer is "". Raises NotAllowedError on a device that steers or
    whose cards wait for a yes, RoomLockedError while nobody new could come after.
    """
    with acting(db, viewer) as (work, viewer):
        workshop = work.session.get_one(Workshop, viewer.workshop_id)
        is_open = workshop.state == WorkshopState.OPEN
        require(viewer.role, Verb.JOIN, Situation(workshop_open=is_open))
        if viewer.is_facilitator:
            raise NotAllowedError("This device steers the room, so it cannot be passed on.")
        person = work.session.get(Person, viewer.person_id) if viewer.person_id else None
        if person is None:
            return ""
        if workshop.locked:
            raise RoomLockedError(
                "The room is locked, so nobody new can join on this phone. Ask the facilitator."
            )
        if person.muted:
            raise NotAllowedError(
                "Cards from this phone wait for the facilitator. "
                "Ask them before somebody else writes here."
            )
        # A device that nobody holds: the two words move its person to one that somebody does.
        left = Device(id=new_id(), token_hash=token_hash(new_token()), created_at=midnight())
        work.session.add(left)
        work.session.flush()
        person.device_id = left.id
        record(
            work,
            workshop,
            viewer,
            "pass_on",
            object_type="person",
            object_id="",
            revision=next_revision(work, workshop),
            anonymous=True,
        )
        work.commit()
        return person.id
