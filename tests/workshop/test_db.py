"""The database: commit explicit, one writer at a time, every trouble a sentence."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import func, select

from workshop.db import Database, database, iso, now, open_database
from workshop.domain import room
from workshop.domain.cards import add_card
from workshop.domain.people.members import register_device
from workshop.domain.workshops import MadeWorkshop, create_workshop
from workshop.drafts import NewCard, NewWorkshop
from workshop.errors import StorageError
from workshop.models import Audit, Card, Device, Receipt, Workshop
from workshop.playbook import load_playbook
from workshop.queries.viewer import Viewer, host
from workshop.settings import load_settings

ACTIVITY = "insights.write"
DISK_FULL = "The server's disk is full. Free some space; nothing that was saved is lost."
READ_ONLY = "The database file may not be written. Check the file's permissions."
CANNOT_OPEN = "The database file cannot be opened. Check DATABASE_URL and the folder."
DAMAGED = "The database file is damaged. Put the last backup in its place."
LOCKED = "Another program is using the database. Please wait a moment and try again."


def device(number: int = 1) -> Device:
    return Device(id=f"device-{number}", token_hash=f"hash-{number}", created_at=now())


def devices(db: Database) -> int:
    with db.read() as session:
        return session.exec(select(func.count()).select_from(Device)).one()


def set_pragma(db: Database, pragma: str) -> None:
    """On the one connection that writes, outside any transaction."""
    connection = db._writer.raw_connection()
    connection.driver_connection.execute(f"PRAGMA {pragma}")
    connection.close()


def add_until_refused(db: Database, viewer: Viewer) -> tuple[list[str], str]:
    """Add cards until the storage says no: the ids that were acknowledged, and the sentence."""
    kept: list[str] = []
    draft = NewCard(activity=ACTIVITY, text="word " * 700)
    while len(kept) < 500:
        try:
            made = add_card(db, viewer=viewer, draft=draft, key=f"key {len(kept)}")
        except StorageError as refused:
            return kept, str(refused)
        kept.append(made.id)
    return kept, "never refused"


def test_leaving_the_block_without_commit_keeps_nothing(db: Database) -> None:
    with db.write() as work:
        work.session.add(device())
        work.session.flush()
    assert devices(db) == 0


def test_an_error_in_the_block_keeps_nothing(db: Database) -> None:
    def fail() -> None:
        with db.write() as work:
            work.session.add(device())
            work.session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert devices(db) == 0


def test_commit_keeps_it(db: Database) -> None:
    with db.write() as work:
        work.session.add(device())
        work.commit()
    assert devices(db) == 1


def test_listeners_hear_of_a_commit_after_it_and_of_nothing_else(db: Database) -> None:
    """When a listener is called, another connection can read what it is called for."""
    heard: list[tuple[str, int, int]] = []

    def listener(workshop_id: str, revision: int) -> None:
        heard.append((workshop_id, revision, devices(db)))

    db.on_commit(listener)
    with db.write() as work:
        work.session.add(device(1))
        work.touched("workshop", 1)
    assert heard == []
    with db.write() as work:
        work.session.add(device(2))
        work.touched("workshop", 1)
        work.touched("workshop", 2)
        work.commit()
        assert heard == []
    assert heard == [("workshop", 2, 1)]
    db.forget(listener)
    with db.write() as work:
        work.touched("workshop", 3)
        work.commit()
    assert len(heard) == 1


def test_durable_settings_are_on(tmp_path: Path) -> None:
    db = Database(f"sqlite:///{tmp_path / 'reframe.db'}", durable=True)
    with db.read() as session:
        found = {
            name: session.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }
    db.close()
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
    }


def test_forty_threads_add_eight_hundred_cards(
    db: Database, workshop: MadeWorkshop, facilitator: Viewer, join_as: Callable[..., Viewer]
) -> None:
    """800 cards, 800 distinct revisions, an audit row and a receipt for each, none lost."""
    room.open_activity(db, viewer=facilitator, activity=ACTIVITY)
    people = [join_as("resident", table=number % 9 + 1) for number in range(40)]
    with db.read() as session:
        start = session.get_one(Workshop, workshop.id).revision

    def add_twenty(number: int) -> list[tuple[str, int]]:
        receipts = []
        for turn in range(20):
            draft = NewCard(activity=ACTIVITY, text=f"Card {turn} of person {number}")
            receipt = add_card(db, viewer=people[number], draft=draft, key=f"{number}-{turn}")
            receipts.append((receipt.id, receipt.revision))
        return receipts

    with ThreadPoolExecutor(40) as threads:
        found = [receipt for some in threads.map(add_twenty, range(40)) for receipt in some]
    wanted = list(range(start + 1, start + 801))
    assert sorted(revision for _, revision in found) == wanted
    with db.read() as session:
        stored = {card.id: card for card in session.exec(select(Card))}
        assert {card.id: card.revision for card in stored.values()} == dict(found)
        assert {card.text for card in stored.values()} == {
            f"Card {turn} of person {number}" for number in range(40) for turn in range(20)
        }
        added = session.exec(select(Audit.revision).where(Audit.verb == "add_card")).all()
        assert sorted(added) == wanted
        assert session.exec(select(func.count()).select_from(Receipt)).one() == 800
        assert session.get_one(Workshop, workshop.id).revision == start + 800


def test_the_same_key_from_forty_threads_adds_one_card(
    db: Database, facilitator: Viewer, resident: Viewer
) -> None:
    room.open_activity(db, viewer=facilitator, activity=ACTIVITY)
    draft = NewCard(activity=ACTIVITY, text="Once")

    def add(_number: int) -> tuple[str, bool]:
        receipt = add_card(db, viewer=resident, draft=draft, key="the same key")
        return receipt.id, receipt.created

    with ThreadPoolExecutor(40) as threads:
        found = list(threads.map(add, range(40)))
    assert len({card for card, _ in found}) == 1
    assert [created for _, created in found].count(True) == 1


def _add_from_a_process(url: str, code: str, name: str, count: int) -> None:
    other = Database(url)
    with other.read() as session:
        viewer = host(session, code)
    for number in range(count):
        draft = NewCard(activity=ACTIVITY, text=f"{name} {number}")
        add_card(other, viewer=viewer, draft=draft)
    other.close()


def test_two_processes_write_at_once(db: Database, workshop: MadeWorkshop) -> None:
    """The server and the command line take turns; nothing is lost and no revision is double."""
    call = "import sys; from tests.workshop.test_db import _add_from_a_process as add; "
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", f"{call}add(*sys.argv[1:4], 20)", db.url, workshop.code, name],
            cwd=Path(__file__).parents[2],
        )
        for name in ("one", "two")
    ]
    _add_from_a_process(db.url, workshop.code, "here", 20)
    assert [process.wait(60) for process in processes] == [0, 0]
    with db.read() as session:
        cards = session.exec(select(Card)).all()
    assert {card.text for card in cards} == {
        f"{name} {number}" for name in ("one", "two", "here") for number in range(20)
    }
    assert len({card.revision for card in cards}) == 60


@pytest.fixture
def full(db: Database) -> Iterator[Database]:
    """A database whose disk has no page left."""
    with db.read() as session:
        pages = session.execute(text("PRAGMA page_count")).scalar_one()
    set_pragma(db, f"max_page_count = {pages}")
    yield db
    set_pragma(db, "max_page_count = 1073741823")


@pytest.mark.about_sqlite
def test_a_full_disk_is_a_sentence_and_nothing_is_half_stored(
    db: Database, facilitator: Viewer, resident: Viewer, request: pytest.FixtureRequest
) -> None:
    """Every card that was acknowledged is there whole; the refused one left no trace."""
    room.open_activity(db, viewer=facilitator, activity=ACTIVITY)
    request.getfixturevalue("full")
    kept, sentence = add_until_refused(db, resident)
    assert sentence == DISK_FULL
    with db.read() as session:
        assert set(session.exec(select(Card.id))) == set(kept)
        workshop = session.get_one(Workshop, facilitator.workshop_id)
        audits = session.exec(select(Audit.revision).order_by(Audit.revision)).all()
        assert audits == list(range(1, workshop.revision + 1))
        assert len(session.exec(select(Receipt)).all()) == len(kept)


@pytest.mark.about_sqlite
def test_after_the_disk_was_full_the_same_key_stores_the_card(
    db: Database, facilitator: Viewer, resident: Viewer, request: pytest.FixtureRequest
) -> None:
    room.open_activity(db, viewer=facilitator, activity=ACTIVITY)
    request.getfixturevalue("full")
    kept, _ = add_until_refused(db, resident)
    set_pragma(db, "max_page_count = 1073741823")
    draft = NewCard(activity=ACTIVITY, text="word " * 700)
    assert add_card(db, viewer=resident, draft=draft, key=f"key {len(kept)}").created


@pytest.mark.about_sqlite
def test_a_file_that_may_not_be_written(db: Database) -> None:
    set_pragma(db, "query_only = ON")
    with pytest.raises(StorageError) as refused:
        register_device(db, token="t" * 43)
    assert str(refused.value) == READ_ONLY
    set_pragma(db, "query_only = OFF")
    register_device(db, token="t" * 43)
    assert devices(db) == 1


@pytest.mark.about_sqlite
def test_a_database_in_use_says_so_whatever_words_are_on_their_way(
    db: Database, facilitator: Viewer, resident: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sentence is made from the trouble alone: a card full of hope is no full disk."""
    room.open_activity(db, viewer=facilitator, activity=ACTIVITY)
    set_pragma(db, "busy_timeout = 50")
    other = sqlite3.connect(db.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    draft = NewCard(activity=ACTIVITY, text="A card full of hope, read-only, malformed")
    with pytest.raises(StorageError) as refused:
        add_card(db, viewer=resident, draft=draft)
    assert str(refused.value) == LOCKED
    other.execute("ROLLBACK")
    other.close()
    assert add_card(db, viewer=resident, draft=draft).created


@pytest.mark.about_sqlite
def test_a_refusal_in_the_middle_of_a_write_names_the_trouble_not_the_words(
    db: Database, facilitator: Viewer, resident: Viewer
) -> None:
    room.open_activity(db, viewer=facilitator, activity=ACTIVITY)
    set_pragma(db, "query_only = ON")
    draft = NewCard(activity=ACTIVITY, text="The disk is full and locked")
    with pytest.raises(StorageError) as refused:
        add_card(db, viewer=resident, draft=draft)
    assert str(refused.value) == READ_ONLY


def test_a_missing_folder_is_made(tmp_path: Path) -> None:
    there = Database(f"sqlite:///{tmp_path / 'a' / 'b' / 'reframe.db'}")
    there.migrate()
    assert devices(there) == 0
    there.close()


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StorageError) as refused:
        Database(f"sqlite:///{tmp_path / 'file' / 'reframe.db'}")
    assert str(refused.value) == CANNOT_OPEN


