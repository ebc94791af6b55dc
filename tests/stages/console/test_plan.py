"""The plan on its own page: everybody reads it, a facilitator changes it."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.stages.conftest import Device, OpenAs, all_sent, drawn, minutes_of, sentences
from workshop.db import Database
from workshop.domain import room
from workshop.enums import Attribution
from workshop.queries.room import RunState, room_state, run_sheet
from workshop.queries.viewer import Viewer

STEP = "insights.write"


def _runs(db: Database, viewer: Viewer) -> list[RunState]:
    with db.read() as session:
        return run_sheet(session, viewer.workshop_id)


def _keys(db: Database, viewer: Viewer) -> list[str]:
    return [run.activity.key for run in _runs(db, viewer)]


def choose(app: AppTest, key: str) -> AppTest:
    """The step stands beside the run sheet, with all that can be changed in it."""
    return drawn(app.selectbox(key="plan.which").set_value(key).run())


@pytest.fixture
def opened(desk: Device, db: Database, facilitator: Viewer) -> AppTest:
    """The plan with the room at Insight capture, whose step after the first is being changed."""
    room.move_to(db, viewer=facilitator, activity=STEP)
    app = desk.open("plan")
    return choose(app, "insights.journey")


def test_every_line_can_be_changed(opened: AppTest, db: Database, facilitator: Viewer) -> None:
    """Minutes, place and promise of one step; then it is taken out and added again."""
    key = "insights.journey"
    drawn(minutes_of(opened, key).set_value(21).run())
    drawn(opened.button(key=f"plan.down.{key}").click().run())
    stricter = f"plan.tighten.{key}.{Attribution.ANONYMOUS}"
    drawn(opened.button(key=stricter).click().run())
    run = next(run for run in _runs(db, facilitator) if run.activity.key == key)
    assert (run.minutes, run.attribution) == (21, Attribution.ANONYMOUS)
    before = _keys(db, facilitator)
    assert before.index(key) == before.index("insights.sort") + 1
    drawn(opened.button(key=f"plan.remove.{key}").click().run())
    assert key not in _keys(db, facilitator)
    opened.selectbox(key="plan.add_which").select(key)
    drawn(opened.run())
    drawn(opened.button(key="plan.add").click().run())
    assert key in _keys(db, facilitator)


def test_the_facilitator_hears_which_languages_nobody_has_checked(
    opened: AppTest, device: OpenAs, participant_token: str
) -> None:
    """Those who only read the plan are not troubled with it."""
    said = [one.value for one in opened.caption if "drafts" in one.value]
    assert [all(name in one for name in ("Polski", "Cymraeg", "العربية")) for one in said] == [True]
    theirs = device(participant_token).open("plan")
    assert "drafts" not in all_sent(theirs)


def test_the_room_goes_to_any_line(opened: AppTest, db: Database, facilitator: Viewer) -> None:
    drawn(choose(opened, "insights.vote").button(key="plan.go.insights.vote").click().run())
    with db.read() as session:
        state = room_state(session, facilitator.workshop_id)
    assert state is not None
    assert state.current is not None
    assert state.current.activity.key == "insights.vote"


def test_what_cannot_go_says_why(opened: AppTest, db: Database, facilitator: Viewer) -> None:
    choose(opened, STEP)
    drawn(opened.button(key=f"plan.remove.{STEP}").click().run())
    assert sentences(opened) == ["The room is here just now. Move on first."]
    assert STEP in _keys(db, facilitator)


def test_a_plan_longer_than_the_booking_is_warned_about(
    opened: AppTest, db: Database, facilitator: Viewer
) -> None:
    assert len(opened.warning) == 0
    drawn(minutes_of(opened, "insights.journey").set_value(60).run())
    assert [one.value.split(".")[0] for one in opened.warning] == [
        "The plan is 54 minutes longer than the time booked"
    ]


def test_a_participant_reads_the_plan_and_changes_nothing(
    device: OpenAs, participant_token: str
) -> None:
    app = device(participant_token).open("plan")
    assert "57 steps" in all_sent(app)
    assert [button.key for button in app.button if (button.key or "").startswith("plan.")] == []


def test_who_has_not_joined_is_told_the_way_in(device: OpenAs) -> None:
    assert sentences(device("z" * 40).open("plan")) == [
        "Join the workshop first. Then you can look around here."
    ]
