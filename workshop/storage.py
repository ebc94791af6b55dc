"""The trouble of databases as sentences; and the file: for nobody else, and still there."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy.exc import DBAPIError, IntegrityError, NoResultFound
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
    except (DBAPIError, sqlite3.DatabaseError) as problem:
        # The wrapped error's own text only: SQLAlchemy's carries the statement and people's words.
        own = getattr(problem, "orig", problem)
        if hasattr(own, "sqlstate"):
            raise StorageError(postgres_sentence(own.sqlstate or "", str(own).lower())) from problem
        raise StorageError(sentence(_first_said(own, problem))) from problem
    except PoolTimeoutError as problem:
        raise StorageError("The server is very busy. Please wait a moment.") from problem


def line_was_lost(problem: StorageError) -> bool:
    """Whether the database's server went away, maybe after it had kept what it was just given."""
    cause = problem.__cause__
    return isinstance(cause, DBAPIError) and cause.connection_invalidated


def _first_said(own: BaseException, problem: BaseException) -> str:
    """What SQLite said first: where it has taken all back, going back a part is refused too."""
    said, before = str(own).lower(), problem.__context__
    while "no such savepoint" in said and before is not None:
        said, before = str(getattr(before, "orig", before)).lower(), before.__context__
    return said


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


_STATES = {
    "53100": "The database server's disk is full. Free some space; nothing that was saved is lost.",
    "53300": "The database server has no connection left. Raise its max_connections, "
    "or run fewer servers; what waits is sent then.",
    "25006": "The database may only be read just now. Make it the primary again, or give "
    "DATABASE_URL the address of the one that is.",
    "57014": "The database took too long to answer. Please try again in a moment.",
    "42501": "The user in DATABASE_URL may not write here. Give it the rights of the owner.",
    "0A000": "The database was just brought up to date. Please try again.",
    "3D000": "There is no such database on the server. Make it (createdb), or look at "
    "DATABASE_URL.",
    "28": "The database server does not let this user in. Look at the user and the password in "
    "DATABASE_URL.",
}
"""What PostgreSQL says by a number (appendix A of its manual), or the first two of it."""

_OTHERS_FIRST = ("55P03", "40001", "40P01")
_WHILE_CONNECTING = (
    ("too many clients", "53300"),
    ("remaining connection slots", "53300"),
    ("does not exist", "3D000"),
    ("authentication failed", "28"),
    ("no pg_hba.conf entry", "28"),
    ("no password supplied", "28"),
    ("permission denied", "42501"),
)
"""What it says before it gives numbers, in the language that most servers speak."""


def postgres_sentence(state: str, problem: str = "") -> str:
    """What to do about PostgreSQL's ``state``; ``problem`` is its own text in small letters."""
    if not state:
        state = next((found for words, found in _WHILE_CONNECTING if words in problem), "08")
    if said := _STATES.get(state) or _STATES.get(state[:2]):
        return said
    if state in _OTHERS_FIRST:
        return "Others are writing just now. Please wait a moment and try again."
    if state[:2] in ("08", "57"):
        return (
            "The database server does not answer. What waits is sent when it is back; "
            "if it stays so, look at DATABASE_URL and the server."
        )
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
