"""The database file: for nobody else, still there, and its trouble as sentences."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy.exc import DatabaseError, IntegrityError, NoResultFound
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from workshop.errors import NotFoundError, StorageError


@contextmanager
def storage_errors() -> Iterator[None]:
    try:
        yield
    except IntegrityError:
        raise
    except NoResultFound as problem:
        raise NotFoundError("This is not here any more. It may have been deleted.") from problem
    except (DatabaseError, sqlite3.DatabaseError) as problem:
        # The wrapped error's own text only: SQLAlchemy's carries the statement and people's words.
        raise StorageError(sentence(str(getattr(problem, "orig", problem)).lower())) from problem
    except PoolTimeoutError as problem:
        raise StorageError("The server is very busy. Please wait a moment.") from problem


def sentence(problem: str) -> str:
    if "full" in problem:
        return "The server's disk is full. Free some space; nothing that was saved is lost."
    if "locked" in problem or "busy" in problem:
        return "Another program is using the database. Please wait a moment and try again."
    if "readonly" in problem or "read-only" in problem:
        return "The database file may not be written. Check the file's permissions."
    if "unable to open" in problem:
        return "The database file cannot be opened. Check DATABASE_URL and the folder."
    if problem == "gone":
        return (
            "The database file was moved or deleted. Put it back where it was, "
            "or start Reframe again with the last backup."
        )
    if "malformed" in problem or "not a database" in problem:
        return "The database file is damaged. Put the last backup in its place."
    return "The database did not answer. Please try again in a moment."


def for_nobody_else(path: Path) -> None:
    """Make a new file that other accounts of the machine cannot read; an old one stays as it is.

    SQLite gives its log the same permissions. What cannot be made here, it refuses itself.
    """
    with suppress(OSError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def identity(path: Path) -> tuple[int, int] | None:
    """Which file stands there, whatever it is called; None for nothing."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def opened(path: Path, file: tuple[int, int] | None, *, timeout: float) -> sqlite3.Connection:
    """A connection to this very file, never to a new one that takes the place of one moved away.

    A new one would stay when the file is back, and answer that there are no tables. ``timeout`` is
    how many seconds it waits for another program. Raises sqlite3.OperationalError.
    """
    try:
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=rw",
            uri=True,
            timeout=timeout,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=512,
        )
    except sqlite3.OperationalError:
        if identity(path) != file:
            raise sqlite3.OperationalError("gone") from None
        raise
    if identity(path) != file:
        connection.close()
        raise sqlite3.OperationalError("gone")
    return connection
