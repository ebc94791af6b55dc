"""Columns of text that Arrow holds: searched and turned into numbers by a compiled library.

It comes with Streamlit, and is only loaded for files that are large enough to need it.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any, overload

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from workshop.imports.spend.cell_columns import Cell, CellColumn, Codes, Mask
from workshop.imports.spend.exact import USUAL_SCALE

_USUAL = r"^-?([0-9]{1,13}|[0-9]{1,3}(,[0-9]{3}){1,4})(\.[0-9]{1,4})?$"
"""How most amounts are written: these need no closer look."""
_DECIMAL = pa.decimal128(18, USUAL_SCALE)


def usual_amounts(texts: Any) -> tuple[NDArray[np.int64], Mask]:
    """The amounts in ten-thousandths that are written as most are, and which texts those are."""
    usual = pc.match_substring_regex(texts, _USUAL)
    plain = pc.replace_substring(texts.filter(usual), ",", "")
    amounts = plain.cast(_DECIMAL)
    # 16 bytes each, the lower 8 first; thirteen digits and four more fit into those.
    units = np.frombuffer(amounts.buffers()[1] or b"", np.int64)[::2]
    return units[amounts.offset : amounts.offset + len(amounts)], _mask(usual)


def texts_with(texts: Any, pattern: str) -> list[int]:
    """Places of the texts in which a pattern is found, whatever the capitals."""
    found = pc.match_substring_regex(texts, pattern, ignore_case=True)
    places: list[int] = np.flatnonzero(_mask(found)).tolist()
    return places


def whole_numbers(numbers: Any, kind: Any) -> NDArray[Any]:
    """An array of Arrow as one of NumPy, by its buffer: asking it would load all of pandas."""
    found = np.frombuffer(numbers.buffers()[1] or b"", kind)
    return found[numbers.offset : numbers.offset + len(numbers)]


def _mask(truths: Any) -> Mask:
    return whole_numbers(truths.cast(pa.uint8()), np.uint8).astype(np.bool_)


_FEW = 20_000
"""Different texts up to which Python's own are kept once they are made."""
_PART = 4096


class ArrowValues(Sequence[Cell]):
    """The different texts of a column.

    As Python's own they take several times as much memory. So those of a column with many are made
    some at a time, for as long as somebody looks at them.
    """

    def __init__(self, texts: Any) -> None:
        self.texts = texts
        self.made: list[Cell] | None = None

    def __len__(self) -> int:
        return len(self.texts)

    @overload
    def __getitem__(self, place: int) -> Cell: ...

    @overload
    def __getitem__(self, place: slice) -> list[Cell]: ...

    def __getitem__(self, place: int | slice) -> Cell | list[Cell]:
        if self._kept is not None:
            return self._kept[place]
        found: Cell | list[Cell] = (
            self.texts[place].as_py() if isinstance(place, int) else self.texts[place].to_pylist()
        )
        return found

    def __iter__(self) -> Iterator[Cell]:
        if self._kept is not None:
            yield from self._kept
            return
        for start in range(0, len(self), _PART):
            yield from self.texts.slice(start, _PART).to_pylist()

    def some(self, codes: Codes) -> Iterator[Cell]:
        """Those at these places, in this order."""
        if (kept := self._kept) is not None:
            yield from (kept[code] for code in codes.tolist())
            return
        for start in range(0, len(codes), _PART):
            part = np.ascontiguousarray(codes[start : start + _PART], np.int32)
            places = pa.Array.from_buffers(pa.int32(), len(part), [None, pa.py_buffer(part)])
            yield from self.texts.take(places).to_pylist()

    @property
    def _kept(self) -> list[Cell] | None:
        """Every text as one of Python's own, where they are few."""
        if self.made is None and len(self) <= _FEW:
            self.made = self.texts.to_pylist()
        return self.made


class ArrowColumn(CellColumn):
    """A column of text alone."""

    values: ArrowValues

    @property
    def says_something(self) -> bool:
        return any(value for value in self.values[:50]) or super().says_something

    @property
    def numbers(self) -> Codes:
        return np.zeros(0, np.int32)

    def some(self, codes: Codes) -> Iterator[Cell]:
        return self.values.some(codes)

    def usual_texts(self, units: NDArray[np.int64], there: Mask) -> None:
        found, usual = usual_amounts(self.values.texts)
        units[usual], there[usual] = found, True

    def texts_saying(self, parts: Sequence[str]) -> list[int]:
        pattern = "|".join([*map(re.escape, parts), r"[^\x00-\x7F]"])
        return texts_with(self.values.texts, pattern)

    def texts_like(self, pattern: str) -> list[int]:
        return texts_with(self.values.texts, pattern)