def test_a_folder_in_place_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "reframe.db").mkdir()
    there = Database(f"sqlite:///{tmp_path / 'reframe.db'}")
    with pytest.raises(StorageError) as refused:
        there.migrate()
    assert str(refused.value) == CANNOT_OPEN


@pytest.mark.parametrize("content", [b"This is a shopping list. " * 99, b"SQLite format 3\0" * 99])
def test_a_file_that_is_no_database(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "reframe.db"
    path.write_bytes(content)
    there = Database(f"sqlite:///{path}")
    with pytest.raises(StorageError) as refused:
        there.migrate()
    assert str(refused.value) == DAMAGED
    assert path.read_bytes() == content


def test_a_file_that_is_damaged_in_the_middle(
    db: Database, facilitator: Viewer, tmp_path: Path
) -> None:
    db.backup(tmp_path / "copy.db")
    data = bytearray((tmp_path / "copy.db").read_bytes())
    data[4096 : len(data)] = b"\xff" * (len(data) - 4096)
    (tmp_path / "copy.db").write_bytes(data)
    there = Database(f"sqlite:///{tmp_path / 'copy.db'}")
    with pytest.raises(StorageError) as refused, there.read() as session:
        session.exec(select(Workshop)).all()
    assert str(refused.value) == DAMAGED
    there.close()


def test_too_many_readers_at_once_are_asked_to_wait(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db._reader.pool, "_timeout", 0.01)
    held = [db._reader.connect() for _ in range(8)]
    with pytest.raises(StorageError) as refused, db.read() as session:
        session.exec(select(Device)).all()
    assert str(refused.value) == "The server is very busy. Please wait a moment."
    for connection in held:
        connection.close()
    assert devices(db) == 0


@pytest.mark.about_sqlite
def test_backup_is_whole_while_others_write(
    db: Database, facilitator: Viewer, resident: Viewer, tmp_path: Path
) -> None:
    """Copies taken in the middle of a burst are each of one moment."""
    room.open_activity(db, viewer=facilitator, activity=ACTIVITY)

    def add_some(number: int) -> None:
        for turn in range(15):
            add_card(db, viewer=resident, draft=NewCard(activity=ACTIVITY, text=f"{number} {turn}"))

    with ThreadPoolExecutor(4) as threads:
        burst = [threads.submit(add_some, number) for number in range(3)]
        for number in range(5):
            db.backup(tmp_path / f"{number}.db")
        for work in burst:
            work.result()
    for number in range(5):
        copy = Database(f"sqlite:///{tmp_path / f'{number}.db'}")
        with copy.read() as session:
            assert session.execute(text("PRAGMA integrity_check")).scalar_one() == "ok"
            revision = session.get_one(Workshop, facilitator.workshop_id).revision
            assert len(session.exec(select(Audit)).all()) == revision
            adds = session.exec(select(Audit).where(Audit.verb == "add_card")).all()
            assert len(session.exec(select(Card)).all()) == len(adds)
        copy.close()


def test_only_the_account_of_the_server_can_read_what_people_wrote(
    db: Database, workshop: MadeWorkshop, tmp_path: Path
) -> None:
    """The file, its log and every backup are closed to other accounts; Windows has other rules."""
    copy = tmp_path / "copy.db"
    db.backup(copy)
    files = [*db.path.parent.glob(f"{db.path.name}*"), copy]
    open_to_all = 0o666 if os.name == "nt" else 0
    assert {file.stat().st_mode & 0o077 for file in files} == {open_to_all & 0o077}


def test_one_database_for_one_address(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'reframe.db'}"
    settings = load_settings({"DATABASE_URL": url}, None)
    assert open_database(settings) is database(url)
    create_workshop(database(url), draft=NewWorkshop(title="Here"), playbook=load_playbook())
    database(url).close()
    database.cache_clear()


def test_times_are_utc_to_the_millisecond_and_come_back_as_they_went(db: Database) -> None:
    moment = datetime(2026, 11, 22, 10, 0, 0, 123000, tzinfo=UTC)
    with db.write() as work:
        work.session.add(Device(id="d", token_hash="h", created_at=moment))
        work.commit()
    with db.read() as session:
        assert session.get_one(Device, "d").created_at == moment
    assert iso(moment) == "2026-11-22T10:00:00.123Z"
    assert iso(moment.astimezone(timezone(timedelta(hours=5)))) == "2026-11-22T10:00:00.123Z"
    assert iso(None) is None
    assert now().microsecond % 1000 == 0
    assert now().tzinfo is UTC


def test_a_read_looks_its_connection_up_once_and_anew_after_it_ended(db: Database) -> None:
    with db.read() as session:
        first = session.connection()
        assert session.connection() is first
        session.rollback()
        assert first.closed
        assert session.connection().execute(text("SELECT 1")).scalar() == 1
