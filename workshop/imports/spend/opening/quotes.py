"""Quotation marks that belong to nobody: one that is never closed swallows the rows after it.

Rows are counted two ways: as a reader of quoted text counts them, and line by line. Where the two
differ, each row of several lines is looked at. Is every one of its lines a row by itself, as wide
as the others and with numbers where they have numbers, then the mark was a letter.
"""

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import StringIO

from workshop.imports.spend.amounts import read_amount
from workshop.imports.spend.spreadsheet import Row, column_letter

_SAMPLE = 400
_MOST_TOLD = 5


@dataclass
class Mended:
    """The rows as they were meant, and the sentences about what was mended."""

    rows: list[Row] = field(default_factory=list)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _RowShape:
    """What a row of this table looks like: its cells, and which columns hold numbers."""

    width: int
    numbers: tuple[int, ...]
    delimiter: str

    def fits(self, row: Sequence[str]) -> bool:
        if len(row) != self.width:
            return False
        there = [row[column] for column in self.numbers]
        numbers = sum(not cell.strip() or _is_number(cell) for cell in there)
        return numbers == len(there) and any(cell.strip() for cell in there or row)


def _is_number(cell: str) -> bool:
    return any(read_amount(cell, point).value is not None for point in (".", ","))


def mend_quotes(text: str, rows: list[Row], ends: Sequence[int], delimiter: str) -> Mended:
    """``rows`` with those taken apart that swallowed others. ``ends``: the last line of each."""
    lines = list(StringIO(text, newline=""))
    shape = _shape_of(rows, ends, delimiter)
    made = Mended()
    told: list[str] = []
    before = 0
    for row, end in zip(rows, ends, strict=True):
        own = lines[before:end]
        before = end
        apart = _apart(own, shape) if len(own) > 1 and shape is not None else None
        if apart is None:
            made.rows.append(row)
            continue
        told.append(_sentence(len(made.rows) + 1, own, apart))
        made.rows.extend(apart)
    if len(told) > _MOST_TOLD:
        rest = len(told) - _MOST_TOLD
        told = [*told[:_MOST_TOLD], f"So it is in {rest:,} more places."]
    made.notes = tuple(told)
    return made


def _shape_of(rows: Sequence[Row], ends: Sequence[int], delimiter: str) -> _RowShape | None:
    """By the rows of one line, which nothing can have swallowed."""
    single = [
        [str(cell) for cell in row]
        for row, end, before in zip(rows, ends, (0, *ends), strict=False)
        if end - before == 1 and len(row) > 1
    ][:_SAMPLE]
    if not single:
        return None
    width = Counter(map(len, single)).most_common(1)[0][0]
    body = [row for row in single if len(row) == width]
    numbers = tuple(
        column
        for column in range(width)
        if (filled := [row[column] for row in body[1:] if row[column].strip()])
        and sum(map(_is_number, filled)) >= 0.9 * len(filled)
    )
    if not numbers and len(body) == 1:
        return _RowShape(width, (width - 1,), delimiter)
    return _RowShape(width, numbers, delimiter)


def _apart(lines: Sequence[str], shape: _RowShape) -> list[Row] | None:
    """The lines of one row as rows of their own; None where they rightly belong together."""
    found = [_line(line, shape) for line in lines]
    if found and not any(cell.strip() for cell in found[-1]):
        found.pop()
    fitting = sum(map(shape.fits, found))
    if not shape.numbers or fitting < 2 or not (shape.fits(found[0]) and shape.fits(found[-1])):
        inner = [row for row in found[1:] if shape.fits(row)]
        if not shape.numbers or len(inner) < 2 or len(inner) < 0.5 * (len(found) - 2):
            return None
    return [list(row) for row in found]


def _line(line: str, shape: _RowShape) -> list[str]:
    """A line as one row, its marks as such where they come in pairs, else as letters."""
    plain = line.rstrip("\r\n")
    quoted = next(csv.reader([plain], delimiter=shape.delimiter), [])
    if plain.count('"') % 2 == 0 and shape.fits(quoted):
        return quoted
    letters = next(csv.reader([plain], delimiter=shape.delimiter, quoting=csv.QUOTE_NONE), [])
    bare = [_unquoted(cell) for cell in letters]
    return bare if shape.fits(bare) or not shape.fits(quoted) else quoted


def _unquoted(cell: str) -> str:
    return cell[1:-1].replace('""', '"') if len(cell) > 1 and cell[0] == cell[-1] == '"' else cell


def _sentence(number: int, lines: Sequence[str], apart: Sequence[Row]) -> str:
    first = [str(cell) for cell in apart[0]]
    column = next((at for at, cell in enumerate(first) if cell.count('"') % 2), 0)
    return (
        f"Row {number} has a quotation mark in column {column_letter(column)} "
        f"(“{first[column][:40]}”) that is never closed or closed {len(lines) - 1} lines below. "
        f"We read it as a letter, so the {len(apart):,} rows that it would hide are in the sum."
    )
