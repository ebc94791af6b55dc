"""A column of a sheet: its different cells, each kept once, and which of them stands in which row.

A file of payments says the same few thousand things again and again. So each different cell is
understood once, and all its rows know what it means.
"""

import re
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

Cell = str | int | float | bool | date | datetime | time | timedelta
Row = list[Cell]
Codes = NDArray[np.int32]
Mask = NDArray[np.bool_]

MANY = 3000
"""Different cells from which on a search by a compiled library is faster than one by one."""


OUTER = " \t\r\n\f\v\u00a0\u2007\u202f\u200b\ufeff"


def is_blank(cell: Cell) -> bool:
    """Nothing to see in it."""
    return not cell.strip(OUTER) if isinstance(cell, str) else False


@dataclass(eq=False)
class CellColumn:
    """``values`` are the different cells as they first stand, ``codes`` which one each row has."""

    codes: Codes
    values: Sequence[Cell]
    known: dict[Any, Any] = field(default_factory=dict, repr=False)

    def __len__(self) -> int:
        return len(self.values)

    @property
    def says_something(self) -> bool:
        """Whether any cell is more than blank."""
        return any(not isinstance(value, str) or not is_blank(value) for value in self.values)

    def cell(self, place: int) -> Cell:
        """The cell of one row."""
        return self.values[int(self.codes[place])]

    def cells(self, start: int, stop: int) -> list[Cell]:
        """The cells of some rows."""
        return list(self.some(self.codes[start:stop]))

    def some(self, codes: Codes) -> Iterator[Cell]:
        """The cells that these codes stand for, in this order."""
        values = self.values
        return (values[code] for code in codes.tolist())

    def counts(self, first: int) -> NDArray[np.int64]:
        """How often each value stands in the rows from ``first`` on."""
        found: NDArray[np.int64] | None = self.known.get(first)
        if found is None:
            found = np.bincount(self.codes[first:], minlength=len(self)).astype(np.int64)
            self.known[first] = found
        return found

    def present(self, first: int) -> Codes:
        """The codes that stand in the rows from ``first`` on, as they first stand in the sheet."""
        return np.flatnonzero(self.counts(first)).astype(np.int32)

    @property
    def numbers(self) -> Codes:
        """Codes of the cells that are numbers with a point, as workbooks have them."""
        return np.array([at for at, one in enumerate(self.values) if type(one) is float], np.int32)

    def where(self, codes: Sequence[int]) -> Mask:
        """The rows that hold one of these."""
        chosen = np.zeros(len(self) + 1, np.bool_)
        chosen[list(codes)] = True
        return chosen[self.codes]

    def flagged(self, test: Callable[[Cell], bool]) -> Mask:
        """The rows whose cell passes; each different cell is looked at once."""
        return self.tested(test)[self.codes]

    def tested(self, test: Callable[[Cell], bool]) -> Mask:
        """Which of the different cells pass."""
        return np.fromiter(map(test, self.values), np.bool_, len(self))

    def usual_texts(self, units: NDArray[np.int64], there: Mask) -> None:
        """Puts in the amounts that are written in the most usual way, where all can be at once."""

    def texts_saying(self, parts: Sequence[str]) -> list[int]:
        """Codes of the texts that hold one of these parts of words, whatever the capitals, or a
        letter beyond ASCII. Most columns hold none, which one look at all their texts tells."""
        lower = [
            (code, value.lower()) for code, value in enumerate(self.values) if type(value) is str
        ]
        every = "\n".join([text for _, text in lower])
        there = [part for part in parts if part in every]
        plain = every.isascii()
        if plain and not there:
            return []
        return [
            code
            for code, text in lower
            if (not plain and not text.isascii()) or any(part in text for part in there)
        ]

    def texts_like(self, pattern: str) -> list[int]:
        """Codes of the texts in which a pattern is found, whatever the capitals."""
        found = re.compile(pattern, re.IGNORECASE)
        return [
            code
            for code, value in enumerate(self.values)
            if isinstance(value, str) and found.search(value)
        ]


def coded(cells: Sequence[Cell]) -> tuple["array[int]", list[Cell]]:
    """The codes and the different cells of a column. 1, 1.0 and “yes” are three of them."""
    index: dict[Any, int] = {}
    look = index.setdefault
    if set(map(type, cells)) <= {str, float, date}:
        codes = array("i", [look(cell, len(index)) for cell in cells])
        return codes, list(index)
    codes = array("i", [look((type(cell), cell), len(index)) for cell in cells])
    return codes, [cell for _, cell in index]


def column_of_cells(cells: Sequence[Cell]) -> CellColumn:
    """The column that these cells are."""
    return column_of_codes(*coded(cells))


def column_of_codes(codes: "array[int]", values: Sequence[Cell]) -> CellColumn:
    """The column that was coded already."""
    return CellColumn(np.frombuffer(codes, np.int32) if codes else np.zeros(0, np.int32), values)


class SheetRows(Sequence[Row]):
    """The rows of a sheet, put together from its columns when somebody looks at one."""

    def __init__(self, columns: Sequence[CellColumn], height: int) -> None:
        self.columns, self.height = columns, height

    def __len__(self) -> int:
        return self.height

    @overload
    def __getitem__(self, place: int) -> Row: ...

    @overload
    def __getitem__(self, place: slice) -> list[Row]: ...

    def __getitem__(self, place: int | slice) -> Row | list[Row]:
        if isinstance(place, slice):
            start, stop, _ = place.indices(self.height)
            if not self.columns:
                return [list[Cell]() for _ in range(start, stop)]
            return [list(row) for row in zip(*self._parts(start, stop), strict=True)]
        if not -self.height <= place < self.height:
            raise IndexError(place)
        return [column.cell(place) for column in self.columns]

    def _parts(self, start: int, stop: int) -> list[list[Cell]]:
        return [column.cells(start, max(start, stop)) for column in self.columns]


def columns_of_rows(rows: Sequence[Sequence[Cell]]) -> tuple[CellColumn, ...]:
    """The columns of rows that may be of different lengths; blanks where a row ends early."""
    width = max(map(len, rows), default=0)
    if all(len(row) == width for row in rows):
        return tuple(column_of_cells(cells) for cells in zip(*rows, strict=True))
    return tuple(
        column_of_cells([row[column] if column < len(row) else "" for row in rows])
        for column in range(width)
    )
