"""The way back: two words on my own screen bring me and my cards into another browser.

A person is at one device at a time. Coming back moves them: the browser that they left is asked to
join, and can be come back to in the same way. So a stranger who guessed the words is noticed at
once, and has never had the four words' power: who steers has no two words.

Two of 2,048 words are 22 random bits, too few by themselves. They open nothing without the
workshop's code, nothing after its close, and wrong tries are slowed for the whole workshop
(``live.limits``): in a room of 300 people one try in 14,000 hits anybody.
"""

import re

from sqlmodel import col, delete, select, update

from workshop.db import Database, UnitOfWork
from workshop.domain.acting import acting
from workshop.domain.journal import next_revision, record
from workshop.domain.people.pens import renew_marks
from workshop.domain.policy import Situation, Verb, require
from workshop.enums import WorkshopState
from workshop.errors import NotAllowedError, NotFoundError, UnknownDeviceError
from workshop.models import Audit, Ballot, Card, Person, Voter, VoteRound, Workshop
from workshop.queries.viewer import Viewer
from workshop.security_log import SecurityEvent, note


def come_back(db: Database, *, viewer: Viewer, words: str) -> str:
    """Be the person of these two words on this device from now on; answers the person's id.

    What this device wrote here before it came back is this person's too. Cards that name nobody
    stay with the browser in which they were written, since nothing says whose they are. Raises
    NotFoundError for words that bring nobody back, NotAllowedError on a device that steers.
    """
    with acting(db, viewer) as (work, viewer):
        workshop = work.session.get_one(Workshop, viewer.workshop_id)
        is_open = workshop.state == WorkshopState.OPEN
        require(viewer.role, Verb.JOIN, Situation(workshop_open=is_open))
        if viewer.device_id is None:
            raise UnknownDeviceError("Please join the workshop with its code first.")
        if viewer.is_facilitator:
            raise NotAllowedError("This device steers the room. Use another browser to come back.")
        person = _person_of(work, workshop, " ".join(re.findall("[a-z]+", words.lower())))
        if person is None:
            raise NotFoundError(
                "These two words bring nobody back. Look at them again, or join as somebody new."
            )
        if person.device_id == viewer.device_id:
            return person.id
        _take_in(work, workshop, viewer, person)
        person.device_id = viewer.device_id
        record(
            work,
            workshop,
            viewer,
            "come_back",
            object_type="person",
            object_id="",
            revision=next_revision(work, workshop),
            anonymous=True,
        )
        work.commit()
        note(SecurityEvent.CAME_BACK, workshop.code)
        return person.id


def _person_of(work: UnitOfWork, workshop: Workshop, words: str) -> Person | None:
    return work.session.exec(
        select(Person).where(Person.workshop_id == workshop.id, Person.return_words == words)
    ).first()


def _take_in(work: UnitOfWork, workshop: Workshop, viewer: Viewer, person: Person) -> None:
    """Make one person of the two: this device may have joined anew before the words came to mind.

    In a vote that is open the ballot of whoever comes back counts, in an earlier one both do.
    """
    session = work.session
    stray = session.exec(
        select(Person).where(
            Person.workshop_id == workshop.id, Person.device_id == viewer.device_id
        )
    ).first()
    if stray is None:
        return
    session.exec(update(Card).where(col(Card.author_id) == stray.id).values(author_id=person.id))
    renew_marks(work, workshop.id, [stray.id], viewer.pen, viewer.pen, person_id=person.id)
    session.exec(update(Audit).where(col(Audit.actor_id) == stray.id).values(actor_id=person.id))
    session.exec(
        update(Person).where(col(Person.scribe_id) == stray.id).values(scribe_id=person.id)
    )
    twice = select(Voter.round_id).where(Voter.person_id == person.id)
    open_now = select(VoteRound.id).where(col(VoteRound.open).is_(True))
    doubled = select(Voter.id).where(
        Voter.person_id == stray.id,
        col(Voter.round_id).in_(twice),
        col(Voter.round_id).in_(open_now),
    )
    session.exec(delete(Ballot).where(col(Ballot.voter_id).in_(doubled)))
    session.exec(delete(Voter).where(col(Voter.id).in_(doubled)))
    session.exec(
        update(Voter)
        .where(col(Voter.person_id) == stray.id, col(Voter.round_id).in_(twice))
        .values(person_id=None)
    )
    mark = session.exec(select(Voter.mark).where(Voter.person_id == person.id)).first()
    voters = update(Voter).where(col(Voter.person_id) == stray.id)
    session.exec(voters.values(person_id=person.id, **({"mark": mark} if mark else {})))
    session.delete(stray)
    session.flush()
