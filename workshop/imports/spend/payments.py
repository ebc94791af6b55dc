"""The payments of a table, each put together when somebody looks at it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import overload

import numpy as np
from numpy.typing import NDArray

from workshop.imports.spend.cell_columns import Cell, CellColumn, Mask
from workshop.imports.spend.exact import Integers, whole_sum
from workshop.imports.spend.spreadsheet import MAX_TEXT, cell_text
from workshop.payment import Payment

_AT_ONCE = 10_000
_FEW = 20_000
"""Different things of a column whose words are kept once they are made."""


@dataclass(frozen=True)
class Told:
    """What a column says of each payment: its different cells, and which one each row has.

    The words of a column that says many different things are made when somebody looks at them.
    """

    codes: NDArray[np.int32]
    column: CellColumn

    def part(self, start: int, stop: int) -> list[str]:
        """What some payments say, in words of one line."""
        codes = self.codes[start:stop]
        if self._few is not None:
            few = self._few
            return [few[code] for code in codes.tolist()]
        return list(map(_words, self.column.some(codes)))

    def said(self) -> Iterator[str]:
        """The different things, in words of one line, some of which no payment may say."""
        return iter(self._few) if self._few is not None else map(_words, self.column.values)

    @cached_property
    def _few(self) -> list[str] | None:
        return list(map(_words, self.column.values)) if len(self.column) <= _FEW else None


def _words(cell: Cell) -> str:
    return cell_text(cell)[:MAX_TEXT]


@dataclass(frozen=True)
class ToldDays:
    """The same of days; ``unread`` are those that say something which is no day."""

    codes: NDArray[np.int32]
    said: Sequence[date | None]
    unread: Mask

    def part(self, start: int, stop: int) -> list[date | None]:
        said = self.said
        return [said[code] for code in self.codes[start:stop].tolist()]


@dataclass(frozen=True, eq=False)
class Payments(Sequence[Payment]):
    """``rows`` are the numbers of their rows, ``first_like`` the first row just like each.

    ``private`` says of each of the ``suppliers`` whether it looks like one person.
    """

    rows: NDArray[np.int64]
    pence: Integers
    suppliers: Told
    purposes: Told
    departments: Told
    days: ToldDays
    first_like: NDArray[np.int64]
    private: Mask

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, place: int) -> Payment: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Payment, ...]: ...

    def __getitem__(self, place: int | slice) -> Payment | tuple[Payment, ...]:
        if isinstance(place, slice):
            return tuple(self._at(one) for one in range(*place.indices(len(self))))
        if not -len(self) <= place < len(self):
            raise IndexError(place)
        return self._at(place % len(self))

    def _at(self, place: int) -> Payment:
        return next(self._part(place, place + 1))

    def __iter__(self) -> Iterator[Payment]:
        for start in range(0, len(self), _AT_ONCE):
            yield from self._part(start, start + _AT_ONCE)

    def _part(self, start: int, stop: int) -> Iterator[Payment]:
        for row, pence, supplier, private, purpose, department, day, like in zip(
            self.rows[start:stop].tolist(),
            self.pence[start:stop].tolist(),
            self.suppliers.part(start, stop),
            self.private[self.suppliers.codes[start:stop]].tolist(),
            self.purposes.part(start, stop),
            self.departments.part(start, stop),
            self.days.part(start, stop),
            self.first_like[start:stop].tolist(),
            strict=True,
        ):
            yield Payment(
                row,
                pence,
                supplier,
                purpose,
                department,
                day,
                None if like == row else like,
                private,
            )

    @property
    def total_pence(self) -> int:
        """The exact sum."""
        return whole_sum(self.pence)

    @property
    def twins(self) -> list[int]:
        """Numbers of rows that are just like a row above them."""
        return self._rows(self.first_like != self.rows)

    @property
    def money_back(self) -> tuple[list[int], int]:
        """Numbers of rows below zero, and their exact sum."""
        below = (self.pence < 0).astype(np.bool_)
        return self._rows(below), whole_sum(self.pence[below])

    @property
    def of_nothing(self) -> list[int]:
        """Numbers of rows whose amount is zero."""
        return self._rows((self.pence == 0).astype(np.bool_))

    @property
    def without_supplier(self) -> list[int]:
        """Numbers of rows that do not say who was paid."""
        nobody = np.array([not said for said in self.suppliers.said()], np.bool_)
        return self._rows(nobody[self.suppliers.codes])

    def largest(self, most: int) -> tuple[Payment, ...]:
        """The payments of the largest size, the largest first."""
        size = np.abs(self.pence).astype(np.float64)
        places = np.lexsort((self.rows, -size))[:most]
        return tuple(self._at(int(place)) for place in places)

    def _rows(self, mask: Mask) -> list[int]:
        rows: list[int] = self.rows[mask].tolist()
        return rows
