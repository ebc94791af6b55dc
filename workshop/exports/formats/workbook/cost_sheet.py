"""The sheet of the cost table: given figures have an edge, and every other one is a formula."""

import re
from decimal import Decimal

from openpyxl.worksheet.worksheet import Worksheet

from workshop.exports.formats.workbook.cell_formats import Looks
from workshop.exports.formats.workbook.cost_table import SIDES, CostLine, CostSheet
from workshop.exports.formats.workbook.grid import Formula
from workshop.exports.formats.workbook.worksheets import (
    LINE_POINTS,
    lines_of,
    write_formula,
    write_text,
    write_value,
)

_HOW = (
    "Figures with an edge were given by people. All others are formulas: change a figure with an "
    "edge and they follow. A forecast is slanted and hatched: nobody has counted it."
)
_CELL = re.compile(r"\{(\w+)\.(\w+)\}")
_COLUMNS = dict(zip(SIDES, "BCDE", strict=True))
_WIDTHS = {"A": 60, "B": 24, "C": 24, "D": 24, "E": 22}


def write_costs(
    sheet: Worksheet, costs: tuple[CostSheet, ...], looks: Looks
) -> dict[str, Decimal | None]:
    """Fill the sheet; answers what each formula in it comes to, by its cell."""
    sheet.sheet_view.showGridLines = False
    for column, width in _WIDTHS.items():
        sheet.column_dimensions[column].width = width
    write_text(sheet["A1"], "What it costs, and whom it reaches", looks, "title")
    sheet.row_dimensions[1].height = 30
    _note(sheet, 2, _HOW, looks)
    found: dict[str, Decimal | None] = {}
    row = 4
    for one in costs:
        row = _block(sheet, row, one, looks, found) + 2
    sheet.freeze_panes = "B4"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    return found


def _note(sheet: Worksheet, row: int, text: str, looks: Looks, style: str = "note") -> None:
    write_text(sheet.cell(row, 1), text, looks, style)
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=5)
    sheet.row_dimensions[row].height = LINE_POINTS * lines_of(text, 125)


def _block(
    sheet: Worksheet, top: int, one: CostSheet, looks: Looks, found: dict[str, Decimal | None]
) -> int:
    """One comparison from row ``top`` down; answers the row after it."""
    _head(sheet, top, one, looks)
    rows = {line.key: top + 1 + n for n, line in enumerate(one.lines)}
    rows |= {line.key: top + 3 + len(one.lines) + n for n, line in enumerate(one.follows)}
    for line in (*one.lines, *one.follows):
        _line(sheet, line, one, rows, looks, found)
    if one.follows:
        write_text(sheet.cell(top + 2 + len(one.lines), 1), "What follows from it", looks, "label")
    row = max(rows.values(), default=top) + 2
    for caution in one.cautions:
        _note(sheet, row, f"Please note: {caution}", looks)
        row += 1
    cards = f"From the cards {one.cards[0]} and {one.cards[1]}."
    _note(sheet, row, cards, looks)
    return row + 1


def _head(sheet: Worksheet, row: int, one: CostSheet, looks: Looks) -> None:
    sheet.row_dimensions[row].height = 48
    sides = ((2, one.now, one.now_is_forecast), (3, one.then, one.then_is_forecast))
    write_text(sheet.cell(row, 1), "", looks, "head")
    for column, name, forecast in sides:
        said = f"{name[:200]} (forecast)" if forecast else name[:200]
        write_text(
            sheet.cell(row, column), said, looks, "head forecast" if forecast else "head figure"
        )
    expected = " (forecast)" if one.now_is_forecast or one.then_is_forecast else ""
    style = "head forecast" if expected else "head figure"
    write_text(sheet.cell(row, 4), f"Change{expected}", looks, style)
    write_text(sheet.cell(row, 5), "Change in per cent", looks, style)


def _line(
    sheet: Worksheet,
    line: CostLine,
    one: CostSheet,
    rows: dict[str, int],
    looks: Looks,
    found: dict[str, Decimal | None],
) -> None:
    row = rows[line.key]
    sheet.row_dimensions[row].height = LINE_POINTS * lines_of(line.label, _WIDTHS["A"])
    write_text(sheet.cell(row, 1), line.label, looks, "label" if line in one.lines else "text")
    for side, value in zip(SIDES, line.cells, strict=True):
        if value is None:
            continue
        cell = sheet[f"{_COLUMNS[side]}{row}"]
        expected = one.now_is_forecast or (one.then_is_forecast and side != "now")
        sort = "share" if side == "share" else line.sort
        style = f"{sort} {'found' if isinstance(value, Formula) else 'given'}"
        style += " forecast" if expected else ""
        if isinstance(value, Formula):
            text = _CELL.sub(lambda at: f"{_COLUMNS[at[2]]}{rows[at[1]]}", value.text)
            write_formula(cell, text, looks, style)
            found[cell.coordinate] = value.value
        else:
            write_value(cell, value, looks, style)
