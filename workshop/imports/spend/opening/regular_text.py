"""Text that is regular from end to end, cut into columns by a compiled library.

Only where nothing can be cut in two ways: as many cells in each row, no mark of quotation inside a
word, no row of several lines. Rows are counted twice: line by line, and by that library. Any other
text goes the careful way, and both give the same cells.
"""

import numpy as np
from numpy.typing import NDArray

from workshop.errors import InvalidInputError
from workshop.imports.spend.cell_columns import CellColumn
from workshop.imports.spend.spreadsheet import MAX_CELLS, MAX_ROWS

_BLOCK = 1 << 20
_QUOTE, _LINE, _RETURN = 34, 10, 13
TOO_MANY = (
    f"This file has more than {MAX_ROWS:,} rows or too many cells. "
    "Cut it into smaller files, such as one for each year."
)


def regular_columns(data: bytes, delimiter: str) -> tuple[tuple[CellColumn, ...], int] | None:
    """The columns of text in UTF-8 and how many rows they have; None where it needs more care.

    Raises InvalidInputError for more rows than a file may have.
    """
    if data.count(b"\r") != data.count(b"\r\n"):
        return None
    raw = np.frombuffer(data, np.uint8)
    lines = _places(raw, _LINE)
    if not len(lines) or not _quoted_cleanly(raw, lines, ord(delimiter)):
        return None
    height = int(len(lines) + (raw[-1] != _LINE))
    if height > MAX_ROWS:
        raise InvalidInputError(TOO_MANY)
    if (data[: lines[0]].count(delimiter.encode()) + 1) * height > MAX_CELLS:
        return None  # the careful way stops at that many cells while it reads
    return _cut(data, delimiter, height)


def _places(raw: NDArray[np.uint8], byte: int) -> NDArray[np.int64]:
    """Where a byte stands; looked for block by block, since each look takes as much again."""
    found = [
        np.flatnonzero(raw[start : start + _BLOCK] == byte) + start
        for start in range(0, len(raw), _BLOCK)
    ]
    return np.concatenate(found) if found else np.zeros(0, np.int64)


def _quoted_cleanly(raw: NDArray[np.uint8], lines: NDArray[np.int64], delimiter: int) -> bool:
    """Each mark opens a cell, closes it, or stands for one of a pair; none is open at a line's end.

    Marks come in turns, so every other one opens. One that opens stands at the start of a cell or
    right behind one that closes, which makes a pair; one that closes, the other way round.
    """
    marks = _places(raw, _QUOTE)
    if not len(marks):
        return True
    if len(marks) % 2 or bool((np.searchsorted(marks, lines) % 2).any()):
        return False
    before = np.where(marks[::2] > 0, raw[marks[::2] - 1], _LINE)
    last = len(raw) - 1
    after = np.where(marks[1::2] < last, raw[np.minimum(marks[1::2] + 1, last)], _LINE)
    opens = np.isin(before, (delimiter, _LINE, _QUOTE))
    closes = np.isin(after, (delimiter, _LINE, _RETURN, _QUOTE))
    return bool(opens.all() and closes.all())


def _cut(data: bytes, delimiter: str, height: int) -> tuple[tuple[CellColumn, ...], int] | None:
    import pyarrow as pa
    from pyarrow import csv

    from workshop.imports.spend.opening.arrow_texts import ArrowColumn, ArrowValues, whole_numbers

    first = data[: data.index(b"\n")]
    width = first.count(delimiter.encode()) + 1
    kinds = {f"f{number}": pa.dictionary(pa.int32(), pa.string()) for number in range(width)}
    try:
        table = csv.read_csv(
            pa.BufferReader(data),
            csv.ReadOptions(use_threads=False, autogenerate_column_names=True),
            csv.ParseOptions(delimiter=delimiter, ignore_empty_lines=False),
            csv.ConvertOptions(column_types=kinds, null_values=[], check_utf8=False),
            memory_pool=pa.system_memory_pool(),  # gives back at once what it needs no more
        )
    except pa.ArrowInvalid:
        return None  # some row has more or fewer cells
    if table.num_rows != height or any(column.null_count for column in table.columns):
        return None
    columns: list[CellColumn] = []
    apart = table.columns[::-1]
    del table
    while apart:  # each is let go before the next one is put together
        chunked = apart.pop().unify_dictionaries(pa.system_memory_pool())
        if str(chunked.type) != str(kinds["f0"]):
            return None
        codes = np.concatenate([whole_numbers(part.indices, np.int32) for part in chunked.chunks])
        columns.append(ArrowColumn(codes, ArrowValues(chunked.chunk(0).dictionary)))
    return _without_end(columns, height)


def _without_end(columns: list[CellColumn], height: int) -> tuple[tuple[CellColumn, ...], int]:
    """Without the blank rows at the end."""
    while height and not any(str(column.cell(height - 1)).strip() for column in columns):
        height -= 1
    return tuple(type(column)(column.codes[:height], column.values) for column in columns), height
