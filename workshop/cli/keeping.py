"""Commands that keep the database and bring it back."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from workshop.backups import copies_in, copy_database, keep_copies, put_back, require_whole
from workshop.db import Database
from workshop.domain.erasure.workshops import ErasureLine, erase_again, erasures
from workshop.domain.workshops import delete_workshop
from workshop.errors import InvalidInputError, SettingsError, StorageError
from workshop.moving import move as move_all
from workshop.queries.viewer import host
from workshop.security_log import SecurityEvent, keep_beside, note
from workshop.settings import Settings, load_settings


def backup(given: argparse.Namespace, settings: Settings) -> None:
    """One file of this name, or with ``--keep`` one more in a folder and the oldest taken away."""
    if settings.on_server:
        _backup_server(given, settings)
        return
    path = _path(settings)
    if given.keep is not None:
        if given.keep < 1:
            raise InvalidInputError("--keep needs a number from 1, such as --keep 7.")
        kept = keep_copies(path, given.to or settings.backup_folder, given.keep, datetime.now(UTC))
        note(SecurityEvent.DATABASE_COPIED)
        print(kept.made)
        return
    to = _file_to_make(given, path)
    copy_database(path, to)
    note(SecurityEvent.DATABASE_COPIED)
    print(to)


def _backup_server(given: argparse.Namespace, settings: Settings) -> None:
    if given.keep is not None:
        raise InvalidInputError(
            "--keep is for a database file. Give the file to make; "
            "old copies of a PostgreSQL server are yours to take away."
        )
    to = _file_to_make(given, None)
    opened = Database(settings.database_url)
    try:
        opened.backup(to)
    finally:
        opened.close()
    keep_beside(opened.path)
    note(SecurityEvent.DATABASE_COPIED)
    print(to)


def _file_to_make(given: argparse.Namespace, path: Path | None) -> Path:
    """Where the copy goes. ``path`` is the database's own file, which is never replaced."""
    to: Path | None = given.to
    if to is None:
        raise InvalidInputError("Give the file to make, or --keep and how many copies to keep.")
    if to.is_dir():
        raise InvalidInputError(f"{to} is a folder. Give the name of a file in it.")
    if not to.parent.is_dir():
        raise InvalidInputError(f"There is no folder {to.parent}. Make it first.")
    if path is not None and to.exists() and to.samefile(path):
        raise InvalidInputError(f"{to} is the database itself. Give the name of another file.")
    if to.exists() and not to.is_file():
        raise InvalidInputError(f"{to} is a device or a pipe. Give the name of a file.")
    if to.exists() and not given.force:
        raise InvalidInputError(
            f"{to} is there already, so nothing was written. "
            "Choose another name, or add --force to replace it."
        )
    return to


def restore(given: argparse.Namespace, settings: Settings) -> None:
    """Put a copy in the database's place, unless a server uses it; what was there is kept."""
    if settings.on_server:
        raise SettingsError(
            "On PostgreSQL stop every Reframe server, make an empty database, and run: "
            "pg_restore --no-owner --dbname=ADDRESS FILE. Set DATABASE_URL to the new one, then "
            "erase again what was erased since: workshop erased --again OLD_ADDRESS"
        )
    path, copy = _path(settings), given.file
    if not copy.is_file():
        raise InvalidInputError(f"There is no file {copy}.")
    if path.is_file() and copy.samefile(path):
        raise InvalidInputError(f"{copy} is the database itself. Give a copy of it.")
    require_whole(copy)
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(f"{path}-server.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise SettingsError(
            "Reframe is running on this database. Stop it, restore, and start it again."
        ) from None
    with lock:
        kept = put_back(copy, path, datetime.now(UTC))
        lock.release()
    keep_beside(path)
    note(SecurityEvent.DATABASE_REPLACED)
    _say(path, kept)


def _say(path: Path, kept: Path | None) -> None:
    opened = Database(f"sqlite:///{path}")
    opened.migrate()
    print(f"Restored: {path}")
    if kept is not None:
        again = erase_again(opened, _erased_in(kept))
        if again:
            print(f"Erased again, because it was erased since that copy: {again}")
        print(f"What was there is kept in {kept}")
    opened.close()


