"""What was erased is in no file of the database, so nobody who finds the files can read it."""

import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlmodel import select

from tests.workshop.recordings.samples import SOUND, webm
from tests.workshop.voting import VotingRoom
from workshop.db import Database
from workshop.domain.cards import add_card, withdraw_card
from workshop.domain.pictures import NewPicture, add_picture, remove_picture
from workshop.domain.recordings import keeping
from workshop.domain.recordings.keeping import NewRecording, remove_recording
from workshop.domain.room import open_activity, reset_round
from workshop.domain.workshops import (
    MadeWorkshop,
    close_workshop,
    delete_workshop,
    reopen_workshop,
)
from workshop.drafts import NewCard
from workshop.models import Voter
from workshop.queries.viewer import Viewer

TAKEN_BACK = "I should not have said this at all"
KEPT = "The bus stops at nine"


def _write_two(db: Database, facilitator: Viewer, resident: Viewer) -> None:
    open_activity(db, viewer=facilitator, activity="insights.write", anyway=True)
    for words in (TAKEN_BACK, KEPT):
        card = add_card(db, viewer=resident, draft=NewCard(activity="insights.write", text=words))
        if words == TAKEN_BACK:
            withdraw_card(db, viewer=resident, card_id=card.id)


def _on_disk(db: Database) -> bytes:
    files = sorted(db.path.parent.glob(f"{db.path.name}*"))
    return b"".join(Path(file).read_bytes() for file in files)


@pytest.mark.about_sqlite
def test_closing_leaves_words_taken_back_in_no_file(
    db: Database, facilitator: Viewer, resident: Viewer
) -> None:
    """The write-ahead log holds earlier rows until it is emptied, so closing empties it."""
    _write_two(db, facilitator, resident)
    assert TAKEN_BACK.encode() in _on_disk(db)
    close_workshop(db, viewer=facilitator)
    assert TAKEN_BACK.encode() not in _on_disk(db)
    assert KEPT.encode() in _on_disk(db)


@pytest.mark.about_sqlite
def test_words_go_from_the_log_as_soon_as_nobody_reads_there(
    db: Database, facilitator: Viewer, resident: Viewer
) -> None:
    """A reader keeps them in the log; nobody who writes waits meanwhile, and it is said."""
    _write_two(db, facilitator, resident)
    with db.read() as reading:
        reading.connection().exec_driver_sql("SELECT count(*) FROM card").fetchall()
        close_workshop(db, viewer=facilitator)
        assert db.still_erasing
        assert TAKEN_BACK.encode() in _on_disk(db)
        reopen_workshop(db, viewer=facilitator)  # would wait for as long as the lock is held
    _wait_until(lambda: not db.still_erasing)
    assert TAKEN_BACK.encode() not in _on_disk(db)
    assert KEPT.encode() in _on_disk(db)


@pytest.mark.about_sqlite
def test_a_reader_in_another_program_holds_nobody_up(
    db: Database, facilitator: Viewer, resident: Viewer
) -> None:
    _write_two(db, facilitator, resident)
    other = sqlite3.connect(db.path, isolation_level=None)
    other.execute("BEGIN")
    other.execute("SELECT count(*) FROM card").fetchall()
    close_workshop(db, viewer=facilitator)
    assert db.still_erasing
    other.execute("COMMIT")
    other.close()
    _wait_until(lambda: not db.still_erasing)
    assert TAKEN_BACK.encode() not in _on_disk(db)


def _wait_until(done: Callable[[], bool]) -> None:
    for _ in range(2_000):
        if done():
            return
        time.sleep(0.02)
    raise AssertionError("It is never erased")


OTHER_SOUND = bytes(reversed(SOUND))


def _speak(db: Database, viewer: Viewer, sound: bytes = SOUND) -> str:
    given = {"activity": "insights.write", "recording": {"content": "QUJD"}}
    voice = NewRecording.read(webm().replace(SOUND, sound))
    return add_card(db, viewer=viewer, draft=NewCard.read(given), recording=voice).id


@pytest.mark.about_sqlite
def test_a_voice_that_was_taken_away_is_in_no_file(
    db: Database, facilitator: Viewer, resident: Viewer
) -> None:
    open_activity(db, viewer=facilitator, activity="insights.write", anyway=True)
    card, _ = _speak(db, resident), _speak(db, resident, OTHER_SOUND)
    assert SOUND in _on_disk(db)
    remove_recording(db, viewer=resident, card_id=card)
    assert SOUND not in _on_disk(db)
    assert OTHER_SOUND in _on_disk(db)


@pytest.mark.about_sqlite
def test_a_photo_that_was_taken_away_is_in_no_file(
    db: Database, facilitator: Viewer, resident: Viewer
) -> None:
    """One that is added leaves what pages have read and the log alone: nothing is erased."""
    open_activity(db, viewer=facilitator, activity="insights.write", anyway=True)
    card = add_card(db, viewer=resident, draft=NewCard(activity="insights.write", text=KEPT)).id
    dropped: list[object] = []
    db.on_erase(dropped.append)
    first, second = (
        add_picture(db, viewer=resident, card_id=card, picture=NewPicture("image/png", each, ""))
        for each in (b"a face on a photo", b"a bus on a photo")
    )
    assert dropped == []
    remove_picture(db, viewer=resident, picture_id=first)
    assert len(dropped) == 1
    assert b"a face on a photo" not in _on_disk(db)
    assert b"a bus on a photo" in _on_disk(db)
    assert second


@pytest.mark.about_sqlite
def test_a_voice_that_made_place_for_another_is_in_no_file(
    db: Database, facilitator: Viewer, resident: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "MOST_OF_ONE", 1)
    open_activity(db, viewer=facilitator, activity="insights.write", anyway=True)
    withdraw_card(db, viewer=resident, card_id=_speak(db, resident))
    assert SOUND in _on_disk(db)
    _speak(db, resident, OTHER_SOUND)
    assert SOUND not in _on_disk(db)
    assert OTHER_SOUND in _on_disk(db)


@pytest.mark.about_sqlite
def test_ballots_that_were_thrown_away_are_in_no_file(
    voting: VotingRoom, resident: Viewer, db: Database, facilitator: Viewer
) -> None:
    voting.open()
    voting.cast(resident, voting.cards[:1])
    with db.read() as session:
        voter = session.exec(select(Voter.id)).one()
    assert voter.encode() in _on_disk(db)
    reset_round(db, viewer=facilitator)
    assert voter.encode() not in _on_disk(db)


def test_deleting_leaves_nothing_in_any_file(
    db: Database, workshop: MadeWorkshop, facilitator: Viewer, resident: Viewer
) -> None:
    """Neither cards nor people of a deleted workshop can be found in the files."""
    _write_two(db, facilitator, resident)
    delete_workshop(db, viewer=facilitator, typed_code=workshop.code)
    disk = _on_disk(db)
    # The id of the workshop stays, in the one line that says that it was erased.
    left = [TAKEN_BACK, KEPT, str(resident.person_id), str(resident.device_id)]
    assert [one for one in left if one.encode() in disk] == []
