"""Hands, the locked room, handing over, paper, and what is said of voices and votes."""

from typing import Any

import pytest
from sqlmodel import col, select
from streamlit.testing.v1 import AppTest

from tests.conftest import JoinAs
from tests.stages.conftest import Device, all_sent, drawn, sentences
from workshop.db import Database
from workshop.domain.cards import add_card
from workshop.domain.people.hands import raise_hand, say_done
from workshop.domain.people.own_voices import add_voice
from workshop.domain.room import move_to, open_activity
from workshop.drafts import NewCard, NewVoice
from workshop.enums import Role, RoleGroup
from workshop.models import Workshop
from workshop.queries.about import about
from workshop.queries.cards import cards_for
from workshop.queries.people.steerers import could_steer
from workshop.queries.room import RoomState, room_state
from workshop.queries.viewer import Viewer

WRITE = "insights.write"


@pytest.fixture(autouse=True)
def writing(db: Database, facilitator: Viewer) -> None:
    open_activity(db, viewer=facilitator, activity=WRITE)


def state(db: Database, viewer: Viewer) -> RoomState:
    with db.read() as session:
        found = room_state(session, viewer.workshop_id)
    assert found is not None
    return found


def press(app: AppTest, label: str) -> AppTest:
    return drawn(next(one for one in app.button if one.label == label).click().run())


def texts(app: AppTest) -> str:
    return "\n".join(one.value for one in app.text)


def headings(app: AppTest) -> list[str]:
    return [one.value for one in app.header]


def test_hands_are_named_in_their_line_and_go_when_they_were_seen(
    desk: Device, db: Database, facilitator: Viewer, resident: Viewer, staff: Viewer
) -> None:
    """The console alone says whose; how many are done is a number."""
    raise_hand(db, viewer=staff)
    raise_hand(db, viewer=resident)
    say_done(db, viewer=staff, activity=WRITE)
    app = desk.open("console")
    assert "2 hands are up" in headings(app)
    said = [one.proto.body for one in app.get("html")]
    order = [
        found
        for body in said
        for found in ("Ben, Staff, table 2", "Amina, Resident")
        if found in body
    ]
    assert order == ["Ben, Staff, table 2", "Amina, Resident"]
    assert "1 of 2 say that they are done." in texts(app)
    app = press(app, "Seen")
    assert "1 hand is up" in headings(app)
    assert state(db, facilitator).hands == 1


def test_the_room_is_locked_and_opened(desk: Device, db: Database, facilitator: Viewer) -> None:
    app = press(desk.open("console"), "Lock the room")
    assert state(db, facilitator).locked
    press(app, "Let people in again")
    assert not state(db, facilitator).locked


def test_handing_over_is_a_choice_and_a_click(
    desk: Device, db: Database, facilitator: Viewer, join_as: JoinAs
) -> None:
    """Nobody is made to steer by choosing alone; the first may stop once there are two."""
    helper = join_as("staff", name="Cleo")
    app = desk.open("console")
    assert not [one for one in app.button if one.label == "Stop steering here"]
    app.selectbox(key="console.new_steerer").select(helper.person_id).run()
    with db.read() as session:
        assert [one.steers for one in could_steer(session, facilitator)] == [True, False]
    app = press(app, "Let this device steer")
    assert state(db, facilitator).facilitators == 2
    press(app, "Stop steering here")
    with db.read() as session:
        left = could_steer(session, Viewer(facilitator.workshop_id, facilitator.code, Role.HOST))
    assert [one.name for one in left if one.steers] == ["Cleo"]


def test_a_list_from_paper_becomes_cards_and_what_is_refused_stays(
    desk: Device, db: Database, facilitator: Viewer, join_as: JoinAs
) -> None:
    """A line that is too long is named; the rest of the list is still in the box."""
    for _ in range(3):
        join_as("partner")
    app = desk.open("console")
    app = drawn(app.toggle(key="console.paper_in").set_value(True).run())

    def box(label: str = "One card on each line") -> Any:
        boxes = [*app.text_area, *app.selectbox]
        return next(one for one in boxes if one.label == label)

    long = f"One\n{'y' * 5000}"
    box().set_value(long)
    app = press(app, "Add these cards")
    assert [one for one in sentences(app) if one.startswith("Line 2, “yyy")]
    assert box().value == long
    box().set_value("One\n- Two")
    box("Whose cards are these?").set_value(RoleGroup.PARTNER)
    app = press(app, "Add these cards")
    with db.read() as session:
        found = [(card.text, card.role) for card in cards_for(session, facilitator)]
    assert found == [("One", RoleGroup.PARTNER), ("Two", RoleGroup.PARTNER)]


