"""A voice as an answer: who hears it, what its card says, and how it goes for good."""

import json
from base64 import b64encode
from datetime import timedelta
from unittest.mock import ANY

import pytest
from sqlmodel import select

from tests.workshop.recordings.samples import SOUND, webm
from workshop.db import Database
from workshop.domain.cards import add_card, edit_card, withdraw_card
from workshop.domain.erasure.cards import erase_card
from workshop.domain.promises import tighten
from workshop.domain.recordings import keeping
from workshop.domain.recordings.keeping import MOST_TOGETHER, NewRecording, remove_recording
from workshop.domain.room import open_activity, reveal
from workshop.domain.workshops import close_workshop
from workshop.drafts import CardEdit, NewCard
from workshop.enums import Attribution
from workshop.errors import InvalidInputError, NotFoundError
from workshop.exports import collect, collect_shared, collect_story
from workshop.exports.formats import archive
from workshop.exports.telling.collect import names_taken_out
from workshop.exports.telling.edition import Edition
from workshop.imports import consistency
from workshop.imports.archive import import_archive
from workshop.imports.archive_file import MAX_BYTES
from workshop.kinds import CardKind
from workshop.models import Card, Recording
from workshop.queries.cards import cards_for
from workshop.queries.people.held import held_on
from workshop.queries.pictures import UNTYPED, recording_for, spoken_cards, untyped_at_the_close
from workshop.queries.themes.suggested_themes import suggested_themes
from workshop.queries.viewer import Viewer

WRITE = "insights.write"
NAMED = "vision.first-steps"
"""A step whose writers were told that their names are seen."""


@pytest.fixture
def writing(db: Database, facilitator: Viewer) -> None:
    open_activity(db, viewer=facilitator, activity=WRITE, anyway=True)


def speak(
    db: Database, viewer: Viewer, text: str = "", key: str | None = None, step: str = WRITE
) -> str:
    given = {"activity": step, "recording": {"content": "QUJD"}, "ask_if_alike": True}
    draft = NewCard.read({**given, **({"text": text} if text else {})})
    voice = NewRecording.read(webm())
    return add_card(db, viewer=viewer, draft=draft, key=key, recording=voice).id


def heard(db: Database, viewer: Viewer, card: str) -> bool:
    with db.read() as session:
        found = recording_for(session, viewer, card)
        steers = card in spoken_cards(session, viewer)
    assert found is None or SOUND in found.content
    assert not steers or found is not None
    return found is not None


def kept(db: Database) -> int:
    with db.read() as session:
        return len(session.exec(select(Recording)).all())


def test_only_its_writer_hears_it_and_the_facilitator_once_it_is_revealed(
    db: Database, writing: None, facilitator: Viewer, resident: Viewer, staff: Viewer
) -> None:
    """A voice is known again: nobody else hears it, before the reveal or after."""
    card = speak(db, resident)
    before = [heard(db, one, card) for one in (resident, facilitator, staff)]
    reveal(db, viewer=facilitator)
    after = [heard(db, one, card) for one in (resident, facilitator, staff)]
    assert (before, after) == ([True, False, False], [True, True, False])
    with db.read() as session:
        assert [one.text for one in cards_for(session, staff)] == [UNTYPED]


def test_two_who_only_speak_are_two_cards_and_never_asked_whether_they_said_the_same(
    db: Database, writing: None, facilitator: Viewer, resident: Viewer, staff: Viewer
) -> None:
    speak(db, resident)
    reveal(db, viewer=facilitator)
    speak(db, staff)
    with db.read() as session:
        assert [card.text for card in cards_for(session, staff)] == [UNTYPED] * 2


def test_no_theme_is_suggested_of_cards_that_have_no_words_yet(
    db: Database, writing: None, facilitator: Viewer, resident: Viewer
) -> None:
    """They all say the same for now: that is no likeness."""
    for text in ("", "", "Buses stop at six", "No buses to the clinic on Sundays"):
        speak(db, resident, text)
    reveal(db, viewer=facilitator)
    with db.read() as session:
        texts = {card.id: card.text for card in cards_for(session, facilitator)}
        found = suggested_themes(session, facilitator, CardKind.INSIGHT)
    suggested = [sorted(texts[card] for card in one.cards) for one in found]
    assert suggested == [["Buses stop at six", "No buses to the clinic on Sundays"]]


