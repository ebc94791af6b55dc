"""What happened to rights and files, one JSON line each, and never a word that anybody wrote.

A line holds when, what, the workshop's code, and at most the few facts that ``note`` is given:
the edition of a file, the address that guessed wrong. No name, no cookie, no secret, no card.
"""

import json
import logging
import os
from datetime import UTC, datetime
from enum import StrEnum
from logging.handlers import RotatingFileHandler
from pathlib import Path

LOG = logging.getLogger("reframe.security")
MOST_BYTES = 1024 * 1024
OLDER = 3
"""Older files are kept up to this many; then the oldest goes."""


class SecurityEvent(StrEnum):
    WRONG_CODE = "wrong code"
    WRONG_WORDS = "wrong four words"
    WRONG_RETURN_WORDS = "wrong two words"
    WRONG_KEY = "wrong facilitator key"
    STEERING_TAKEN = "steering taken by the four words"
    STEERING_GIVEN = "steering given to a device"
    STEERING_ENDED = "steering ended"
    WORDS_RENEWED = "four words renewed"
    CAME_BACK = "came back by two words"
    SIGNED_OUT = "signed out"
    SIGNED_IN = "signed in with an account"
    STEERING_OF_OWN = "steering taken by an owner"
    OWNER_ADDED = "owner added"
    OWNER_REMOVED = "owner removed"
    ROOM_LOCKED = "room locked"
    ROOM_UNLOCKED = "room unlocked"
    FILE_TAKEN = "file taken"
    DATABASE_COPIED = "database copied"
    DATABASE_REPLACED = "database replaced by a copy"
    CLOSED = "workshop closed, authors and ballots erased"
    DELETED = "workshop deleted"
    AUTHORS_ERASED = "authors erased"
    SPENDING_ERASED = "spending file erased"
    CARD_ERASED = "card erased"
    PERSON_ERASED = "person erased"


def note(event: SecurityEvent, workshop: str = "", **facts: str | int) -> None:
    """Write one line. ``facts`` are never what a person typed."""
    LOG.info(event, extra={"workshop": workshop, "facts": facts})


class OneLine(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="seconds")
        line = {"at": at, "event": record.getMessage()}
        if workshop := getattr(record, "workshop", ""):
            line["workshop"] = workshop
        return json.dumps(line | getattr(record, "facts", {}), ensure_ascii=True)


class _ForNobodyElse(RotatingFileHandler):
    def _open(self):  # type: ignore[no-untyped-def]
        os.close(os.open(self.baseFilename, os.O_CREAT | os.O_WRONLY, 0o600))
        return super()._open()


def keep_beside(database: Path) -> None:
    """Write to ``…-security.log`` beside the database, from now on: a process has one.

    Where that cannot be written the server goes on; what happens is then said nowhere.
    """
    path = database.with_name(f"{database.name}-security.log")
    if any(getattr(one, "baseFilename", "") == str(path.absolute()) for one in LOG.handlers):
        return
    try:
        made = _ForNobodyElse(path, maxBytes=MOST_BYTES, backupCount=OLDER, encoding="utf-8")
    except OSError as problem:
        logging.getLogger(__name__).warning("No security log: %s", problem.strerror)
        return
    made.setFormatter(OneLine())
    for old in [one for one in LOG.handlers if isinstance(one, _ForNobodyElse)]:
        LOG.removeHandler(old)
        old.close()
    LOG.addHandler(made)
    LOG.setLevel(logging.INFO)
    LOG.propagate = False
