"""The database: one file, one writer at a time, commit explicit, rollback by default.

SQLite lets one connection write at a time and answers the others with "database is locked" when a
read turns into a write. So every write starts with BEGIN IMMEDIATE under one lock of this process,
and other processes (the command line) wait on SQLite's own lock.
"""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool
from sqlmodel import Session

from workshop.backups import before_upgrade, copy_pages
from workshop.errors import StorageError
from workshop.security_log import keep_beside
from workshop.settings import Settings
from workshop.storage import for_nobody_else, identity, opened, sentence, storage_errors
from workshop.upgrade import upgrade
from workshop.write_ahead_log import LogEraser

BUSY_SECONDS = 10

T = TypeVar("T")
Listener = Callable[[str, int], None]


@dataclass(slots=True)
class _Clock:
    """The computer's clock, which may be set back while a room works."""

    read: Callable[[], datetime] = lambda: datetime.now(UTC)
    passed: Callable[[], float] = time.monotonic
    last: datetime | None = None
    at: float = 0.0

    def now(self) -> datetime:
        """As the computer says, but never earlier than what has passed since it was last asked."""
        wall, passed = self.read(), self.passed()
        if self.last is not None:
            wall = max(wall, self.last + timedelta(seconds=passed - self.at))
        self.last, self.at = wall, passed
        return wall


_CLOCK = _Clock()


def now() -> datetime:
    """The time in UTC to the millisecond, as the tables keep it.

    It goes on evenly where the computer's clock is set back, so that no step lasts an hour longer
    for it; a new start of the server takes the computer's time.
    """
    moment = _CLOCK.now()
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def iso(moment: datetime | None) -> str | None:
    """``2026-11-22T10:00:00.000Z`` for a time from the tables."""
    if moment is None:
        return None
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"


def sight_of(session: Session) -> tuple[object, int]:
    """Stands for what a transaction sees: the same again, and nothing was written in between.

    Other connections cannot change what a transaction has read, and SQLite counts what this one
    has written.
    """
    connection = session.connection()
    driver: Any = connection.connection.driver_connection
    return connection.get_transaction(), driver.total_changes


