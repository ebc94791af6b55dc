"""The database: commit explicit, rollback by default, and whoever writes is alone with a workshop.

What a write takes before it looks at anything is the dialect's: a whole file, or the one
workshop on a server.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection
from sqlmodel import Session

from workshop.dialects import CommitWatch, Dialect, WriteTurn, dialect_of
from workshop.errors import StorageError
from workshop.security_log import keep_beside
from workshop.settings import Settings
from workshop.storage import line_was_lost, sentence, storage_errors
from workshop.units import PartOfWork
from workshop.units import UnitOfWork as UnitOfWork  # noqa: PLC0414 - where all look for it

T = TypeVar("T")
MOST_KEPT = 40_000
"""Rows that are kept of reads. One takes about two kilobytes at most, so all of them some 80 MB."""
Listener = Callable[[str, int], None]
Forgetter = Callable[[Collection[str] | None], None]
_SIGHT = "reframe_sight"
_KEPT = "reframe_kept"
_BEGAN = "reframe_began"


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


def sight_of(connection: Connection) -> tuple[object, int]:
    """Stands for what a transaction sees: the same again, and nothing was written in between."""
    sight: Callable[[Connection], int] = connection.engine.get_execution_options()[_SIGHT]
    return connection.get_transaction(), sight(connection)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What was read, for whom, and how much room it takes."""

    reader: Hashable
    value: Any
    rows: int


class KeptReads:
    """What was read, for who asks the same again: the newest, up to ``room`` rows in all.

    One thing is kept in each place of a workshop. Whoever keeps something says as ``reader`` all
    that decides what may be read, and looks by themselves whether it is still so. ``forgettings``
    counts how often something was forgotten.
    """

    def __init__(self, room: int) -> None:
        self._room = room
        self._taken = 0
        self.forgettings = 0
        self._kept: OrderedDict[tuple[str, Hashable], _Reading] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, workshop_id: str, place: Hashable, reader: Hashable) -> Any:
        """None where nothing is kept, or for another reader."""
        with self._lock:
            found = self._kept.get((workshop_id, place))
            if found is None or found.reader != reader:
                return None
            self._kept.move_to_end((workshop_id, place))
            return found.value

    def keep(
        self,
        workshop_id: str,
        place: Hashable,
        reader: Hashable,
        value: object,
        rows: int,
        began: int,
    ) -> None:
        """``rows`` says how large it is. What alone is larger than all the room is not kept.

        ``began`` is what ``forgettings`` said before it was read: it may hold what was erased
        since, and is not kept then.
        """
        rows += 1  # the entry itself
        with self._lock:
            self._drop((workshop_id, place))
            if rows > self._room or began != self.forgettings:
                return
            self._kept[workshop_id, place] = _Reading(reader, value, rows)
            self._taken += rows
            while self._taken > self._room:
                self._drop(next(iter(self._kept)))

    def forget(self, workshop_ids: Collection[str] | None) -> None:
        """Keep nothing more of workshops, or of all: what was erased there stays in no memory."""
        with self._lock:
            self.forgettings += 1
            for key in list(self._kept):
                if workshop_ids is None or key[0] in workshop_ids:
                    self._drop(key)

    def _drop(self, key: tuple[str, Hashable]) -> None:
        found = self._kept.pop(key, None)
        self._taken -= found.rows if found else 0


def kept_reads(session: Session) -> KeptReads | None:
    """Where a read may keep something; None in what may write, since that can be undone."""
    options = session.connection().engine.get_execution_options()
    found: KeptReads | None = options.get(_KEPT)
    return found


def read_began(session: Session) -> int:
    """How often something had been forgotten when this read began, for what it keeps."""
    began: int = session.info[_BEGAN]
    return began


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


class ReadingSession(Session):
    """A session that looks its connection up once.

    What screens are told of a commit asks for it nine times, which took as long as two statements.
    """

    _found: Connection | None = None

    def connection(self, *args: Any, **options: Any) -> Connection:
        if args or options:
            return super().connection(*args, **options)
        if self._found is None or self._found.closed or not self.in_transaction():
            self._found = super().connection()
        return self._found


