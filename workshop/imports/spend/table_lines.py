"""The rows of a table that have an amount, and the payments that they become."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from workshop.imports.spend.basis import Basis
from workshop.imports.spend.cell_columns import Cell, CellColumn, Mask, column_of_cells
from workshop.imports.spend.dates import month_comes_first, read_date
from workshop.imports.spend.exact import Exact, Integers
from workshop.imports.spend.headings import ColumnRole
from workshop.imports.spend.parents import MOST_CODED, SHORT, PlanLines
from workshop.imports.spend.payments import Payments, Told, ToldDays
from workshop.imports.spend.privacy import looks_private
from workshop.imports.spend.spreadsheet import Sheet, cell_text, is_blank
from workshop.imports.spend.table_layout import TableLayout
from workshop.imports.spend.totals import AmountRow, names_total, says_total, total_parts

_ROLES = (ColumnRole.SUPPLIER, ColumnRole.PURPOSE, ColumnRole.DEPARTMENT, ColumnRole.DATE)
_SALT = np.uint64(0x9E3779B97F4A7C15)
"""An odd number with its ones and zeros well mixed."""


class TableLines:
    """``places`` of the rows in the sheet, and their exact amounts with the unit of the table."""

    def __init__(
        self, sheet: Sheet, layout: TableLayout, places: NDArray[np.int64], exact: Exact
    ) -> None:
        self.sheet, self.layout, self.places, self.exact = sheet, layout, places, exact
        self.amount = layout.columns[ColumnRole.AMOUNT]
        self.penny = exact.one_penny
        self.others, self.filled = self._others()

    def __len__(self) -> int:
        return len(self.places)

    @cached_property
    def _sums(self) -> Integers:
        """Of each line and all before it."""
        return np.cumsum(self.exact.units)

    def unit(self, number: int) -> int:
        """The amount of one line as a whole number."""
        return int(self.exact.units[number])

    def sum_before(self, number: int) -> int:
        """Of all lines before this one."""
        return int(self._sums[number - 1]) if number else 0

    def pence(self, unit: int) -> Decimal:
        """A number of units in pence, with parts of a penny."""
        return self.exact.exact_pence(unit)

    def _column(self, role: ColumnRole) -> CellColumn | None:
        number = self.layout.columns.get(role)
        return None if number is None else self.sheet.columns[number]

    def _others(self) -> tuple[NDArray[np.int8], NDArray[np.int8]]:
        """How many of the chosen columns hold something else than the word total, and which."""
        found = np.zeros(len(self.places), np.int8)
        which = np.zeros(len(self.places), np.int8)
        for bit, role in enumerate(_ROLES):
            column = self._column(role)
            if column is not None:
                there = column.tested(_says_more)[column.codes[self.places]].astype(np.int8)
                found += there
                which |= there << bit
        return found, which

    @cached_property
    def usual(self) -> int:
        """How many others most lines have: the upper one of the middle."""
        if not len(self.others):
            return 0
        middle = len(self.others) // 2
        return int(np.partition(self.others, middle)[middle])

    @cached_property
    def candidates(self) -> Sequence[int]:
        """Numbers of the lines that may be a total."""
        may: Mask = self.others == 0
        for number, column in enumerate(self.sheet.columns):
            if number == self.amount:
                continue
            codes = [
                code
                for code in column.texts_saying(total_parts())
                if says_total(words := str(column.values[code])) or names_total(words)
            ]
            if codes:
                may |= column.where(codes)[self.places]
        numbers: list[int] = np.flatnonzero(may).tolist()
        return numbers

    def line(self, number: int) -> AmountRow:
        """One line with its words: its cells of text and its dates, the amount left out."""
        place = int(self.places[number])
        words = tuple(
            cell if isinstance(cell, str) else str(cell)
            for column, cell in enumerate(self.sheet.rows[place])
            if cell != "" and column != self.amount and isinstance(cell, str | date)
        )
        return AmountRow(place, self.pence(self.unit(number)), words, int(self.others[number]))

    def plan(self, rest: NDArray[np.int64]) -> PlanLines:
        """Some lines without their words."""
        return PlanLines(
            self.places[rest],
            self.exact.units[rest],
            self.others[rest],
            self.filled[rest],
            self.penny,
        )

    def coded(
        self, rest: NDArray[np.int64], basis: Basis
    ) -> tuple[list[AmountRow], list[list[str]]]:
        """Some lines with their words, and the columns that may hold codes: short words with
        digits. Nothing of a long table: its codes are numbers of payments. The words of a table
        without codes are there where it is short."""
        found: list[list[str]] = []
        if len(rest) > MOST_CODED:
            return [], found
        places = self.places[rest]
        for number, column in enumerate(self.sheet.columns[: len(self.layout.headings)]):
            if number in basis.columns or number == self.layout.columns.get(ColumnRole.DATE):
                continue
            cells = map(cell_text, column.some(column.codes[places[:50]]))
            if all(len(cell) <= 16 and (not cell or any(map(str.isdigit, cell))) for cell in cells):
                found.append([*map(cell_text, column.some(column.codes[places]))])
        told = found or len(rest) <= SHORT
        return [self.line(number) for number in rest.tolist()] if told else [], found

    def fractions(self, totals: Sequence[int]) -> list[int]:
        """Numbers of rows with parts of a penny that are no totals."""
        broken = (self.exact.units % self.penny != 0).astype(np.bool_)
        if totals:
            broken &= ~np.isin(self.places, totals)
        rows: list[int] = (self.places[broken] + 1).tolist()
        return rows

    @cached_property
    def month_first(self) -> bool:
        """Whether the dates of the table are written as 12/31/2025."""
        column = self._column(ColumnRole.DATE)
        if column is None:
            return False
        return month_comes_first(column.some(column.present(self.layout.first)))

    def payments(self, rest: NDArray[np.int64]) -> Payments:
        """Some lines as payments."""
        places = self.places[rest]
        suppliers = self._told(ColumnRole.SUPPLIER, places)
        return Payments(
            places + 1,
            Exact(self.exact.units[rest], self.exact.scale).pence(),
            suppliers,
            self._told(ColumnRole.PURPOSE, places),
            self._told(ColumnRole.DEPARTMENT, places),
            self._days(places),
            self._first_like(places) + 1,
            np.fromiter(map(looks_private, suppliers.said()), np.bool_, len(suppliers.column)),
        )

    def _told(self, role: ColumnRole, places: NDArray[np.int64]) -> Told:
        column = self._column(role)
        if column is None:
            column = column_of_cells([""])
            return Told(np.zeros(len(places), np.int32), column)
        return Told(column.codes[places], column)

    def _days(self, places: NDArray[np.int64]) -> ToldDays:
        column = self._column(ColumnRole.DATE)
        if column is None:
            none = np.zeros(len(places), np.int32)
            return ToldDays(none, [None], np.zeros(len(places), np.bool_))
        codes = column.codes[places]
        said = [read_date(value, month_first=self.month_first) for value in column.values]
        unread = [
            day is None and not is_blank(value)
            for day, value in zip(said, column.values, strict=True)
        ]
        return ToldDays(codes, said, np.array(unread, np.bool_)[codes])

    def _first_like(self, places: NDArray[np.int64]) -> NDArray[np.int64]:
        """The first place whose row has the same cells in all columns."""
        columns = [column.codes[places] for column in self.sheet.columns]
        if any(len(column) >= self.sheet.height for column in self.sheet.columns):
            return places  # one column alone tells all rows apart
        mixed = np.zeros(len(places), np.uint64)
        with np.errstate(over="ignore"):
            for codes in columns:
                mixed = (mixed ^ codes.astype(np.uint64)) * _SALT
                mixed ^= mixed >> np.uint64(29)
        _, first, same = np.unique(mixed, return_index=True, return_inverse=True)
        like = first[same]
        for codes in columns:
            unlike = codes[like] != codes
            like = np.where(unlike, np.arange(len(places)), like)
        found: NDArray[np.int64] = places[like]
        return found


def _says_more(cell: Cell) -> bool:
    """Something else than the word total."""
    said = cell_text(cell)
    return bool(said) and not says_total(said)