def test_words_beside_a_voice_stay_and_words_typed_later_take_the_place_of_ours(
    db: Database, writing: None, facilitator: Viewer, resident: Viewer
) -> None:
    both, spoken = speak(db, resident, "In words too"), speak(db, resident)
    reveal(db, viewer=facilitator)
    draft = CardEdit(version=1, text="The bus never comes")
    edit_card(db, viewer=facilitator, card_id=spoken, draft=draft)
    with db.read() as session:
        texts = {card.id: card.text for card in cards_for(session, facilitator)}
    assert texts == {both: "In words too", spoken: "The bus never comes"}
    assert heard(db, facilitator, spoken)  # until somebody takes it away


def test_it_is_taken_away_by_whose_voice_it_is_or_the_facilitator_and_the_card_stays(
    db: Database, writing: None, facilitator: Viewer, resident: Viewer, staff: Viewer
) -> None:
    first, second = speak(db, resident), speak(db, resident)
    reveal(db, viewer=facilitator)
    with pytest.raises(NotFoundError):
        remove_recording(db, viewer=staff, card_id=first)
    remove_recording(db, viewer=resident, card_id=first)
    remove_recording(db, viewer=facilitator, card_id=second)
    assert kept(db) == 0
    with pytest.raises(NotFoundError):
        remove_recording(db, viewer=facilitator, card_id=second)
    with db.read() as session:
        assert {card.id for card in cards_for(session, staff)} == {first, second}