@dataclass(frozen=True, slots=True)
class _Joint:
    """One transaction that several units of work of one thread share."""

    connection: Connection
    dialect: Dialect
    waits: bool = True
    works: list[UnitOfWork] = field(default_factory=list)

    @contextmanager
    def write(self, about: str) -> Iterator[UnitOfWork]:
        # What several share never waits for a second thing while it holds a first.
        self.dialect.take(lambda: self.connection, WriteTurn(about, self.waits or not self.works))
        work = PartOfWork(self.connection, self.dialect)
        try:
            yield work
        finally:
            work.end()
        self.works.append(work)

    def each(self, jobs: Sequence[Callable[[], T]]) -> list[JobOutcome[T]]:
        """Raises StorageError as soon as one meets it: all may be rolled back by then."""
        outcomes = []
        for job in jobs:
            outcome = JobOutcome.of(job)
            if isinstance(outcome.error, StorageError):
                raise outcome.error
            if not self.dialect.is_whole(self.connection):
                raise StorageError(sentence("rolled back"))
            outcomes.append(outcome)
        return outcomes

    def read(self) -> Session:
        return _reading_in(self.connection)


@dataclass(frozen=True, slots=True)
class _Moment:
    """One transaction in which a thread reads all that it reads.

    ``began`` is what ``KeptReads.forgettings`` said before it.
    """

    connection: Connection
    began: int

    def read(self) -> Session:
        return _reading_in(self.connection)


def _reading_in(connection: Connection) -> Session:
    """A session of a transaction that goes on after it."""
    return ReadingSession(connection, expire_on_commit=False, join_transaction_mode="rollback_only")


