"""Rounds of votes: they begin when their activity opens and end when it closes."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import bindparam
from sqlmodel import col, delete, func, select, update

from workshop.db import UnitOfWork, now
from workshop.domain.people.members import new_id
from workshop.enums import VoteMethod
from workshop.measures import dots_each
from workshop.models import Ballot, Person, Voter, VoteRound, Workshop
from workshop.playbook import load_playbook
from workshop.queries.votes.rounds import options, to_ask

ALL_IN = timedelta(seconds=10)
"""From the last ballot of all to the end of a vote: time to change it once more."""
STILL_READING = timedelta(seconds=45)
"""The same where somebody has a dot left, or a card without an answer."""

_COUNTED = select(
    select(func.count())
    .where(col(Voter.round_id) == bindparam("round"))
    .scalar_subquery()
    .label("voted"),
    select(func.count(col(Voter.paper)))
    .where(col(Voter.round_id) == bindparam("round"))
    .scalar_subquery()
    .label("papers"),
    select(func.count())
    .where(col(Person.workshop_id) == bindparam("workshop"), col(Person.is_facilitator).is_(False))
    .scalar_subquery()
    .label("people"),
    select(func.count())
    .where(col(Ballot.round_id) == bindparam("round"))
    .scalar_subquery()
    .label("lines"),
)


def open_round(work: UnitOfWork, workshop: Workshop, activity: str | None) -> VoteRound | None:
    """The round of an activity in which people can vote now."""
    return work.session.exec(
        select(VoteRound).where(
            VoteRound.workshop_id == workshop.id,
            VoteRound.activity == activity,
            col(VoteRound.open).is_(True),
        )
    ).first()


def begin_round(
    work: UnitOfWork,
    workshop: Workshop,
    activity: str,
    *,
    asked: Sequence[str] | None = None,
    method: VoteMethod | None = None,
) -> None:
    """Open a round where the activity has a vote; one that is open already goes on.

    Everybody's dots are fixed now, by how many cards there are to choose from. ``asked`` are the
    cards it is about, where it is not about all; ``method`` another way to vote than usual. What
    tables put forward is fixed now too: a card or a tap that comes later takes no ballot away.
    """
    found = load_playbook(workshop.language).activity(activity)
    method = method or found.votes
    if method is None or open_round(work, workshop, activity) is not None:
        return
    choice = asked or options(work.session, workshop.id, found)
    asked = asked or to_ask(work.session, workshop.id, found)
    dots = dots_each(len(choice)) if method == VoteMethod.DOTS else 0
    work.session.add(
        VoteRound(
            id=new_id(),
            workshop_id=workshop.id,
            activity=activity,
            number=_last_number(work, workshop, activity) + 1,
            method=method,
            dots=dots,
            open=True,
            opened_at=now(),
            asked=None if asked is None else list(asked),
        )
    )
    work.session.flush()


def _last_number(work: UnitOfWork, workshop: Workshop, activity: str) -> int:
    number: int | None = work.session.exec(
        select(func.max(VoteRound.number)).where(
            VoteRound.workshop_id == workshop.id, VoteRound.activity == activity
        )
    ).one()
    return number or 0


def note_all_in(work: UnitOfWork, found: VoteRound, offered: int) -> None:
    """Set when the round ends by itself, from the newest ballot on, if nobody is still to come.

    ``offered`` is how many cards there are. Whoever has left something open may still be reading.
    """
    counted = work.session.execute(
        _COUNTED, {"round": found.id, "workshop": found.workshop_id}
    ).one()
    full = counted.voted * min(found.dots or offered, offered)
    pause = ALL_IN if counted.lines >= full else STILL_READING
    everybody = counted.voted >= counted.people + counted.papers > 0
    found.closes_at = now() + pause if everybody else None
    work.session.add(found)


def all_have_voted(work: UnitOfWork, found: VoteRound) -> bool:
    """Whether nobody has joined since who has not voted."""
    counted = work.session.execute(
        _COUNTED, {"round": found.id, "workshop": found.workshop_id}
    ).one()
    return bool(counted.voted >= counted.people + counted.papers)


def end_round(work: UnitOfWork, workshop: Workshop, activity: str | None) -> None:
    """Close the open round of an activity; one in which nobody voted is not kept."""
    found = open_round(work, workshop, activity)
    if found is None:
        return
    if work.session.exec(select(Voter.id).where(Voter.round_id == found.id)).first() is None:
        work.session.delete(found)
    else:
        found.open = False
        found.closed_at = now()
    work.session.flush()


def discard_round(work: UnitOfWork, workshop: Workshop, activity: str | None) -> int:
    """Erase the open round with its ballots; answers how many people had voted.

    The next round has another id, so a ballot that was on its way cannot slip into it.
    """
    found = open_round(work, workshop, activity)
    if found is None:
        return 0
    work.session.exec(delete(Ballot).where(col(Ballot.round_id) == found.id))
    voters = work.session.exec(delete(Voter).where(col(Voter.round_id) == found.id)).rowcount
    work.session.delete(found)
    work.session.flush()
    work.erase()
    return voters


def forget_voters(work: UnitOfWork, workshop: Workshop) -> None:
    """Cut the thread from each ballot to its person for good; the role group stays."""
    work.session.exec(
        update(Voter).where(col(Voter.workshop_id) == workshop.id).values(person_id=None)
    )
