"""The room's timer: more time, no timer, and closing when it is up, only where that was asked.

A vote is asked to from the start: it also ends some seconds after the last ballot of all.
"""

from datetime import timedelta

from sqlalchemy import ColumnElement, and_
from sqlmodel import col, select

from workshop.db import Database, UnitOfWork, now
from workshop.domain.room import clock, close_run, run_of, steer
from workshop.domain.rounds import all_have_voted, open_round
from workshop.domain.seen import Seen
from workshop.enums import Role, WorkshopState
from workshop.errors import ClosedError, InvalidInputError
from workshop.models import ActivityRun, VoteRound, Workshop
from workshop.playbook import load_playbook
from workshop.queries.viewer import Viewer


def add_minutes(db: Database, *, viewer: Viewer, minutes: int, at: Seen | None = None) -> None:
    """Give the current activity more time from now on, or start its timer."""
    if not 1 <= minutes <= 240:
        raise InvalidInputError("A timer can be made longer by 1 to 240 minutes.")

    def change(work: UnitOfWork, workshop: Workshop, _revision: int) -> dict[str, object]:
        run = run_of(work, workshop, workshop.current_activity)
        moment = clock(workshop)
        run.ends_at = max(run.ends_at or moment, moment) + timedelta(minutes=minutes)
        return {"activity": run.key, "minutes": minutes}

    steer(db, viewer, "add_minutes", change, at=at)


def stop_timer(db: Database, *, viewer: Viewer, at: Seen | None = None) -> None:
    """Take the timer off every screen."""

    def change(work: UnitOfWork, workshop: Workshop, _revision: int) -> dict[str, object]:
        run = run_of(work, workshop, workshop.current_activity)
        run.ends_at = None
        return {"activity": run.key}

    steer(db, viewer, "stop_timer", change, at=at)


def close_at_end(
    db: Database, *, viewer: Viewer, closes: bool = True, at: Seen | None = None
) -> None:
    """Have the current activity close by itself when its time is up, or not, which is the rule."""

    def change(work: UnitOfWork, workshop: Workshop, _revision: int) -> dict[str, object]:
        run = run_of(work, workshop, workshop.current_activity)
        run.closes_at_end = closes
        return {"activity": run.key, "closes": closes}

    steer(db, viewer, "close_at_end", change, at=at)


def close_what_is_up(db: Database) -> int:
    """Close every activity whose time is up and that was to close then; answers how many.

    The server asks for this once a second; a paused room is left open until it goes on.
    """
    with db.read() as session:
        up = session.exec(select(Workshop).join(ActivityRun, _IN).where(*_is_up()))
        viewers = [Viewer(found.id, found.code, Role.HOST) for found in up]
        voted = session.exec(select(Workshop).join(ActivityRun, _IN).where(*_all_in()))
        done = [Viewer(found.id, found.code, Role.HOST) for found in voted]
    closed = sum(_close(db, viewer) for viewer in viewers)
    return closed + sum(_close_vote(db, viewer) for viewer in done)


_IN = and_(
    col(ActivityRun.workshop_id) == col(Workshop.id),
    col(ActivityRun.key) == col(Workshop.current_activity),
)


def _may_close() -> tuple[ColumnElement[bool], ...]:
    return (
        col(ActivityRun.open).is_(True),
        col(ActivityRun.closes_at_end).is_(True),
        col(Workshop.state) == WorkshopState.OPEN,
        col(Workshop.paused).is_(False),
    )


def _is_up() -> tuple[ColumnElement[bool], ...]:
    return (*_may_close(), col(ActivityRun.ends_at) <= now())


def _all_in() -> tuple[ColumnElement[bool], ...]:
    """Where a vote has its last ballot, and nobody has changed theirs for some seconds."""
    voted = select(VoteRound.id).where(
        VoteRound.workshop_id == ActivityRun.workshop_id,
        VoteRound.activity == ActivityRun.key,
        col(VoteRound.open).is_(True),
        col(VoteRound.closes_at) <= now(),
    )
    return (*_may_close(), voted.exists())


def _close(db: Database, viewer: Viewer) -> bool:
    """Look once more where nobody else can write, since the room may have gone on by now."""

    def change(work: UnitOfWork, workshop: Workshop, _revision: int) -> dict[str, object]:
        run = work.session.exec(
            select(ActivityRun)
            .join(Workshop, _IN)
            .where(col(ActivityRun.workshop_id) == workshop.id, *_is_up())
        ).first()
        if run is None:
            raise ClosedError("The time of this activity is not up, or it is closed.")
        close_run(work, workshop, run)
        return {"activity": run.key}

    try:
        steer(db, viewer, "close_at_end_of_time", change)
    except ClosedError:
        return False
    return True


def _close_vote(db: Database, viewer: Viewer) -> bool:
    """End a vote in which all have voted; what is written beside a vote has its own time."""

    def change(work: UnitOfWork, workshop: Workshop, _revision: int) -> dict[str, object]:
        run = work.session.exec(
            select(ActivityRun)
            .join(Workshop, _IN)
            .where(col(ActivityRun.workshop_id) == workshop.id, *_all_in())
        ).first()
        found = open_round(work, workshop, run.key) if run else None
        if run is None or found is None or not all_have_voted(work, found):
            raise ClosedError("Somebody has not voted yet, or this vote is closed.")
        if not load_playbook(workshop.language).activity(run.key).closes_itself:
            raise ClosedError("People write in this activity too.")
        close_run(work, workshop, run)
        return {"activity": run.key}

    try:
        steer(db, viewer, "close_vote_when_all_voted", change)
    except ClosedError:
        return False
    return True