class UnitOfWork:
    """One transaction. Nothing is kept unless ``commit`` is called before the block ends."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.committed = False
        self.erases = False
        self._touched: dict[str, int] = {}

    def touched(self, workshop_id: str, revision: int) -> None:
        """Note that the workshop reached this revision, for the listeners after the commit."""
        self._touched[workshop_id] = revision

    def erase(self) -> None:
        """Leave nothing of what this transaction takes away, not in the write-ahead log either."""
        self.erases = True

    def commit(self) -> None:
        self.session.commit()
        self.committed = True

    @property
    def news(self) -> dict[str, int]:
        return self._touched if self.committed else {}


@dataclass(frozen=True, slots=True)
class JobOutcome(Generic[T]):
    """What became of one job of several: its value, or what it raised."""

    value: T | None = None
    error: Exception | None = None

    @classmethod
    def of(cls, job: Callable[[], T]) -> "JobOutcome[T]":
        try:
            return cls(job())
        except Exception as problem:  # noqa: BLE001 - whoever asked for the job hears of it
            return cls(error=problem)


@dataclass(frozen=True, slots=True)
class _Joint:
    """One transaction that several units of work of one thread share."""

    connection: Connection
    works: list[UnitOfWork] = field(default_factory=list)

    @contextmanager
    def write(self) -> Iterator[UnitOfWork]:
        with Session(
            self.connection, expire_on_commit=False, join_transaction_mode="create_savepoint"
        ) as session:
            work = UnitOfWork(session)
            yield work
        self.works.append(work)

    def each(self, jobs: Sequence[Callable[[], T]]) -> list[JobOutcome[T]]:
        """Raises StorageError as soon as one meets it: SQLite may have rolled back all by then."""
        outcomes = []
        for job in jobs:
            outcome = JobOutcome.of(job)
            if isinstance(outcome.error, StorageError):
                raise outcome.error
            if not self._is_whole():
                raise StorageError(sentence("rolled back"))
            outcomes.append(outcome)
        return outcomes

    def _is_whole(self) -> bool:
        driver: Any = self.connection.connection.driver_connection
        return bool(driver.in_transaction)

    def read(self) -> Session:
        return Session(
            self.connection, expire_on_commit=False, join_transaction_mode="rollback_only"
        )


class Database:
    """Engines, units of work, and the listeners that hear of every commit of this process.

    A commit outlives a power cut, but for a file that is not ``durable`` because it is thrown away.
    """

    def __init__(self, url: str, *, durable: bool = True) -> None:
        self.url = url
        self.path = Path(url.removeprefix("sqlite:///"))
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as problem:
            raise StorageError(sentence("unable to open")) from problem
        for_nobody_else(self.path)
        self._file = identity(self.path)
        self._lock = threading.Lock()
        self._shared = threading.local()
        self._listeners: list[Listener] = []
        self._eraser = LogEraser(partial(self.opened, timeout=0))
        self._writer = _engine(
            url, partial(self.opened, timeout=BUSY_SECONDS), "BEGIN IMMEDIATE", 1, durable=durable
        )
        self._reader = _engine(
            url, partial(self.opened, timeout=BUSY_SECONDS), "BEGIN", 8, durable=durable
        )

    def on_commit(self, listener: Listener) -> None:
        """Call ``listener(workshop_id, revision)`` after each commit, in the writing thread."""
        self._listeners.append(listener)

    def forget(self, listener: Listener) -> None:
        self._listeners.remove(listener)

    @contextmanager
    def write(self) -> Iterator[UnitOfWork]:
        """A unit of work: ``commit()`` keeps it, leaving the block without rolls it back.

        Raises StorageError with a sentence when the file cannot be written.
        """
        joint: _Joint | None = getattr(self._shared, "joint", None)
        if joint is not None:
            with storage_errors(), joint.write() as work:
                yield work
            return
        self._require_file()
        with (
            self._lock,
            storage_errors(),
            Session(self._writer, expire_on_commit=False) as session,
        ):
            work = UnitOfWork(session)
            yield work
        self._tell([work])

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A consistent picture of one moment. Raises StorageError when the file cannot be read."""
        joint: _Joint | None = getattr(self._shared, "joint", None)
        self._require_file()
        with (
            storage_errors(),
            joint.read() if joint else Session(self._reader, expire_on_commit=False) as session,
        ):
            yield session

    def together(self, jobs: Sequence[Callable[[], T]]) -> list[JobOutcome[T]]:
        """Do several jobs in one transaction: the disk is waited for once, not once for each.

        Each job calls ``write`` and ``read`` as always, and is kept or rolled back by itself; all
        that were committed are durable when this returns. Where the disk refuses them together,
        each is done again alone, so that none is lost for another's sake.
        """
        if len(jobs) == 1:
            return [JobOutcome.of(jobs[0])]
        joint = None
        try:
            self._require_file()
            with self._lock, storage_errors(), self._writer.begin() as connection:
                joint = self._shared.joint = _Joint(connection)
                try:
                    outcomes = joint.each(jobs)
                finally:
                    del self._shared.joint
        except StorageError as problem:
            if joint is None:  # not begun: another program has the file
                return [JobOutcome(error=problem) for _ in jobs]
            return [JobOutcome.of(job) for job in jobs]
        self._tell(joint.works)
        return outcomes

    def as_one(self, job: Callable[[], T]) -> T:
        """Do a job of several units of work; all that they commit is kept, or none of it."""
        shared: _Joint | None = getattr(self._shared, "joint", None)
        if shared is not None:
            with storage_errors(), shared.connection.begin_nested():
                return job()
        self._require_file()
        with self._lock, storage_errors(), self._writer.begin() as connection:
            joint = self._shared.joint = _Joint(connection)
            try:
                value = job()
            finally:
                del self._shared.joint
        self._tell(joint.works)
        return value

    def _tell(self, works: Sequence[UnitOfWork]) -> None:
        """Let the listeners hear of what was committed, once for each workshop."""
        news: dict[str, int] = {}
        for work in works:
            news |= work.news
        for workshop_id, revision in news.items():
            for listener in tuple(self._listeners):
                listener(workshop_id, revision)
        if any(work.committed and work.erases for work in works):
            self._empty_log()

    def _require_file(self) -> None:
        """Refuse to go on in a file that was taken away: what it holds is gone at the end.

        A system that lets an open file be deleted writes on and says nothing, and SQLite makes a
        new file in its place.
        """
        if identity(self.path) != self._file:
            raise StorageError(sentence("gone"))

    @property
    def still_erasing(self) -> bool:
        """Whether erased rows still stand in the write-ahead log, because somebody reads it."""
        return self._eraser.busy

    def _empty_log(self) -> None:
        """Move the write-ahead log into the file and cut it: old rows stand in it until then."""
        self._eraser.erase()

    def migrate(self) -> None:
        """Bring the file up to this version of the product, from any released one.

        What was there is copied beside first. Raises StorageError, and changes nothing, where that
        cannot be done, and for a file of a newer version.
        """
        with storage_errors(), self._writer.begin() as connection:
            upgraded = upgrade(connection, partial(before_upgrade, self.path, datetime.now(UTC)))
        if upgraded:
            self._eraser.erase()  # what a step forgot stands in the log until then

    def opened(self, *, timeout: float) -> sqlite3.Connection:
        """A connection of its own to the file, which the caller closes.

        ``timeout`` is how many seconds it waits for another program. Raises sqlite3's errors.
        """
        return opened(self.path, self._file, timeout=timeout)

    def backup(self, to: Path) -> None:
        """Copy the whole database while it is in use; the copy is of one moment."""
        copy_pages(self.path, to)

    def close(self) -> None:
        self._eraser.close()
        self._writer.dispose()
        self._reader.dispose()


def _engine(
    url: str,
    opened: Callable[[], sqlite3.Connection],
    begin: str,
    pool_size: int,
    *,
    durable: bool,
) -> Engine:
    engine = create_engine(
        url,
        creator=opened,
        poolclass=QueuePool,
        pool_size=pool_size,
        max_overflow=0,
        hide_parameters=True,  # they are people's words, and mistakes are written down
        pool_timeout=30,
    )

    @event.listens_for(engine, "connect")
    def pragmas(connection: Any, _record: Any) -> None:
        # secure_delete: what a closing workshop erases is overwritten, not only unlinked.
        for pragma in (
            "journal_mode=WAL",
            f"synchronous={'FULL' if durable else 'OFF'}",
            "foreign_keys=ON",
            "secure_delete=ON",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begins(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine


@cache
def database(url: str) -> Database:
    """The one Database of this process for this address, brought up to date on first use."""
    opened = Database(url)
    opened.migrate()
    return opened


def open_database(settings: Settings) -> Database:
    opened = database(settings.database_url)
    keep_beside(opened.path)
    return opened
