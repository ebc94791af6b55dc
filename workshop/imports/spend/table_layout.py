"""Where the table is: which sheet, which row is its header, and what each column holds."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType

from workshop.imports.spend.amounts import Point, read_amount
from workshop.imports.spend.content import (
    ColumnFacts,
    columns_by_content,
    facts_of,
    other_than_planned,
    words_by_content,
)
from workshop.imports.spend.headings import ColumnRole, heading_score
from workshop.imports.spend.periods import best_of, period_of
from workshop.imports.spend.spreadsheet import (
    Cell,
    Row,
    Sheet,
    Workbook,
    at,
    cell_text,
    column_letter,
    is_blank,
)
from workshop.imports.spend.units import unit_row
from workshop.imports.spend.words import fold, language_of

LOOKED_AT = 60
"""Rows from the top among which the header must be."""
WORTH = {
    ColumnRole.AMOUNT: 100,
    ColumnRole.SUPPLIER: 60,
    ColumnRole.DATE: 30,
    ColumnRole.PURPOSE: 25,
    ColumnRole.DEPARTMENT: 20,
    ColumnRole.CURRENCY: 10,
}
_score = lru_cache(maxsize=20_000)(heading_score)


@dataclass(frozen=True)
class Wishes:
    """What a person decides instead of the reader; nothing of it by default.

    ``everything`` adds money in and plans to the sum, ``one`` takes one month of many, ``size`` is
    what one unit stands for, ``turned`` says that money paid stands below zero.
    """

    everything: bool = False
    one: bool = False
    size: Decimal | None = None
    currency: str = ""
    point: Point | None = None
    turned: bool = False


@dataclass(frozen=True)
class TableLayout:
    """How a table is to be read. ``first`` is the place in the sheet's rows of its first data.

    ``columns`` says which column, counted from 0, plays which role. ``headings`` are the names of
    all columns, ``header`` the place of the header row or None where there is none. ``guessed`` are
    the roles that no heading told, ``wishes`` what a person decided. ``more`` are other sheets with
    the same columns that are read as one with it.
    """

    sheet: int
    header: int | None
    first: int
    headings: tuple[str, ...]
    columns: Mapping[ColumnRole, int] = field(default_factory=lambda: MappingProxyType({}))
    guessed: frozenset[ColumnRole] = frozenset()
    wishes: Wishes = Wishes()
    more: tuple[int, ...] = ()

    def heading(self, role: ColumnRole) -> str:
        """The name of the column with this role, empty without one."""
        column = self.columns.get(role)
        return "" if column is None else self.headings[column]


def find_layout(book: Workbook) -> TableLayout:
    """The best guess. It has no amount column where none was found; a person may then choose."""
    guesses = [(number, *layout_of(book, number)) for number in range(len(book.sheets))]
    shown = [guess for guess in guesses if not book.sheets[guess[0]].hidden]
    best = max(shown or guesses, key=lambda guess: guess[2])
    if best[2] < WORTH[ColumnRole.AMOUNT]:
        best = max(guesses, key=lambda guess: guess[2])
    return best[1]


def layout_of(book: Workbook, number: int) -> tuple[TableLayout, float]:
    """The layout of one sheet, and how much it looks like a table of spending."""
    sheet = book.sheets[number]
    best: tuple[float, TableLayout] | None = None
    for place, row in enumerate(sheet.rows[:LOOKED_AT]):
        if not _may_be_header(row):
            continue
        for high in (1, 2):
            found = _tried(sheet, number, place, high)
            if found is not None and (best is None or _better(found, best)):
                best = found
    if best is not None and best[0] > 0:
        whole = _completed(best[1], sheet)
        guessed = len(whole.columns) > len(best[1].columns)
        return _with_size(whole, best[0] + (WORTH[ColumnRole.AMOUNT] / 2 if guessed else 0), sheet)
    return _without_known_header(sheet, number)


def _better(found: tuple[float, TableLayout], best: tuple[float, TableLayout]) -> bool:
    """A header that comes again further down is the same one: the first begins the table."""
    return found[0] > best[0] and found[1].headings != best[1].headings


def layout_with_header(book: Workbook, number: int, header: int | None) -> TableLayout:
    """The layout of a sheet whose header a person has pointed to, by its place, or has not."""
    sheet = book.sheets[number]
    if header is not None:
        found = _tried(sheet, number, header, 1)
        if found is not None:
            return _completed(found[1], sheet)
    headings = tuple(f"Column {column_letter(column)}" for column in range(sheet.width))
    return _completed(TableLayout(number, None, 0, headings), sheet)


def _completed(layout: TableLayout, sheet: Sheet) -> TableLayout:
    """What the headings do not tell is told by what stands in the columns."""
    first = layout.first
    columns, guessed = dict(layout.columns), set(layout.guessed)
    if (
        ColumnRole.AMOUNT not in columns
        or not facts_of(sheet, first, columns[ColumnRole.AMOUNT]).money
    ):
        more = columns_by_content(layout.headings, sheet, first)
        if ColumnRole.AMOUNT in more:
            columns.pop(ColumnRole.AMOUNT, None)
        for role, column in more.items():
            if role not in columns and column not in columns.values():
                columns[role] = column
                guessed.add(role)
    if layout.header is not None:
        _seen_in_columns(layout, sheet, columns, guessed)
    if ColumnRole.AMOUNT in columns:
        usable = [one for one in range(len(layout.headings)) if facts_of(sheet, first, one).money]
        columns[ColumnRole.AMOUNT] = best_of(layout.headings, usable, columns[ColumnRole.AMOUNT])
        _drop_other_money(layout.headings, columns)
    return replace(layout, columns=MappingProxyType(columns), guessed=frozenset(guessed))


def _seen_in_columns(
    layout: TableLayout, sheet: Sheet, columns: dict[ColumnRole, int], guessed: set[ColumnRole]
) -> None:
    """What was paid beside a plan, and who was paid, in a language of which few words are known."""
    if not language_of(layout.headings).few:
        return
    own = columns.get(ColumnRole.AMOUNT)
    if own is not None:
        paid = other_than_planned(layout.headings, sheet, layout.first, own)
        if paid is not None and paid not in columns.values():
            columns[ColumnRole.AMOUNT] = paid
            guessed.add(ColumnRole.AMOUNT)
    if ColumnRole.SUPPLIER not in columns and ColumnRole.AMOUNT in columns:
        who = words_by_content(layout.headings, sheet, layout.first, columns.values())
        if who is not None:
            columns[ColumnRole.SUPPLIER] = who
            guessed.add(ColumnRole.SUPPLIER)


def _drop_other_money(headings: Sequence[str], columns: dict[ColumnRole, int]) -> None:
    """The currency of what was charged abroad says nothing of what was billed at home."""
    column = columns.get(ColumnRole.CURRENCY)
    if column is not None:
        abroad = re.compile(r"\b(original|foreign|local|source)\b")
        amount, named = (fold(headings[one]) for one in (columns[ColumnRole.AMOUNT], column))
        home = re.compile(r"\b(billing|billed|settlement)\b")
        other = home.search(amount) and not home.search(named)
        if other or (abroad.search(named) and not abroad.search(amount)):
            del columns[ColumnRole.CURRENCY]


def _with_size(layout: TableLayout, score: float, sheet: Sheet) -> tuple[TableLayout, float]:
    """Among equals the sheet with more rows is the data, not the notes."""
    return layout, score + min(sheet.height - layout.first, 90_000) / 1000


def _may_be_header(row: Row) -> bool:
    """Words, and perhaps years among them: no amounts. A row of units may be a part of it."""
    if unit_row(row):
        return True
    cells = [cell for cell in row if not is_blank(cell)]
    words = [cell for cell in cells if not _is_year(cell)]
    return (bool(words) or len(cells) > 1) and all(
        isinstance(cell, str) and len(cell) <= 200 and read_amount(cell).value is None
        for cell in words
    )


def _is_year(cell: Cell) -> bool:
    text = cell_text(cell) if isinstance(cell, int | float | str) else ""
    return len(text) == 4 and text.isdigit() and 1990 <= int(text) <= 2060


def _tried(sheet: Sheet, number: int, place: int, high: int) -> tuple[float, TableLayout] | None:
    """The layout with a header of one or two rows at this place; None where that cannot be."""
    rows = sheet.rows[place : place + high]
    if len(rows) < high or (high == 2 and not _may_be_header(rows[1])):
        return None
    headings = _joined(rows, sheet.width)
    if all(map(unit_row, rows)) or (high == 1 and _only_years(rows[0]) and not _distinct(headings)):
        return None
    columns, score = _assigned(headings, sheet, place + high)
    if high == 2:
        score -= 5  # one row is likelier than two where both say as much
        if _better_together(rows):
            score += 8
        if len(columns) > len(_assigned(_joined(rows[1:], sheet.width), sheet, place + high)[0]):
            score += 1
    shown = tuple(name or f"Column {column_letter(one)}" for one, name in enumerate(headings))
    return score, TableLayout(number, place, place + high, shown, MappingProxyType(columns))


def _only_years(row: Row) -> bool:
    return all(_is_year(cell) for cell in row if not is_blank(cell))


def _distinct(headings: Sequence[str]) -> bool:
    return len(set(headings)) == len(headings) and len(headings) > 2


def _better_together(rows: Sequence[Row]) -> bool:
    """One row is units alone, or tells apart columns that the other calls by one name."""
    if unit_row(rows[0]) or unit_row(rows[1]):
        return True
    lower = [cell_text(cell) for cell in rows[1] if not is_blank(cell)]
    upper = [cell_text(cell) for cell in rows[0] if not is_blank(cell)]
    times = [cell for cell in upper if period_of(cell) is not None]
    return len(set(lower)) < len(lower) and len(times) > 1


def _joined(rows: Sequence[Row], width: int) -> list[str]:
    """The words of each column; a heading over several columns counts for those beside it too."""
    upper = ""
    headings = []
    for column in range(width):
        words = [cell_text(at(row, column)) for row in rows]
        if len(words) == 2:
            upper = words[0] or (upper if words[1] else "")
            words[0] = upper
        headings.append(" ".join(word for word in words if word))
    return headings


def _assigned(
    headings: Sequence[str], sheet: Sheet, first: int
) -> tuple[dict[ColumnRole, int], float]:
    """Each role's best column, a column for one role only."""
    columns: dict[ColumnRole, int] = {}
    score = 0.0
    for role, worth in WORTH.items():
        ranked = sorted(
            (
                (_score(role, heading) * _fits(role, facts_of(sheet, first, column)), -column)
                for column, heading in enumerate(headings)
                if heading and column not in columns.values() and _score(role, heading)
            ),
            reverse=True,
        )
        if ranked and ranked[0][0] > 0:
            columns[role] = -ranked[0][1]
            score += worth + ranked[0][0] / 10
    return columns, score


