"""The amounts of one column: each different cell is read once, the usual ones all together."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workshop.imports.spend.amounts import Amount, Point, read_amount
from workshop.imports.spend.cell_columns import MANY, Cell, CellColumn, Mask
from workshop.imports.spend.exact import USUAL_SCALE, Exact, exact_of

_ALL = 10**USUAL_SCALE
_SURE_FLOAT = 1e15 / _ALL
"""Below this a number of four digits after the point is the one that a spreadsheet shows."""


@dataclass
class AmountCells:
    """By row: the amount, whether ``there`` is one, and its currency as a place in ``names``.

    ``names[0]`` is the empty one: no currency is said.
    """

    exact: Exact
    there: Mask
    money: NDArray[np.int16]
    names: list[str]


def amount_cells(column: CellColumn, first: int, point: Point) -> AmountCells:
    """The amounts of the rows from ``first`` on, as ``read_amount`` reads each of them."""
    count = len(column)
    units = np.zeros(count, np.int64)
    there = np.zeros(count, np.bool_)
    if count > MANY:
        _numbers(column, units, there)
        if point == ".":
            column.usual_texts(units, there)
    money = np.zeros(count, np.int16)
    names = [""]
    slow: dict[int, Amount] = {}
    rest = np.flatnonzero(~there & (column.counts(first) > 0)).astype(np.int32)
    for code, cell in zip(rest.tolist(), column.some(rest), strict=True):
        found = read_amount(cell, point)
        if found.currency:
            if found.currency not in names:
                names.append(found.currency)
            money[code] = names.index(found.currency)
        if found.value is not None:
            slow[code] = found
            there[code] = True
    codes = column.codes[first:]
    exact = _merged(Exact(units, USUAL_SCALE), slow)
    return AmountCells(exact.by_row(codes), there[codes], money[codes], names)


def _merged(usual: Exact, slow: dict[int, Amount]) -> Exact:
    if not slow:
        return usual
    more = exact_of([found.value for found in slow.values() if found.value is not None])
    wide = usual.at(more.scale)
    units = wide.units.astype(object) if more.units.dtype == object else wide.units.copy()
    units[list(slow)] = more.units
    return Exact(units, more.scale)


def _numbers(column: CellColumn, units: NDArray[np.int64], there: Mask) -> None:
    """Numbers of a workbook that have at most four digits after the point, as it shows them."""
    codes = column.numbers
    if not len(codes):
        return
    values = np.array(list(column.some(codes)), np.float64)
    with np.errstate(all="ignore"):
        small = np.abs(values) < _SURE_FLOAT
        whole = np.rint(np.where(small, values, 0.0) * _ALL)
        sure = small & (whole / _ALL == values)
    units[codes[sure]] = whole[sure].astype(np.int64)
    there[codes[sure]] = True


def is_failed(cell: Cell) -> bool:
    """A formula that went wrong, as spreadsheets show it."""
    return isinstance(cell, str) and cell.startswith(("#", "Err:", "(a formula without"))


def rows_of(column: CellColumn, first: int, test: Callable[[Cell], bool]) -> Mask:
    """The rows from ``first`` on whose cell passes a test; each different cell is tested once."""
    passed = np.zeros(len(column), np.bool_)
    codes = column.present(first)
    passed[codes] = np.fromiter(map(test, column.some(codes)), np.bool_, len(codes))
    return passed[column.codes[first:]]
