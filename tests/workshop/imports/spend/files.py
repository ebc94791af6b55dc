"""Makes spreadsheets of every kind in memory."""

import csv
import io
import zipfile
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

Rows = Sequence[Sequence[Any]]


def as_csv(rows: Rows, *, delimiter: str = ",", encoding: str = "utf-8", end: str = "\n") -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=end).writerows(rows)
    return text.getvalue().encode(encoding)


def as_xlsx(rows: Rows, *, name: str = "Data") -> bytes:
    return as_workbook({name: rows})


def as_workbook(sheets: dict[str, Rows], hidden: Sequence[str] = ()) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([None if cell == "" else cell for cell in row])
        if name in hidden:
            sheet.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_ods(rows: Rows, *, name: str = "Data") -> bytes:
    document = OpenDocumentSpreadsheet()
    table = Table(name=name)
    for row in rows:
        line = TableRow()
        for cell in row:
            line.addElement(_ods_cell(cell))
        table.addElement(line)
    document.spreadsheet.addElement(table)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _ods_cell(cell: Any) -> TableCell:
    if isinstance(cell, date):
        return TableCell(valuetype="date", datevalue=cell.isoformat())
    if isinstance(cell, int | float | Decimal):
        return TableCell(valuetype="float", value=str(cell))
    if cell == "":
        return TableCell()
    found = TableCell(valuetype="string")
    found.addElement(P(text=cell))
    return found


def changed_part(data: bytes, name: str, *changes: tuple[bytes, bytes]) -> bytes:
    """The packed file with one of its parts changed, each change at least once."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as before,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for part in before.namelist():
            content = before.read(part)
            for old, new in changes if part == name else ():
                assert old in content, old
                content = content.replace(old, new)
            after.writestr(part, content)
    return out.getvalue()
