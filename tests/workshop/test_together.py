"""Several writes in one transaction: each kept or undone by itself, and durable together."""

import asyncio
import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from typing import Any

import pytest
from sqlalchemy import Connection, event
from sqlmodel import func, select

from tests import postgres
from tests.workshop.live.conftest import WRITE, in_a_thread
from workshop.db import Database, JobOutcome, now
from workshop.dialects import postgresql
from workshop.dialects.prepared import Prepared
from workshop.domain.cards import add_card
from workshop.domain.room import open_activity
from workshop.drafts import NewCard
from workshop.errors import ClosedError, StorageError
from workshop.live.writer import Writer
from workshop.models import Card, Device
from workshop.queries.sql_tables import DEVICE
from workshop.queries.viewer import Viewer
from workshop.storage import postgres_sentence, sentence

ADD = Prepared(DEVICE.insert().inline())
DISK_FULL = sentence("full")
LOCKED = sentence("locked")


def devices(db: Database) -> set[str]:
    with db.read() as session:
        return set(session.exec(select(Device.id)).all())


def count(connection: Connection) -> int:
    found = connection.execute(select(func.count()).select_from(Device))
    return int(found.scalar_one())


def adding(
    db: Database, name: str, *, then: Exception | None = None, size: int = 1
) -> Callable[[], int]:
    """A job that stores a device, counts those that it sees, and may fail after that."""

    def job() -> int:
        with db.write() as work:
            work.session.add(Device(id=name, token_hash=name * size, created_at=now()))
            work.session.flush()
            if then is not None:
                raise then
            work.touched("workshop", int(name))
            work.commit()
        with db.read() as session:
            return session.exec(select(func.count()).select_from(Device)).one()

    return job


@pytest.fixture
def commits(db: Database) -> list[str]:
    """Grows by one with every transaction of the connection that writes."""
    found: list[str] = []
    event.listen(db._writer, "commit", lambda _connection: found.append("commit"))
    return found


def test_many_jobs_share_a_transaction_and_read_what_went_before(
    db: Database, commits: list[str]
) -> None:
    """The listeners hear once, when all of it is there."""
    heard: list[tuple[int, int]] = []
    db.on_commit(lambda _workshop, revision: heard.append((revision, len(devices(db)))))
    found = db.together([adding(db, str(number)) for number in range(5)])
    assert found == [JobOutcome(count) for count in (1, 2, 3, 4, 5)]
    assert (commits, heard) == (["commit"], [(4, 5)])


def test_a_job_that_fails_takes_nothing_of_the_others_with_it(
    db: Database, commits: list[str]
) -> None:
    refused = ClosedError("Not now.")
    jobs = [adding(db, "1"), adding(db, "2", then=refused), adding(db, "1"), adding(db, "3")]
    found = db.together(jobs)
    assert [outcome.value for outcome in found] == [1, None, None, 2]
    assert found[1].error is refused
    assert found[2].error is not None
    assert (devices(db), commits) == ({"1", "3"}, ["commit"])


def test_a_job_that_commits_nothing_leaves_nothing(db: Database) -> None:
    def job() -> None:
        with db.write() as work:
            work.session.add(Device(id="9", token_hash="9", created_at=now()))
            work.session.flush()

    db.together([job, adding(db, "1")])
    assert devices(db) == {"1"}


@pytest.mark.about_sqlite
def test_what_does_not_fit_on_the_disk_is_refused_alone(db: Database) -> None:
    """A full disk undoes the whole transaction, so each job has a second try by itself."""
    with closing(sqlite3.connect(db.path)) as look:
        pages = look.execute("PRAGMA page_count").fetchone()[0]
    connection = db._writer.raw_connection()
    connection.driver_connection.execute(f"PRAGMA max_page_count={pages + 8}")  # type: ignore[union-attr]
    connection.close()
    jobs = [adding(db, "1"), adding(db, "2", size=500_000), adding(db, "3")]
    found = db.together(jobs)
    assert [outcome.value for outcome in found] == [1, None, 2]
    assert isinstance(found[1].error, StorageError)
    assert str(found[1].error) == DISK_FULL
    assert devices(db) == {"1", "3"}


