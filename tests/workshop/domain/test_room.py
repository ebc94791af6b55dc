"""Steering the room."""

import itertools
from datetime import timedelta

import pytest

from workshop.db import Database, now
from workshop.domain import promises, room, timer
from workshop.domain.cards import add_card
from workshop.domain.people.members import new_token
from workshop.domain.workshops import MadeWorkshop, create_workshop
from workshop.drafts import NewCard, NewWorkshop
from workshop.enums import Attribution
from workshop.errors import InvalidInputError, NotFoundError
from workshop.live.feed import VIEWS, Feed
from workshop.playbook import load_playbook
from workshop.queries.cards import Audience, news
from workshop.queries.room import RoomState, RunState, room_state, run_sheet
from workshop.queries.viewer import Viewer, identify

WRITE = "insights.write"


@pytest.fixture
def just_made(db: Database) -> Viewer:
    """Whoever steers a workshop whose run sheet is its template's and nothing else."""
    token = new_token()
    draft = NewWorkshop(title="A day as planned")
    made = create_workshop(db, draft=draft, playbook=load_playbook(), token=token)
    with db.read() as session:
        return identify(session, token=token, code=made.code)


def state(db: Database, viewer: Viewer) -> RoomState:
    with db.read() as session:
        found = room_state(session, viewer.workshop_id)
    assert found is not None
    return found


def current(db: Database, viewer: Viewer) -> RunState:
    found = state(db, viewer).current
    assert found is not None
    return found


def sheet(db: Database, viewer: Viewer) -> list[RunState]:
    with db.read() as session:
        return run_sheet(session, viewer.workshop_id)


def test_a_new_workshop_stands_at_its_first_activity_closed(
    db: Database, just_made: Viewer
) -> None:
    """Nobody writes before the facilitator opens; the projector shows the way in."""
    first = sheet(db, just_made)[0]
    here = state(db, just_made)
    assert (here.projector, here.paused, here.closed) == ("join", False, False)
    assert here.current == first
    assert (first.open, first.revealed, first.ends_at) == (False, False, None)


def test_steps_follow_the_run_sheet_and_stop_at_its_ends(db: Database, just_made: Viewer) -> None:
    """Forward through every line and back, and a sentence at either end."""
    keys = [run.activity.key for run in sheet(db, just_made)]
    walked = [current(db, just_made).activity.key]
    for _ in keys[1:]:
        room.step(db, viewer=just_made, forward=True)
        walked.append(current(db, just_made).activity.key)
    assert walked == keys
    assert state(db, just_made).next_activity is None
    with pytest.raises(NotFoundError, match="last activity"):
        room.step(db, viewer=just_made, forward=True)
    for _ in keys[1:]:
        room.step(db, viewer=just_made, forward=False)
    with pytest.raises(NotFoundError, match="first activity"):
        room.step(db, viewer=just_made, forward=False)


def test_one_activity_is_open_at_a_time(db: Database, facilitator: Viewer) -> None:
    """Opening another, or moving on, closes what was open and stops its time."""
    room.open_activity(db, viewer=facilitator, activity=WRITE)
    room.step(db, viewer=facilitator, forward=True)
    runs = {run.activity.key: run for run in sheet(db, facilitator)}
    assert [run.activity.key for run in runs.values() if run.open] == []
    assert runs[WRITE].ended_at is not None
    assert runs[WRITE].ends_at is None


