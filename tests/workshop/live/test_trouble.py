"""The disk is full, the database is locked or gone: said on the console, and nothing is lost."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from typing import Any

import pytest
from sqlmodel import Session, select

from tests.workshop.live.conftest import Browser, Listener, NewBrowser
from workshop.db import Database
from workshop.errors import StorageError
from workshop.live.feed import WAITING
from workshop.models import Workshop
from workshop.queries.viewer import Viewer
from workshop.storage import sentence, storage_errors

pytestmark = pytest.mark.about_sqlite
Spoil = Callable[[Database], AbstractContextManager[None]]


def pragma(db: Database, name: str) -> Any:
    connection = db._writer.raw_connection()
    try:
        driver: Any = connection.driver_connection
        return driver.execute(f"PRAGMA {name}").fetchone()[0]
    finally:
        connection.close()


@contextmanager
def full(db: Database) -> Iterator[None]:
    """SQLite may not add one page more, as on a disk without space."""
    pragma(db, f"max_page_count={pragma(db, 'page_count')}")
    yield
    pragma(db, "max_page_count=1000000")


@contextmanager
def locked(db: Database) -> Iterator[None]:
    """Another program writes, and does not end."""
    pragma(db, "busy_timeout=20")
    with closing(sqlite3.connect(db.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def gone(db: Database) -> Iterator[None]:
    """Somebody tidies the folder, and puts the file back."""
    aside = db.path.with_name("tidied.db")
    db.path.rename(aside)
    yield
    assert not db.path.exists(), "nothing may take its place"
    aside.rename(db.path)


@pytest.mark.parametrize("spoil", [full, locked, gone], ids=lambda spoil: spoil.__name__)
def test_the_console_says_it_and_the_cards_come_afterwards(
    spoil: Spoil,
    db: Database,
    new_browser: NewBrowser,
    listen: Callable[..., Listener],
    facilitator_token: str,
    writing: None,
) -> None:
    """Refused with the sentence and a status that devices try again after; stored once, then.

    The console hears it at once, also the one that is opened meanwhile, and hears when it is over.
    Nobody else is told.
    """
    browser = new_browser()
    console = listen("console", facilitator_token)
    projector = listen("projector")
    words = "Our bus comes once an hour. " * 120
    before = browser.added("Before")
    with spoil(db):
        refused = [browser.add(words, key=f"key-{number}") for number in range(4)]
        refused = [answer for answer in refused if answer.status_code != 201]
        assert refused, "four long cards must not fit"
        said = sentence(spoil.__name__)
        assert {(answer.status_code, answer.json()["detail"]) for answer in refused} == {
            (503, said)
        }
        troubled = {"detail": f"{said} {WAITING}"}
        console.wait(lambda: ("trouble", troubled) in console.events)
        heard = [console]
        if spoil is not gone:  # without a file there is nothing to start with, either
            heard.append(listen("console", facilitator_token))
            heard[1].wait(lambda: ("trouble", troubled) in heard[1].events)
    stored = [browser.add(words, key=f"key-{number}") for number in range(4)]
    again = [browser.add(words, key=f"key-{number}") for number in range(4)]
    assert [answer.json()["id"] for answer in again] == [answer.json()["id"] for answer in stored]
    console.wait(lambda: len(console.cards) == 5)
    for each in heard:
        each.wait(lambda each=each: ("trouble", {"detail": ""}) in each.events)
        assert [data for name, data in each.events if name == "trouble"] == [
            troubled,
            {"detail": ""},
        ]
    projector.wait(lambda: len(projector.cards) == 5)  # half a second after the file is back
    assert before in projector.cards
    assert "trouble" not in {name for name, _ in projector.events}


def test_a_file_that_was_put_in_its_place_is_not_written_to(
    db: Database, browser_with_card: Browser
) -> None:
    """Until a new start: what is open is the old file, and its words would be lost with it."""
    aside = db.path.with_name("old.db")
    db.path.rename(aside)
    db.path.write_bytes(b"")
    assert browser_with_card.add("Into the void").status_code == 503
    db.path.unlink()
    aside.rename(db.path)
    browser_with_card.added("Here again")


@pytest.fixture
def browser_with_card(new_browser: NewBrowser, writing: None) -> Browser:
    browser = new_browser()
    browser.added("Before")
    return browser


def test_a_connection_that_opens_while_the_file_is_away_is_never_kept(db: Database) -> None:
    """It was let through just before: no new file stands in its place, and nothing of it stays."""
    db._reader.dispose()  # so that the next reading opens a connection
    with gone(db), pytest.raises(StorageError), Session(db._reader) as session, storage_errors():
        session.connection()
    assert not db.path.with_name("tidied.db").exists()
    with db.read() as session:
        assert session.exec(select(Workshop)).all() == []


def test_nothing_that_looks_at_the_file_makes_a_new_one(
    db: Database, writing: None, facilitator: Viewer
) -> None:
    """Nor does it go on looking at one: what other programs commit is seen when it is back."""
    look = db.watch()
    with gone(db):
        with pytest.raises(StorageError):
            look({facilitator.workshop_id})
        db.dialect.erase()
        assert db.still_erasing
    assert look({facilitator.workshop_id}) == {facilitator.workshop_id: 3}
    look.close()
