"""What the run sheet asks for, done as one act each, and taken back by its name."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.stages.conftest import Device, all_sent, drawn, sentences
from workshop.db import Database
from workshop.domain import room
from workshop.queries.room import RunState, run_sheet
from workshop.queries.viewer import Viewer

STEP = "insights.journey"


def _runs(db: Database, viewer: Viewer) -> list[RunState]:
    with db.read() as session:
        return run_sheet(session, viewer.workshop_id)


def _keys(db: Database, viewer: Viewer) -> list[str]:
    return [run.activity.key for run in _runs(db, viewer)]


def _ask(edit: dict) -> None:  # type: ignore[type-arg]  # it runs alone, without imports
    from stages.console.run_sheet import edited
    from stages.parts.board import read_board
    from stages.parts.visit import member, show_problem

    edited(read_board(member()), edit)
    show_problem("plan")


def ask(desk: Device, **edit: Any) -> AppTest:
    """The page with what the browser sent, done before it is drawn."""
    desk.sit_down()
    app = AppTest.from_function(_ask, args=(edit,), default_timeout=60)
    return desk._start(app)


def test_each_edit_is_done_and_taken_back(desk: Device, db: Database, facilitator: Viewer) -> None:
    before = _runs(db, facilitator)
    keys = _keys(db, facilitator)
    here = keys.index(STEP)
    ask(desk, act="nudge", keys=[STEP], earlier=True)
    assert _keys(db, facilitator).index(STEP) == here - 1
    ask(desk, act="move", keys=[STEP, keys[0]], before=keys[5], session=1)
    assert _keys(db, facilitator)[4:6] == [keys[0], STEP]
    ask(desk, act="copy", keys=[STEP])
    assert len(_runs(db, facilitator)) == len(before) + 1
    ask(desk, act="minutes", minutes=[[STEP, before[here].minutes, 21]])
    app = drawn(desk.open("plan"))
    for said in (f"Undo: {before[here].minutes} → 21 minutes", "Undo: adding", "Undo: moving 2"):
        button = app.button(key="plan.undo")
        assert button.label.startswith(said)
        drawn(button.click().run())
    drawn(app.button(key="plan.undo").click().run())
    assert _runs(db, facilitator) == before
    assert not [one for one in app.button if one.key == "plan.undo"]
    again = app.button(key="plan.redo")
    assert again.label == f"Do again: moving {before[here].activity.title}"
    drawn(again.click().run())
    assert _keys(db, facilitator).index(STEP) == here - 1


@pytest.mark.parametrize(
    "edit",
    [
        {"act": "explode"},
        {"act": "move", "keys": "team.arrive"},
        {"act": "minutes", "minutes": [["team.arrive", 3, 0]]},
        {"act": "minutes", "minutes": [["team.arrive", 3, 10**9]]},
        {"act": "nudge", "keys": ["no.such.step"]},
        {"act": "undo", "seen": 1},
        {"act": "redo", "seen": 1},
        {"act": "remove", "keys": []},
    ],
)
def test_what_a_browser_may_not_ask_for_is_a_sentence(
    desk: Device, db: Database, facilitator: Viewer, edit: dict[str, Any]
) -> None:
    before = _runs(db, facilitator)
    assert sentences(ask(desk, **edit))
    assert _runs(db, facilitator) == before


def test_tables_that_do_different_things_are_said_by_line(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    room.move_to(db, viewer=facilitator, activity=STEP)
    app = desk.open("plan")
    app.text_area(key=f"plan.tables.{STEP}.tables").set_value("Dads\n\nNew parents")
    drawn(app.button(key=f"plan.tables.{STEP}.save").click().run())
    run = next(one for one in _runs(db, facilitator) if one.activity.key == STEP)
    assert run.tables == ("Dads", "", "New parents")
    assert "How the time is spent" in all_sent(app)
