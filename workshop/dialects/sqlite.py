"""One file, one writer at a time.

SQLite lets one connection write at a time and answers the others with "database is locked" when a
read turns into a write. So every write starts with BEGIN IMMEDIATE under one lock of this process,
and other processes (the command line) wait on SQLite's own lock.
"""

import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from workshop.backups import before_upgrade, copy_pages
from workshop.dialects.base import WriteTurn
from workshop.dialects.prepared import say
from workshop.errors import StorageError
from workshop.storage import for_nobody_else, identity, opened, sentence, storage_errors
from workshop.upgrade import upgrade
from workshop.write_ahead_log import LogEraser

BUSY_SECONDS = 10
LOOK_SECONDS = 0.1


class SqliteFile:
    """A file. A commit outlives a power cut, unless the file is not ``durable``."""

    name = "sqlite"
    alone = True
    between = None

    def __init__(self, url: str, *, durable: bool) -> None:
        self.path = Path(url.removeprefix("sqlite:///"))
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as problem:
            raise StorageError(sentence("unable to open")) from problem
        for_nobody_else(self.path)
        self._file = identity(self.path)
        self._lock = threading.Lock()
        self._eraser = LogEraser(partial(self.opened, timeout=0))
        waiting = partial(self.opened, timeout=BUSY_SECONDS)
        self.writer = _engine(url, waiting, "BEGIN IMMEDIATE", 1, durable=durable)
        self.reader = _engine(url, waiting, "BEGIN", 8, durable=durable)

    def turn(self) -> threading.Lock:
        return self._lock

    def require_there(self) -> None:
        """Refuse to go on in a file that was taken away: what it holds is gone at the end.

        A system that lets an open file be deleted writes on and says nothing, and SQLite makes a
        new file in its place.
        """
        if identity(self.path) != self._file:
            raise StorageError(sentence("gone"))

    def take(self, begun: Callable[[], Connection], act: WriteTurn) -> None:
        """Nothing is left to do: the transaction begins with the file's only lock."""

    def is_whole(self, connection: Connection) -> bool:
        driver: Any = connection.connection.driver_connection
        return bool(driver.in_transaction)

    def sight(self, connection: Connection) -> int:
        """What this connection has written. Others change nothing of what a transaction read."""
        driver: Any = connection.connection.driver_connection
        return int(driver.total_changes)

    def tell(self, news: Mapping[str, int]) -> None:
        """They look themselves (``SqliteWatch``)."""

    @property
    def still_erasing(self) -> bool:
        """Whether erased rows still stand in the write-ahead log, because somebody reads it."""
        return self._eraser.busy

    def erasing(self, connection: Connection, workshop_ids: Iterable[str]) -> None:
        """There is no other server: the one that runs looks at the lines about what was erased."""

    def erase(self) -> None:
        """Move the write-ahead log into the file and cut it: old rows stand in it until then."""
        self._eraser.erase()

    def migrate(self) -> None:
        """Bring the file up to this version; what was there is copied beside first."""
        with storage_errors(), self.writer.begin() as connection:
            upgraded = upgrade(connection, partial(before_upgrade, self.path, datetime.now(UTC)))
        if upgraded:
            self._eraser.erase()  # what a step forgot stands in the log until then

    def opened(self, *, timeout: float) -> sqlite3.Connection:
        """A connection of its own to the file, which the caller closes.

        ``timeout`` is how many seconds it waits for another program. Raises sqlite3's errors.
        """
        return opened(self.path, self._file, timeout=timeout)

    def watch(self) -> "SqliteWatch":
        return SqliteWatch(partial(self.opened, timeout=1))

    def backup(self, to: Path) -> None:
        copy_pages(self.path, to)

    def count_on(self, connection: Connection, tables: Iterable[str]) -> None:
        """SQLite looks at the highest number that is there by itself."""

    def free_bytes(self) -> int:
        return shutil.disk_usage(self.path.parent).free

    def close(self) -> None:
        self._eraser.close()
        self.writer.dispose()
        self.reader.dispose()


class SqliteWatch:
    """Commits of other processes, such as the command line, noticed by looking."""

    pause = LOOK_SECONDS

    def __init__(self, opened: Callable[[], sqlite3.Connection]) -> None:
        self._opened = opened
        self._connection: sqlite3.Connection | None = None
        self._last: tuple[int, frozenset[str]] | None = None

    def __call__(self, ids: set[str]) -> dict[str, int]:
        """Empty when nothing was committed; else all revisions, and -1 for a workshop that is gone.

        Raises StorageError while the file is away, or another program has it for long.
        """
        with storage_errors():
            if self._connection is None:
                self._connection = self._opened()
            version = int(self._connection.execute("PRAGMA data_version").fetchone()[0])
            if self._last == (version, frozenset(ids)):
                return {}
            one = "SELECT revision FROM workshop WHERE id = ?"
            rows = {i: self._connection.execute(one, (i,)).fetchone() for i in ids}
        self._last = (version, frozenset(ids))
        return {i: row[0] if row else -1 for i, row in rows.items()}

    def rest(self) -> None:
        """An open connection that asks nothing costs nothing."""

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()


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
        say(connection, begin)

    return engine
