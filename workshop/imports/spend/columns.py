"""The amount of each row as its columns make it: one cell, many months, debit less credit."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from workshop.imports.spend.amount_columns import AmountCells, amount_cells, is_failed, rows_of
from workshop.imports.spend.amounts import NO_AMOUNT, read_amount
from workshop.imports.spend.basis import Basis
from workshop.imports.spend.cell_columns import Cell, Mask
from workshop.imports.spend.directions import Direction, MoneyWay
from workshop.imports.spend.exact import Exact
from workshop.imports.spend.spreadsheet import Row, Sheet, at, cell_text, is_blank
from workshop.imports.spend.words import fold, words


@dataclass
class Made:
    """The amounts of all rows of a table, without their unit.

    ``back``: it was turned or taken off. ``left_out``: the way that is not added up, as a place in
    ``WAYS``; ``column`` says where that stands. ``failed``: no amount, since a cell is none.
    """

    cells: AmountCells
    back: Mask
    left_out: NDArray[np.int8]
    column: NDArray[np.int32]
    failed: Mask


WAYS = (None, MoneyWay.IN, MoneyWay.PLANNED)


@dataclass
class Maker:
    """Makes amounts of rows on one basis. ``turning`` are directions whose money back stands above
    zero in the file."""

    basis: Basis
    sheet: Sheet
    first: int
    turning: list[Direction] = field(default_factory=list)

    def make(self) -> Made:
        """The amounts of all rows."""
        cells, failed = self._first()
        if self.basis.turned:
            cells.exact = Exact(-cells.exact.units, cells.exact.scale)
        count = len(cells.there)
        made = Made(
            cells,
            np.zeros(count, np.bool_),
            np.zeros(count, np.int8),
            np.full(count, -1, np.int32),
            failed,
        )
        own = cells.exact.units
        self.turning = [one for one in self.basis.directions if self._turns(one, own, cells.there)]
        if self.basis.partner is not None:
            self._with_partner(made)
        self._directed(made)
        return made

    def reason(self, row: Row) -> str:
        """Why a row has no amount."""
        columns = self.basis.columns
        partner = self.basis.partner
        for column in columns if len(columns) > 1 else ():
            cell = at(row, column)
            if _is_no_amount(cell) and read_amount(cell, self.basis.style.point).value is None:
                return read_amount(cell, self.basis.style.point).reason
        if partner is not None and is_failed(cell := at(row, partner.column)):
            return read_amount(cell).reason
        if len(columns) > 1:
            return NO_AMOUNT.reason
        return read_amount(at(row, columns[0]), self.basis.style.point).reason

    def _amounts(self, column: int) -> AmountCells:
        return amount_cells(self.sheet.columns[column], self.first, self.basis.style.point)

    def _first(self) -> tuple[AmountCells, Mask]:
        """What the columns of amounts say together, and the rows in which one of them fails."""
        columns = self.basis.columns
        found = self._amounts(columns[0])
        if len(columns) == 1:
            return found, np.zeros(len(found.there), np.bool_)
        failed = self._unreadable(columns[0], found)
        for column in columns[1:]:
            more = self._amounts(column)
            failed |= self._unreadable(column, more)
            found = _added(found, more)
        found.there &= ~failed
        return found, failed

    def _unreadable(self, column: int, found: AmountCells) -> Mask:
        said = rows_of(self.sheet.columns[column], self.first, _is_no_amount)
        return said & ~found.there

    def _turns(self, direction: Direction, units: NDArray[np.int64], there: Mask) -> bool:
        if MoneyWay.BACK not in direction.ways.values():
            return False
        back = units[self._says(direction, MoneyWay.BACK) & there]
        return len(back) > 0 and not bool((back < 0).any())

    def _says(self, direction: Direction, way: MoneyWay) -> Mask:
        column = self.sheet.columns[direction.column]
        return rows_of(column, self.first, lambda cell: direction.way(cell) is way)

    def _with_partner(self, made: Made) -> None:
        partner = self.basis.partner
        assert partner is not None  # noqa: S101 - looked at by the caller
        other = self._amounts(partner.column)
        own, other = _alike(made.cells, other)
        failed = rows_of(self.sheet.columns[partner.column], self.first, is_failed) & ~other.there
        said = other.there & (other.exact.units != 0).astype(np.bool_)
        if partner.way is MoneyWay.BACK:
            below = bool(said.any()) and not bool((other.exact.units[said] > 0).any())
            size = other.exact.units if below else -other.exact.units
            units = np.where(said, np.where(own.there, own.exact.units, 0) + size, own.exact.units)
            money = np.where(said & (own.money == 0), other.money, own.money)
            made.back |= said
        else:
            said &= ~(own.there & (own.exact.units != 0).astype(np.bool_))
            units = np.where(said, other.exact.units, own.exact.units)
            money = np.where(said, other.money, own.money)
            if not self.basis.everything:
                made.left_out[said] = WAYS.index(MoneyWay.IN)
                made.column[said] = partner.column
        there = (own.there | said) & ~failed
        made.failed |= failed
        exact = Exact(units, own.exact.scale)
        made.cells = AmountCells(exact, there, money.astype(np.int16), own.names)

    def _directed(self, made: Made) -> None:
        open_rows = made.cells.there.copy()
        units = made.cells.exact.units
        for direction in self.basis.directions:
            for way in () if self.basis.everything else sorted(direction.left_out):
                rows = open_rows & self._says(direction, way)
                made.left_out[rows] = WAYS.index(way)
                made.column[rows] = direction.column
                open_rows &= ~rows
            if direction in self.turning:
                rows = open_rows & self._says(direction, MoneyWay.BACK)
                rows &= (units != 0).astype(np.bool_)
                units = np.where(rows, -units, units)
                made.back |= rows
                open_rows &= ~rows
        made.cells.exact = Exact(units, made.cells.exact.scale)


def _is_no_amount(cell: Cell) -> bool:
    """It says something, and more than a dash or a sign of money."""
    return not is_blank(cell) and cell_text(cell).strip(" -–.£€$") != ""


def _alike(one: AmountCells, other: AmountCells) -> tuple[AmountCells, AmountCells]:
    """Both in the same small unit, their currencies by the same names."""
    scale = max(one.exact.scale, other.exact.scale)
    names = [*one.names, *(name for name in other.names if name not in one.names)]
    places = np.array([names.index(name) for name in other.names], np.int16)
    return (
        AmountCells(one.exact.at(scale), one.there, one.money, names),
        AmountCells(other.exact.at(scale), other.there, places[other.money], names),
    )


def _added(one: AmountCells, other: AmountCells) -> AmountCells:
    """Where only one of them says an amount, that; where both do, their sum."""
    one, other = _alike(one, other)
    units = np.where(one.there, one.exact.units, 0) + np.where(other.there, other.exact.units, 0)
    own = np.where(one.there, one.money, 0)
    money = np.where((own == 0) & other.there, other.money, own).astype(np.int16)
    return AmountCells(Exact(units, one.exact.scale), one.there | other.there, money, one.names)


def mentions_of_back(
    sheet: Sheet, columns: Sequence[int], rows: NDArray[np.int64]
) -> list[tuple[int, int, str]]:
    """Those rows of which some cell says that money came back: place, column, word."""
    found: dict[int, tuple[int, int, str]] = {}
    for number in columns:
        column = sheet.columns[number]
        hits = [code for code in column.texts_saying(_back()) if _says_back(column.values[code])]
        if hits:
            for place in rows[column.where(hits)[rows]].tolist():
                found.setdefault(place, (place, number, cell_text(column.cell(place))))
    return sorted(found.values())


def _said_back() -> frozenset[str]:
    """Words such as “refund”; those of two letters may mean anything."""
    said: frozenset[str] = words().directions["back"]
    return said - {"credit", "abono", "haber", "haben"}


@lru_cache(maxsize=1)
def _back() -> tuple[str, ...]:
    """Parts of which each such word has one in it, however it is written."""
    return tuple(sorted({word.split()[0] for word in _said_back() if word.isascii()}))


def _says_back(cell: Cell) -> bool:
    if not isinstance(cell, str) or not 4 < len(cell) < 40 or cell[0].isdigit():
        return False
    return fold(cell) in _said_back()
