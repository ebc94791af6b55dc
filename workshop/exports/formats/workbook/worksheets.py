"""One table as one worksheet: an Excel table with filters, its head frozen, text as text."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from html import escape

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from workshop.exports.formats.office_text import printable, right_to_left
from workshop.exports.formats.workbook.cell_formats import TEXTS, Looks
from workshop.exports.formats.workbook.grid import Formula, Grid, Value
from workshop.exports.formats.workbook.sizes import height_of, height_of_head, widths_of
from workshop.figures.told_text import languages_of

Result = Decimal | None
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
_SIDES = 0.4
"""The margins at both sides of a printed sheet, in inches."""
_A4_UPRIGHT, _A4_ACROSS, _A3_ACROSS = 8.27, 11.69, 16.5
"""How wide each paper is, in inches."""
_A3, _A4 = 8, 9
"""The numbers of these papers in the file format."""
_PLAIN, LEAST_SCALE = 0.9, 0.6
"""Letters of 11 points are then printed with 6.6."""


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
    if len(said) < min(LINES_MAX, CELL_MAX // 2):
        return said
    lines = said.split("\n")
    if len(lines) > LINES_MAX:
        left = len(lines) - LINES_MAX
        said = "\n".join([*lines[:LINES_MAX], f"… and {left:,} more lines. The CSV has them all."])
    if len(said.encode("utf-16-le")) // 2 <= CELL_MAX:
        return said
    note = " … The rest does not fit into a cell. The CSV has it all."
    kept = said.encode("utf-16-le")[: 2 * (CELL_MAX - len(note))]
    return kept.decode("utf-16-le", errors="ignore") + note


def write_text(
    sheet: Worksheet, row: int, column: int, text: str, looks: Looks, style: str = "text"
) -> None:
    """Text that a spreadsheet never runs, whatever it starts with. Rows and columns begin at 0."""
    said = fitted(text)
    if style in TEXTS:
        style = "typed" if _LIKE_OTHER.fullmatch(said) else style
        if right_to_left(said, *languages_of(text)[:1]):
            style = "typed from right" if style == "typed" else "from right"
    if said.startswith("<r>") or _LIKE_ESCAPE.search(said):
        said = _to_the_letter(said)
        sheet.xls_strmax = 10 * CELL_MAX  # else it would cut in the middle of the marks
    sheet.write_string(row, column, said, looks.style(style))


def _to_the_letter(said: str) -> str:
    """A text that would be read as something else, as the writer takes what is ready for the file.

    Excel would read ``_x0041_`` as the letter A, so such an underscore is escaped as it asks; and
    the writer itself takes what stands in ``<r>`` for marks.
    """
    marked = _LIKE_ESCAPE.sub("&#95;x005F&#95;", escape(said, quote=False))
    return f'<r><t xml:space="preserve">{marked}</t></r>'


def write_value(
    sheet: Worksheet, row: int, column: int, value: Value, looks: Looks, style: str
) -> None:
    """A number, a date or text; never a formula, which only ``write_formula`` writes."""
    if isinstance(value, str):
        write_text(sheet, row, column, value, looks, style)
    elif isinstance(value, datetime):
        moment = value.replace(tzinfo=None, microsecond=0)
        sheet.write_datetime(row, column, moment, looks.style(style))
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, looks.style(style))
    elif value is None:
        sheet.write_blank(row, column, None, looks.style(style))
    else:
        sheet.write_number(row, column, value, looks.style(style))


def write_formula(
    sheet: Worksheet, row: int, column: int, text: str, looks: Looks, style: str, value: Result
) -> None:
    """A live formula with what it comes to; None: an empty text."""
    said = "" if value is None else value
    sheet.write_formula(row, column, f"={text}", looks.style(style), said)


def write_grid(sheet: Worksheet, grid: Grid, looks: Looks) -> None:
    """Fill a sheet with one table."""
    _as_table(sheet, grid)
    widths = widths_of(grid)
    sheet.set_row(0, height_of_head(grid, widths))
    for number, column in enumerate(grid.columns):
        style = "head" if column.sort in TEXTS else "head figure"
        write_text(sheet, 0, number, column.label, looks, style)
        sheet.set_column(number, number, widths[number])
    letters = {column.key: xl_col_to_name(n) for n, column in enumerate(grid.columns)}
    for at, row in enumerate(grid.rows, 1):
        sheet.set_row(at, height_of(row, widths))
        for number, (column, value) in enumerate(zip(grid.columns, row, strict=True)):
            if isinstance(value, Formula):
                here = {key: f"{letter}{at + 1}" for key, letter in letters.items()}
                text = value.text.format(**here)
                write_formula(sheet, at, number, text, looks, column.sort, value.value)
            elif value is not None:
                write_value(sheet, at, number, value, looks, column.sort)
    cards = len(grid.columns) > 2 and grid.columns[0].key == "card"
    to_print(sheet, widths, head=1, firsts=2 if cards else 1)


def _as_table(sheet: Worksheet, grid: Grid) -> None:
    options = {
        "name": table_name(grid),
        "style": "TableStyleLight1",
        "columns": [{"header": printable(column.label)} for column in grid.columns],
    }
    # A table without a line is one that Excel mends when it opens the file.
    made = sheet.add_table(0, 0, max(1, len(grid.rows)), len(grid.columns) - 1, options)
    assert not made, "two columns have one name, or the table has none"  # noqa: S101
    cards = len(grid.columns) > 2 and grid.columns[0].key == "card"
    sheet.freeze_panes(1, 2 if cards else 1)


def table_name(grid: Grid) -> str:
    """The table's name in formulas: ``t_resource_line``."""
    return "t_" + re.sub(r"\W", "_", grid.key, flags=re.ASCII)


def to_print(sheet: Worksheet, widths: Sequence[float], *, head: int = 0, firsts: int = 0) -> None:
    """On A4 where its letters stay about as large as on the screen, else on A3 across.

    It is as wide as the sheet of paper where letters stay large enough to be read. A wider table
    goes on over several sheets, with its first columns again on each. ``head`` is how many rows at
    the top stand on each sheet too.
    """
    upright, across = (
        _letters(inches) / sum(widths) >= _PLAIN for inches in (_A4_UPRIGHT, _A4_ACROSS)
    )
    if not upright:
        sheet.set_landscape()
    sheet.set_paper(_A4 if upright or across else _A3)
    sheet.set_margins(left=_SIDES, right=_SIDES)
    if _letters(_A3_ACROSS) / sum(widths) >= LEAST_SCALE:
        sheet.fit_to_pages(1, 0)
    else:
        sheet.set_print_scale(round(100 * LEAST_SCALE))
        sheet.repeat_columns(0, firsts - 1)
        sheet.set_v_pagebreaks(_breaks(widths, firsts))
        sheet.print_across()
    if head:
        sheet.repeat_rows(0, head - 1)
    sheet.set_footer("&C&A · &P / &N")


def _letters(inches: float) -> float:
    """How many letters of a column's width stand side by side on such paper, unscaled.

    A column takes seven dots for each, of 96 to the inch, and five more.
    """
    return (inches - 2 * _SIDES) * 96 / 7.4


def _breaks(widths: Sequence[float], firsts: int) -> list[int]:
    """Before which columns a new sheet of paper begins, so that no column is cut."""
    room = _letters(_A3_ACROSS) / LEAST_SCALE
    used, found = sum(widths[:firsts]), []
    for at, width in enumerate(widths[firsts:], firsts):
        if used + width > room and used > sum(widths[:firsts]):
            found.append(at)
            used = sum(widths[:firsts])
        used += width
    return found
