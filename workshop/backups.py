"""Copies of the database: made while it is in use, opened to see that they are whole, and rotated.

A copy is written beside its place and moved there when it has been opened and read, so nobody ever
finds half of one. Nothing is taken away before the new one is there.
"""

import logging
import os
import re
import sqlite3
import tempfile
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from workshop.errors import StorageError
from workshop.storage import for_nobody_else, sentence, storage_errors
from workshop.upgrade import require_known, stands_at

FOLDER = "backups"
LOG = logging.getLogger(__name__)
_NAME = re.compile(r"reframe-(\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2})Z(?:-[a-z-]+)?\.db")
_TIME = "%Y-%m-%dT%H-%M-%S"


@dataclass(frozen=True, slots=True)
class KeptCopy:
    """The copy that was made, and those that were too many."""

    made: Path
    removed: tuple[Path, ...] = ()


def copy_database(source: Path, to: Path) -> None:
    """Copy a database of one moment, also while it is written; a file that is there is replaced.

    Raises StorageError where it could not be copied, or the copy is not whole.
    """
    if not source.is_file():
        raise StorageError(f"There is no database at {source} yet, so there is nothing to copy.")
    with tempfile.TemporaryDirectory(dir=to.parent, prefix=".workshop-") as folder:
        beside = Path(folder) / to.name
        copy_pages(source, beside)
        require_whole(beside)
        beside.replace(to)


def copy_pages(source: Path, to: Path) -> None:
    """Every page of the database as of one moment, in a file that other accounts cannot read."""
    for_nobody_else(to)
    address = f"{source.absolute().as_uri()}?mode=ro"
    with (
        storage_errors(),
        closing(sqlite3.connect(address, uri=True)) as there,
        closing(sqlite3.connect(to)) as here,
    ):
        there.backup(here)
        here.execute("PRAGMA journal_mode=DELETE")  # one file is all of it, wherever it is taken
    _on_disk(to)


def _on_disk(path: Path) -> None:
    """Wait until a power cut could not take it; where a system has no way to say so, go on."""
    with suppress(OSError):
        handle = os.open(path, os.O_RDWR)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def require_whole(path: Path) -> None:
    """Open a copy and read all of it. Raises StorageError unless this Reframe could work with it.

    An older release's counts as whole: it is brought up to date when it is used.
    """
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    with storage_errors(), closing(sqlite3.connect(address, uri=True)) as opened:
        try:
            answers = [row[0] for row in opened.execute("PRAGMA integrity_check(1)")]
            steps = stands_at(opened)
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError as problem:  # of the copy, not of the database in use
            raise StorageError(
                f"{path.name} is damaged or no database at all, so it is no copy to rely on."
            ) from problem
    if answers != ["ok"]:
        raise StorageError(f"{path.name} is damaged, so it is no copy to rely on.")
    if not steps:
        raise StorageError(f"{path.name} is no database of Reframe.")
    require_known(steps)


def name_at(moment: datetime, why: str = "") -> str:
    """``reframe-2026-11-28T03-00-00Z.db``; ``why`` is added in small letters."""
    added = f"-{why}" if why else ""
    return f"reframe-{moment.astimezone(UTC):{_TIME}}Z{added}.db"


def copies_in(folder: Path) -> list[tuple[datetime, Path]]:
    """The copies that were made by their names, the newest first. Other files are not ours."""
    found = [
        (datetime.strptime(name[1], _TIME).replace(tzinfo=UTC), path)
        for path in (folder.iterdir() if folder.is_dir() else ())
        if (name := _NAME.fullmatch(path.name))
    ]
    return sorted(found, reverse=True)


def latest_in(folder: Path) -> datetime | None:
    """When the newest copy was made."""
    found = copies_in(folder)
    return found[0][0] if found else None


def keep_copies(source: Path, folder: Path, most: int, moment: datetime) -> KeptCopy:
    """One more copy in the folder, and no more than ``most`` of ours; the newest stay."""
    folder.mkdir(parents=True, exist_ok=True)
    made = folder / name_at(moment)
    copy_database(source, made)
    others = [path for _, path in copies_in(folder) if path != made]
    removed = tuple(others[max(0, most - 1) :])
    for path in removed:
        path.unlink(missing_ok=True)
    return KeptCopy(made, removed)


def before_upgrade(path: Path, moment: datetime) -> Path:
    """Keep the database as it is now, beside the other copies, while it is being brought up."""
    folder = path.parent / FOLDER
    try:
        folder.mkdir(exist_ok=True)
    except OSError as problem:
        raise StorageError(sentence("unable to open")) from problem
    kept = folder / name_at(moment, "before-upgrade")
    copy_database(path, kept)
    LOG.info("A newer Reframe changes this database. As it was, it is kept in %s", kept)
    return kept


def put_back(copy: Path, path: Path, moment: datetime) -> Path | None:
    """Put a copy in the database's place. Answers where the one that was there is kept.

    Nobody may have the database open. At every moment the one or the other stands there whole.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".workshop-") as folder:
        beside = Path(folder) / path.name
        copy_database(copy, beside)
        kept = _set_aside(path, moment)
        beside.replace(path)
    return kept


def _set_aside(path: Path, moment: datetime) -> Path | None:
    """A copy of what stands there, and its log emptied, which would be taken for the next one's."""
    if not path.is_file():
        return None
    folder = path.parent / FOLDER
    folder.mkdir(exist_ok=True)
    kept = folder / name_at(moment, "before-restore")
    try:
        copy_pages(path, kept)
        _settle(path)
    except StorageError as problem:
        if str(problem) != sentence("malformed"):
            kept.unlink(missing_ok=True)
            raise
        for ending in ("", "-wal", "-shm"):  # kept as it is, with its log
            with suppress(FileNotFoundError):
                path.with_name(path.name + ending).replace(f"{kept}{ending}")
    return kept


def _settle(path: Path) -> None:
    """Move all of the log into the file. Raises StorageError while anybody has it open."""
    with storage_errors(), closing(sqlite3.connect(path, timeout=1)) as opened:
        opened.execute("PRAGMA journal_mode=DELETE")
