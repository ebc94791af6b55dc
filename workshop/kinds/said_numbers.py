"""Numbers as people say them: “about 400”, “200–300”, “1,200”, “2k”. What was meant is kept."""

import re
from decimal import Decimal, InvalidOperation

from workshop.kinds.digits import plain_digits

_ABOUT = re.compile(
    r"^(?:about|around|roughly|approximately|approx\.?|circa|c\.|ca\.?|some|nearly|almost|maybe|"
    r"perhaps|over|under|at least|at most|up to|more than|fewer than|less than|between|from|"
    r"~|≈)\s*",
    re.IGNORECASE,
)
_NUMBER = r"(?:£\s*)?(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(k|thousand|m|million)?"
_ONE = re.compile(rf"{_NUMBER}\s*\+?", re.IGNORECASE)
_RANGE = re.compile(rf"{_NUMBER}\s*(?:-|–|—|to|and|or)\s*{_NUMBER}", re.IGNORECASE)
_UNIT = re.compile(r"\s*(?:people|persons|families|households|children|adults)\.?$", re.IGNORECASE)
_TIMES = {"": 1, "k": 1_000, "thousand": 1_000, "m": 1_000_000, "million": 1_000_000}
MOST_LETTERS = 200


def said_number(text: str) -> Decimal | None:
    """The number that was meant, of a range the middle; None for what is no number.

    ``2-3k`` is 2,000 to 3,000. A range that goes down, such as ``300-200``, is none.
    """
    if len(text) > MOST_LETTERS:
        return None
    plain = _UNIT.sub("", plain_digits(text.strip()))
    while (shorter := _ABOUT.sub("", plain, count=1)) != plain:
        plain = shorter
    if found := _ONE.fullmatch(plain):
        return _times(found[1], found[2])
    if found := _RANGE.fullmatch(plain):
        low, high = _times(found[1], found[2] or found[4]), _times(found[3], found[4])
        return (low + high) / 2 if low <= high else None
    return None


def said_otherwise(text: str) -> bool:
    """Whether the words say more than the bare number does, and so are worth keeping."""
    try:
        Decimal(plain_digits(text.strip()).replace(",", ""))
    except InvalidOperation:
        return said_number(text) is not None
    return False


def _times(number: str, unit: str | None) -> Decimal:
    return Decimal(number.replace(",", "")) * _TIMES[(unit or "").lower()]
