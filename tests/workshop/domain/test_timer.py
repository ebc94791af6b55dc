"""The timer closes nothing, unless that was asked."""

from tests.workshop.passing import time_is_up
from workshop.db import Database
from workshop.domain.room import open_activity, pause
from workshop.domain.timer import add_minutes, close_at_end, close_what_is_up
from workshop.queries.room import RunState, room_state
from workshop.queries.viewer import Viewer

WRITE = "insights.write"


def current(db: Database, viewer: Viewer) -> RunState:
    with db.read() as session:
        found = room_state(session, viewer.workshop_id)
    assert found is not None
    assert found.current is not None
    return found.current


def test_time_that_is_up_closes_nothing(db: Database, facilitator: Viewer) -> None:
    """People finish their sentence; a minute more is given from now on, not from then."""
    open_activity(db, viewer=facilitator, activity=WRITE)
    time_is_up(db, WRITE)
    assert close_what_is_up(db) == 0
    assert current(db, facilitator).open
    add_minutes(db, viewer=facilitator, minutes=1)
    assert close_what_is_up(db) == 0


def test_it_closes_where_that_was_asked(db: Database, facilitator: Viewer) -> None:
    """Once, not before its time, and not while the room is paused."""
    open_activity(db, viewer=facilitator, activity=WRITE)
    close_at_end(db, viewer=facilitator)
    assert close_what_is_up(db) == 0
    time_is_up(db, WRITE)
    pause(db, viewer=facilitator, paused=True)
    assert close_what_is_up(db) == 0
    pause(db, viewer=facilitator, paused=False)
    assert (close_what_is_up(db), close_what_is_up(db)) == (1, 0)
    run = current(db, facilitator)
    assert (run.open, run.ended_at is not None, run.closes_at_end) == (False, True, True)


def test_the_wish_can_be_taken_back(db: Database, facilitator: Viewer) -> None:
    open_activity(db, viewer=facilitator, activity=WRITE)
    close_at_end(db, viewer=facilitator)
    close_at_end(db, viewer=facilitator, closes=False)
    time_is_up(db, WRITE)
    assert close_what_is_up(db) == 0
