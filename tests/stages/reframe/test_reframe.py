"""Reframe: from and to, at least two insights, each group's answer, and a clear agreement."""

from datetime import date

import pytest

from stages.reframe.page import PARTS
from tests.stages.conftest import Device, OpenAs, all_sent, drawn, sentences
from tests.stages.walking import keys, part, put, sent_in_all_parts
from workshop.db import Database
from workshop.domain.agreements import agree_on
from workshop.domain.cards import edit_card, hide_card
from workshop.domain.links import link_cards
from workshop.domain.room import open_activity
from workshop.drafts import CardEdit
from workshop.models import Card
from workshop.queries.cards import cards_for
from workshop.queries.viewer import Viewer

SECRET = "quincunx"


@pytest.fixture
def insights(db: Database, facilitator: Viewer) -> list[str]:
    texts = ("People fear being judged", "Two volunteers already do it")
    return [put(db, facilitator, "insights.write", "insight", text) for text in texts]


@pytest.fixture
def challenge(db: Database, facilitator: Viewer) -> str:
    return put(
        db, facilitator, "reframe.from-to", "reframe", "Grow a community", before="More of the same"
    )


def fields(db: Database, card_id: str) -> dict[str, object]:
    with db.read() as session:
        return dict(session.get_one(Card, card_id).fields)


def html(app: object) -> str:
    return "\n".join(one.value for one in app.html)  # type: ignore[attr-defined]


def test_changed_minds_stand_in_pairs(desk: Device, db: Database, facilitator: Viewer) -> None:
    put(
        db,
        facilitator,
        "reframe.used-to-think",
        "belief",
        "They cannot be bothered",
        now_think="They are afraid",
        changed_by="A mum at the gate",
    )
    app = desk.open("reframe")
    said = html(app)
    assert said.index("They cannot be bothered") < said.index("They are afraid")
    assert "A mum at the gate" in said


def test_two_insights_are_chosen_here_and_then_the_room_agrees(
    desk: Device, db: Database, facilitator: Viewer, challenge: str, insights: list[str]
) -> None:
    """Without them the button sleeps and says why; the day is kept; then it is locked."""
    app = part(desk.open("reframe"), "reframe", "choose")
    assert app.button(key=f"challenge.{challenge}.agree").disabled
    assert any("Choose two insights behind it" in one.value for one in app.warning)
    part(app, "reframe", "from_to")
    picker = next(one for one in app.multiselect if one.key.endswith(".link.insights"))
    picker.set_value(insights)
    save = next(one for one in app.button if one.key.endswith(".link.insights.save"))
    drawn(save.click().run())
    assert sentences(app) == []
    assert "People fear being judged" in html(app)
    part(app, "reframe", "choose")
    app.date_input(key=f"challenge.{challenge}.on").set_value(date(2026, 11, 20))
    drawn(app.button(key=f"challenge.{challenge}.agree").click().run())
    assert sentences(app) == []
    assert fields(db, challenge) == {
        "before": "More of the same",
        "agreed": True,
        "agreed_on": "2026-11-20",
    }
    assert "Grow a community" in html(app)
    part(app, "reframe", "from_to")
    assert not [one for one in keys(app.button) if one.endswith(f"{challenge}.edit")]


def test_an_agreement_is_taken_back_knowingly(
    desk: Device, db: Database, facilitator: Viewer, challenge: str, insights: list[str]
) -> None:
    """It stands behind one more click, and what was agreed stays among the earlier versions."""
    agreed(db, facilitator, challenge, insights)
    app = part(desk.open("reframe"), "reframe", "choose")
    drawn(app.button(key=f"challenge.{challenge}.take_back").click().run())
    assert fields(db, challenge) == {"before": "More of the same"}
    labels = [one.label for one in app.expander]
    assert "Earlier versions (2). Only you see these." in labels


