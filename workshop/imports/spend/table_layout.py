"""Where the table is: which sheet, which row is its header, and what each column holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from types import MappingProxyType

from workshop.imports.spend.amounts import pence_sign, read_amount
from workshop.imports.spend.dates import read_date
from workshop.imports.spend.headings import ColumnRole, heading_score
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

LOOKED_AT = 60
"""Rows from the top among which the header must be."""
SAMPLE = 300
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
class TableLayout:
    """How a table is to be read. ``first`` is the place in the sheet's rows of its first data.

    ``columns`` says which column, counted from 0, plays which role. ``headings`` are the names of
    all columns, ``header`` the place of the header row or None where there is none.
    """

    sheet: int
    header: int | None
    first: int
    headings: tuple[str, ...]
    columns: Mapping[ColumnRole, int] = field(default_factory=lambda: MappingProxyType({}))

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
            if found is not None and (best is None or found[0] > best[0]):
                best = found
    if best is not None and best[0] > 0:
        whole = _completed(best[1], sheet)
        guessed = len(whole.columns) > len(best[1].columns)
        return _with_size(whole, best[0] + (WORTH[ColumnRole.AMOUNT] / 2 if guessed else 0), sheet)
    return _without_known_header(sheet, number)


def layout_with_header(book: Workbook, number: int, header: int | None) -> TableLayout:
    """The layout of a sheet whose header a person has pointed to, by its place, or has not."""
    sheet = book.sheets[number]
    if header is not None:
        found = _tried(sheet, number, header, 1)
        if found is not None:
            return _completed(found[1], sheet)
    headings = tuple(f"Column {column_letter(column)}" for column in range(sheet.width))
    columns = columns_by_content(headings, sheet.rows[:SAMPLE])
    return TableLayout(number, None, 0, headings, MappingProxyType(columns))


def _completed(layout: TableLayout, sheet: Sheet) -> TableLayout:
    """What the headings do not tell is told by what stands in the columns."""
    if ColumnRole.AMOUNT in layout.columns:
        return layout
    guessed = columns_by_content(layout.headings, sheet.rows[layout.first : layout.first + SAMPLE])
    taken = set(layout.columns.values())
    more = {role: column for role, column in guessed.items() if column not in taken}
    return replace(layout, columns=MappingProxyType({**more, **layout.columns}))


def _with_size(layout: TableLayout, score: float, sheet: Sheet) -> tuple[TableLayout, float]:
    """Among equals the sheet with more rows is the data, not the notes."""
    return layout, score + min(len(sheet.rows) - layout.first, 90_000) / 1000


def _may_be_header(row: Row) -> bool:
    texts = [cell for cell in row if not is_blank(cell)]
    return bool(texts) and all(
        isinstance(cell, str) and len(cell) <= 200 and read_amount(cell).value is None
        for cell in texts
    )


def _tried(sheet: Sheet, number: int, place: int, high: int) -> tuple[float, TableLayout] | None:
    """The layout with a header of one or two rows at this place; None where that cannot be."""
    rows = sheet.rows[place : place + high]
    if len(rows) < high or (high == 2 and not _may_be_header(rows[1])):
        return None
    headings = _joined(rows, sheet.width)
    body = sheet.rows[place + high : place + high + SAMPLE]
    columns, score = _assigned(headings, body)
    if high == 2:
        score -= 5  # one row is likelier than two where both say as much
        if len(columns) > len(_assigned(_joined(rows[1:], sheet.width), body)[0]):
            score += 1
    shown = tuple(name or f"Column {column_letter(one)}" for one, name in enumerate(headings))
    return score, TableLayout(number, place, place + high, shown, MappingProxyType(columns))


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


def _assigned(headings: Sequence[str], body: Sequence[Row]) -> tuple[dict[ColumnRole, int], float]:
    """Each role's best column, a column for one role only."""
    columns: dict[ColumnRole, int] = {}
    score = 0.0
    for role, worth in WORTH.items():
        ranked = sorted(
            (
                (_score(role, heading) * _fits(role, body, column), -column)
                for column, heading in enumerate(headings)
                if heading and column not in columns.values() and _score(role, heading)
            ),
            reverse=True,
        )
        if ranked and ranked[0][0] > 0:
            columns[role] = -ranked[0][1]
            score += worth + ranked[0][0] / 10
    return columns, score


def _fits(role: ColumnRole, body: Sequence[Row], column: int) -> float:
    """From 0 to 1: how well what stands in a column fits its role."""
    cells = [cell for row in body if not is_blank(cell := at(row, column))]
    if not cells:
        return 0.3 if role in (ColumnRole.AMOUNT, ColumnRole.SUPPLIER) else 0.2
    if role is ColumnRole.AMOUNT:
        share = sum(read_amount(cell).value is not None for cell in cells) / len(cells)
        return share if share >= 0.4 else 0.05
    if role is ColumnRole.DATE:
        share = sum(read_date(cell) is not None for cell in cells) / len(cells)
        return share if share >= 0.4 else 0.1
    if role is ColumnRole.CURRENCY:
        return 1.0
    words = sum(isinstance(cell, str) and read_amount(cell).value is None for cell in cells)
    return 0.3 + 0.7 * words / len(cells)


def _without_known_header(sheet: Sheet, number: int) -> tuple[TableLayout, float]:
    """No heading that we know: the first row of words before rows with numbers, or no header."""
    filled = [place for place, row in enumerate(sheet.rows) if not all(map(is_blank, row))]
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
    columns = columns_by_content(headings, sheet.rows[first : first + SAMPLE])
    score = 50.0 if ColumnRole.AMOUNT in columns else 0.0
    return TableLayout(number, header, first, headings, MappingProxyType(columns)), score


def _filled(row: Row) -> int:
    return sum(not is_blank(cell) for cell in row)


def columns_by_content(headings: Sequence[str], body: Sequence[Row]) -> dict[ColumnRole, int]:
    """Amount, date and supplier by what stands in the columns, where no heading tells."""
    columns: dict[ColumnRole, int] = {}
    money: dict[int, float] = {}
    for column in range(len(headings)):
        cells = [cell for row in body if not is_blank(cell := at(row, column))]
        if not cells:
            continue
        dates = sum(_looks_like_date(cell) for cell in cells) / len(cells)
        if dates > 0.6:
            columns.setdefault(ColumnRole.DATE, column)
            continue
        point = pence_sign(cells)
        numbers = sum(read_amount(cell, point).value is not None for cell in cells)
        if numbers / len(cells) > 0.6:
            money[column] = sum(map(_looks_like_money, cells)) / len(cells)
        elif ColumnRole.SUPPLIER not in columns and any(isinstance(cell, str) for cell in cells):
            columns[ColumnRole.SUPPLIER] = column
    if money:
        columns[ColumnRole.AMOUNT] = max(money, key=lambda column: (money[column], column))
    return columns


def _looks_like_date(cell: Cell) -> bool:
    return not isinstance(cell, int | float) and read_date(cell) is not None


def _looks_like_money(cell: Cell) -> bool:
    """Pence, a sign of money, or brackets: what numbers of invoices do not have."""
    if isinstance(cell, float):
        return not cell.is_integer()
    return isinstance(cell, str) and any(sign in cell for sign in "£€$.(,-")