def test_other_memory_hears_that_a_voice_was_taken_away(
    db: Database, writing: None, resident: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where it made place for another one."""
    monkeypatch.setattr(keeping, "MOST_OF_ONE", 1)
    told: list[object] = []
    db.on_erase(told.append)
    remove_recording(db, viewer=resident, card_id=speak(db, resident))
    assert told == [{resident.workshop_id: ANY}]
    withdraw_card(db, viewer=resident, card_id=speak(db, resident))
    speak(db, resident)
    assert told == [{resident.workshop_id: ANY}] * 2


def test_erasing_and_the_close_leave_no_voice_behind(
    db: Database, writing: None, facilitator: Viewer, resident: Viewer
) -> None:
    """Nobody could take away any more, after the close, the voice on a card that names nobody."""
    erased, back, _stays = (speak(db, resident) for _ in range(3))
    open_activity(db, viewer=facilitator, activity=NAMED, anyway=True)
    named = speak(db, resident, step=NAMED)
    erase_card(db, viewer=facilitator, card_id=erased)
    withdraw_card(db, viewer=resident, card_id=back)
    assert not heard(db, resident, back)
    with db.read() as session:
        assert untyped_at_the_close(session, facilitator) == 1
    close_workshop(db, viewer=facilitator)
    with db.read() as session:
        assert [one.card_id for one in session.exec(select(Recording))] == [named]
    remove_recording(db, viewer=resident, card_id=named)
    assert kept(db) == 0


def test_who_can_call_no_card_their_own_any_more_is_heard_on_none(
    db: Database, writing: None, facilitator: Viewer, resident: Viewer
) -> None:
    """One spoken after the promise is still its writer's, by a mark that only they can read."""
    before, typed = speak(db, resident), speak(db, resident, "In words too")
    tighten(db, viewer=facilitator, activity=WRITE, attribution=Attribution.ANONYMOUS)
    after = speak(db, resident)
    tighten(db, viewer=facilitator, activity=WRITE, attribution=Attribution.ANONYMOUS)
    assert [heard(db, resident, one) for one in (before, typed, after)] == [False, False, True]
    assert kept(db) == 1


def test_where_nobody_may_learn_who_spoke_its_time_does_not_tell(
    db: Database, writing: None, facilitator: Viewer, resident: Viewer
) -> None:
    tighten(db, viewer=facilitator, activity=WRITE, attribution=Attribution.ANONYMOUS)
    card = speak(db, resident)
    with db.read() as session:
        one = session.exec(select(Recording).where(Recording.card_id == card)).one()
        at = one.created_at
        assert session.get_one(Card, card).author_id is None
    assert at - at.replace(minute=0, second=0, microsecond=0) == timedelta()


def test_its_places_are_counted(
    db: Database,
    writing: None,
    resident: Viewer,
    staff: Viewer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nobody fills the places of a room alone; a card that finds none is not half there."""
    monkeypatch.setattr(keeping, "MOST_OF_ONE", 2)
    monkeypatch.setattr(keeping, "MOST_RECORDINGS", 3)
    for _ in range(2):
        speak(db, resident)
    with pytest.raises(InvalidInputError, match="You have sent 2 recordings"):
        speak(db, resident)
    speak(db, staff)
    with pytest.raises(InvalidInputError, match="holds 3 recordings"):
        speak(db, staff)
    with db.read() as session:
        assert len(session.exec(select(Card)).all()) == kept(db) == 3


def test_all_of_a_workshop_fit_into_its_archive(
    db: Database,
    writing: None,
    facilitator: Viewer,
    resident: Viewer,
    staff: Viewer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Full ones of every device fill no more than an archive brings in again."""
    assert MOST_TOGETHER * 4 // 3 < MAX_BYTES // 2
    monkeypatch.setattr(keeping, "MOST_TOGETHER", 2 * len(NewRecording.read(webm()).content))
    first, _ = speak(db, resident), speak(db, staff)
    with pytest.raises(InvalidInputError, match="holds 2 recordings already"):
        speak(db, staff)
    withdraw_card(db, viewer=resident, card_id=first)
    speak(db, staff)
    assert kept(db) == 2
    reveal(db, viewer=facilitator)
    data = archive.as_json(collect(db, facilitator))
    import_archive(db, data)
    monkeypatch.setattr(
        consistency, "MOST_TOGETHER", 2 * len(NewRecording.read(webm()).content) - 1
    )
    with pytest.raises(InvalidInputError, match="damaged at “recordings”"):
        import_archive(db, data)


def test_what_was_taken_back_makes_place_and_can_be_put_back_until_then(
    db: Database,
    writing: None,
    resident: Viewer,
    staff: Viewer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(keeping, "MOST_OF_ONE", 2)
    monkeypatch.setattr(keeping, "MOST_RECORDINGS", 3)
    first, second = speak(db, resident), speak(db, resident)
    other = speak(db, staff)
    for card in (second, first):
        withdraw_card(db, viewer=resident, card_id=card)
    third = speak(db, resident)
    withdraw_card(db, viewer=resident, card_id=second, withdrawn=False)
    with db.read() as session:
        held = {one.card_id for one in session.exec(select(Recording))}
    assert held == {second, other, third}
    assert heard(db, resident, second)
    withdraw_card(db, viewer=resident, card_id=third)
    fourth = speak(db, staff)  # the room is full, and staff has taken nothing back
    with db.read() as session:
        held = {one.card_id for one in session.exec(select(Recording))}
    assert held == {second, other, fourth}


def test_what_is_added_to_a_card_is_written(db: Database, writing: None, resident: Viewer) -> None:
    card = speak(db, resident)
    draft = NewCard.read({"activity": WRITE, "onto": card, "recording": {"content": "QUJD"}})
    with pytest.raises(InvalidInputError, match="is written"):
        add_card(db, viewer=resident, draft=draft, recording=NewRecording.read(webm()))


def test_an_archive_carries_it_and_cleans_what_comes_in(
    db: Database, writing: None, facilitator: Viewer, resident: Viewer
) -> None:
    speak(db, resident)
    back = speak(db, resident)
    withdraw_card(db, viewer=resident, card_id=back)
    assert collect(db, facilitator).recordings == ()  # face down: its writer alone hears it
    reveal(db, viewer=facilitator)
    data = archive.as_json(collect(db, facilitator))
    with db.write() as work:
        work.session.delete(
            work.session.exec(select(Recording).where(Recording.card_id == back)).one()
        )
        work.commit()
    made = import_archive(db, data)
    assert kept(db) == 2
    found = json.loads(data)
    dirty = json.loads(data)
    dirty["recordings"][0]["content"] = b64encode(webm()).decode()
    import_archive(db, json.dumps(dirty).encode())
    with db.read() as session:
        contents = {one.content for one in session.exec(select(Recording))}
    assert len(contents) == 1
    assert made.code != found["workshop"]["code"]
    dirty["recordings"] = [*dirty["recordings"], *dirty["recordings"]]
    with pytest.raises(InvalidInputError, match="damaged at “recordings"):
        import_archive(db, json.dumps(dirty).encode())


def test_voices_are_read_for_the_whole_edition_alone(
    db: Database,
    writing: None,
    facilitator: Viewer,
    resident: Viewer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """There may be tens of megabytes of them, and no other file holds any."""
    speak(db, resident)
    reveal(db, viewer=facilitator)
    story = collect_story(db, facilitator, Edition())
    assert story.report is not None
    assert len(story.report.recordings) == 1

    def read(*_: object) -> None:
        raise AssertionError("voices were read")

    monkeypatch.setattr("workshop.exports.telling.collect.collect_voices", read)
    collect_story(db, facilitator, Edition(names="roles"))
    collect_story(db, facilitator, Edition(audience="shareable"))
    collect_shared(db, facilitator)
    names_taken_out(db, facilitator)


def test_what_is_held_of_a_person_holds_their_voice(
    db: Database, writing: None, resident: Viewer
) -> None:
    speak(db, resident)
    with db.read() as session:
        told = json.dumps(held_on(session, resident, resident.person_id or ""))
    assert '"type": "audio/webm"' in told