def agreed(db: Database, facilitator: Viewer, challenge: str, insights: list[str]) -> None:
    link_cards(db, viewer=facilitator, card_id=challenge, name="insights", to=tuple(insights))
    with db.read() as session:
        version = session.get_one(Card, challenge).version
    day = date(2026, 11, 22)
    agree_on(db, viewer=facilitator, card_id=challenge, version=version, on=day)


def test_everybody_sees_the_agreed_challenge_and_nobody_else_the_buttons(
    device: OpenAs,
    participant_token: str,
    db: Database,
    facilitator: Viewer,
    challenge: str,
    insights: list[str],
) -> None:
    agreed(db, facilitator, challenge, insights)
    app = device(participant_token).open("reframe")
    assert "Grow a community" in html(app)
    assert "agreed on 22/11/2026" in all_sent(app)
    part(app, "reframe", "choose")
    assert not [one for one in keys(app.button) if one.startswith("challenge.")]


def test_earlier_words_are_for_the_facilitator_only(
    desk: Device,
    device: OpenAs,
    participant_token: str,
    db: Database,
    facilitator: Viewer,
    challenge: str,
) -> None:
    """What somebody took out of a text on purpose is not sent to the room again."""
    for version, text in enumerate((SECRET, "Grow neighbours"), 1):
        draft = CardEdit.read({"version": version, "text": text})
        edit_card(db, viewer=facilitator, card_id=challenge, draft=draft)
    assert SECRET in all_sent(part(desk.open("reframe"), "reframe", "choose"))
    assert SECRET not in sent_in_all_parts(device(participant_token), "reframe", PARTS)


def test_each_groups_answer_is_written_down(
    desk: Device, db: Database, facilitator: Viewer, challenge: str
) -> None:
    """A group that adds no words still has its answer."""
    app = part(desk.open("reframe"), "reframe", "choose")
    where = f"reframe.sign.{challenge}"
    drawn(app.button(key=f"{where}.adding.sign_off").click().run())
    app.selectbox(key=f"{where}.add.sign_off.0.role_group").set_value("resident")
    app.selectbox(key=f"{where}.add.sign_off.0.answer").set_value("can_live_with_it")
    drawn(app.button(key=f"{where}.add.sign_off.0.save").click().run())
    assert sentences(app) == []
    with db.read() as session:
        (found,) = cards_for(session, facilitator, kinds=["sign_off"])
    assert (found.text, found.links) == ("We can live with it", {"reframe": (challenge,)})
    assert found.fields["role_group"] == "resident"
    assert "We can live with it" in html(app)


def test_a_strong_doubt_is_said_before_the_room_agrees(
    desk: Device, db: Database, facilitator: Viewer, challenge: str
) -> None:
    put(
        db,
        facilitator,
        "reframe.check",
        "objection",
        "Staff will do less",
        {"reframe": (challenge,)},
        strong=True,
    )
    app = part(desk.open("reframe"), "reframe", "choose")
    assert any("1 strong doubt has no answer yet" in one.value for one in app.warning)


def test_agreement_cannot_be_set_in_a_form(
    device: OpenAs, db: Database, facilitator: Viewer, participant_token: str
) -> None:
    """It is an act of its own, so no form asks for it."""
    open_activity(db, viewer=facilitator, activity="reframe.from-to")
    app = part(device(participant_token).open("reframe"), "reframe", "from_to")
    drawn(app.button(key="reframe.new.adding.reframe").click().run())
    boxes = keys([*app.selectbox, *app.date_input])
    assert not [one for one in boxes if "agreed" in one]


def test_no_part_sends_what_is_hidden_or_face_down(
    device: OpenAs, participant_token: str, db: Database, facilitator: Viewer
) -> None:
    put(db, facilitator, "reframe.used-to-think", "belief", SECRET)
    for kind in ("reframe", "challenge_question", "objection", "sign_off"):
        made = put(db, facilitator, "reframe.from-to", kind, SECRET)
        hide_card(db, viewer=facilitator, card_id=made)
    assert SECRET not in sent_in_all_parts(device(participant_token), "reframe", PARTS)
