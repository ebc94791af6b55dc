"""The day of a payment, in the many ways in which people write one."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache

from workshop.imports.spend.spreadsheet import Cell

EPOCH = date(1899, 12, 30)
"""Day 0 of a spreadsheet's day numbers."""
SERIALS = range(20_000, 80_000)
"""Day numbers from 1954 to 2119: others are no dates of payments."""

_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
_NUMBERS = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?: .*)?")
_NAMED = re.compile(
    r"(?:[A-Za-z]{3,9},? )?(\d{1,2})(?:st|nd|rd|th)?[-/. ]*([A-Za-z]{3,9})[-/., ]*(\d{4}|\d{2})"
    r"(?: \d.*)?"
)
_NAME_FIRST = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_PACKED = re.compile(r"(19|20)\d{6}")


def read_date(cell: Cell, *, month_first: bool = False) -> date | None:
    """The day in a cell, or None. Day first as in Britain, unless the column is ``month_first``."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        return _serial(cell)
    return _written(cell, month_first) if isinstance(cell, str) else None


@lru_cache(maxsize=10_000)
def _written(cell: str, month_first: bool) -> date | None:
    return _read_text(" ".join(cell.split()), month_first)


def _serial(number: float) -> date | None:
    whole = int(number) if abs(number) < 1e9 else 0
    if whole in SERIALS:
        return EPOCH + timedelta(days=whole)
    return _read_text(str(whole), False) if _PACKED.fullmatch(str(whole)) else None


def _read_text(words: str, month_first: bool) -> date | None:
    if found := _ISO.fullmatch(words):
        year, month, day = map(int, found.groups())
        return _day(year, month, day)
    if found := _NUMBERS.fullmatch(words):
        first, second, year = map(int, found.groups())
        day, month = (second, first) if month_first else (first, second)
        return _day(_century(year), month, day)
    if found := _NAMED.fullmatch(words):
        return _day(_century(int(found[3])), _month(found[2]), int(found[1]))
    if found := _NAME_FIRST.fullmatch(words):
        return _day(int(found[3]), _month(found[1]), int(found[2]))
    if _PACKED.fullmatch(words):
        return _day(int(words[:4]), int(words[4:6]), int(words[6:]))
    if re.fullmatch(r"\d{5}(\.\d+)?", words):
        return _serial(float(words))
    return None


def _month(name: str) -> int:
    return _MONTHS.get(name[:3].lower(), 0)


def _century(year: int) -> int:
    return year if year > 99 else 2000 + year if year < 70 else 1900 + year


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_comes_first(cells: Iterable[Cell]) -> bool:
    """Whether a column writes 12/31/2025: some day stands second, and none stands first."""
    second = False
    for cell in cells:
        found = _NUMBERS.fullmatch(" ".join(cell.split())) if isinstance(cell, str) else None
        if found is None:
            continue
        if int(found[1]) > 12:
            return False
        second = second or int(found[2]) > 12
    return second
