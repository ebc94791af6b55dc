"""What a spreadsheet is here: sheets of rows of cells, numbered as a person sees them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from workshop.imports.spend.cell_columns import (
    OUTER,
    Cell,
    CellColumn,
    Row,
    SheetRows,
    columns_of_rows,
    is_blank,
)

__all__ = ["Cell", "Row", "is_blank"]

Progress = Callable[[float], object]
"""Told how much is done, from 0 to 1."""

MAX_BYTES = 50 * 1024 * 1024
MAX_ROWS = 300_000
MAX_CELLS = 12_000_000
MAX_TEXT = 200
"""Characters of a cell that are kept."""


@dataclass(frozen=True)
class Sheet:
    """One sheet, column by column. ``rows[0]`` is the row that a spreadsheet calls 1.

    ``shifted`` are places in ``rows`` of a text file whose row has more cells than the others, so
    that nobody can tell which cell belongs to which column. ``hidden_rows`` are places of rows that
    a workbook hides. ``formats`` are number formats by column where a workbook has them,
    ``more_formats`` those of fewer cells. ``delimiter`` stands between the cells of a text file.
    """

    name: str
    columns: tuple[CellColumn, ...]
    height: int
    hidden: bool = False
    shifted: frozenset[int] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    formats: Mapping[int, str] = field(default_factory=dict)
    more_formats: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    delimiter: str = ""
    known: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)
    """What has been found out about its columns already."""

    @classmethod
    def of_rows(cls, name: str, rows: Sequence[Sequence[Cell]], **more: Any) -> "Sheet":
        """From rows that may be of different lengths."""
        return cls(name, columns_of_rows(rows), len(rows), **more)

    @cached_property
    def rows(self) -> SheetRows:
        """The rows; each is put together when it is looked at."""
        return SheetRows(self.columns, self.height)

    @property
    def width(self) -> int:
        """Columns of the widest row."""
        return len(self.columns)


@dataclass(frozen=True)
class Workbook:
    """A file that was read. ``notes`` are sentences about the reading itself."""

    sheets: tuple[Sheet, ...]
    notes: tuple[str, ...] = ()


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


def _one_line(cell: str) -> str:
    words = " ".join(cell.strip(OUTER).split())
    return cell if words == cell else words  # one of two that are alike is kept


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
