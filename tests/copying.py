"""Databases made once in a session and copied for each test, because making them takes longer."""

import sqlite3
from contextlib import closing
from pathlib import Path

from workshop.db import Database
from workshop.domain.people.members import new_id
from workshop.domain.workshops import MadeWorkshop
from workshop.queries.viewer import token_hash

IN_USE = "SELECT (SELECT count(*) FROM workshop) + (SELECT count(*) FROM device)"


def is_empty(db: Database) -> bool:
    with closing(sqlite3.connect(db.path)) as connection:
        return connection.execute(IN_USE).fetchone() == (0,)


def pour(source: Path, db: Database) -> None:
    """All of a kept file in place of what the database holds."""
    with closing(sqlite3.connect(source)) as there, closing(sqlite3.connect(db.path)) as here:
        there.backup(here)


def as_new(db: Database, made: MadeWorkshop, code: str, token: str) -> MadeWorkshop:
    """Give the one workshop another id and code, and its facilitator another device.

    What a process remembers by these of one test is nothing to the next one.
    """
    found = MadeWorkshop(id=new_id(), code=code, secret=made.secret)
    with closing(sqlite3.connect(db.path)) as connection, connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema")]
        for table in tables:
            columns = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
            if "workshop_id" in columns:
                connection.execute(f"UPDATE {table} SET workshop_id = ?", (found.id,))
        connection.execute("UPDATE workshop SET id = ?, code = ?", (found.id, found.code))
        connection.execute(
            "UPDATE audit SET object_id = ? WHERE object_id = ?", (found.id, made.id)
        )
        connection.execute("UPDATE device SET token_hash = ?", (token_hash(token),))
    return found
