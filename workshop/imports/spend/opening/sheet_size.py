"""How large the sheet of a workbook is, by a parser of XML and not by what it says of itself."""

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


def size_of_sheet(xml: bytes) -> tuple[int, int]:
    """Rows and columns of a sheet of Excel. Raises ValueError for what is no plain XML."""
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
