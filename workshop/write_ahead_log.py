"""Emptying the write-ahead log, where rows that were erased stand until somebody moves it.

SQLite answers "busy" while anybody still reads what the log holds, and leaves it as it is. So the
answer is looked at, and asked for again, beside everything else and with no lock held meanwhile.
"""

import sqlite3
import threading
from collections.abc import Callable

AGAIN_SECONDS = 0.25


class LogEraser:
    """Empties the log of one database now, or as soon as nobody reads it any more."""

    def __init__(self, opened: Callable[[], sqlite3.Connection]) -> None:
        """``opened`` makes a connection that waits for nobody, and may raise sqlite3's errors."""
        self._opened = opened
        self._guard = threading.Lock()
        self._thread: threading.Thread | None = None
        self._ended = threading.Event()

    @property
    def busy(self) -> bool:
        """Whether it is still being tried."""
        with self._guard:
            return self._thread is not None

    def erase(self) -> None:
        """Try at once; where somebody reads, go on trying in a thread."""
        if self._emptied():
            return
        with self._guard:
            if self._thread is None and not self._ended.is_set():
                self._thread = threading.Thread(target=self._until_done, name="eraser", daemon=True)
                self._thread.start()

    def close(self) -> None:
        """Give up: the last connection of the database empties its log when it is closed."""
        self._ended.set()

    def _until_done(self) -> None:
        while not self._ended.wait(AGAIN_SECONDS):
            if self._emptied():
                break
        with self._guard:
            self._thread = None

    def _emptied(self) -> bool:
        """One try, which waits for nobody."""
        try:
            connection = self._opened()
            try:
                busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            finally:
                connection.close()
        except sqlite3.Error:
            return False
        return not busy
