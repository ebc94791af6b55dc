"""How many presses things take, counted with the controls that a facilitator sees."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from stages.registry import STAGES
from tests.stages.conftest import Device, drawn, minutes_of
from tests.workshop.voting import Several
from workshop.db import Database
from workshop.domain import room, votes
from workshop.domain.cards import add_card
from workshop.drafts import BallotPaper, NewCard
from workshop.enums import Consent
from workshop.kinds import CardKind
from workshop.models import Card
from workshop.queries.room import room_state, run_sheet
from workshop.queries.viewer import Viewer

CHOOSE = "reframe.choose"


class Hand:
    """Presses visible controls and counts them."""

    def __init__(self, app: AppTest) -> None:
        self.app = app
        self.presses = 0

    def press(self, key: str) -> None:
        self.presses += 1
        drawn(self.app.button(key=key).click().run())


def card(db: Database, viewer: Viewer, activity: str, kind: str, text: str, **more: Any) -> str:
    given = {"activity": activity, "kind": kind, "text": text, **more}
    return add_card(db, viewer=viewer, draft=NewCard.read(given)).id


@pytest.fixture
def several(join_as: Callable[..., Viewer]) -> Several:
    def people(group: str, number: int) -> list[Viewer]:
        return [join_as(group) for _ in range(number)]

    return people


def vote(db: Database, people: list[Viewer], said: dict[str, dict[str, Any]]) -> None:
    with db.read() as session:
        state = room_state(session, people[0].workshop_id)
    assert state is not None
    assert state.vote is not None
    draft = BallotPaper.read({"choices": [{"card": one, **how} for one, how in said.items()]})
    for one in people:
        votes.cast(db, viewer=one, round_id=state.vote.id, draft=draft)


def test_agreeing_the_challenge_takes_two_presses(
    desk: Device, db: Database, facilitator: Viewer, several: Several
) -> None:
    """Ask the room about the winner, then agree. It was nine over two tabs."""
    insights = [card(db, facilitator, "insights.write", "insight", t) for t in ("One", "Two")]
    links = {"insights": insights}
    best, other = (
        card(db, facilitator, "reframe.from-to", "reframe", text, links=links)
        for text in ("Every boy knows a man who stays", "More buses")
    )
    people = several("resident", 4)
    room.open_activity(db, viewer=facilitator, activity=CHOOSE)
    vote(db, people, {best: {"score": 5}, other: {"score": 2}})
    room.close_activity(db, viewer=facilitator)
    hand = Hand(desk.open("console"))
    hand.press("console.decide.ask")
    vote(db, people, {best: {"consent": Consent.YES}})
    drawn(hand.app.run())
    hand.press("console.decide.take_on")
    with db.read() as session:
        assert session.get_one(Card, best).fields["agreed"]
    assert hand.presses == 2


def test_a_case_is_on_the_big_screen_with_one_press(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    """It was four, landing in mid-page."""
    room.open_activity(db, viewer=facilitator, activity="horizon.cases")
    app = desk.open("console")
    first = next(one for one in app.button if one.key and one.key.startswith("console.library."))
    hand = Hand(app)
    hand.press(str(first.key))
    with db.read() as session:
        state = room_state(session, facilitator.workshop_id)
    assert state is not None
    assert state.projector.startswith("case:")
    assert hand.presses == 1


def test_minutes_change_with_one_act_and_a_step_moves_with_one_press(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    """Minutes took three."""

    def plan() -> dict[str, int]:
        with db.read() as session:
            runs = run_sheet(session, facilitator.workshop_id)
        return {run.activity.key: run.minutes for run in runs}

    room.move_to(db, viewer=facilitator, activity="insights.write")
    app = desk.open("plan")
    drawn(app.selectbox(key="plan.which").set_value("insights.journey").run())
    drawn(minutes_of(app, "insights.journey").set_value(33).run())
    assert plan()["insights.journey"] == 33
    before = list(plan())
    hand = Hand(app)
    hand.press("plan.up.insights.journey")
    assert list(plan()).index("insights.journey") == before.index("insights.journey") - 1
    assert hand.presses == 1


def test_a_spending_file_is_kept_with_two_acts_on_the_console(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    """Dropped, and kept, in the step that asks for it. It was eight, over two pages."""
    assert STAGES  # who is on the road says too what is lent to the console
    room.open_activity(db, viewer=facilitator, activity="resources.spend", anyway=True)
    app = desk.open("console")
    file = ("april.csv", b"Supplier,Amount\nAcme,1000.00\nBeta,300.00\n", "text/csv")
    drawn(app.file_uploader(key="resources.file.upload.0").set_value(file).run())
    hand = Hand(app)
    hand.press("resources.file.keep.save")
    with db.read() as session:
        kinds = session.exec(select(Card.kind).where(Card.workshop_id == facilitator.workshop_id))
        assert CardKind.RESOURCE_LINE in set(kinds)
    room.move_to(db, viewer=facilitator, activity="reframe.from-to")
    with pytest.raises(KeyError):
        desk.open("console").file_uploader(key="resources.file.upload.1")
