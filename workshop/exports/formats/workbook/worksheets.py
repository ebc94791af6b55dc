"""One table as one worksheet: an Excel table with filters, its head frozen, text as text."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from workshop.exports.formats.office_text import printable, right_to_left
from workshop.exports.formats.workbook.cell_formats import TEXTS, WIDTHS, Looks
from workshop.exports.formats.workbook.grid import Column, Formula, Grid, Value
from workshop.figures.told_text import languages_of

CELL_MAX = 32_767
"""Characters that Excel can hold in one cell, counted as UTF-16 does."""
NAME_MAX = 31
LINES_MAX = 250
"""Excel shows at most 253 line ends in one cell."""
_RESERVED = {"history"}
_BAD_IN_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LIKE_OTHER = re.compile(r"\s*[=+\-@'＝＋－＠].*|[\d.,/:%\s-]+", re.DOTALL)
"""Text that a spreadsheet would take for a formula, a number or a date once somebody edits it."""
_LIKE_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
LINE_POINTS = 15.0
LINES_SHOWN = 6
_TIGHT = {"card", "from", "to", "ballot", "person", "starred", "table", "version", "round"}


def sheet_name(title: str, taken: Iterable[str]) -> str:
    """A name that a sheet may have, and that no other sheet has, whatever the capitals."""
    used = {name.casefold() for name in taken} | _RESERVED
    plain = _BAD_IN_NAME.sub(" ", printable(title)).strip().strip("'").strip() or "Sheet"
    name, number = plain[:NAME_MAX].strip(), 1
    while name.casefold() in used:
        number += 1
        tail = f" {number}"
        name = f"{plain[: NAME_MAX - len(tail)].strip()}{tail}"
    return name


def fitted(text: str) -> str:
    """The text as a cell can hold it. What is cut says so, and where the whole of it is."""
    said = printable(text)
    lines = said.split("\n")
    if len(lines) > LINES_MAX:
        left = len(lines) - LINES_MAX
        said = "\n".join([*lines[:LINES_MAX], f"… and {left:,} more lines. The CSV has them all."])
    if len(said.encode("utf-16-le")) // 2 <= CELL_MAX:
        return said
    note = " … The rest does not fit into a cell. The CSV has it all."
    kept = said.encode("utf-16-le")[: 2 * (CELL_MAX - len(note))]
    return kept.decode("utf-16-le", errors="ignore") + note


def write_text(cell: Cell, text: str, looks: Looks, style: str = "text") -> None:
    """Text that a spreadsheet never runs, whatever it starts with.

    Excel would read ``_x0041_`` as the letter A, so such an underscore is escaped as it asks.
    """
    said = fitted(text)
    cell._value = _LIKE_ESCAPE.sub("_x005F_", said)
    cell.data_type = "s"
    if style in TEXTS:
        style = "typed" if _LIKE_OTHER.fullmatch(said) else style
        if right_to_left(said, *languages_of(text)[:1]):
            style = "typed from right" if style == "typed" else "from right"
    cell._style = looks.style(style)


def write_value(cell: Cell, value: Value, looks: Looks, style: str) -> None:
    """A number, a date or text; never a formula, which only ``write_formula`` writes."""
    if isinstance(value, str):
        write_text(cell, value, looks, style)
        return
    cell._style = looks.style(style)
    if isinstance(value, datetime):
        value = value.replace(tzinfo=None, microsecond=0)
    if isinstance(value, date):
        cell.value = value
    elif value is not None:
        cell._value, cell.data_type = value, "n"


def write_formula(cell: Cell, text: str, looks: Looks, style: str) -> None:
    cell.value = f"={text}"
    cell._style = looks.style(style)


def _new_cell(sheet: Worksheet, row: int, column: int) -> Cell:
    """A cell that is known not to be there yet: half the work of asking the sheet for it."""
    cell = sheet._cells[row, column] = Cell(sheet, row=row, column=column)
    return cell


def write_grid(sheet: Worksheet, grid: Grid, looks: Looks) -> dict[str, Decimal | None]:
    """Fill a sheet; answers what each formula in it comes to, by its cell."""
    for number, column in enumerate(grid.columns, 1):
        style = "head" if column.sort in TEXTS else "head figure"
        write_text(sheet.cell(1, number), column.label, looks, style)
        sheet.column_dimensions[get_column_letter(number)].width = width_of(column)
    letters = {column.key: get_column_letter(n) for n, column in enumerate(grid.columns, 1)}
    found: dict[str, Decimal | None] = {}
    for at, row in enumerate(grid.rows, 2):
        sheet.row_dimensions[at].height = _height(grid.columns, row)
        for number, (column, value) in enumerate(zip(grid.columns, row, strict=True), 1):
            if value is None:
                continue
            cell = _new_cell(sheet, at, number)
            if isinstance(value, Formula):
                here = {key: f"{letter}{at}" for key, letter in letters.items()}
                write_formula(cell, value.text.format(**here), looks, column.sort)
                found[cell.coordinate] = value.value
            else:
                write_value(cell, value, looks, column.sort)
    _as_table(sheet, grid)
    _to_print(sheet)
    return found


def width_of(column: Column) -> float:
    """How wide a column is, in characters."""
    return 10.0 if column.key in _TIGHT else WIDTHS[column.sort]


def _height(columns: Iterable[Column], row: Iterable[Value]) -> float:
    """Points for the tallest text of a row, up to a limit: not every reader fits rows itself."""
    lines = max(
        lines_of(value, width_of(column)) if isinstance(value, str) else 1
        for column, value in zip(columns, row, strict=True)
    )
    return LINE_POINTS * min(lines, LINES_SHOWN)


def lines_of(text: str, width: float) -> int:
    """About how many lines a text takes in a column of so many characters."""
    return sum(1 + int(len(line) / (width * 1.02)) for line in text.split("\n"))


def _as_table(sheet: Worksheet, grid: Grid) -> None:
    last = f"{get_column_letter(len(grid.columns))}{len(grid.rows) + 1}"
    table = Table(displayName=table_name(grid), ref=f"A1:{last}")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    sheet.add_table(table)
    sheet.row_dimensions[1].height = 32
    sheet.freeze_panes = "C2" if len(grid.columns) > 2 and grid.columns[0].key == "card" else "B2"


def table_name(grid: Grid) -> str:
    """The table's name in formulas: ``t_resource_line``."""
    return "t_" + re.sub(r"\W", "_", grid.key, flags=re.ASCII)


def _to_print(sheet: Worksheet) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A3
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    sheet.oddFooter.center.text = "&A · &P / &N"
