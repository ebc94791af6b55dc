"""A copy can be relied on: it is whole, it is found again, and it can be put back."""

import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from tests.workshop.test_migrations import RELEASED, rows
from workshop import backups
from workshop.backups import (
    copies_in,
    copy_database,
    keep_copies,
    latest_in,
    name_at,
    put_back,
    require_whole,
)
from workshop.db import Database
from workshop.domain.cards import add_card
from workshop.domain.room import open_activity
from workshop.domain.workshops import MadeWorkshop
from workshop.drafts import NewCard
from workshop.errors import StorageError
from workshop.live.running.nightly import is_due
from workshop.queries.viewer import Viewer

pytestmark = pytest.mark.about_sqlite  # those of a server: cli/test_keeping_server.py

NIGHT = datetime(2026, 11, 28, 3, 0, tzinfo=UTC)
WRITE = "insights.write"
JoinAs = Callable[..., Viewer]


def texts(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as opened:
        return {text for (text,) in opened.execute("SELECT text FROM card")}


def test_a_name_says_when_and_is_read_back() -> None:
    east = NIGHT.astimezone(timezone(timedelta(hours=9)))
    assert name_at(east) == "reframe-2026-11-28T03-00-00Z.db"


def test_only_so_many_are_kept_and_other_files_are_left_alone(
    db: Database, workshop: MadeWorkshop, tmp_path: Path
) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    others = [folder / name for name in ("holiday.db", "reframe.db", "reframe-2026.db")]
    for other in others:
        other.write_text("mine")
    made = [
        keep_copies(db.path, folder, 2, NIGHT + timedelta(days=day)).made.name for day in range(4)
    ]
    assert [path.name for _, path in copies_in(folder)] == made[:1:-1]
    assert latest_in(folder) == NIGHT + timedelta(days=3)
    assert all(other.read_text() == "mine" for other in others)


def test_nothing_is_taken_away_when_the_new_one_is_not_whole(
    db: Database, workshop: MadeWorkshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also the one that it should have replaced is as it was."""
    kept = keep_copies(db.path, tmp_path / "kept", 1, NIGHT).made
    before = kept.read_bytes()

    def half(_source: Path, to: Path) -> None:
        to.write_bytes(before[: len(before) // 2])

    monkeypatch.setattr(backups, "copy_pages", half)
    with pytest.raises(StorageError):
        keep_copies(db.path, kept.parent, 1, NIGHT + timedelta(days=1))
    with pytest.raises(StorageError):
        copy_database(db.path, kept)
    assert kept.read_bytes() == before
    assert list(kept.parent.iterdir()) == [kept]


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + bytes(4096)])
def test_a_file_that_is_no_copy_of_ours_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "copy.db"
    path.write_bytes(content)
    with pytest.raises(StorageError, match=r"^copy\.db is "):
        require_whole(path)


def test_a_page_that_went_bad_is_found(
    db: Database, workshop: MadeWorkshop, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    copy_database(db.path, copy)
    content = bytearray(copy.read_bytes())
    content[8 * 4096 : 9 * 4096] = bytes(range(256)) * 16
    copy.write_bytes(content)
    with pytest.raises(StorageError):
        require_whole(copy)


def test_an_upgrade_keeps_the_database_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "reframe.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(RELEASED[0].read_text(encoding="utf-8"))
    before = rows(path)
    db = Database(f"sqlite:///{path}")
    db.migrate()
    db.migrate()
    db.close()
    ((_, kept),) = copies_in(tmp_path / backups.FOLDER)
    assert rows(kept) == before
    assert kept.name.endswith("-before-upgrade.db")


def test_nothing_is_upgraded_where_no_copy_can_be_kept(tmp_path: Path) -> None:
    """Such as on a full disk: a file stands where the folder belongs."""
    path = tmp_path / "reframe.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(RELEASED[0].read_text(encoding="utf-8"))
    (tmp_path / backups.FOLDER).touch()
    before = rows(path)
    db = Database(f"sqlite:///{path}")
    with pytest.raises(StorageError):
        db.migrate()
    db.close()
    assert rows(path) == before


def test_a_first_start_has_nothing_to_keep(tmp_path: Path) -> None:
    db = Database(f"sqlite:///{tmp_path / 'reframe.db'}")
    db.migrate()
    db.close()
    assert not (tmp_path / backups.FOLDER).exists()


def test_restoring_beside_a_program_that_has_it_open_is_refused(
    db: Database, workshop: MadeWorkshop, tmp_path: Path
) -> None:
    """Otherwise that program would write on in a file that is no longer there."""
    copy = tmp_path / "copy.db"
    copy_database(db.path, copy)
    with db.read() as session:
        session.connection().exec_driver_sql("SELECT 1 FROM card").fetchall()
        with pytest.raises(StorageError, match="Another program"):
            put_back(copy, db.path, NIGHT)
    assert copies_in(db.path.parent / backups.FOLDER) == []


def test_a_damaged_database_is_kept_and_replaced(
    db: Database, workshop: MadeWorkshop, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    copy_database(db.path, copy)
    db.close()
    db.path.write_bytes(b"damaged" * 4096)
    kept = put_back(copy, db.path, NIGHT)
    assert kept is not None
    assert kept.read_bytes() == b"damaged" * 4096
    assert rows(db.path) == rows(copy)


def test_what_was_acknowledged_before_a_copy_is_there_after_it_was_put_back(
    db: Database, workshop: MadeWorkshop, facilitator: Viewer, join_as: JoinAs, tmp_path: Path
) -> None:
    """A drill while four people write: each card the server had said to have is in the copy.

    Nothing that was written later is lost either: it is in what was kept.
    """
    open_activity(db, viewer=facilitator, activity=WRITE, anyway=True)
    people = [join_as("resident") for _ in range(4)]
    said: set[str] = set()
    enough, end = threading.Event(), threading.Event()

    def write(number: int) -> None:
        for card in range(400):
            text = f"card {number} {card}"
            add_card(db, viewer=people[number], draft=NewCard(activity=WRITE, text=text))
            said.add(text)
            if len(said) > 40:
                enough.set()
            if end.is_set():
                break

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    assert enough.wait(60)
    acknowledged = set(said)
    copy = tmp_path / "copy.db"
    copy_database(db.path, copy)
    end.set()
    for thread in threads:
        thread.join()
    assert acknowledged <= texts(copy)
    db.close()
    kept = put_back(copy, db.path, NIGHT)
    assert kept is not None
    assert not Path(f"{db.path}-wal").exists(), "the old log would be taken for the new file's"
    assert rows(db.path) == rows(copy)
    assert said <= texts(kept)
    again = Database(db.url)
    again.migrate()
    add_card(again, viewer=people[0], draft=NewCard(activity=WRITE, text="and on it goes"))
    again.close()
    assert texts(db.path) == texts(copy) | {"and on it goes"}


@pytest.mark.parametrize(
    ("here", "latest", "due"),
    [
        (NIGHT, None, True),
        (NIGHT, NIGHT - timedelta(hours=1), True),
        (NIGHT + timedelta(hours=6), NIGHT + timedelta(minutes=1), False),
        (NIGHT - timedelta(hours=1), NIGHT - timedelta(hours=23), False),
        (NIGHT - timedelta(hours=1), NIGHT - timedelta(hours=25), True),
        (NIGHT + timedelta(hours=9), NIGHT - timedelta(hours=3), True),
    ],
)
def test_a_copy_is_due_once_a_night_or_as_soon_as_the_laptop_wakes(
    here: datetime, latest: datetime | None, due: bool
) -> None:
    assert is_due(here, latest) is due