@pytest.mark.about_sqlite
def test_what_is_alone_and_finds_no_place_is_tried_once(db: Database) -> None:
    tries: list[int] = []
    job = adding(db, "1", size=500_000)

    def counted() -> int:
        tries.append(1)
        return job()

    with db.write() as work:
        pages = work.connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        work.connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 8}")
    (found,) = db.together([counted])
    assert (str(found.error), tries, devices(db)) == (DISK_FULL, [1], set())


@pytest.mark.about_sqlite
@pytest.mark.parametrize("flushes", [True, False])
def test_a_full_disk_is_called_so_in_what_is_kept_as_one_too(db: Database, flushes: bool) -> None:
    """SQLite has taken all back by then, and knows no more of where a part of it began."""

    def statement() -> None:
        with db.write() as work:
            large = {"id": "2", "token_hash": "2" * 500_000, "created_at": now()}
            ADD.run(work.connection, large)
            work.commit()

    with db.write() as work:
        pages = work.connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        work.connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 8}")
    with pytest.raises(StorageError) as refused:
        db.as_one(adding(db, "2", size=500_000) if flushes else statement)
    assert str(refused.value) == DISK_FULL
    assert db.as_one(adding(db, "3")) == 1
    assert devices(db) == {"3"}


@pytest.mark.about_sqlite
def test_while_another_program_holds_the_file_nobody_waits_in_turn(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All are told at once; the jobs are not begun, and can be sent again."""
    connection = db._writer.raw_connection()
    connection.driver_connection.execute("PRAGMA busy_timeout=50")  # type: ignore[union-attr]
    connection.close()
    begun: list[int] = []
    with closing(sqlite3.connect(db.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        found = db.together([lambda: begun.append(1), lambda: begun.append(2)])
        other.execute("ROLLBACK")
    assert [str(outcome.error) for outcome in found] == [LOCKED, LOCKED]
    assert begun == []
    assert [outcome.error for outcome in db.together([adding(db, "1"), adding(db, "2")])] == [
        None,
        None,
    ]


def test_what_many_send_at_once_waits_for_the_disk_only_a_few_times(
    db: Database, commits: list[str]
) -> None:
    """Two hundred at once: each has an answer of its own, in far fewer transactions."""
    refused = ClosedError("Not now.")

    async def send() -> list[int | BaseException]:
        writer = Writer(db)
        jobs = [
            adding(db, str(number), then=refused if number % 50 == 7 else None)
            for number in range(200)
        ]
        try:
            return await asyncio.gather(*map(writer, jobs), return_exceptions=True)
        finally:
            writer.close()

    found = in_a_thread(lambda: asyncio.run(send()))
    assert [number for number, answer in enumerate(found) if answer is refused] == [7, 57, 107, 157]
    assert [answer for answer in found if answer is not refused] == list(range(1, 197))
    assert len(devices(db)) == 196
    assert len(commits) <= 20


# --- On a server of its own ---


def said(number: int) -> NewCard:
    return NewCard(activity=WRITE, text=f"Card {number}")


@pytest.fixture
def writing(db: Database, facilitator: Viewer) -> None:
    open_activity(db, viewer=facilitator, activity=WRITE)


@pytest.fixture
def impatient(db: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """One that waits for a lock no longer than a quarter of a second."""
    monkeypatch.setitem(postgresql._SESSION, "lock_timeout", "250ms")
    found = Database(db.url)
    yield found
    found.close()


@pytest.mark.about_postgresql
def test_a_lone_job_waits_for_a_lock_once_and_is_not_done_again(
    db: Database, impatient: Database
) -> None:
    """Each try holds up everybody behind it in the writing thread."""
    tries: list[str] = []

    def job() -> None:
        tries.append("tried")
        with impatient.write("held") as work:
            work.commit()

    with db.write("held"):
        (outcome,) = impatient.together([job])
    assert (str(outcome.error), tries) == (postgres_sentence("55P03"), ["tried"])


@pytest.mark.about_postgresql
def test_a_lone_job_may_wait_for_a_second_workshop(db: Database) -> None:
    other = Database(db.url)
    tries: list[str] = []

    def job() -> None:
        tries.append("tried")
        for name in ("first", "second"):
            with db.write(name) as work:
                work.session.add(Device(id=name, token_hash=name, created_at=now()))
                work.commit()

    held, free = threading.Event(), threading.Event()

    def hold() -> None:
        with other.write("second"):
            held.set()
            free.wait(10)

    with ThreadPoolExecutor(1) as thread:
        holding = thread.submit(hold)
        held.wait(10)
        threading.Timer(0.3, free.set).start()
        (outcome,) = db.together([job])
        holding.result(10)
    other.close()
    assert (outcome.error, tries) == (None, ["tried"])


@pytest.mark.about_postgresql
@pytest.mark.parametrize("many", [1, 3])
def test_what_may_be_kept_when_the_line_is_lost_at_the_commit_is_not_done_again(
    db: Database, writing: None, resident: Viewer, many: int
) -> None:
    """Without a key nothing tells the second card from the first."""

    def cut(connection: Any) -> None:
        """The server keeps all, and its answer is lost."""
        line = connection.connection.driver_connection
        line.commit()
        line.execute("SELECT 1")
        postgres.ask(f"SELECT pg_terminate_backend({line.info.backend_pid}, 10000)")

    event.listen(db._writer, "commit", cut)
    jobs = [partial(add_card, db, viewer=resident, draft=said(n)) for n in range(many)]
    outcomes = db.together(jobs)
    event.remove(db._writer, "commit", cut)
    assert [str(one.error) for one in outcomes] == [postgres_sentence("08")] * many
    with db.read() as session:
        assert len(session.exec(select(Card)).all()) == many


@pytest.mark.about_postgresql
def test_a_line_that_is_lost_before_the_commit_costs_several_nothing(
    db: Database, writing: None, resident: Viewer
) -> None:
    cut: list[int] = []

    def job(number: int) -> str:
        with db.rows() as connection:
            line: Any = connection.connection.driver_connection
            if not cut:
                cut.append(line.info.backend_pid)
                postgres.ask(f"SELECT pg_terminate_backend({cut[0]}, 10000)")
        return add_card(db, viewer=resident, draft=said(number)).id

    outcomes = db.together([partial(job, 1), partial(job, 2)])
    assert [one.error for one in outcomes] == [None, None]
    with db.read() as session:
        assert len(session.exec(select(Card)).all()) == 2


def test_what_is_read_at_one_moment_is_one_transaction(db: Database) -> None:
    """Who asks and what they may have: another's commit in between changes neither."""
    begun = []
    event.listen(db._reader, "begin", begun.append)
    with db.one_moment():
        with db.rows() as connection:
            assert count(connection) == 0
        with ThreadPoolExecutor() as others:
            others.submit(lambda: db.together([adding(db, "2")])).result()
        assert devices(db) == set()
        with db.rows() as connection:
            assert count(connection) == 0
    assert len(begun) == 1
    assert devices(db) == {"2"}


@pytest.mark.parametrize(
    "write",
    [
        lambda db: adding(db, "1")(),
        lambda db: db.together([adding(db, "1")]),
        lambda db: db.as_one(adding(db, "1")),
    ],
)
def test_what_is_read_after_a_write_at_that_moment_sees_what_was_written(
    db: Database, write: Callable[[Database], object]
) -> None:
    with db.one_moment():
        assert devices(db) == set()
        write(db)
        assert devices(db) == {"1"}


def test_a_moment_gives_its_connection_back_however_it_ends(db: Database) -> None:
    def fail() -> None:
        with db.one_moment(), db.read() as session:
            session.exec(select(Device.id)).all()
            raise ZeroDivisionError

    for _ in range(20):  # more than there are connections
        with pytest.raises(ZeroDivisionError):
            fail()
    db.together([adding(db, "1")])
    assert devices(db) == {"1"}
