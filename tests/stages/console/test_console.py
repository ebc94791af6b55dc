"""The facilitator's desk: one thing to do next, the cards, the way in, looking after."""

import sqlite3
import time

import pytest
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from tests.stages.conftest import Device, OpenAs, all_sent, drawn, sentences
from tests.workshop.recordings.samples import webm
from workshop.db import Database
from workshop.domain import room
from workshop.domain.cards import add_card, edit_card
from workshop.domain.recordings.keeping import NewRecording
from workshop.domain.room import note_phone
from workshop.domain.workshops import MadeWorkshop
from workshop.drafts import CardEdit, NewCard
from workshop.enums import RoleGroup
from workshop.live.addresses import ONLY_HERE, PAPER
from workshop.models import Card
from workshop.queries.cards import CardView, cards_for
from workshop.queries.room import RoomState, room_state
from workshop.queries.viewer import Viewer

MAIN = "console.do.main"


def _state(db: Database, viewer: Viewer) -> RoomState:
    with db.read() as session:
        found = room_state(session, viewer.workshop_id)
    assert found is not None
    return found


def _cards(db: Database, viewer: Viewer) -> list[CardView]:
    with db.read() as session:
        return cards_for(session, viewer)


def _press(app: AppTest, label: str) -> AppTest:
    button = next(one for one in app.button if one.label == label)
    return drawn(button.click().run())


def _primary(app: AppTest) -> list[str]:
    return [one.label for one in app.button if one.proto.type == "primary"]


def _looking_after(desk: Device) -> AppTest:
    """The console with its part for what is seldom done opened."""
    app = desk.open("console")
    app.session_state["console.keep"] = True
    return drawn(app.run())


@pytest.fixture
def writing(db: Database, facilitator: Viewer) -> Viewer:
    """The facilitator of a room where insights are being written, face down."""
    room.open_activity(db, viewer=facilitator, activity="insights.write")
    return facilitator


def _add(db: Database, viewer: Viewer, text: str, activity: str = "insights.write") -> str:
    return add_card(db, viewer=viewer, draft=NewCard(activity=activity, text=text)).id


