"""The workbook: a first sheet that says what it is, the cost table, and a sheet for each table.

Each formula carries what it comes to, so that a preview and a protected view, which work out
nothing, show the figures too. A spreadsheet works them out again when it opens the file.
"""

import re
from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from workshop.exports.document.blocks import Document
from workshop.exports.formats.office_text import printable
from workshop.exports.formats.same_zip import Change, settled
from workshop.exports.formats.workbook.all_tables import Tables, read_tables
from workshop.exports.formats.workbook.cell_formats import Looks, normal
from workshop.exports.formats.workbook.cost_sheet import write_costs
from workshop.exports.formats.workbook.worksheets import (
    LINE_POINTS,
    lines_of,
    sheet_name,
    write_grid,
    write_text,
    write_value,
)
from workshop.exports.telling.story import WorkshopStory
from workshop.words.catalogues import RIGHT_TO_LEFT

ABOUT = "About this file"
COSTS = "What it costs"
_READING = (
    "Each table has a sheet of its own, with filters in its head.",
    "A card keeps its name, such as card-12, in every file of this workshop.",
    "Text stands here as people typed it. It is never run as a formula.",
    "Times are in UTC. Money is exact to the penny where people gave it.",
    "The data dictionary says what each column means.",
)
_FORMULA = re.compile(rb'<c r="([A-Z]+[0-9]+)"([^>]*)><f>(.*?)</f><v ?/?>(?:</v>)?</c>')

Results = dict[str, Decimal | None]


def render(story: WorkshopStory) -> bytes:
    """The workbook as XLSX; the same story gives the same bytes."""
    tables = read_tables(story)
    book = Workbook()
    book.remove(book.active)
    normal(book)
    looks = Looks(book, colour=story.edition.brand.colour, money=tables.money)
    about = book.create_sheet(ABOUT)
    results: dict[Worksheet, Results] = {}
    listed: list[tuple[str, str, int]] = []
    if tables.costs:
        sheet = book.create_sheet(COSTS)
        results[sheet] = write_costs(sheet, tables.costs, looks)
        listed.append((COSTS, "The cost table with live formulas.", len(tables.costs)))
    for grid in (*tables.grids, tables.dictionary):
        sheet = book.create_sheet(sheet_name(grid.title, book.sheetnames))
        results[sheet] = write_grid(sheet, grid, looks)
        listed.append((sheet.title, grid.about, len(grid.rows)))
    _write_about(about, tables, listed, looks)
    for sheet in book.worksheets:
        sheet.sheet_view.rightToLeft = story.document.language in RIGHT_TO_LEFT
    return _saved(book, tables, results, story.document)


def _write_about(
    sheet: Worksheet, tables: Tables, listed: list[tuple[str, str, int]], looks: Looks
) -> None:
    sheet.sheet_view.showGridLines = False
    for column, width in (("A", 30), ("B", 90), ("C", 10)):
        sheet.column_dimensions[column].width = width
    write_text(sheet["A1"], tables.title, looks, "title")
    sheet.row_dimensions[1].height = 32
    row = 3
    for label, value in tables.facts:
        write_text(sheet.cell(row, 1), label, looks, "label")
        write_text(sheet.cell(row, 2), value, looks)
        sheet.row_dimensions[row].height = LINE_POINTS * lines_of(value, 90)
        row += 1
    for label, sentences in (("What was left out", tables.left_out), ("How to read it", _READING)):
        row += 1
        write_text(sheet.cell(row, 1), label, looks, "label")
        for line in sentences:
            write_text(sheet.cell(row, 2), line, looks)
            sheet.row_dimensions[row].height = LINE_POINTS * lines_of(line, 90)
            row += 1
    row += 1
    for place, words in enumerate(("Sheet", "What it holds", "Lines"), 1):
        write_text(sheet.cell(row, place), words, looks, "head")
    for name, about, lines in listed:
        row += 1
        cell = sheet.cell(row, 1)
        target = f"'{name.replace(chr(39), chr(39) * 2)}'!A1"
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=target, display=name)
        write_text(cell, name, looks, "link")
        write_text(sheet.cell(row, 2), about, looks)
        sheet.row_dimensions[row].height = LINE_POINTS * lines_of(about, 90)
        write_value(sheet.cell(row, 3), lines, looks, "whole")
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _saved(
    book: Workbook, tables: Tables, results: dict[Worksheet, Results], document: Document
) -> bytes:
    about = book.properties
    about.title, about.creator = printable(tables.title), document.brand.organisation or "Reframe"
    about.language = document.language
    about.description = " ".join(tables.left_out)[:2000]
    book.calculation.fullCalcOnLoad = True
    made = BytesIO()
    book.save(made)
    changes: dict[str, Change] = {}
    for sheet, found in results.items():
        if found:
            place = book.worksheets.index(sheet) + 1
            changes[f"xl/worksheets/sheet{place}.xml"] = _with_results(found)
    return settled(made.getvalue(), document.day, changes)


def _with_results(results: Results) -> Change:
    """Put what each formula comes to beside it; an empty text where it comes to nothing."""

    def filled(found: re.Match[bytes]) -> bytes:
        cell, more, formula = found[1], found[2], found[3]
        value = results[cell.decode()]
        if value is None:
            return b'<c r="%b"%b t="str"><f>%b</f><v></v></c>' % (cell, more, formula)
        said = format(value, "f").encode()
        return b'<c r="%b"%b><f>%b</f><v>%b</v></c>' % (cell, more, formula, said)

    return lambda sheet: _FORMULA.sub(filled, sheet)