def _fits(role: ColumnRole, facts: ColumnFacts) -> float:
    """From 0 to 1: how well what stands in a column fits its role."""
    if not facts.filled:
        return 0.3 if role in (ColumnRole.AMOUNT, ColumnRole.SUPPLIER) else 0.2
    if role is ColumnRole.AMOUNT:
        if not facts.money and facts.numbers >= 0.4:
            return 0.02  # years, codes or places on the map, whatever the heading says
        return facts.numbers if facts.numbers >= 0.4 else 0.05
    if role is ColumnRole.DATE:
        return facts.dates if facts.dates >= 0.4 else 0.05 if facts.numbers > 0.6 else 0.1
    if role is ColumnRole.CURRENCY:
        return 1.0
    return 0.3 + 0.7 * facts.words


def _without_known_header(sheet: Sheet, number: int) -> tuple[TableLayout, float]:
    """No heading that we know: the first row of words before rows with numbers, or no header."""
    filled = _first_filled(sheet)
    if not filled:
        return TableLayout(number, None, 0, ()), -1.0
    widest = max(_filled(sheet.rows[place]) for place in filled[:LOOKED_AT])
    start = next(place for place in filled if _filled(sheet.rows[place]) * 2 > widest)
    header = start if _may_be_header(sheet.rows[start]) else None
    first = start if header is None else start + 1
    names = _joined([sheet.rows[start]], sheet.width) if header is not None else []
    headings = tuple(
        (names[column] if names else "") or f"Column {column_letter(column)}"
        for column in range(sheet.width)
    )
    layout = _completed(TableLayout(number, header, first, headings), sheet)
    return layout, 50.0 if ColumnRole.AMOUNT in layout.columns else 0.0


def _first_filled(sheet: Sheet) -> list[int]:
    """Places of the first rows that hold something."""
    found: list[int] = []
    for start in range(0, sheet.height, 1000):
        rows = sheet.rows[start : start + 1000]
        found += [start + at for at, row in enumerate(rows) if not all(map(is_blank, row))]
        if len(found) >= LOOKED_AT:
            break
    return found


def _filled(row: Row) -> int:
    return sum(not is_blank(cell) for cell in row)