def _erased_in(kept: Path) -> list[ErasureLine]:
    """The lines of a database that was put aside; none of a damaged one, or an older release's."""
    try:
        old = Database(f"sqlite:///{kept}")
        try:
            return erasures(old)
        finally:
            old.close()
    except StorageError:
        return []


def move(given: argparse.Namespace, settings: Settings) -> None:
    """Copy everything into another database and compare it there; here nothing is changed."""
    other = load_settings({"DATABASE_URL": given.to}, dotenv=None)
    if other.database_url == settings.database_url:
        raise InvalidInputError("That is this database itself. Give the address of another one.")
    path = settings.database_path
    if path is not None and not path.is_file():
        raise StorageError(f"There is no database at {path} yet, so there is nothing to move.")
    with _not_running(settings), _not_running(other):
        source, target = Database(settings.database_url), Database(other.database_url)
        try:
            source.migrate()
            keep_beside(source.path)
            note(SecurityEvent.DATABASE_COPIED)
            many = move_all(source, target, print)
        finally:
            source.close()
            target.close()
    print(
        f"The same on both sides, row by row and archive by archive: {many} "
        f"workshop{'' if many == 1 else 's'}. Set DATABASE_URL to the other address and start "
        "Reframe there. What is here stays as it was; erase it when you need it no more."
    )


@contextmanager
def _not_running(settings: Settings) -> Iterator[None]:
    """Nobody starts a server on this database meanwhile; on PostgreSQL only its owner can tell."""
    path = settings.database_path
    if path is None:
        yield
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(f"{path}-server.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise SettingsError(f"Reframe is running on {path}. Stop it first.") from None
    try:
        yield
    finally:
        lock.release()


def erase(given: argparse.Namespace, settings: Settings, db: Database) -> None:
    """Erase a whole workshop, once its code was typed a second time."""
    with db.read() as session:
        viewer = host(session, given.code)
    typed = given.yes
    if typed is None:
        try:
            typed = input(f"Everything of {viewer.code} goes for good. Type the code again: ")
        except EOFError:  # a script, in which nobody types
            print(file=sys.stderr)
            raise InvalidInputError(
                f"Nobody typed the code again, so nothing was erased. Add --yes {viewer.code}."
            ) from None
    delete_workshop(db, viewer=viewer, typed_code=typed)
    print(f"Erased: {viewer.code}. Copies that were made before keep what they hold.")
    for _, path in copies_in(settings.backup_folder):
        print(f"  {path}")


def erased(given: argparse.Namespace, settings: Settings, db: Database) -> None:
    """What was erased here, one line each; no words and no names.

    With ``--again`` the database that a copy was put in the place of is read first, and what was
    erased there is erased here.
    """
    if given.again is not None:
        _erase_again(given.again, settings, db)
        return
    lines = erasures(db)
    if not lines:
        print("Nothing was erased here yet.")
    for line in lines:
        print(f"{line.day}  {line.code}  {line.what}")


def _erase_again(address: str, settings: Settings, db: Database) -> None:
    other = load_settings({"DATABASE_URL": address}, dotenv=None)
    if other.database_url == settings.database_url:
        raise InvalidInputError("That is this database itself. Give the address of the old one.")
    if other.database_path is not None and not other.database_path.is_file():
        raise InvalidInputError(f"There is no file {other.database_path}.")
    old = Database(other.database_url)
    try:
        lines = erasures(old)
    finally:
        old.close()
    known = {one.id for one in erasures(db)}
    if known.issuperset(one.id for one in lines):
        print(
            "Nothing was erased again: no erasure is written down there that is not written down "
            "here. If you expected some, check that this is the address of the old database, and "
            "not another way to write that of this one."
        )
        return
    print(f"Erased again, because it was erased since that copy: {erase_again(db, lines)}")


def _path(settings: Settings) -> Path:
    path = settings.database_path
    if path is None:
        raise StorageError("There is no database file to copy.")
    if path.is_file():
        keep_beside(path)
    return path
