"""What a spreadsheet is here: sheets of rows of cells, numbered as a person sees them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

Cell = str | int | float | bool | date | datetime | time | timedelta
Row = list[Cell]
Progress = Callable[[float], object]
"""Told how much is done, from 0 to 1."""

MAX_BYTES = 50 * 1024 * 1024
MAX_ROWS = 300_000
MAX_CELLS = 12_000_000
MAX_TEXT = 200
"""Characters of a cell that are kept."""

_OUTER = " \t\r\n\f\v\u00a0\u2007\u202f\u200b\ufeff"


@dataclass(frozen=True)
class Sheet:
    """One sheet. ``rows[0]`` is the row that a spreadsheet calls 1.

    ``shifted`` are places in ``rows`` of a text file whose row has more cells than the others, so
    that nobody can tell which cell belongs to which column. ``hidden_rows`` are places of rows that
    a workbook hides. ``formats`` are number formats by column where a workbook has them.
    ``delimiter`` stands between the cells of a text file.
    """

    name: str
    rows: list[Row]
    hidden: bool = False
    shifted: frozenset[int] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    formats: Mapping[int, str] = field(default_factory=dict)
    delimiter: str = ""
    known: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)
    """What has been found out about its columns already."""

    @property
    def width(self) -> int:
        """Columns of the widest row."""
        return max(map(len, self.rows), default=0)


@dataclass(frozen=True)
class Workbook:
    """A file that was read. ``notes`` are sentences about the reading itself."""

    sheets: tuple[Sheet, ...]
    notes: tuple[str, ...] = ()


def is_blank(cell: Cell) -> bool:
    """Nothing to see in it."""
    return not cell.strip(_OUTER) if isinstance(cell, str) else False


def cell_text(cell: Cell) -> str:
    """A cell as one line of words; ``2266.0`` is the 2266 that a person sees."""
    if isinstance(cell, str):
        return _one_line(cell)
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d}"
    return str(cell)


@lru_cache(maxsize=100_000)
def _one_line(cell: str) -> str:
    return " ".join(cell.strip(_OUTER).split())


def at(row: Row, column: int | None) -> Cell:
    """The cell in that column, blank beyond the end of the row."""
    return row[column] if column is not None and column < len(row) else ""


def column_letter(column: int) -> str:
    """``A`` for 0, ``AA`` for 26, as spreadsheets name their columns."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
