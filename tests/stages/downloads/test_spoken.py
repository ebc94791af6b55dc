"""One list of all that was spoken, whichever step it was said in."""

import pytest
from sqlmodel import col, select, update

from stages.downloads import spoken
from tests.stages.conftest import Device, OpenAs, all_sent, drawn
from tests.workshop.recordings.samples import webm
from workshop.db import Database, now
from workshop.domain.cards import add_card
from workshop.domain.people.members import new_id
from workshop.domain.recordings.keeping import NewRecording, remove_recording
from workshop.domain.room import open_activity, reveal
from workshop.drafts import NewCard
from workshop.enums import StageKey
from workshop.models import ActivityRun, Card, Recording
from workshop.playbook import load_playbook
from workshop.queries.pictures import UNTYPED
from workshop.queries.viewer import Viewer

WRITE = "insights.write"
COUNTED = "spoken and not typed yet"


def speak(db: Database, viewer: Viewer, text: str = "") -> str:
    given = {
        "activity": WRITE,
        "recording": {"content": "QUJD"},
        **({"text": text} if text else {}),
    }
    voice = NewRecording.read(webm())
    return add_card(db, viewer=viewer, draft=NewCard.read(given), recording=voice).id


def said_in_every_step(db: Database, viewer: Viewer) -> dict[str, StageKey]:
    """A voice and no words in each step in which cards are written: card -> its stage."""
    found = {}
    playbook = load_playbook()
    with db.write() as work:
        work.session.execute(update(ActivityRun).values(hidden=False))
        keys = work.session.exec(
            select(ActivityRun.key).where(ActivityRun.workshop_id == viewer.workshop_id)
        ).all()
        for activity in map(playbook.activity, keys):
            for kind in activity.collects:
                card = Card(
                    id=new_id(),
                    workshop_id=viewer.workshop_id,
                    activity=activity.key,
                    kind=kind,
                    text=UNTYPED,
                    created_revision=1,
                    revision=1,
                    created_at=now(),
                    updated_at=now(),
                )
                work.session.add(card)
                work.session.flush()
                mime, content = "audio/webm", NewRecording.read(webm()).content
                work.session.add(
                    Recording(
                        id=new_id(),
                        workshop_id=viewer.workshop_id,
                        card_id=card.id,
                        mime=mime,
                        content=content,
                        created_at=now(),
                    )
                )
                found[card.id] = activity.stage
        work.commit()
    return found


def heard_at(page: object) -> set[str]:
    """The cards that have a switch in the list."""
    keys = [one.key or "" for one in page.toggle]  # type: ignore[attr-defined]
    return {key.split(".")[2] for key in keys if key.startswith("downloads.") and "hear" in key}


def test_what_was_spoken_in_any_step_is_in_the_list(
    desk: Device, db: Database, facilitator: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spoken, "AT_ONCE", 1000)
    cards = said_in_every_step(db, facilitator)
    assert set(StageKey) - set(cards.values()) <= {StageKey.TEAM}
    page = desk.open("downloads")
    assert heard_at(page) == set(cards)
    assert f"{len(cards)} cards were {COUNTED}." in all_sent(page)
    assert f"{UNTYPED}: {len(cards)}. Hear them" in all_sent(desk.open("console"))


def test_it_is_heard_typed_and_taken_away_there_and_by_nobody_else(
    desk: Device,
    device: OpenAs,
    participant_token: str,
    db: Database,
    facilitator: Viewer,
    resident: Viewer,
) -> None:
    assert COUNTED not in all_sent(desk.open("downloads"))
    open_activity(db, viewer=facilitator, activity=WRITE, anyway=True)
    card = speak(db, resident)
    page = desk.open("downloads")
    assert heard_at(page) == set()  # face down, as the phone promised
    assert f"1 card was {COUNTED}." in all_sent(page)
    assert "1 of these can be heard once" in all_sent(page)
    assert "Hear them" not in all_sent(desk.open("console"))
    reveal(db, viewer=facilitator)
    assert UNTYPED not in all_sent(device(participant_token).open("downloads"))

    page = desk.open("downloads")
    assert len(page.get("audio")) == 0
    page = page.toggle(key=f"downloads.spoken.{card}.hear").set_value(True).run()
    assert len(page.get("audio")) == 1
    page = page.button(key=f"downloads.spoken.{card}.edit").click().run()
    [box] = [one for one in page.text_area if (one.key or "").endswith(f"{card}.text")]
    box.set_value("The bus never comes")
    [save] = [one for one in page.button if one.label == "Save" and card in (one.key or "")]
    page = drawn(save.click().run())
    with db.read() as session:
        assert session.get_one(Card, card).text == "The bus never comes"
    page = desk.open("downloads")
    assert COUNTED not in all_sent(page)
    assert "1 card has a voice beside its words" in all_sent(page)
    page = page.toggle(key=f"downloads.worded.{card}.hear").set_value(True).run()
    page = drawn(page.button(key=f"downloads.worded.{card}.unhear").click().run())
    assert heard_at(page) == set()
    with db.read() as session:
        assert session.exec(select(Recording)).all() == []


def test_only_what_has_a_voice_and_no_words_is_counted_as_not_typed(
    desk: Device, db: Database, facilitator: Viewer, resident: Viewer
) -> None:
    """Somebody may write these very words; and a voice may stand beside words."""
    open_activity(db, viewer=facilitator, activity=WRITE, anyway=True)
    add_card(db, viewer=resident, draft=NewCard(activity=WRITE, text=UNTYPED))
    both, taken = speak(db, resident, "In words too"), speak(db, resident)
    remove_recording(db, viewer=resident, card_id=taken)
    reveal(db, viewer=facilitator)
    page = desk.open("downloads")
    assert COUNTED not in all_sent(page)
    assert "1 card has a voice beside its words" in all_sent(page)
    assert heard_at(page) == {both}
    with db.write() as work:
        work.session.execute(update(Card).where(col(Card.id) == both).values(text=UNTYPED))
        work.commit()
    assert f"1 card was {COUNTED}." in all_sent(desk.open("downloads"))
