"""The workbook: a first sheet that says what it is, the cost table, and a sheet for each table.

Each formula carries what it comes to, so that a preview and a protected view, which work out
nothing, show the figures too. A spreadsheet works them out again when it opens the file.
"""

import re
from collections.abc import Mapping
from datetime import datetime, time
from html import escape
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from workshop.exports.document.blocks import Document
from workshop.exports.formats.office_text import printable
from workshop.exports.formats.same_zip import CORE, Change, settled
from workshop.exports.formats.workbook.all_tables import Tables, read_tables
from workshop.exports.formats.workbook.cell_formats import NORMAL, Looks
from workshop.exports.formats.workbook.cost_sheet import write_costs
from workshop.exports.formats.workbook.sizes import LINE_POINTS, lines_of
from workshop.exports.formats.workbook.worksheets import (
    sheet_name,
    to_print,
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
    "A row shows 27 lines at most. The cell of a longer text holds all of it.",
    "Text stands here as people typed it. It is never run as a formula.",
    "Times are in UTC. Money is exact to the penny where people gave it.",
    "The data dictionary says what each column means.",
)
_ABOUT_WIDTHS = (30, 90, 10)
_EMPTY = re.compile(rb'(<c r="[A-Z]+[0-9]+" s="[0-9]+")(><f>[^<]*</f><v></v></c>)')
"""A formula that comes to nothing: its empty text has to say that it is one."""


def render(story: WorkshopStory) -> bytes:
    """The workbook as XLSX; the same story gives the same bytes."""
    tables = read_tables(story)
    made = BytesIO()
    book = Workbook(made, {"in_memory": True, "default_format_properties": NORMAL})
    looks = Looks(book, colour=story.edition.brand.colour, money=tables.money)
    about = book.add_worksheet(ABOUT)
    listed: list[tuple[str, str, int]] = []
    if tables.costs:
        write_costs(book.add_worksheet(COSTS), tables.costs, looks)
        listed.append((COSTS, "The cost table with live formulas.", len(tables.costs)))
    for grid in (*tables.grids, tables.dictionary):
        taken = [sheet.get_name() for sheet in book.worksheets()]
        sheet = book.add_worksheet(sheet_name(grid.title, taken))
        write_grid(sheet, grid, looks)
        listed.append((sheet.get_name(), grid.about, len(grid.rows)))
    _write_about(about, tables, listed, looks)
    if story.document.language in RIGHT_TO_LEFT:
        for sheet in book.worksheets():
            sheet.right_to_left()
    book.set_properties(_properties(tables, story.document))
    book.close()
    parts = {f"xl/worksheets/sheet{n}.xml": _told for n in range(1, len(listed) + 2)}
    spoken = _in_language(story.document.language)
    return settled(made.getvalue(), story.document.day, {**parts, CORE: spoken})


def _write_about(
    sheet: Worksheet, tables: Tables, listed: list[tuple[str, str, int]], looks: Looks
) -> None:
    sheet.hide_gridlines(2)
    for column, width in enumerate(_ABOUT_WIDTHS):
        sheet.set_column(column, column, width)
    write_text(sheet, 0, 0, tables.title, looks, "title")
    sheet.set_row(0, 32)
    row = 2
    for label, value in tables.facts:
        write_text(sheet, row, 0, label, looks, "label")
        write_text(sheet, row, 1, value, looks)
        sheet.set_row(row, LINE_POINTS * lines_of(value, 90))
        row += 1
    for label, sentences in (("What was left out", tables.left_out), ("How to read it", _READING)):
        row += 1
        write_text(sheet, row, 0, label, looks, "label")
        for line in sentences:
            write_text(sheet, row, 1, line, looks)
            sheet.set_row(row, LINE_POINTS * lines_of(line, 90))
            row += 1
    row += 1
    head = row
    for column, words in enumerate(("Sheet", "What it holds", "Lines")):
        write_text(sheet, row, column, words, looks, "head figure" if column == 2 else "head")
    for name, about, lines in listed:
        row += 1
        target = f"internal:'{name.replace(chr(39), chr(39) * 2)}'!A1"
        sheet.write_url(row, 0, target, looks.style("link"), name)
        write_text(sheet, row, 0, name, looks, "link")
        write_text(sheet, row, 1, about, looks)
        sheet.set_row(row, LINE_POINTS * lines_of(about, 90))
        write_value(sheet, row, 2, lines, looks, "whole")
    to_print(sheet, _ABOUT_WIDTHS)
    sheet.repeat_rows(head)


def _properties(tables: Tables, document: Document) -> Mapping[str, Any]:
    return {
        "title": printable(tables.title),
        "author": document.brand.organisation or "Reframe",
        "comments": " ".join(tables.left_out)[:2000],
        "created": datetime.combine(document.day, time()),
    }


def _told(sheet: bytes) -> bytes:
    return _EMPTY.sub(rb'\1 t="str"\2', sheet) if b"<v></v>" in sheet else sheet


def _in_language(language: str) -> Change:
    """The writer knows no language of a file."""
    said = f"<dc:language>{escape(language)}</dc:language></cp:coreProperties>".encode()
    return lambda core: core.replace(b"</cp:coreProperties>", said)
