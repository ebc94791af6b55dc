"""Months or years side by side: columns that differ only in the time they are for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from workshop.imports.spend.headings import never_money
from workshop.imports.spend.words import fold, says

_MONTHS = (
    "jan(?:uary|uar|vier|uari|eiro)?|ene(?:ro)?|feb(?:ruary|ruar|ruari|rero)?|fev(?:rier|ereiro)?|"
    "mar(?:ch|s|zo|co)?|marz|maart|mrt|apr(?:il)?|avr(?:il)?|abr(?:il)?|may|mai|mei|mayo|maio|"
    "june?|juni|juin|junio|junho|july?|juli|juillet|julio|julho|aug(?:ust|ustus)?|aout|ago(?:sto)?|"
    "sept?(?:ember|embre|iembre|embro)?|setembro|oct(?:ober|obre|ubre)?|okt(?:ober)?|outubro|"
    "nov(?:ember|embre|iembre|embro)?|dec(?:ember|embre)?|dez(?:ember|embro)?|dic(?:iembre)?|"
    "styczen|luty|marzec|kwiecien|maj|czerwiec|lipiec|sierpien|wrzesien|pazdziernik|listopad|"
    "grudzien|ionawr|chwefror|mawrth|ebrill|mehefin|gorffennaf|awst|medi|hydref|tachwedd|rhagfyr|"
    "gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre"
)
_YEAR = r"(?:fy|gj|jahr|year|ejercicio|jaar)? ?(?:19|20)\d\d(?: (?:\d{4}|\d\d))?|fy ?\d\d(?: \d\d)?"
_PART = re.compile(
    rf"\b(?:{_MONTHS})\b(?: ?\d{{2,4}}\b)?|\b(?:q|quarter|period|month|week|p|m|wk) ?\d{{1,2}}\b|"
    r"\b(?:19|20)\d\d (?:0[1-9]|1[0-2])\b|\b(?:0[1-9]|1[0-2]) (?:19|20)\d\d\b"
)
_YEARS = re.compile(rf"\b(?:{_YEAR})\b")


@dataclass(frozen=True, slots=True)
class Period:
    """The time that a heading names. ``part`` of a year such as a month, or a whole ``year``.

    ``rest`` is what else it says: the same for all columns of one family.
    """

    part: bool
    year: str
    rest: str


@lru_cache(maxsize=20_000)
def period_of(heading: str) -> Period | None:
    """The time in a heading, or None."""
    folded = fold(heading)
    part = _PART.search(folded)
    year = _YEARS.search(folded)
    if part is None and year is None:
        return None
    if part is not None and year is not None and _two_years(year.group()):
        part = None
    rest = _YEARS.sub(" ", _PART.sub(" ", folded) if part is not None else folded)
    digits = re.findall(r"\d{4}|\d\d", year.group()) if year is not None else []
    return Period(part is not None, digits[0] if digits else "", " ".join(rest.split()))


def _two_years(text: str) -> bool:
    """“2022 23” is a year of money, though it might be the 23rd month of nothing."""
    digits = re.findall(r"\d+", text)
    if len(digits) != 2 or len(digits[0]) != 4:
        return False
    follows = (int(digits[0]) + 1) % 100
    return int(digits[1]) % 100 == follows


@dataclass(frozen=True, slots=True)
class Family:
    """Columns for several times. ``own`` are those like the chosen one, in their order.

    ``parts``: months or quarters, which add up to a whole; else years.
    """

    parts: bool
    own: tuple[int, ...]
    others: tuple[int, ...]


def family_of(headings: Sequence[str], usable: Sequence[int], chosen: int) -> Family | None:
    """The family of a chosen column among the ``usable`` ones; None where it stands alone."""
    mine = period_of(headings[chosen])
    if mine is None:
        return None
    like = {
        column: found
        for column in usable
        if (found := period_of(headings[column])) is not None
        and found.part == mine.part
        and not never_money(headings[column])
    }
    own = tuple(column for column, found in like.items() if found.rest == mine.rest)
    others = tuple(column for column in like if column not in own)
    if len(own) + len(others) < 2:
        return None
    return Family(mine.part, own, others)


def best_of(headings: Sequence[str], usable: Sequence[int], chosen: int) -> int:
    """Of several years the latest that was really spent; of months the chosen one stays."""
    family = family_of(headings, usable, chosen)
    if family is None:
        return chosen

    def rank(column: int) -> tuple[bool, bool, str, int]:
        found = period_of(headings[column])
        planned = says("planned", headings[column])
        spent = bool(re.search(r"\b(actual|outturn|ist|paid|spent)s?\b", fold(headings[column])))
        return (not planned, spent, found.year if found is not None else "", -column)

    if family.parts:
        return max((*family.own, *family.others), key=lambda one: (*rank(one)[:2], -one))
    return max((*family.own, *family.others), key=rank)