def test_opening_starts_the_time_once(
    db: Database, facilitator: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Opening starts its time at one moment, however slow the machine; open already, not again."""
    moments = itertools.count()
    start = now()
    monkeypatch.setattr(room, "now", lambda: start + timedelta(milliseconds=next(moments)))
    room.open_activity(db, viewer=facilitator, activity=WRITE)
    first = current(db, facilitator)
    assert first.ends_at is not None
    assert first.started_at is not None
    assert first.ends_at - first.started_at == timedelta(minutes=first.minutes)
    room.open_activity(db, viewer=facilitator, activity=WRITE)
    assert current(db, facilitator) == first


def test_minutes_are_added_from_now_on(db: Database, facilitator: Viewer) -> None:
    """One more minute is a minute from now where the time was over; then it can be stopped."""
    room.open_activity(db, viewer=facilitator, activity=WRITE)
    before = current(db, facilitator).ends_at
    assert before is not None
    timer.add_minutes(db, viewer=facilitator, minutes=3)
    assert current(db, facilitator).ends_at == before + timedelta(minutes=3)
    timer.stop_timer(db, viewer=facilitator)
    assert current(db, facilitator).ends_at is None
    timer.add_minutes(db, viewer=facilitator, minutes=1)
    ends = current(db, facilitator).ends_at
    assert ends is not None
    assert timedelta(0) < ends - now() <= timedelta(minutes=1)


@pytest.mark.parametrize("minutes", [0, -1, 241, 10**12])
def test_minutes_have_bounds(minutes: int, db: Database, facilitator: Viewer) -> None:
    """A slip of the finger does not set a timer for a year."""
    with pytest.raises(InvalidInputError, match="1 to 240"):
        timer.add_minutes(db, viewer=facilitator, minutes=minutes)


def test_revealing_sends_every_card_again_once(
    db: Database, facilitator: Viewer, resident: Viewer
) -> None:
    """Each stream carries them anew after the reveal; revealing again sends nothing."""
    room.open_activity(db, viewer=facilitator, activity=WRITE)
    ids = [
        add_card(db, viewer=resident, draft=NewCard(activity=WRITE, text=text)).id
        for text in ("One", "Two")
    ]
    before = state(db, facilitator)
    assert (before.current and before.current.face_down) == 2
    room.reveal(db, viewer=facilitator)
    with db.read() as session:
        found = news(session, facilitator.workshop_id, Audience.ROOM, before.revision)
    told = [(change.id, change.card and change.card.text) for change in found.changes]
    assert told == [(ids[0], "One"), (ids[1], "Two")]
    after = state(db, facilitator).revision
    room.reveal(db, viewer=facilitator)
    with db.read() as session:
        assert news(session, facilitator.workshop_id, Audience.ROOM, after).changes == []


def test_tightening_goes_one_way(db: Database, facilitator: Viewer) -> None:
    """Named, role, anonymous: each step can be taken, none can be taken back."""
    order = list(Attribution)
    for wanted in order:
        if order.index(wanted) >= order.index(current_of(db, facilitator)):
            promises.tighten(db, viewer=facilitator, activity=WRITE, attribution=wanted)
            assert current_of(db, facilitator) is wanted
        else:
            with pytest.raises(InvalidInputError, match="never loosened"):
                promises.tighten(db, viewer=facilitator, activity=WRITE, attribution=wanted)


def current_of(db: Database, viewer: Viewer) -> Attribution:
    return next(r.attribution for r in sheet(db, viewer) if r.activity.key == WRITE)


def test_what_the_projector_shows_is_a_row(db: Database, facilitator: Viewer) -> None:
    """A second projector, or a restarted server, agrees with the first."""
    room.show(db, viewer=facilitator, what="wall")
    again = Database(db.url)
    assert state(again, facilitator).projector == "wall"
    again.close()
    with pytest.raises(InvalidInputError):
        room.show(db, viewer=facilitator, what="cinema")


def test_pausing_and_going_on(db: Database, facilitator: Viewer) -> None:
    """Every screen is told to look up, and then to go on."""
    room.pause(db, viewer=facilitator, paused=True)
    assert state(db, facilitator).paused is True
    room.pause(db, viewer=facilitator, paused=False)
    assert state(db, facilitator).paused is False


def test_the_first_phone_is_noted_once(
    db: Database, workshop: MadeWorkshop, facilitator: Viewer
) -> None:
    """The room check ticks at the first phone; the others change nothing."""
    room.note_phone(db, workshop_id=workshop.id)
    revision = state(db, facilitator).revision
    room.note_phone(db, workshop_id=workshop.id)
    assert state(db, facilitator).revision == revision


def test_an_activity_that_is_not_planned_cannot_be_opened(
    db: Database, facilitator: Viewer
) -> None:
    """A sentence, and the room stays where it was."""
    before = state(db, facilitator)
    for verb in (room.move_to, room.open_activity, room.reveal):
        with pytest.raises(NotFoundError, match="no activity"):
            verb(db, viewer=facilitator, activity="no.such")
    assert state(db, facilitator) == before


def test_every_commit_moves_the_stream_on(db: Database, facilitator: Viewer) -> None:
    """Each act of steering is one revision, and the stream of each view tells of it."""
    feed = Feed(db)
    for act in (
        lambda: room.open_activity(db, viewer=facilitator, activity=WRITE),
        lambda: room.pause(db, viewer=facilitator, paused=True),
        lambda: room.close_activity(db, viewer=facilitator),
    ):
        before = feed.revision(facilitator.workshop_id)
        act()
        for view in VIEWS.values():
            batch = feed.news(facilitator.workshop_id, view, before)
            assert batch is not None
            assert batch.revision == before + 1


@pytest.mark.parametrize(
    ("activity", "screen"),
    [
        ("insights.sort", "themes"),
        ("solutions.cluster", "themes"),
        ("segments.map", "wall"),
        ("prototyping.rank", "wall"),
        ("resources.timing", "wall"),
    ],
)
def test_only_a_step_of_themes_begins_with_the_cards_by_theme(
    db: Database, just_made: Viewer, activity: str, screen: str
) -> None:
    """Cards that are placed on two lines are not heaps: their vote has to be seen."""
    room.open_activity(db, viewer=just_made, activity=activity, anyway=True)
    assert state(db, just_made).projector == screen
