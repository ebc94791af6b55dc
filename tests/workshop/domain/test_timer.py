"""The timer closes nothing, unless that was asked."""

from datetime import datetime, timedelta

from tests.workshop.passing import time_is_up
from workshop.db import Database, now
from workshop.domain.room import open_activity, pause, run_of
from workshop.domain.timer import add_minutes, close_at_end, close_what_is_up
from workshop.live.wire import room_json
from workshop.models import Workshop
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


def _paused_since(db: Database, viewer: Viewer, minutes: int) -> None:
    """As if the room had been paused so long ago."""
    with db.write() as work:
        workshop = work.session.get_one(Workshop, viewer.workshop_id)
        assert workshop.paused_at is not None
        workshop.paused_at -= timedelta(minutes=minutes)
        run = run_of(work, workshop, workshop.current_activity)
        assert run.ends_at is not None
        run.ends_at -= timedelta(minutes=minutes)
        work.commit()


def _left(db: Database, viewer: Viewer) -> float:
    """Minutes to the end of the current step, as screens are told."""
    with db.read() as session:
        state = room_state(session, viewer.workshop_id)
    assert state is not None
    told = room_json(state)["activity"]
    if told["left"] is not None:
        assert told["ends_at"] is None
        return float(told["left"]) / 60
    return (datetime.fromisoformat(told["ends_at"]) - now()).total_seconds() / 60


def test_a_pause_stops_the_clock(db: Database, facilitator: Viewer) -> None:
    """However long it takes, the step has as many minutes as before; added ones count too."""
    open_activity(db, viewer=facilitator, activity="insights.write")
    before = _left(db, facilitator)
    pause(db, viewer=facilitator, paused=True)
    _paused_since(db, facilitator, 600)
    pause(db, viewer=facilitator, paused=True)
    assert abs(_left(db, facilitator) - before) < 1
    add_minutes(db, viewer=facilitator, minutes=5)
    assert abs(_left(db, facilitator) - before - 5) < 1
    pause(db, viewer=facilitator, paused=False)
    assert abs(_left(db, facilitator) - before - 5) < 1
    pause(db, viewer=facilitator, paused=False)
    assert abs(_left(db, facilitator) - before - 5) < 1


def test_a_step_opened_in_a_pause_has_all_its_minutes(db: Database, facilitator: Viewer) -> None:
    open_activity(db, viewer=facilitator, activity="team.hopes")
    pause(db, viewer=facilitator, paused=True)
    _paused_since(db, facilitator, 60)
    open_activity(db, viewer=facilitator, activity="insights.write")
    with db.read() as session:
        state = room_state(session, facilitator.workshop_id)
    assert state is not None
    assert state.current is not None
    assert abs(_left(db, facilitator) - state.current.minutes) < 1
    pause(db, viewer=facilitator, paused=False)
    assert abs(_left(db, facilitator) - state.current.minutes) < 1
