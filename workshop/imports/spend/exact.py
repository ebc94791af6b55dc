"""Many amounts at once, exactly: whole numbers of a small unit, never floating point.

``Exact`` holds them as 64-bit integers where they fit, else as Python's own, which never overflow.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

USUAL_SCALE = 4
"""Digits after the point that are always kept; more where some amount has more."""
_ROOM = 2**61
Integers = NDArray[Any]
"""int64, or objects that are Python integers."""


@dataclass(frozen=True)
class Exact:
    """``units`` of ten to the minus ``scale`` pounds, euros …"""

    units: Integers
    scale: int

    def at(self, scale: int) -> "Exact":
        """The same amounts in a smaller unit."""
        return (
            self if scale == self.scale else Exact(self._times(10 ** (scale - self.scale)), scale)
        )

    def _times(self, factor: int) -> Integers:
        return _with_room(self.units, factor) * factor

    def times(self, size: Decimal) -> "Exact":
        """Each amount ``size`` times."""
        _, digits, exponent = size.normalize().as_tuple()
        power = int(exponent)
        whole = int("".join(map(str, digits))) * 10 ** max(0, power)
        return Exact(self._times(whole), self.scale + max(0, -power))

    def by_row(self, codes: NDArray[np.int32]) -> "Exact":
        """The amounts of rows that name theirs by its place."""
        return Exact(_safe_to_add(self.units[codes]), self.scale)

    @property
    def one_penny(self) -> int:
        """How many units a penny has."""
        return int(10 ** (self.scale - 2))

    def pence(self) -> Integers:
        """Whole pence, half a penny away from zero."""
        penny = self.one_penny
        size = (np.abs(self.units) + penny // 2) // penny
        return np.where(self.units < 0, -size, size)

    def exact_pence(self, unit: int) -> Decimal:
        """A number of units in pence, with its parts of a penny."""
        return Decimal(int(unit)).scaleb(2 - self.scale)


def exact_of(values: Sequence[Decimal]) -> Exact:
    """Of amounts one by one."""
    digits = [-int(value.normalize().as_tuple().exponent) for value in values if value]
    scale = max([USUAL_SCALE, *digits])
    units = [int(value.scaleb(scale)) for value in values]
    if all(-_ROOM < unit < _ROOM for unit in units):
        return Exact(np.array(units, np.int64), scale)
    return Exact(np.array(units, object), scale)


def _with_room(units: Integers, factor: int) -> Integers:
    """Wide enough to be multiplied."""
    if units.dtype == object or not len(units):
        return units
    most = int(max(abs(int(units.max())), abs(int(units.min()))))
    return units if most * factor < _ROOM else units.astype(object)


def _safe_to_add(units: Integers) -> Integers:
    """Wide enough for the sum of all."""
    if units.dtype == object or not len(units):
        return units
    most = int(max(abs(int(units.max())), abs(int(units.min()))))
    return units if most * len(units) < _ROOM else units.astype(object)


def whole_sum(units: Integers) -> int:
    """The exact sum."""
    return int(units.sum()) if len(units) else 0
