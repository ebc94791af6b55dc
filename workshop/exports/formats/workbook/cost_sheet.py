"""The sheet of the cost table: given figures have an edge, and every other one is a formula."""

import re

from xlsxwriter.worksheet import Worksheet

from workshop.exports.formats.workbook.cell_formats import Looks
from workshop.exports.formats.workbook.cost_table import SIDES, CostLine, CostSheet
from workshop.exports.formats.workbook.grid import Formula
from workshop.exports.formats.workbook.sizes import LINE_POINTS, lines_of
from workshop.exports.formats.workbook.worksheets import (
    to_print,
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


def write_costs(sheet: Worksheet, costs: tuple[CostSheet, ...], looks: Looks) -> None:
    """Fill the sheet."""
    sheet.hide_gridlines(2)
    for letter, width in _WIDTHS.items():
        sheet.set_column(f"{letter}:{letter}", width)
    write_text(sheet, 0, 0, "What it costs, and whom it reaches", looks, "title")
    sheet.set_row(0, 30)
    _note(sheet, 2, _HOW, looks)
    row = 4
    for one in costs:
        row = _block(sheet, row, one, looks) + 2
    sheet.freeze_panes(3, 1)
    to_print(sheet, list(_WIDTHS.values()), head=3)


def _write(sheet: Worksheet, row: int, column: int, text: str, looks: Looks, style: str) -> None:
    """Text in a row and a column that are counted from 1, as they are in formulas."""
    write_text(sheet, row - 1, column - 1, text, looks, style)


def _note(sheet: Worksheet, row: int, text: str, looks: Looks, style: str = "note") -> None:
    sheet.merge_range(row - 1, 0, row - 1, 4, "", looks.style(style))
    _write(sheet, row, 1, text, looks, style)
    sheet.set_row(row - 1, LINE_POINTS * lines_of(text, 125))


def _block(sheet: Worksheet, top: int, one: CostSheet, looks: Looks) -> int:
    """One comparison from row ``top`` down; answers the row after it."""
    _head(sheet, top, one, looks)
    rows = {line.key: top + 1 + n for n, line in enumerate(one.lines)}
    rows |= {line.key: top + 3 + len(one.lines) + n for n, line in enumerate(one.follows)}
    for line in (*one.lines, *one.follows):
        _line(sheet, line, one, rows, looks)
    if one.follows:
        _write(sheet, top + 2 + len(one.lines), 1, "What follows from it", looks, "label")
    row = max(rows.values(), default=top) + 2
    for caution in one.cautions:
        _note(sheet, row, f"Please note: {caution}", looks)
        row += 1
    cards = f"From the cards {one.cards[0]} and {one.cards[1]}."
    _note(sheet, row, cards, looks)
    return row + 1


def _head(sheet: Worksheet, row: int, one: CostSheet, looks: Looks) -> None:
    sides = ((2, one.now, one.now_is_forecast), (3, one.then, one.then_is_forecast))
    _write(sheet, row, 1, "", looks, "head")
    for column, name, forecast in sides:
        said = f"{name[:200]} (forecast)" if forecast else name[:200]
        _write(sheet, row, column, said, looks, "head forecast" if forecast else "head figure")
    lines = max(lines_of(name, _WIDTHS["C"] - 3) for _, name, _ in sides) + 1
    sheet.set_row(row - 1, max(48, LINE_POINTS * lines))
    expected = " (forecast)" if one.now_is_forecast or one.then_is_forecast else ""
    style = "head forecast" if expected else "head figure"
    _write(sheet, row, 4, f"Change{expected}", looks, style)
    _write(sheet, row, 5, "Change in per cent", looks, style)


def _line(
    sheet: Worksheet, line: CostLine, one: CostSheet, rows: dict[str, int], looks: Looks
) -> None:
    row = rows[line.key]
    sheet.set_row(row - 1, LINE_POINTS * lines_of(line.label, _WIDTHS["A"]))
    _write(sheet, row, 1, line.label, looks, "label" if line in one.lines else "text")
    for column, (side, value) in enumerate(zip(SIDES, line.cells, strict=True), 1):
        if value is None:
            continue
        expected = one.now_is_forecast or (one.then_is_forecast and side != "now")
        sort = "share" if side == "share" else line.sort
        style = f"{sort} {'found' if isinstance(value, Formula) else 'given'}"
        style += " forecast" if expected else ""
        if isinstance(value, Formula):
            text = _CELL.sub(lambda at: f"{_COLUMNS[at[2]]}{rows[at[1]]}", value.text)
            write_formula(sheet, row - 1, column, text, looks, style, value.value)
        else:
            write_value(sheet, row - 1, column, value, looks, style)
