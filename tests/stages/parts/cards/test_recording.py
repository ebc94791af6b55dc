"""A voice on the facilitator's page: heard when it is asked for, typed, and taken away."""

import pytest
from sqlmodel import select

from tests.stages.conftest import Device, OpenAs, all_sent, drawn
from tests.workshop.recordings.samples import webm
from workshop.db import Database
from workshop.domain.cards import add_card
from workshop.domain.recordings.keeping import NewRecording
from workshop.domain.room import open_activity, reveal
from workshop.drafts import NewCard
from workshop.models import Card, Recording
from workshop.queries.pictures import UNTYPED
from workshop.queries.viewer import Viewer

WRITE, PAGE = "insights.write", "insights"
HEAR = "Hear it, then type the words"


@pytest.fixture
def spoken(db: Database, facilitator: Viewer, resident: Viewer) -> str:
    open_activity(db, viewer=facilitator, activity=WRITE, anyway=True)
    draft = NewCard.read({"activity": WRITE, "recording": {"content": "QUJD"}})
    voice = NewRecording.read(webm())
    return add_card(db, viewer=resident, draft=draft, recording=voice).id


def test_the_facilitator_hears_it_once_revealed_types_it_and_takes_it_away(
    db: Database,
    desk: Device,
    device: OpenAs,
    participant_token: str,
    facilitator: Viewer,
    spoken: str,
) -> None:
    """Nobody else has the switch; no sound is on the page before it is pressed."""
    assert HEAR not in [one.label for one in desk.open(PAGE).toggle]
    reveal(db, viewer=facilitator)
    other = device(participant_token).open(PAGE)
    assert UNTYPED in all_sent(other)
    assert [one.label for one in other.toggle if one.label == HEAR] == []
    page = desk.open(PAGE)
    assert len(page.get("audio")) == 0
    [switch] = [one for one in page.toggle if one.label == HEAR]
    page = switch.set_value(True).run()
    assert len(page.get("audio")) == 1

    [edit] = [one for one in page.button if one.key and one.key.endswith(f"{spoken}.edit")]
    page = edit.click().run()
    [box] = [one for one in page.text_area if (one.key or "").endswith(f"{spoken}.text")]
    assert box.value == ""
    box.set_value("The bus never comes")
    [save] = [one for one in page.button if one.label == "Save" and spoken in (one.key or "")]
    page = save.click().run()
    with db.read() as session:
        assert session.get_one(Card, spoken).text == "The bus never comes"
    [switch] = [one for one in page.toggle if one.label == "Hear it"]
    page = switch.set_value(True).run()
    [away] = [one for one in page.button if one.label.startswith("Take the recording away")]
    page = drawn(away.click().run())
    assert [one.label for one in page.toggle if "Hear" in one.label] == []
    with db.read() as session:
        assert session.exec(select(Recording)).all() == []
        assert session.get_one(Card, spoken).text == "The bus never comes"