class Database:
    """Units of work, and the listeners that hear of every commit of this process.

    A commit outlives a power cut, but for one that is not ``durable`` because it is thrown away.
    """

    def __init__(self, url: str, *, durable: bool = True) -> None:
        self.url = url
        self.dialect = dialect_of(url, durable=durable)
        self.path = self.dialect.path
        self._shared = threading.local()
        self._listeners: list[Listener] = []
        sight = {_SIGHT: self.dialect.sight}
        self._writer = self.dialect.writer.execution_options(**sight)
        self._kept = KeptReads(MOST_KEPT)
        self._forgetters: list[Forgetter] = [self._kept.forget]
        self._reader = self.dialect.reader.execution_options(**sight, **{_KEPT: self._kept})

    def on_commit(self, listener: Listener) -> None:
        """Call ``listener(workshop_id, revision)`` after each commit, in the writing thread."""
        self._listeners.append(listener)

    def forget(self, listener: Listener, forgetter: Forgetter | None = None) -> None:
        self._listeners.remove(listener)
        if forgetter is not None:
            self._forgetters.remove(forgetter)

    @contextmanager
    def write(self, about: str = "") -> Iterator[UnitOfWork]:
        """A unit of work: ``commit()`` keeps it, leaving the block without rolls it back.

        ``about`` is the id of the one workshop that it reads and changes, or another name for
        what only one may change at a time; "" for whatever reaches further. Raises StorageError
        with a sentence when it cannot be written.
        """
        joint: _Joint | None = getattr(self._shared, "joint", None)
        if joint is not None:
            with storage_errors(), joint.write(about) as work:
                yield work
            return
        self._end_moment()
        self.dialect.require_there()
        with (
            self.dialect.turn(),
            storage_errors(),
            Session(self._writer, expire_on_commit=False) as session,
        ):
            self.dialect.take(session.connection, WriteTurn(about))
            work = UnitOfWork(session, self.dialect)
            yield work
        self._tell([work])

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A consistent picture of one moment. Raises StorageError when the file cannot be read."""
        shared = self._joint_or_moment()
        if shared is None:
            self.dialect.require_there()
        with (
            storage_errors(),
            shared.read()
            if shared
            else ReadingSession(self._reader, expire_on_commit=False) as session,
        ):
            session.info[_BEGAN] = (
                shared.began if isinstance(shared, _Moment) else self._kept.forgettings
            )
            yield session

    @contextmanager
    def one_moment(self) -> Iterator[None]:
        """What this thread reads within is a picture of one moment: one transaction for all of it.

        What is read after a write within sees what was written.
        """
        self.dialect.require_there()
        began = self._kept.forgettings  # before it begins: it may see what is erased from now on
        with storage_errors(), self._reader.connect() as connection:
            connection.begin()
            self._shared.moment = _Moment(connection, began)
            try:
                yield
            finally:
                self._end_moment()

    def _end_moment(self) -> None:
        self._shared.__dict__.pop("moment", None)

    def _joint_or_moment(self) -> "_Joint | _Moment | None":
        found = self._shared.__dict__
        shared: _Joint | _Moment | None = found.get("joint") or found.get("moment")
        return shared

    @contextmanager
    def rows(self) -> Iterator[Connection]:
        """As ``read``, for statements alone."""
        shared = self._joint_or_moment()
        if shared is None:
            self.dialect.require_there()
        with storage_errors():
            if shared is not None:
                yield shared.connection
            else:
                with self._reader.begin() as connection:
                    yield connection

    def together(self, jobs: Sequence[Callable[[], T]]) -> list[JobOutcome[T]]:
        """Do several jobs in one transaction: the disk is waited for once, not once for each.

        Each job calls ``write`` and ``read`` as always, and is kept or rolled back by itself; all
        that were committed are durable when this returns. Where the disk refuses several together,
        each is done again alone, so that none is lost for another's sake.
        """
        self._end_moment()
        joint, ended = None, False
        alone = len(jobs) == 1
        try:
            self.dialect.require_there()
            with self.dialect.turn(), storage_errors(), self._writer.begin() as connection:
                joint = self._shared.joint = _Joint(connection, self.dialect, waits=alone)
                try:
                    outcomes = joint.each(jobs)
                finally:
                    del self._shared.joint
                ended = True
        except StorageError as problem:
            # Not begun, for another program has the file; or nobody else was in the way; or it may
            # be kept, and nobody can tell: whoever sent it knows whether to send it again.
            if joint is None or alone or (ended and line_was_lost(problem)):
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
        self._end_moment()
        self.dialect.require_there()
        with self.dialect.turn(), storage_errors(), self._writer.begin() as connection:
            joint = self._shared.joint = _Joint(connection, self.dialect)
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
            if work.erases:
                self.forget_read(work.news)
        for workshop_id, revision in news.items():
            for listener in tuple(self._listeners):
                listener(workshop_id, revision)
        self.dialect.tell(news)
        if any(work.committed and work.erases for work in works):
            self.dialect.erase()

    def on_erase(self, forgetter: Forgetter) -> None:
        """Have ``forgetter(workshop_ids)`` drop what it keeps in memory of these, or of all."""
        self._forgetters.append(forgetter)

    def forget_read(self, workshop_ids: Collection[str] | None) -> None:
        """Drop what is kept of reads: something was erased in these workshops, or maybe in any."""
        if workshop_ids is not None and not workshop_ids:
            return
        for forgetter in tuple(self._forgetters):
            forgetter(workshop_ids)

    @property
    def still_erasing(self) -> bool:
        """Whether erased rows still stand in a log of the database."""
        return self.dialect.still_erasing

    def migrate(self) -> None:
        """Bring it up to this version of the product, from any released one.

        A file is copied beside first. Raises StorageError, and changes nothing, where that cannot
        be done, and for a database of a newer version.
        """
        self.dialect.migrate()

    def watch(self) -> CommitWatch:
        """What hears of commits of other processes."""
        return self.dialect.watch()

    def backup(self, to: Path) -> None:
        """Copy the whole database while it is in use; the copy is of one moment."""
        self.dialect.backup(to)

    def close(self) -> None:
        self.dialect.close()


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
