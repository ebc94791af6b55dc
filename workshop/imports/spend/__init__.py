"""Spending files of public bodies: opened, understood and read to the penny. Nothing is stored.

The road: ``open_file`` makes sheets of bytes, ``find_layout`` finds table, header and columns,
``read_rows`` makes payments of rows, ``warnings`` says what was odd.
"""

from dataclasses import dataclass
from typing import Any

from workshop.imports.spend.amounts import Point
from workshop.imports.spend.decided import decided, own_total, read_as
from workshop.imports.spend.headings import ColumnRole
from workshop.imports.spend.opening.file_formats import TOO_LARGE, SpendFile, open_file
from workshop.imports.spend.reading_warnings import warnings
from workshop.imports.spend.rows import NO_AMOUNT_COLUMN, ReadPayments, SheetPart, Skipped
from workshop.imports.spend.sentences import money, row_list
from workshop.imports.spend.spreadsheet import MAX_BYTES, Progress, Sheet, Workbook, cell_text
from workshop.imports.spend.table_layout import (
    TableLayout,
    Wishes,
    find_layout,
    layout_of,
    layout_with_header,
)
from workshop.imports.spend.together import Together, find_together, read_rows

__all__ = [
    "MAX_BYTES",
    "NO_AMOUNT_COLUMN",
    "TOO_LARGE",
    "ColumnRole",
    "Point",
    "Preview",
    "Progress",
    "ReadPayments",
    "Sheet",
    "SheetPart",
    "Skipped",
    "SpendFile",
    "TableLayout",
    "Together",
    "Wishes",
    "Workbook",
    "cell_text",
    "decided",
    "find_layout",
    "find_together",
    "layout_of",
    "layout_with_header",
    "money",
    "open_file",
    "own_total",
    "preview",
    "read_as",
    "read_rows",
    "row_list",
    "warnings",
]


@dataclass(frozen=True)
class Preview:
    """A file as it would be taken in."""

    file: SpendFile
    layout: TableLayout
    reading: ReadPayments
    warnings: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """What ``workshop spend FILE --json`` prints. Amounts are whole pence."""
        reading = self.reading
        return {
            "rows": len(reading.rows),
            "total_pence": reading.total_pence,
            "negative_rows": reading.negative_rows,
            "skipped": [{"row": one.row, "reason": one.reason} for one in reading.skipped],
            "warnings": list(self.warnings),
        }


def preview(data: bytes, progress: Progress | None = None, *, all_sheets: bool = False) -> Preview:
    """Open and read a file with the layout that is found. Raises InvalidInputError.

    ``all_sheets``: those with the same columns are read as one, where there are several.
    """
    file = open_file(data)
    del data  # a large file stands in memory no longer than it is looked at
    layout = find_layout(file.book)
    together = find_together(file, layout) if all_sheets else None
    layout = together.layout if together is not None else layout
    reading = read_rows(file, layout, progress)
    return Preview(file, layout, reading, warnings(file.book, layout, reading))
