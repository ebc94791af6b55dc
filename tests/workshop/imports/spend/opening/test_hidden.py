"""What is looked up in the file of a workbook of Excel, beside what the reader of cells tells."""

import io
import re
import zipfile
from collections.abc import Callable, Collection
from unittest.mock import Mock

import openpyxl
import pytest

from workshop.imports.spend.opening import hidden
from workshop.imports.spend.opening.binary_file import NO_FORMATS, read_workbook
from workshop.imports.spend.opening.hidden import NO_RESULT

_PLACES = {
    "rows": rb'(<row) r="\d+"',
    "cells": rb'(<c) r="[A-Z]+\d+"',
    "both": rb'(<(?:row|c)) r="[A-Z]*\d+"',
    "the last row": rb'(<row) r="5"',
    "one cell": rb'(<c) r="B4"',
}


def _payments() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ("Supplier", "Amount"),
        ("Acme Ltd", 10.5),
        ("Bravo Ltd", 20.25),
        ("Cherry Ltd", "=B2*2"),
        ("Dorset Ltd", "#REF!"),
    ):
        sheet.append(row)
    for cell in ("B2", "B3"):
        sheet[cell].number_format = '"£"#,##0.0,"k"'
    sheet.row_dimensions[3].hidden = True
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _without(places: bytes, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                part, times = re.subn(places, rb"\1", part)
                assert times
            new.writestr(name, part)
    return out.getvalue()


def _rewritten(
    parts: Callable[[bytes], bytes],
    data: bytes,
    names: Collection[str] = ("xl/worksheets/sheet1.xml", "xl/styles.xml"),
) -> bytes:
    """The workbook whose sheet and styles are written another way."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name in names:
                assert parts(part) != part
                part = parts(part)
            new.writestr(name, part)
    return out.getvalue()


_OTHERWISE: dict[str, Callable[[bytes], bytes]] = {
    "with a prefix": lambda part: re.sub(rb"<(/?)(?=[a-zA-Z])", rb"<\1x:", part).replace(
        b"xmlns=", b"xmlns:x="
    ),
    "in single quotes": lambda part: re.sub(rb'="([^"]*)"', rb"='\1'", part),
    "around blanks": lambda part: re.sub(rb'="([^"]*)"', rb'\n= "\1"', part),
    "with a comment that holds a hidden row": lambda part: re.sub(
        rb"(<sheetData>|<cellXfs\b)", rb'<!-- <row r="2" hidden="1"> -->\1', part
    ),
}


@pytest.mark.parametrize("way", _OTHERWISE)
def test_the_same_sheet_may_be_written_in_other_ways(way: str) -> None:
    """The Open XML SDK writes prefixes; XML leaves quotes, blanks and much more to who writes."""
    data = _payments()
    (said,) = read_workbook(data).sheets
    (found,) = read_workbook(_rewritten(_OTHERWISE[way], data)).sheets
    assert list(found.rows) == list(said.rows)
    assert (found.hidden_rows, found.formats) == (said.hidden_rows, said.formats)
    assert (found.hidden_rows, found.formats[1]) == ({2}, '"£"#,##0.0,"k"')


def test_a_workbook_whose_formats_are_broken_is_read_without_them_and_says_so() -> None:
    data = _payments()
    (said,) = read_workbook(data).sheets
    broken = _rewritten(lambda part: part + b"<x>", data, ["xl/styles.xml"])
    book = read_workbook(broken)
    (found,) = book.sheets
    assert (read_workbook(data).notes, book.notes) == ((), (NO_FORMATS,))
    assert list(found.rows) == list(said.rows)
    assert (found.hidden_rows, said.formats != {}, found.formats) == ({2}, True, {})


def test_the_formats_of_a_workbook_are_read_once_for_all_sheets(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(_payments()))
    book.copy_worksheet(book.active)
    out = io.BytesIO()
    book.save(out)
    looked = Mock(wraps=hidden.parse)
    monkeypatch.setattr(hidden, "parse", looked)
    assert [sheet.formats[1] for sheet in read_workbook(out.getvalue()).sheets] == (
        ['"£"#,##0.0,"k"'] * 2
    )
    assert looked.call_count == 1


@pytest.mark.parametrize("left_out", _PLACES)
def test_rows_and_cells_that_do_not_say_where_they_are_follow_the_one_before(
    left_out: str,
) -> None:
    data = _payments()
    (said,) = read_workbook(data).sheets
    (found,) = read_workbook(_without(_PLACES[left_out], data)).sheets
    assert said.hidden_rows == {2}
    assert (said.rows[3][1], said.rows[4][1]) == (NO_RESULT, "#REF!")
    assert said.formats[1] == '"£"#,##0.0,"k"'
    assert list(found.rows) == list(said.rows)
    assert (found.hidden_rows, found.formats) == (said.hidden_rows, said.formats)
