"""What stands in a column: numbers that may be money, days, words."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TypeVar

from workshop.imports.spend.amounts import Style, read_amount, style_of_counted
from workshop.imports.spend.dates import read_date
from workshop.imports.spend.headings import PLANNED, ColumnRole, heading_score, never_money
from workshop.imports.spend.periods import period_of
from workshop.imports.spend.spreadsheet import Cell, Sheet, is_blank
from workshop.imports.spend.words import fold, says, words

T = TypeVar("T")
MOST = 0.6
_YEARS = range(1900, 2101)
_CODE = re.compile(r"\d{5,}|0\d+|\d{5,}\.0+")


@dataclass(frozen=True, slots=True)
class ColumnFacts:
    """Shares from 0 to 1 of the ``filled`` cells of a column. ``money``: its numbers may be money.

    ``signs`` is the share with pence, a sign of money or brackets; ``typical`` the middle amount.
    """

    filled: int = 0
    numbers: float = 0.0
    dates: float = 0.0
    words: float = 0.0
    money: bool = False
    signs: float = 0.0
    typical: float = 0.0


SAMPLE = 300
"""Rows that are looked at to know a column."""


def facts_of(sheet: Sheet, first: int, column: int) -> ColumnFacts:
    """The facts of one column by its first rows, looked at once."""
    known: ColumnFacts | None = sheet.known.get((first, column))
    if known is None:
        known = sheet.known[first, column] = _facts(_sampled(sheet, first, column))
    return known


def _sampled(sheet: Sheet, first: int, column: int) -> list[Cell]:
    """What stands in a column of the first rows, without blanks."""
    if column >= len(sheet.columns):
        return []
    cells = sheet.columns[column].cells(first, first + SAMPLE)
    return [cell for cell in cells if not is_blank(cell)]


def _each(cells: Sequence[Cell], answer: Callable[[Cell], T]) -> list[T]:
    """The answer for every cell; each different one is asked about once. 1 and yes are two."""
    known: dict[tuple[type, Cell], T] = {}
    for cell in cells:
        if (key := (type(cell), cell)) not in known:
            known[key] = answer(cell)
    return [known[type(cell), cell] for cell in cells]


def _facts(cells: Sequence[Cell]) -> ColumnFacts:
    if not cells:
        return ColumnFacts()
    style = style_of_counted(Counter(cells).items())
    values = _each(cells, lambda cell: read_amount(cell, style.point).value)
    numbers = [float(value) for value in values if value is not None]
    words = sum(
        isinstance(cell, str) and value is None for cell, value in zip(cells, values, strict=True)
    )
    count = len(cells)
    return ColumnFacts(
        count,
        len(numbers) / count,
        sum(_each(cells, lambda cell: read_date(cell) is not None)) / count,
        words / count,
        len(numbers) > 0.4 * count and _may_be_money(cells, numbers, style),
        sum(map(_looks_like_money, cells)) / count,
        median(map(abs, numbers)) if numbers else 0.0,
    )


def _may_be_money(cells: Sequence[Cell], numbers: Sequence[float], style: Style) -> bool:
    """Not years alone, nor small numbers with more digits after the point than money has."""
    if len(numbers) > 1 and all(one.is_integer() and int(one) in _YEARS for one in numbers):
        return False
    long = sum(_digits_after(cell, style) > 3 for cell in cells)
    return not (long > 0.6 * len(cells) and max(map(abs, numbers)) <= 180)


def _digits_after(cell: Cell, style: Style) -> int:
    text = repr(cell) if isinstance(cell, float) else cell if isinstance(cell, str) else ""
    _, _, after = text.partition(style.point if isinstance(cell, str) else ".")
    return len(after) if after.isdigit() else 0


def columns_by_content(headings: Sequence[str], sheet: Sheet, first: int) -> dict[ColumnRole, int]:
    """Amount, date and supplier by what stands in the columns, where no heading tells.

    A heading may forbid: a percentage is no amount, whatever its digits look like.
    """
    columns: dict[ColumnRole, int] = {}
    money: dict[int, tuple[bool, bool, float, float]] = {}
    for column, heading in enumerate(headings):
        facts = facts_of(sheet, first, column)
        if not facts.filled:
            continue
        cells = _sampled(sheet, first, column)
        if _days(cells):
            columns.setdefault(ColumnRole.DATE, column)
        elif facts.numbers > MOST:
            if facts.money and not never_money(heading) and not _codes(cells, heading):
                money[column] = (*_rank(heading), facts.signs, facts.typical)
        elif ColumnRole.SUPPLIER not in columns and facts.words > 0 and not never_money(heading):
            columns[ColumnRole.SUPPLIER] = column
    if money:
        columns[ColumnRole.AMOUNT] = max(money, key=lambda column: (money[column], column))
    return columns


def other_than_planned(
    headings: Sequence[str], sheet: Sheet, first: int, amount: int
) -> int | None:
    """Another column of money, where the heading of ``amount`` is a plan in one of the languages of
    which few words are known: its word for what was paid may be one that nobody told us."""
    if not _foreign_plan(headings[amount]):
        return None
    more = columns_by_content(headings, sheet, first).get(ColumnRole.AMOUNT)
    return None if more is None or more == amount or says("planned", headings[more]) else more


def _foreign_plan(heading: str) -> bool:
    """No other language calls it a plan, and nothing in it says that it was paid."""
    if heading_score(ColumnRole.AMOUNT, heading) != PLANNED:
        return False
    folded = fold(heading)
    return all(one.few for one in words().languages if one.score("planned", folded))


def words_by_content(
    headings: Sequence[str], sheet: Sheet, first: int, taken: Collection[int]
) -> int | None:
    """The first column of words that no heading gives another role: who was paid, perhaps."""
    for column, heading in enumerate(headings):
        facts = facts_of(sheet, first, column)
        if column in taken or facts.numbers > MOST or never_money(heading):
            continue
        if facts.words > 0 and not _days(_sampled(sheet, first, column)):
            return column
    return None


def _rank(heading: str) -> tuple[bool, bool]:
    """Spent before received, really before planned."""
    income = says("in", heading) and not says("out", heading)
    return not income, heading_score(ColumnRole.AMOUNT, heading) > 0 or not says("planned", heading)


def _days(cells: Sequence[Cell]) -> bool:
    days = sum(_each(cells, _looks_like_date))
    return days > MOST * len(cells)


def _looks_like_date(cell: Cell) -> bool:
    """Written as a day: a bare number such as 22700 is a code."""
    if isinstance(cell, int | float) or (isinstance(cell, str) and cell.strip().isdigit()):
        return False
    return read_date(cell) is not None


def _codes(cells: Sequence[Cell], heading: str) -> bool:
    """Whole numbers of five or more digits of one length, none of them written as money."""
    if period_of(heading) is not None:
        return False
    texts = [str(cell).strip() for cell in cells]
    lengths = {len(text) for text in texts}
    return len(texts) > 2 and len(lengths) == 1 and all(map(_CODE.fullmatch, texts))


def _looks_like_money(cell: Cell) -> bool:
    """Pence, a sign of money, or brackets: what numbers of invoices do not have."""
    if isinstance(cell, float):
        return not cell.is_integer()
    return isinstance(cell, str) and any(sign in cell for sign in "£€$.(,-")
