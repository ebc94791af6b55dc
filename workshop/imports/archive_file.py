"""From bytes to a report whose every value has the right shape. References are checked later."""

from dataclasses import dataclass
from typing import NoReturn

from pydantic import TypeAdapter, ValidationError

from workshop.errors import InvalidInputError
from workshop.exports.formats.archive import FORMAT, VERSION
from workshop.exports.telling.record import Report

MAX_BYTES = 256 * 1024 * 1024
MAX_DEPTH_SHOWN = 60
MOST = {
    "people": 20_000,
    "cards": 200_000,
    "links": 500_000,
    "activities": 1_000,
    "rounds": 5_000,
    "audit": 1_000_000,
}
"""Far above any workshop; more would only fill the tables."""


@dataclass(frozen=True)
class _Head:
    format: str
    version: int


@dataclass(frozen=True, kw_only=True)
class _File(Report):
    """The archive as it stands in the file."""

    confidential: str
    format: str
    version: int


_HEAD = TypeAdapter(_Head)
_FILE = TypeAdapter(_File)


def read_archive(data: bytes) -> Report:
    """The report in an archive. Raises InvalidInputError with one sentence."""
    if len(data) > MAX_BYTES:
        raise InvalidInputError(
            f"This file is larger than {MAX_BYTES // 1024**2} MB, so it is not an archive of "
            "Reframe. Choose another file."
        )
    _require_head(data)
    try:
        found = _FILE.validate_json(data, strict=True)
    except ValidationError as problem:
        refuse(".".join(str(part) for part in problem.errors()[0]["loc"]))
    for name, most in MOST.items():
        if len(getattr(found, name)) > most:
            refuse(name)
    return found


def _require_head(data: bytes) -> None:
    try:
        head = _HEAD.validate_json(data)
    except ValidationError as problem:
        if problem.errors()[0]["type"] == "json_invalid":
            raise InvalidInputError(
                "This file is not a whole archive. It may be cut off, or of another kind. "
                "Export it again, or take another copy."
            ) from None
        head = _Head("", 0)
    if head.format != FORMAT or head.version < 1:
        raise InvalidInputError(
            "This file is not an archive of Reframe. Choose one whose name ends in “archive.json”."
        )
    if head.version > VERSION:
        raise InvalidInputError(
            "This archive was made by a newer Reframe. Update this server first, then try again."
        )


def refuse(where: str) -> NoReturn:
    """Say where the archive is damaged. Raises InvalidInputError."""
    raise InvalidInputError(
        f"This archive is damaged at “{where[:MAX_DEPTH_SHOWN]}”, so nothing was imported. "
        "Export it again, or take another copy."
    ) from None
