"""Databases made once in a session and copied for each test, because making them takes longer."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import text

from tests import postgres
from workshop.db import Database
from workshop.domain.people.members import new_id
from workshop.domain.workshops import MadeWorkshop
from workshop.models import Table
from workshop.queries.viewer import token_hash

IN_USE = "SELECT (SELECT count(*) FROM workshop) + (SELECT count(*) FROM device)"


def made_anew(path: Path) -> Database:
    """An empty database; on a server the path is only its name."""
    return postgres.made_anew(path) if postgres.WANTED else Database(f"sqlite:///{path}")


def copied(source: Path, path: Path) -> Database:
    """A database of its own, with all that a kept one holds; beside that one, it is kept too."""
    if postgres.WANTED:
        return postgres.copied(source, keep=path if path.parent == source.parent else None)
    return Database(f"sqlite:///{shutil.copy(source, path)}")


def is_empty(db: Database) -> bool:
    if postgres.WANTED:
        with db.read() as session:
            return session.connection().exec_driver_sql(IN_USE).scalar_one() == 0
    with closing(sqlite3.connect(db.path)) as connection:
        return connection.execute(IN_USE).fetchone() == (0,)


def pour(source: Path, db: Database) -> None:
    """All of a kept database in place of what this one holds."""
    if postgres.WANTED:
        postgres.pour(source, db)
        return
    with closing(sqlite3.connect(source)) as there, closing(sqlite3.connect(db.path)) as here:
        there.backup(here)


def stored(db: Database, copy: Path) -> dict[str, bytes]:
    """All that is kept: the bytes of each file and of a copy made now, or the rows of a server.

    What a server has erased stands in no row any more; its files are its own matter.
    """
    if db.dialect.name != "sqlite":
        return postgres.rows(db)
    files = {path.name: path.read_bytes() for path in db.path.parent.glob(f"{db.path.name}*")}
    db.backup(copy)
    return files | {"a copy made after": copy.read_bytes()}


def as_new(db: Database, made: MadeWorkshop, code: str, token: str) -> MadeWorkshop:
    """Give the one workshop another id and code, and its facilitator another device.

    What a process remembers by these of one test is nothing to the next one.
    """
    found = MadeWorkshop(id=new_id(), code=code, secret=made.secret)
    changes = _CHANGES if db.dialect.name == "sqlite" else [*_UNBOUND, *_CHANGES, *_BOUND]
    asked = {
        "id": found.id,
        "code": found.code,
        "was": made.id,
        "token": token_hash(token),
    }
    with db.write() as work:
        connection = work.session.connection()
        if db.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        for change in changes:
            connection.execute(text(change), asked)
        work.commit()
    return found


_OF_WORKSHOPS = [name for name, one in Table.metadata.tables.items() if "workshop_id" in one.c]
_CHANGES = [
    *(f"UPDATE {name} SET workshop_id = :id" for name in _OF_WORKSHOPS),
    "UPDATE workshop SET id = :id, code = :code",
    "UPDATE audit SET object_id = :id WHERE object_id = :was",
    "UPDATE device SET token_hash = :token",
]
_UNBOUND = ["SET LOCAL session_replication_role = replica"]
_BOUND = ["SET LOCAL session_replication_role = origin"]
