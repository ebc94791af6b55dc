"""How large the sheet of a workbook is, by a parser of XML and not by what it says of itself.

Nearly every workbook is written by a program that begins each cell with its place. Where each cell
does, looking at these places is enough, and many times as fast as parsing.
"""

import re
from typing import Any
from xml.parsers import expat

from workshop.imports.spend.opening.hidden import column_of


class _Reach:
    """The last row and the last column that hold a cell. A cell may leave out where it stands:
    then it is behind the one before."""

    def __init__(self) -> None:
        self.height = self.width = 0
        self.row = self.column = 0

    def start(self, name: str, said: dict[str, Any]) -> None:
        local = name.rpartition(":")[2]
        if local == "row":
            self.row = int(said.get("r", self.row + 1))
            self.column = 0
        elif local == "c":
            self._cell(str(said.get("r", "")))

    def _cell(self, place: str) -> None:
        letters = place.rstrip("0123456789")
        self.column = column_of(letters.encode()) + 1 if letters else self.column + 1
        row = place[len(letters) :]
        self.height = max(self.height, int(row) if row else self.row)
        self.width = max(self.width, self.column)


_PLACE = re.compile(rb'<c r="([A-Z]{1,3}[1-9][0-9]{0,6})"')
_LONGER = re.compile(rb"<c[A-Za-z]")
"""Other elements, such as ``cols``."""
_DIGITS, _LETTERS = b"0123456789", b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_OTHERWISE = (b"<!", b":c", b"\0")
"""Declarations, comments, names with a prefix, two bytes to a letter: a parser has to look."""
_UTF8 = re.compile(
    rb"""(?:\xef\xbb\xbf)?(?:<\?xml(?:(?!encoding)[^>])*(?:encoding=["'](?:UTF|utf)-8["'][^>]*)?\?>\s*)?"""
    rb"<worksheet\b"
)


def plain_size(xml: bytes) -> tuple[int, int] | None:
    """The same of a sheet in which each cell begins with its place; None for any other."""
    if not _UTF8.match(xml) or any(other in xml for other in _OTHERWISE):
        return None
    places = _PLACE.findall(xml)
    if len(places) != xml.count(b"<c") - len(_LONGER.findall(xml)):
        return None
    if not places:
        return 0, 0
    every = b" ".join(places)
    letters, rows = every.translate(None, _DIGITS), every.translate(None, _LETTERS)
    return max(map(int, set(rows.split()))), max(map(column_of, set(letters.split()))) + 1


def size_of_sheet(xml: bytes) -> tuple[int, int]:
    """Rows and columns of a sheet of Excel. Raises ValueError for what is no plain XML."""
    return plain_size(xml) or _parsed_size(xml)


def _parsed_size(xml: bytes) -> tuple[int, int]:
    reach = _Reach()
    parser = expat.ParserCreate()
    parser.StartElementHandler = reach.start
    parser.StartDoctypeDeclHandler = _no_entities
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as problem:
        raise ValueError("not whole") from problem
    return reach.height, reach.width


def _no_entities(*_: Any) -> None:
    raise ValueError("no sheet declares entities")
