"""How large the sheet of a workbook is, by a parser of XML and not by what it says of itself.

Nearly every workbook is written by a program that begins each cell with its place. Where each cell
does, looking at these places is enough, and many times as fast as parsing.
"""

import re
from typing import Any

from workshop.imports.spend.opening.plainly_written import OTHERWISE, UTF8, column_of, parse


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


def plain_size(xml: bytes) -> tuple[int, int] | None:
    """The same of a sheet in which each cell begins with its place; None for any other."""
    if not UTF8.match(xml) or any(other in xml for other in OTHERWISE):
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
    parse(xml, reach.start)
    return reach.height, reach.width
