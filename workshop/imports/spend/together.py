"""Several sheets of a workbook with the same columns, such as one a month, read as one table.

Each sheet is read by itself, with its own header, units, totals and notes, and only the payments
are put together. A sheet that may count the others twice is left out, with the reason.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np

from workshop.imports.spend.cell_columns import CellColumn
from workshop.imports.spend.headings import ColumnRole
from workshop.imports.spend.opening.file_formats import SpendFile
from workshop.imports.spend.payments import Payments, Told, ToldDays
from workshop.imports.spend.periods import period_of
from workshop.imports.spend.rows import Oddities, ReadPayments, SheetPart, Skipped, read_table
from workshop.imports.spend.spreadsheet import Progress, Workbook
from workshop.imports.spend.table_layout import TableLayout, layout_of
from workshop.imports.spend.words import fold

MOST_SHEETS = 100


@dataclass(frozen=True)
class Together:
    """The sheets that may be read as one, what each adds up to, and those that stay out and why.

    ``layout`` is the layout of the first of them, with the others as its ``more``.
    """

    layout: TableLayout
    parts: tuple[SheetPart, ...]
    left_out: tuple[tuple[str, str], ...]

    @property
    def total_pence(self) -> int:
        """The exact sum of all parts."""
        return sum(part.reading.total_pence for part in self.parts)


def find_together(file: SpendFile, layout: TableLayout) -> Together | None:
    """The sheets with the same columns as this layout's; None where there is no second one."""
    book = file.book
    if len(book.sheets) < 2 or ColumnRole.AMOUNT not in layout.columns:
        return None
    alike, left_out = _alike(book, layout)
    if len(alike) < 2:
        return None
    parts = [_part(file, one) for one in alike[:MOST_SHEETS]]
    left_out += [
        (book.sheets[one.sheet].name, "there are too many sheets") for one in alike[MOST_SHEETS:]
    ]
    kept: list[SheetPart] = []
    for part in parts:
        reason = _reason(part, parts, kept)
        if reason:
            left_out.append((part.name, reason))
        else:
            kept.append(part)
    if len(kept) < 2:
        return None
    first, *others = (part.layout for part in kept)
    more = tuple(one.sheet for one in others)
    return Together(replace(first, more=more), tuple(kept), tuple(left_out))


def alike_sheets(book: Workbook, layout: TableLayout) -> list[str]:
    """The names of other sheets with the same columns."""
    if len(book.sheets) < 2 or ColumnRole.AMOUNT not in layout.columns:
        return []
    alike, _ = _alike(book, layout)
    return [book.sheets[one.sheet].name for one in alike if one.sheet != layout.sheet]


def _alike(book: Workbook, layout: TableLayout) -> tuple[list[TableLayout], list[tuple[str, str]]]:
    alike: list[TableLayout] = []
    left_out = []
    for number, sheet in enumerate(book.sheets):
        found = layout if number == layout.sheet else layout_of(book, number)[0]
        if not sheet.height:
            continue
        if sheet.hidden:
            left_out.append((sheet.name, "it is hidden in the workbook"))
        elif ColumnRole.AMOUNT not in found.columns:
            left_out.append((sheet.name, "it has no column of amounts"))
        elif (found.header is None) != (layout.header is None) or _keys(found) != _keys(layout):
            left_out.append((sheet.name, "its columns are others"))
        else:
            alike.append(_with_columns_of(layout, found))
    return alike, left_out


def _key(heading: str) -> str:
    """What a heading says without its time: “April spend” and “May spend” are the same column."""
    found = period_of(heading)
    return fold(heading) if found is None else f"{found.rest} (time)"


def _keys(layout: TableLayout) -> list[str]:
    return sorted(key for heading in layout.headings if (key := _key(heading)))


def _with_columns_of(layout: TableLayout, found: TableLayout) -> TableLayout:
    """The layout of another sheet in which the same columns play the same roles."""
    if found.sheet == layout.sheet:
        return replace(layout, more=())
    mine, theirs = [list(map(_key, one.headings)) for one in (layout, found)]
    if mine == theirs:
        columns = dict(layout.columns)
    else:
        columns = {
            role: theirs.index(mine[column])
            for role, column in layout.columns.items()
            if mine[column] in theirs
        }
    return replace(
        found,
        columns=MappingProxyType(columns),
        guessed=layout.guessed,
        wishes=layout.wishes,
        more=(),
    )


