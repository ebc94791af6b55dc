"""Trouble with the database file, as sentences that say what to do."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

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
    if "malformed" in problem or "not a database" in problem:
        return "The database file is damaged. Put the last backup in its place."
    return "The database did not answer. Please try again in a moment."