def near_id(db: Database, viewer: Viewer) -> str:
    with db.read() as session:
        return cards_for(session, viewer)[0].id


def test_a_line_of_paper_that_is_nearly_there_is_asked_about(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    """As on phones: one tap says whether the card that is there is meant."""
    move_to(db, viewer=facilitator, activity="segments.map")
    draft = NewCard(activity="segments.map", text="Young parents")
    add_card(db, viewer=facilitator, draft=draft)
    app = desk.open("console")
    app = drawn(app.toggle(key="console.paper_in").set_value(True).run())
    box = next(one for one in app.text_area if one.label == "One card on each line")
    box.set_value("Night workers\nyoung parents!")
    app = press(app, "Add these cards")
    assert [one for one in sentences(app) if one.startswith("One line says nearly")]
    asked = next(one for one in app.radio if "is it this one?" in one.label)
    assert [one.replace("\\", "") for one in asked.options] == [
        "Yes: Young parents",
        "No, it is new",
    ]
    asked.set_value(near_id(db, facilitator))
    press(app, "Add these cards")
    with db.read() as session:
        found = {card.text: card.merged_into for card in cards_for(session, facilitator)}
    assert set(found) == {"Young parents", "Night workers", "young parents!"}
    assert [text for text, lead in found.items() if lead] == ["young parents!"]


def test_who_is_quiet_is_a_nudge_with_something_to_do(
    desk: Device, db: Database, join_as: JoinAs
) -> None:
    for group, number in (("resident", 1), ("staff", 4)):
        for _ in range(3):
            viewer = join_as(group)
            for place in range(number):
                add_card(db, viewer=viewer, draft=NewCard(activity=WRITE, text=f"{group}{place}"))
    said = texts(desk.open("console"))
    assert "Resident: 50 % of the people, 20 % of the cards. Ask them first" in said


def test_the_others_of_a_group_are_called_so(
    desk: Device, db: Database, facilitator: Viewer, join_as: JoinAs
) -> None:
    """Beside a group that the facilitator named; “Resident” alone would be all residents."""
    named = NewVoice(name="Dads' club", role_group=RoleGroup.RESIDENT)
    add_voice(db, viewer=facilitator, draft=named)
    with db.read() as session:
        dads = about(session, facilitator.workshop_id).voices[-1].key
    for group, number in (("resident", 1), (dads, 4)):
        for _ in range(3):
            viewer = join_as(group)
            for place in range(number):
                add_card(db, viewer=viewer, draft=NewCard(activity=WRITE, text=f"Card {place}"))
    said = texts(desk.open("console"))
    assert "Resident (others): 50 % of the people, 20 % of the cards. Ask them first" in said


def test_a_late_card_says_so_and_a_step_can_close_by_itself(
    desk: Device, db: Database, facilitator: Viewer, resident: Viewer
) -> None:
    app = press(desk.open("console"), "Close at the end")
    run = state(db, facilitator).current
    assert run is not None
    assert run.closes_at_end
    press(app, "Stay open at the end")
    move_to(db, viewer=facilitator, activity="insights.name")
    add_card(db, viewer=resident, draft=NewCard(activity=WRITE, text="On its way"))
    move_to(db, viewer=facilitator, activity=WRITE)
    said = [one.proto.body for one in desk.open("console").get("html")]
    assert [
        body for body in said if "On its way" in body and "Came after the step had closed" in body
    ]


def test_a_rehearsal_begins_and_ends_with_one_click_each(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    """It says what it is; ending it leaves the real workshop alone."""
    app = desk.open("console")
    app.session_state["console.keep"] = True
    app = press(drawn(app.run()), "Rehearse with robots")
    with db.read() as session:
        made = session.exec(select(Workshop).where(col(Workshop.is_rehearsal))).one()
    assert made.code in app.query_params["code"]
    assert "Nothing of this is in your real workshop." in texts(app)
    press(app, "End the rehearsal and take it away")
    with db.read() as session:
        assert session.exec(select(Workshop.code)).all() == [facilitator.code]
    assert "Nothing of this is in your real workshop." not in texts(desk.open("console"))


def test_the_cards_of_a_step_are_named_where_one_is_chosen_and_only_then(
    desk: Device, db: Database, resident: Viewer
) -> None:
    """A full room would send hundreds of kilobytes with each change of the console."""
    said = [f"the bus number {number} is late" for number in range(30)]
    for text in said:
        add_card(db, viewer=resident, draft=NewCard(activity=WRITE, text=text))
    app = desk.open("console")
    sent = all_sent(app)
    assert [text for text in said[:20] if text in sent] == [], "only the newest are shown"
    app.session_state["console.first_look.box"] = True
    drawn(app.run())
    assert app.selectbox(key="console.first_look.which").options == list(reversed(said))