def _part(file: SpendFile, layout: TableLayout) -> SheetPart:
    return SheetPart(file.book.sheets[layout.sheet].name, layout, read_table(file, layout))


def _reason(part: SheetPart, parts: Sequence[SheetPart], kept: Sequence[SheetPart]) -> str:
    """Why a sheet must not be added to the others, empty where it may."""
    reading = part.reading
    if not reading.rows:
        return "no row of it has an amount"
    main = _main_currency(parts)
    if reading.currency != main:
        return f"it is in {reading.currency}, not {main}"
    twin = next((one.name for one in kept if _same(one.reading.rows, reading.rows)), "")
    if twin:
        return f"it holds the same payments as “{twin}”"
    others = [one.reading.total_pence for one in parts if one is not part]
    if len(others) > 1 and sum(others) == reading.total_pence:
        return "it adds up to just what the other sheets do together, so it may repeat them"
    return ""


def _main_currency(parts: Sequence[SheetPart]) -> str:
    found = [part.reading.currency for part in parts if part.reading.rows]
    return max(found, key=lambda one: (found.count(one), one == "GBP"))


def _same(one: Payments, other: Payments) -> bool:
    """As many payments of the same sizes to the same payees, in any order."""
    if len(one) != len(other) or one.total_pence != other.total_pence or len(one) < 2:
        return False
    mine, theirs = ([(p.amount_pence, p.supplier) for p in each] for each in (one, other))
    return sorted(mine) == sorted(theirs)


def read_rows(
    file: SpendFile, layout: TableLayout, progress: Progress | None = None
) -> ReadPayments:
    """Read the table as the layout says, with the other sheets that it names as one.

    Raises InvalidInputError without an amount column.
    """
    if not layout.more:
        return read_table(file, layout, progress)
    book = file.book
    layouts = [replace(layout, more=())]
    layouts += [
        _with_columns_of(layout, layout_of(book, number)[0])
        for number in layout.more
        if number != layout.sheet
    ]
    parts = []
    for number, one in enumerate(layouts, 1):
        parts.append(_part(file, one))
        if progress is not None:
            progress(number / len(layouts))
    return _joined(book, parts)


def _joined(book: Workbook, parts: Sequence[SheetPart]) -> ReadPayments:
    """One reading; its row numbers run on as if the sheets stood one below the other."""
    currency = _main_currency(parts) if any(one.reading.rows for one in parts) else "GBP"
    kept, offset, moved = [], 0, []
    for part in parts:
        if part.reading.currency == currency or not part.reading.rows:
            kept.append(replace(part, offset=offset))
            moved.append(part.reading.rows)
        offset += book.sheets[part.layout.sheet].height
    skipped = tuple(
        Skipped(one.row + part.offset, f"“{part.name}”, row {one.row}: {one.reason}")
        for part in kept
        for one in part.reading.skipped
    )
    odd = Oddities()
    for part in kept:
        odd.left_out |= part.reading.odd.left_out
        odd.turned += part.reading.odd.turned
        odd.unsaid += part.reading.odd.unsaid
    rows = _one_below_the_other(moved, [part.offset for part in kept])
    basis = kept[0].reading.basis
    return ReadPayments(rows, skipped, currency, odd, basis, parts=tuple(kept))


def _one_below_the_other(several: Sequence[Payments], offsets: Sequence[int]) -> Payments:
    pairs = list(zip(several, offsets, strict=True))
    return Payments(
        np.concatenate([one.rows + offset for one, offset in pairs]),
        np.concatenate([one.pence for one in several]),
        _told([one.suppliers for one in several]),
        _told([one.purposes for one in several]),
        _told([one.departments for one in several]),
        _days([one.days for one in several]),
        np.concatenate([one.first_like + offset for one, offset in pairs]),
        np.concatenate([one.private for one in several]),
    )


def _told(several: Sequence[Told]) -> Told:
    starts = np.cumsum([0, *(len(one.column) for one in several[:-1])])
    codes = [one.codes + np.int32(start) for one, start in zip(several, starts, strict=True)]
    every = np.concatenate(codes)
    return Told(every, CellColumn(every, [said for one in several for said in one.said()]))


def _days(several: Sequence[ToldDays]) -> ToldDays:
    starts = np.cumsum([0, *(len(one.said) for one in several[:-1])])
    codes = [one.codes + np.int32(start) for one, start in zip(several, starts, strict=True)]
    return ToldDays(
        np.concatenate(codes),
        [day for one in several for day in one.said],
        np.concatenate([one.unread for one in several]),
    )
