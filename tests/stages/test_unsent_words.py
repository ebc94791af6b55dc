"""What is typed into a form is known to the browser alone until the form is sent.

So a page that is drawn again sets none of its boxes. That what is typed also stays where a form
goes away for a while is tested in ``tests/browser/states/test_unsent_words.py``.
"""

import pytest
from streamlit.testing.v1 import AppTest

from stages.parts.state import EDITING, Editing
from stages.registry import STAGES
from tests.stages.conftest import Device, drawn
from tests.stages.exploring import Spot, go, in_addresses, opened, parts, switches_on, widgets
from tests.stages.walking import put
from workshop.db import Database
from workshop.domain.cards import edit_card
from workshop.domain.room import open_activity
from workshop.drafts import CardEdit
from workshop.enums import StageKey
from workshop.queries.viewer import Viewer


def set_anew(app: AppTest) -> tuple[int, list[str]]:
    """How many boxes stand in forms, and which of them the page has told what to hold."""
    protos = {key: one.proto for key, one in widgets(app).items()}
    inside = {key: one for key, one in protos.items() if getattr(one, "form_id", "")}
    return len(inside), [key for key, one in inside.items() if getattr(one, "set_value", False)]


@pytest.mark.parametrize("stage", list(STAGES))
def test_a_stage_that_is_drawn_again_sets_no_box_of_its_forms(
    desk: Device, db: Database, facilitator: Viewer, stage: str
) -> None:
    put(db, facilitator, "insights.write", "insight", "The door is heavy")
    spots = [Spot(stage, name) for name in parts(desk.open(stage), stage)]
    boxes = 0
    for spot in [*spots, *(one for one in in_addresses() if one.stage == stage)]:
        app = go(desk, spot)
        opened(app, switches_on(app))
        there, told = set_anew(drawn(app.run()))
        assert told == [], spot
        boxes += there
    assert boxes or stage == StageKey.SOLUTIONS  # which waits for a challenge to be agreed


@pytest.mark.parametrize(("page", "at_least"), [("console", 8), ("plan", 8)])
def test_the_facilitators_own_pages_set_no_box_of_their_forms(
    desk: Device, db: Database, facilitator: Viewer, page: str, at_least: int
) -> None:
    open_activity(db, viewer=facilitator, activity="insights.write", anyway=True)
    app = desk.open(page)
    app.session_state["console.keep"] = True
    opened(drawn(app.run()), switches_on(app))
    there, told = set_anew(drawn(app.run()))
    assert (there >= at_least, told) == (True, [])


def test_a_card_that_somebody_else_saves_leaves_the_open_form_as_it_is(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    card = put(db, facilitator, "insights.write", "insight", "The door is heavy")
    app = desk.open("insights")
    app.session_state[EDITING.name] = {card: Editing(1)}
    drawn(app.run())
    draft = CardEdit.read({"version": 1, "text": "The door is shut", "fields": {}})
    edit_card(db, viewer=facilitator, card_id=card, draft=draft)
    there, told = set_anew(drawn(app.run()))
    assert (there > 1, told) == (True, [])
