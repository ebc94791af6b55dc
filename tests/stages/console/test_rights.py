"""What a person asks for is done on the console, and the day is set on which everything goes."""

import ast
import json
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from streamlit.testing.v1 import AppTest

from stages.console import rights
from stages.parts.board import Board
from stages.parts.visit import Visit
from tests.stages.conftest import Device, all_sent, drawn
from workshop.db import Database, now
from workshop.domain.cards import add_card
from workshop.domain.erasure.workshops import set_erase_on
from workshop.domain.room import open_activity
from workshop.domain.workshops import delete_workshop
from workshop.drafts import NewCard
from workshop.errors import NotFoundError
from workshop.models import Card, Person, Workshop
from workshop.playbook import load_playbook
from workshop.queries.viewer import Viewer
from workshop.settings import load_settings

WORDS = "Hollyhock at the chemist"
WRITE = "insights.write"


@pytest.fixture
def card(db: Database, facilitator: Viewer, resident: Viewer) -> str:
    open_activity(db, viewer=facilitator, activity=WRITE, anyway=True)
    return add_card(db, viewer=resident, draft=NewCard(activity=WRITE, text=WORDS)).id


@pytest.fixture
def app(desk: Device, card: str) -> AppTest:
    console = desk.open("console")
    console.session_state["console.keep"] = True
    return drawn(console.run())


def test_a_card_is_found_and_erased_after_a_question(app: AppTest, db: Database, card: str) -> None:
    app.text_input(key="console.rights.words").set_value("hollyhock")
    drawn(app.run())
    drawn(app.button(key=f"console.rights.erase.{card}").click().run())
    with db.read() as session:
        assert session.get_one(Card, card).text == WORDS
    drawn(app.button(key=f"console.rights.sure_card.{card}.yes.0").click().run())
    with db.read() as session:
        assert session.get_one(Card, card).text == ""
    assert WORDS not in all_sent(app)


def test_a_person_is_erased_and_their_unsigned_card_is_not_told(
    app: AppTest, db: Database, card: str, resident: Viewer
) -> None:
    app.selectbox(key="console.rights.who").select(resident.person_id)
    drawn(app.run())
    drawn(app.button(key="console.rights.erase_person").click().run())
    drawn(app.button(key="console.rights.sure_person.yes.0").click().run())
    with db.read() as session:
        assert session.get(Person, resident.person_id) is None
        assert session.get_one(Card, card).text == WORDS


def test_another_day_is_chosen_and_the_console_reminds_of_a_near_one(
    app: AppTest, db: Database, desk: Device, facilitator: Viewer
) -> None:
    today = now().date()
    later = today + timedelta(days=500)
    app.date_input(key="console.rights.until.day").set_value(later)
    submit = next(one for one in app.button if one.label == "Keep it until then")
    drawn(submit.click().run())
    with db.read() as session:
        assert session.get_one(Workshop, facilitator.workshop_id).erase_on == later
    assert "is erased on" not in all_sent(desk.open("console"))
    set_erase_on(db, viewer=facilitator, day=today + timedelta(days=3), today=today)
    assert "is erased on" in all_sent(desk.open("console"))


def test_a_day_that_a_colleague_chose_meanwhile_is_not_written_over(
    app: AppTest, db: Database, facilitator: Viewer
) -> None:
    """Saving without a change changes nothing; another choice is said first."""
    today = now().date()
    theirs, mine = today + timedelta(days=40), today + timedelta(days=90)
    set_erase_on(db, viewer=facilitator, day=theirs, today=today)

    def save() -> date | None:
        submit = next(one for one in app.button if one.label == "Keep it until then")
        drawn(submit.click().run())
        with db.read() as session:
            return session.get_one(Workshop, facilitator.workshop_id).erase_on

    assert save() == theirs
    set_erase_on(db, viewer=facilitator, day=theirs + timedelta(days=1), today=today)
    app.date_input(key="console.rights.until.day").set_value(mine)
    assert save() == theirs + timedelta(days=1)
    assert "Somebody has saved this meanwhile" in all_sent(app)
    assert save() == mine


def test_what_is_kept_about_somebody_is_made_for_who_may_have_it_at_that_moment(
    db: Database, facilitator: Viewer, facilitator_token: str, resident: Viewer
) -> None:
    """However long ago the page was drawn that has the button."""
    visit = Visit(db, load_settings(), facilitator_token, load_playbook(), facilitator)
    board = cast(Board, SimpleNamespace(visit=visit, viewer=facilitator))
    person = str(resident.person_id)
    assert json.loads(rights._held(board, person))["cards"] == []
    delete_workshop(db, viewer=facilitator, typed_code=facilitator.code)
    with pytest.raises(NotFoundError, match="deleted"):
        rights._held(board, person)


def test_no_page_has_a_file_lie_ready_for_whoever_presses() -> None:
    """Each is made when it is asked for, and so asks anew who that is."""
    ready, found = [], 0
    for path in Path(str(rights.__file__)).parents[1].rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(".download_button"):
                found += 1
                data = next(
                    (ast.unparse(one.value) for one in node.keywords if one.arg == "data"), ""
                )
                if not data.startswith(("partial(", "content(")):
                    ready.append(f"{path.name}:{node.lineno}")
    assert found >= 9
    assert ready == []
