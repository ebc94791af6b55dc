"""The console starts from the same earlier cards as phones: written for somebody, or from paper."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.stages.conftest import Device, drawn, sentences
from workshop.db import Database
from workshop.domain.cards import add_card, hide_card
from workshop.domain.room import open_activity
from workshop.domain.threads.forwarding import put_forward
from workshop.drafts import NewCard
from workshop.kinds import CardKind
from workshop.queries.cards import CardView, cards_for
from workshop.queries.viewer import Viewer


@pytest.fixture
def dads(db: Database, facilitator: Viewer, resident: Viewer) -> str:
    """One group on the map, named by somebody with a phone."""
    open_activity(db, viewer=facilitator, activity="segments.map")
    return add_card(db, viewer=resident, draft=NewCard(activity="segments.map", text="Dads")).id


def groups(db: Database, viewer: Viewer) -> list[CardView]:
    with db.read() as session:
        return [card for card in cards_for(session, viewer) if card.kind == CardKind.SEGMENT]


FORWARD = "Cards that go on to the whole room"


def put_up(db: Database, viewer: Viewer) -> set[str]:
    with db.read() as session:
        return {card.text for card in cards_for(session, viewer) if card.forward}


def asked_about(app: AppTest) -> list[str]:
    return [one.value for one in app.text if "” and “" in one.value]


def pick(app: AppTest, label: str) -> Any:
    widgets = [*app.selectbox, *app.text_input, *app.text_area, *app.radio, *app.multiselect]
    return next(one for one in widgets if one.label == label)


def press(app: AppTest, label: str) -> AppTest:
    return drawn(next(one for one in app.button if one.label == label).click().run())


def test_what_somebody_says_is_added_to_the_group_that_is_there(
    desk: Device, db: Database, facilitator: Viewer, dads: str
) -> None:
    open_activity(db, viewer=facilitator, activity="segments.name")
    app = desk.open("console")
    app = drawn(app.toggle(key="console.scribe").set_value(True).run())
    app = drawn(pick(app, "Which one?").select(dads).run())
    pick(app, "What they would say").set_value("We never get asked")
    press(app, "Save to this group of people")
    assert [(one.text, one.fields.get("voice")) for one in groups(db, facilitator)] == [
        ("Dads", "We never get asked")
    ]


def test_a_form_asks_whether_it_is_the_one_that_is_there(
    desk: Device, db: Database, facilitator: Viewer, dads: str
) -> None:
    """Nothing is stored until that is answered; then both writers stand on one card."""
    app = desk.open("console")
    app = drawn(app.toggle(key="console.scribe").set_value(True).run())
    pick(app, "What would this group call itself?").set_value("dads!")
    app = press(app, "Save this group of people")
    assert [one for one in sentences(app) if "says nearly the same" in one]
    assert len(groups(db, facilitator)) == 1
    pick(app, "Is it this one?").set_value(dads)
    press(app, "Save this group of people")
    assert [one.merged_into for one in groups(db, facilitator)] == [None, dads]


def test_a_stage_page_too_adds_to_the_group_that_is_there(
    desk: Device, db: Database, facilitator: Viewer, dads: str
) -> None:
    """In the step that adds to cards; the form for a new one stands there until one is chosen."""
    open_activity(db, viewer=facilitator, activity="segments.name")
    app = desk.open_plainly("segmentation")
    app = drawn(app.button(key="segmentation.segment.adding").click().run())
    assert any(one.label == "Save this group of people" for one in app.button)
    app = drawn(pick(app, "Which one?").select(dads).run())
    pick(app, "What they would say").set_value("We never get asked")
    press(app, "Save to this group of people")
    assert [(one.text, one.fields.get("voice")) for one in groups(db, facilitator)] == [
        ("Dads", "We never get asked")
    ]


def test_what_a_table_without_phones_puts_forward_is_tapped_on_the_console(
    desk: Device, db: Database, facilitator: Viewer, resident: Viewer
) -> None:
    """A tick puts a card forward and is taken away again; hidden cards do not stand there."""
    ideas = [
        add_card(
            db,
            viewer=facilitator,
            draft=NewCard(activity="solutions.cluster", kind="idea", text=text),
        ).id
        for text in ("A bench", "A bus", "Rude")
    ]
    hide_card(db, viewer=facilitator, card_id=ideas[2])
    open_activity(db, viewer=facilitator, activity="solutions.cluster", anyway=True)
    app = desk.open("console")
    assert pick(app, FORWARD).options == ["A bus", "A bench"]
    app = drawn(pick(app, FORWARD).select(ideas[1]).run())
    assert pick(app, FORWARD).value == [ideas[1]]
    assert put_up(db, facilitator) == {"A bus"}
    app = drawn(pick(app, FORWARD).unselect(ideas[1]).run())
    assert put_up(db, facilitator) == set()


def test_more_tables_than_one_press_takes_on_are_all_told(
    desk: Device, db: Database, facilitator: Viewer, resident: Viewer
) -> None:
    """Fourteen tables tapped one each: all are ticked, though a press takes thirteen at most."""
    step = "prototyping.must-be-true"
    open_activity(db, viewer=facilitator, activity=step, anyway=True)
    draft = [NewCard(activity=step, text=f"It holds {number}") for number in range(14)]
    made = {add_card(db, viewer=resident, draft=one).id for one in draft}
    open_activity(db, viewer=facilitator, activity="prototyping.rank", anyway=True)
    for card in made:
        put_forward(db, viewer=facilitator, card_id=card)
    app = desk.open("console")
    assert set(pick(app, "Take these on").value) == made
    app = drawn(pick(app, "Take these on").unselect(sorted(made)[0]).run())
    press(app, "Take these on as what we test first")
    assert len(put_up(db, facilitator)) == 13


def test_a_tick_goes_to_its_own_card_where_two_say_the_same(
    desk: Device, db: Database, facilitator: Viewer, resident: Viewer
) -> None:
    """A choice finds its cards by what it says of them, so no two of them say the same."""
    for text in ("Sleep", "Sleep", "A bus"):
        draft = NewCard(activity="solutions.cluster", kind="idea", text=text)
        add_card(db, viewer=facilitator, draft=draft)
    open_activity(db, viewer=facilitator, activity="solutions.cluster", anyway=True)
    app = desk.open("console")
    assert pick(app, FORWARD).options == ["A bus", "Sleep (2)", "Sleep"]
    open_activity(db, viewer=facilitator, activity="solutions.dots", anyway=True)
    app = desk.open("console")
    app.session_state["console.papers"] = True
    app = drawn(app.run())
    dots = next(one for one in app.multiselect if one.label.startswith("Their "))
    assert sorted(dots.options) == ["A bus", "Sleep", "Sleep (2)"]
    (asked,) = [one for one in app.multiselect if one.label == "Take these on"]
    assert sorted(asked.options) == ["A bus", "Sleep", "Sleep (2)"]


def test_near_twins_are_put_together_before_the_vote_and_taken_apart_by_name(
    desk: Device, db: Database, facilitator: Viewer, resident: Viewer
) -> None:
    """Told in the step before and until the first ballot; what is hidden is never told."""
    open_activity(db, viewer=facilitator, activity="segments.map")
    for text in (
        "New parents",
        "Dads",
        "The new parents",
        "Rude rude words",
        "The rude rude words",
    ):
        made = add_card(db, viewer=resident, draft=NewCard(activity="segments.map", text=text)).id
        if text.startswith("Rude"):
            hide_card(db, viewer=facilitator, card_id=made)
    pair = ["“New parents” and “The new parents”"]
    assert asked_about(desk.open("console")) == pair
    open_activity(db, viewer=facilitator, activity="segments.focus")
    app = desk.open("console")
    assert asked_about(app) == pair
    assert "Rude rude" not in " ".join(sentences(app))
    app = press(app, "Put together")
    assert asked_about(app) == []
    twins = {card.text: card.merged_into for card in groups(db, facilitator)}
    assert [text for text, lead in twins.items() if lead] == ["The new parents"]
    app = press(app, "Undo: make one card of ‘New parents’ and ‘The new parents’")
    assert asked_about(app) == pair