def test_one_primary_button_leads_through_an_activity(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    """Open, close, show the cards, go on: each step is the only primary button of the screen."""
    room.move_to(db, viewer=facilitator, activity="insights.write")
    app = desk.open("console")
    assert _primary(app) == ["Open for writing"]
    drawn(app.button(key=MAIN).click().run())
    assert _primary(app) == ["Close the writing"]
    assert _state(db, facilitator).current.open  # type: ignore[union-attr]
    _add(db, facilitator, "Nobody asked the mums")
    drawn(app.button(key=MAIN).click().run())
    assert _primary(app) == ["Show the cards to the room"]
    drawn(app.button(key=MAIN).click().run())
    assert _primary(app) == ["Next: Tell it as a journey, 3 min"]
    drawn(app.button(key=MAIN).click().run())
    now = _state(db, facilitator)
    assert now.current is not None
    assert now.current.activity.key == "insights.journey"


def test_every_other_button_does_what_it_says(desk: Device, db: Database, writing: Viewer) -> None:
    app = desk.open("console")
    before = _state(db, writing).current
    assert before is not None
    assert before.ends_at is not None
    _press(app, "+1 minute")
    after = _state(db, writing).current
    assert after is not None
    assert after.ends_at is not None
    assert (after.ends_at - before.ends_at).total_seconds() == 60
    _press(app, "Stop the clock")
    assert _state(db, writing).current.ends_at is None  # type: ignore[union-attr]
    _press(app, "Pause")
    assert _state(db, writing).paused
    _press(app, "Go on")
    assert not _state(db, writing).paused
    _press(app, "Show the cards")
    assert _state(db, writing).current.revealed  # type: ignore[union-attr]
    _press(app, "Show the way in")
    assert _state(db, writing).projector == "join"
    _press(app, "Show the wall by theme")
    assert _state(db, writing).projector == "themes"
    _press(app, "Show the cards loose")
    assert _state(db, writing).projector == "wall"
    assert any(f"/sort/{writing.code}" in html.value for html in app.get("html"))
    _press(app, "Back: Choose who we focus on")
    assert _state(db, writing).current.activity.key == "segments.focus"  # type: ignore[union-attr]
    _press(app, "Next: Write what surprised you, 11 min")
    assert _state(db, writing).current.activity.key == "insights.write"  # type: ignore[union-attr]


def test_a_gate_is_explained_and_can_be_opened_knowingly(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    """New solutions wait for an agreed reframe; one click goes on without, and says so."""
    room.move_to(db, viewer=facilitator, activity="solutions.ideas")
    app = desk.open("console")
    assert len(app.warning) >= 1
    assert _primary(app) != ["Open for writing"]
    drawn(app.button(key=MAIN).click().run())
    assert _state(db, facilitator).current.open  # type: ignore[union-attr]


def test_a_card_is_hidden_starred_undone_and_done_again(
    desk: Device, db: Database, writing: Viewer, resident: Viewer
) -> None:
    card = _add(db, resident, "Six weeks is a long wait")
    app = desk.open("console")
    _press(app, "Hide")
    _press(app, "Star")
    assert [(c.hidden, c.starred) for c in _cards(db, writing)] == [(True, True)]
    assert app.button(key="console.undo").label == "Undo: star ‘Six weeks is a long wait’"
    drawn(app.button(key="console.undo").click().run())
    assert [(c.hidden, c.starred) for c in _cards(db, writing)] == [(True, False)]
    drawn(app.button(key="console.redo").click().run())
    assert [(c.id, c.hidden, c.starred) for c in _cards(db, writing)] == [(card, True, True)]


def test_a_card_is_shown_large_once_the_room_sees_it(
    desk: Device, db: Database, writing: Viewer, resident: Viewer
) -> None:
    """While it lies face down its menu does not offer that; the same line leads back."""
    card = _add(db, resident, "Six weeks is a long wait")
    assert "Show large" not in [button.label for button in desk.open("console").button]
    room.reveal(db, viewer=writing)
    app = desk.open("console")
    _press(app, "Show large")
    assert _state(db, writing).projector == f"card:{card}"
    _press(app, "Back to the wall")
    assert _state(db, writing).projector == "wall"


def test_saving_over_a_newer_text_shows_both_and_loses_neither(
    desk: Device, db: Database, writing: Viewer, resident: Viewer
) -> None:
    """The facilitator's words stay in the box, the writer's stand above, and either can be kept."""
    card = _add(db, resident, "First words")
    app = desk.open("console")
    _press(app, "Edit")
    box = next(area for area in app.text_area if area.value == "First words")
    newer = CardEdit(version=1, text="The writer's newer words")
    edit_card(db, viewer=resident, card_id=card, draft=newer)
    box.set_value("The facilitator's words")
    _press(app, "Save")
    assert sentences(app) == [
        "Somebody saved a newer text first. Both are shown; keep what you need of each."
    ]
    assert "The writer&#39;s newer words" in "".join(one.value for one in app.html)
    assert "The facilitator's words" in [area.value for area in app.text_area]
    assert [c.text for c in _cards(db, writing)] == ["The writer's newer words"]
    drawn(app.run())
    assert "The facilitator's words" in [area.value for area in app.text_area]
    _press(app, "Save mine")
    assert [c.text for c in _cards(db, writing)] == ["The facilitator's words"]
    assert sentences(app) == []


def test_a_card_for_somebody_without_a_device_is_in_their_voice(
    desk: Device, db: Database, writing: Viewer
) -> None:
    app = desk.open("console")
    drawn(app.toggle(key="console.scribe").set_value(True).run())
    group = next(one for one in app.selectbox if one.label == "Whose card is it?")
    group.select(RoleGroup.RESIDENT)
    area = next(one for one in app.text_area if "did you see or hear" in one.label)
    area.set_value("The bus stops at six")
    _press(app, "Save this insight")
    with db.read() as session:
        [kept] = session.exec(select(Card).where(Card.workshop_id == writing.workshop_id))
        assert (kept.text, kept.role_group) == ("The bus stops at six", RoleGroup.RESIDENT)
    assert "The bus stops at six" not in [one.value for one in app.text_area]


def test_room_check_ticks_when_a_phone_came(
    desk: Device, db: Database, workshop: MadeWorkshop
) -> None:
    app = desk.open("console")
    assert "Waiting for the first phone" in all_sent(app)
    note_phone(db, workshop_id=workshop.id)
    drawn(app.run())
    assert "Phones reach this computer" in all_sent(app)


def test_a_server_for_this_computer_alone_offers_no_code_to_scan(
    desk: Device, workshop: MadeWorkshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither on the console nor, without a word about it, on paper."""
    square = f"/qr/{workshop.code}.svg"
    assert square in "".join(one.value for one in desk.open("console").html)
    monkeypatch.setenv("HOST", "127.0.0.1")
    app = desk.open("console")
    why = ONLY_HERE.format(host="127.0.0.1")
    assert why in [one.value for one in app.warning]
    assert square not in "".join(one.value for one in app.html)
    assert "127.0.0.1:" not in all_sent(app)
    warned = [one.value for one in desk.open("plan").warning]
    assert f"{PAPER} {why}" in warned


def test_the_wifi_gets_a_code_of_its_own(desk: Device, workshop: MadeWorkshop) -> None:
    app = desk.open("console")
    drawn(app.toggle(key="console.wifi_open").set_value(True).run())
    app.text_input(key="console.wifi_name").set_value("Ashby <hall>")
    app.text_input(key="console.wifi_password").set_value("secret wifi words")
    _press(app, "Save the wifi")
    html = "".join(one.value for one in app.html)
    assert f"/qr/{workshop.code}-wifi.svg" in html
    assert "Ashby &lt;hall&gt;" in html
    assert "secret wifi words" not in html


def test_new_words_are_shown_until_they_are_written_down(desk: Device) -> None:
    app = _looking_after(desk)
    _press(app, "Make new words")
    words = app.session_state["console.new_words"].replace("-", " ")
    drawn(app.run())
    assert words in all_sent(app)
    _press(app, "I have written them down")
    assert words not in all_sent(app)


def test_a_closed_workshop_can_be_read_and_opened_again(
    desk: Device, db: Database, writing: Viewer
) -> None:
    _add(db, writing, "Kept words")
    app = _looking_after(desk)
    _press(app, "Close the workshop")
    assert not _state(db, writing).closed
    _press(app, "Yes, close it")
    assert _state(db, writing).closed
    assert "Kept words" in all_sent(app)
    assert "Edit" not in [one.label for one in app.button]
    _press(app, "Open it again")
    assert not _state(db, writing).closed


def test_the_close_says_before_whose_words_are_a_recording_alone(
    desk: Device, db: Database, writing: Viewer, resident: Viewer
) -> None:
    """It goes where no name was promised: somebody types it first."""
    draft = NewCard.read({"activity": "insights.write", "recording": {"content": "QUJD"}})
    spoken = NewRecording.read(webm())
    card = add_card(db, viewer=resident, draft=draft, recording=spoken).id
    said = "1 card was spoken and not typed yet, and its recording goes with the close."
    app = _looking_after(desk)
    _press(app, "Close the workshop")
    assert said in app.warning[-1].value
    room.reveal(db, viewer=writing)
    edit_card(db, viewer=writing, card_id=card, draft=CardEdit(version=1, text="The bus"))
    asked = drawn(app.run()).warning[-1].value
    assert "Close the workshop?" in asked
    assert "spoken" not in asked


def test_deleting_asks_for_the_code(desk: Device, db: Database, facilitator: Viewer) -> None:
    app = _looking_after(desk)
    app.text_input(key="console.delete_code").set_value("WRONG")
    _press(app, "Delete for good")
    assert sentences(app) == ["To delete this workshop for good, type its five-letter code."]
    app.text_input(key="console.delete_code").set_value(facilitator.code.lower())
    _press(app, "Delete for good")
    with db.read() as session:
        assert room_state(session, facilitator.workshop_id) is None


@pytest.mark.about_sqlite
def test_it_is_said_while_erased_words_still_stand_in_the_files(
    desk: Device, stranger: OpenAs, facilitator_token: str, db: Database, facilitator: Viewer
) -> None:
    """Somebody reads for long; what was erased is heard of until it is gone from the files too."""
    app = _looking_after(desk)
    app.text_input(key="console.delete_code").set_value(facilitator.code)

    def told(app: AppTest) -> bool:
        return any("not yet from the server's files" in one.value for one in app.warning)

    with sqlite3.connect(db.path) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM card").fetchall()
        assert told(_press(app, "Delete for good"))
        assert told(stranger(facilitator_token).open("welcome"))
    reader.close()
    deadline = time.monotonic() + 30
    while told(welcome := stranger(facilitator_token).open("welcome")):
        assert time.monotonic() < deadline
    assert not told(welcome)


def test_what_is_refused_meanwhile_is_a_sentence(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    """Another facilitator moved on to the end while this page still offered a way on."""
    app = desk.open("console")
    room.move_to(db, viewer=facilitator, activity="vision.close")
    _press(app, next(one.label for one in app.button if one.label.startswith("Next: ")))
    assert sentences(app) == ["This was the last activity."]


def test_a_participant_gets_no_console(device: OpenAs, participant_token: str) -> None:
    app = device(participant_token).open("console")
    assert sentences(app) == [
        "The console is for the facilitator. Everybody else writes in the room."
    ]
