"""Erasing one person's contributions, and what is held on one person.

A person erases all of their own: their browser finds the cards that name nobody. A facilitator who
does it for somebody erases what carries that name, and cuts the thread to the rest: which card
without a name was whose stays untold, also by what would be missing from the wall afterwards. Only
a recorded voice goes from there too: it is known again, and so says itself whose it is.
"""

from dataclasses import dataclass

from sqlmodel import col, delete, select, update

from workshop.db import Database, UnitOfWork
from workshop.domain.acting import acting
from workshop.domain.erasure.cards import forget_cards
from workshop.domain.erasure.lines import Erasable, keep_line
from workshop.domain.journal import hides_author, next_revision, record
from workshop.domain.policy import Situation, Verb, require
from workshop.domain.room import run_of, send_again
from workshop.errors import NotFoundError
from workshop.models import (
    ActivityRun,
    Audit,
    Ballot,
    Card,
    Device,
    Person,
    Receipt,
    Recording,
    Voter,
    VoteRound,
    Workshop,
)
from workshop.queries.people.held import speaks_for
from workshop.queries.viewer import Viewer
from workshop.security_log import SecurityEvent, note

ERASE_PERSON = "erase_person"
NOBODY = "This person is not here any more."


@dataclass(frozen=True, slots=True)
class ErasedPerson:
    """How many cards were erased, and how many stay as nobody's."""

    cards: int
    unsigned: int = 0


def erase_person(db: Database, *, viewer: Viewer, person_id: str) -> ErasedPerson:
    """Erase what one person contributed and who they are, in an open or a closed workshop.

    Their device has to join anew. Votes that are closed stay as sums, as nobody's.
    """
    with acting(db, viewer) as (work, viewer):
        person = work.session.get(Person, person_id)
        if person is None or person.workshop_id != viewer.workshop_id:
            raise NotFoundError(NOBODY)
        own = speaks_for(viewer, person.id)
        require(viewer.role, Verb.ERASE, Situation(own_card=own))
        workshop = work.session.get_one(Workshop, viewer.workshop_id)
        done = erase_whole_person(work, workshop, viewer, person, own=own)
        work.commit()
        note(SecurityEvent.PERSON_ERASED, viewer.code)
        return done


def erase_whole_person(
    work: UnitOfWork, workshop: Workshop, viewer: Viewer, person: Person, *, own: bool
) -> ErasedPerson:
    revision = next_revision(work, workshop)
    gone, left = _cards(work, workshop, viewer, person, own=own)
    forget_cards(work, gone, revision)
    _cut(work, workshop, left, revision)
    _forget_votes(work, person)
    _forget_traces(work, workshop, person)
    keep_line(work, workshop, Erasable.PERSON, person.id, viewer.role, own=own)
    record(
        work,
        workshop,
        viewer,
        ERASE_PERSON,
        object_type="person",
        object_id=person.id,
        revision=revision,
        anonymous=own,
    )
    work.session.delete(person)
    work.session.flush()
    _forget_device(work, person.device_id)
    work.erase()
    return ErasedPerson(len(gone), len(left))


def _cards(
    work: UnitOfWork, workshop: Workshop, viewer: Viewer, person: Person, *, own: bool
) -> tuple[list[str], list[str]]:
    """Those to erase, and those of which only the thread is cut."""
    session = work.session
    runs = session.exec(select(ActivityRun).where(ActivityRun.workshop_id == workshop.id))
    by_key = {run.key: run for run in runs}
    gone: list[str] = []
    left: list[str] = []
    for card in session.exec(select(Card).where(Card.author_id == person.id)):
        run = by_key.get(card.activity)
        unsigned = run is not None and hides_author(run, card)
        (left if unsigned and not own else gone).append(card.id)
    if own:
        marked = select(Card).where(
            Card.workshop_id == workshop.id, col(Card.author_mark).is_not(None)
        )
        gone += [one.id for one in session.exec(marked) if viewer.voice_of(one) == person.id]
    return gone, left


def _cut(work: UnitOfWork, workshop: Workshop, cards: list[str], revision: int) -> None:
    """Leave these cards as nobody's, and their voices nowhere.

    All cards of a step that loses one are sent again, so that none is told apart by it.
    """
    spoken = select(Card.activity).join(Recording, col(Recording.card_id) == col(Card.id))
    for activity in set(work.session.exec(spoken.where(col(Card.id).in_(cards)))):
        send_again(work, run_of(work, workshop, activity), revision)
    work.session.exec(delete(Recording).where(col(Recording.card_id).in_(cards)))
    work.session.exec(update(Audit).where(col(Audit.object_id).in_(cards)).values(actor_id=None))
    work.session.exec(delete(Receipt).where(col(Receipt.card_id).in_(cards)))
    work.session.exec(
        update(Card)
        .where(col(Card.id).in_(cards))
        .values(author_id=None, author_name="", table_no=None)
    )


def _forget_votes(work: UnitOfWork, person: Person) -> None:
    """A ballot of a vote that still runs is taken out; of an older one nobody knows whose it is."""
    running = select(Voter.id).where(
        Voter.person_id == person.id,
        col(Voter.round_id).in_(select(VoteRound.id).where(col(VoteRound.open))),
    )
    voters = list(work.session.exec(running))
    work.session.exec(delete(Ballot).where(col(Ballot.voter_id).in_(voters)))
    work.session.exec(delete(Voter).where(col(Voter.id).in_(voters)))
    work.session.exec(update(Voter).where(col(Voter.person_id) == person.id).values(person_id=None))


def _forget_traces(work: UnitOfWork, workshop: Workshop, person: Person) -> None:
    of_here = col(Audit.workshop_id) == workshop.id
    work.session.exec(
        update(Audit).where(of_here, col(Audit.actor_id) == person.id).values(actor_id=None)
    )
    work.session.exec(
        update(Audit)
        .where(of_here, col(Audit.object_id) == person.id)
        .values(before=None, after=None)
    )
    work.session.exec(
        update(Person).where(col(Person.scribe_id) == person.id).values(scribe_id=None)
    )
    if person.device_id is not None:
        work.session.exec(
            delete(Receipt).where(
                col(Receipt.workshop_id) == workshop.id,
                col(Receipt.device_id) == person.device_id,
            )
        )


def _forget_device(work: UnitOfWork, device_id: str | None) -> None:
    elsewhere = select(Person.id).where(Person.device_id == device_id)
    if device_id is not None and work.session.exec(elsewhere).first() is None:
        work.session.exec(delete(Device).where(col(Device.id) == device_id))
