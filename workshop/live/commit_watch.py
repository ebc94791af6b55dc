"""Commits of other processes, such as the command line, noticed by looking."""

import sqlite3

from workshop.db import Database


class CommitWatch:
    """Which revision each workshop has, whenever any process has committed since the last look."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._connection: sqlite3.Connection | None = None
        self._last: tuple[int, frozenset[str]] | None = None

    def __call__(self, ids: set[str]) -> dict[str, int]:
        """Empty when nothing was committed; -1 for a workshop that is gone.

        Raises sqlite3.Error while the file is away, or another program has it for long.
        """
        if self._connection is None:
            self._connection = self._db.opened(timeout=1)
        version = int(self._connection.execute("PRAGMA data_version").fetchone()[0])
        if self._last == (version, frozenset(ids)):
            return {}
        one = "SELECT revision FROM workshop WHERE id = ?"
        rows = {i: self._connection.execute(one, (i,)).fetchone() for i in ids}
        self._last = (version, frozenset(ids))
        return {i: row[0] if row else -1 for i, row in rows.items()}

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
