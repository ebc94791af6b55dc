"""What a file of LibreOffice holds and the reader of its cells does not tell, or tells wrong.

A formula that failed reads as blank, and words around a tab or a line break as one word. Rows may
be hidden, cells repeated a million times. The XML is parsed row by row and nothing of it is kept.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import IO

from lxml import etree

from workshop.imports.spend.opening.hidden import HiddenParts

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_ERROR = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_VALUE_TYPE, _CURRENCY = f"{_OFFICE}value-type", f"{_OFFICE}currency"
_WIDE, _HIGH = f"{_TABLE}number-columns-repeated", f"{_TABLE}number-rows-repeated"
_VISIBLE = f"{_TABLE}visibility"
_SPACES = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
_MONEY_ROWS = 2000
"""Rows in which the currency of cells is looked for."""
_MOST_ALIKE = 10_000
"""Cells one after the other that are written once and are looked at one by one."""
_FAR = 1_100_000
"""More rows or columns than any sheet has."""


class _OneSheet:
    """What is found in one sheet, row by row."""

    def __init__(self) -> None:
        self.place = 0
        self.height = self.width = 0
        self.hidden: set[int] = set()
        self.failed: dict[tuple[int, int], str] = {}
        self.spaced: dict[tuple[int, int], str] = {}
        self.money: dict[int, Counter[str]] = defaultdict(Counter)

    def add(self, row: etree._Element) -> None:
        times = _times(row, _HIGH)
        wide = self._cells(row)
        if wide:
            self.height, self.width = self.place + times, max(self.width, wide)
            again = range(self.place + 1, self.place + min(times, _MOST_ALIKE))
            if row.get(_VISIBLE) in ("collapse", "filter"):
                self.hidden.update((self.place, *again))
            for kept in (self.failed, self.spaced) if again else ():
                for place, column in [one for one in kept if one[0] == self.place]:
                    kept.update({(later, column): kept[place, column] for later in again})
        self.place += times

    def _cells(self, row: etree._Element) -> int:
        """Looks at the cells; how far to the right they reach, 0 for a row of nothing."""
        column = reach = 0
        for cell in row:
            if cell.tag not in _CELLS:
                continue
            times = _times(cell, _WIDE)
            kind = cell.get(_VALUE_TYPE)
            if kind is not None or len(cell):
                reach = column + times
                self._cell(cell, kind, column, times)
            column += times
        return reach

    def _cell(self, cell: etree._Element, kind: str | None, column: int, times: int) -> None:
        here = (self.place, column)
        if cell.get(_ERROR) == "error":
            said = _words(cell) or "an error"
            self.failed.update(
                {(self.place, column + one): said for one in range(min(times, _MOST_ALIKE))}
            )
        elif kind == "string" and next(cell.iter(*_SPACES), None) is not None:
            self.spaced[here] = _words(cell)
        elif (code := cell.get(_CURRENCY)) and self.place < _MONEY_ROWS:
            self.money[column][code] += 1

    def told(self) -> HiddenParts:
        formats = {column: codes.most_common(1)[0][0] for column, codes in self.money.items()}
        more = {
            column: tuple(code for code in codes if code != formats[column])
            for column, codes in self.money.items()
            if len(codes) > 1
        }
        hidden = frozenset(self.hidden)
        return HiddenParts(self.failed, self.spaced, hidden, formats, more, self.height, self.width)


def _times(element: etree._Element, name: str) -> int:
    said = element.get(name)
    return max(1, min(int(said), _FAR)) if said else 1


def _words(cell: etree._Element) -> str:
    """The paragraphs of a cell, its tabs and breaks kept; notes beside the cell are none."""
    return "\n".join("".join(_pieces(part)) for part in cell.iterchildren(f"{_TEXT}p"))


def _pieces(part: etree._Element) -> Iterator[str]:
    yield part.text or ""
    for inside in part:
        if inside.tag in _SPACES:
            yield _SPACES[inside.tag]
        elif inside.tag == f"{_TEXT}s":
            yield " " * min(int(inside.get(f"{_TEXT}c") or 1), 100)
        elif isinstance(inside.tag, str) and inside.tag.startswith(_TEXT):
            yield from _pieces(inside)
        yield inside.tail or ""


def seen_in_ods(content: IO[bytes]) -> dict[str, HiddenParts]:
    """By the name of each sheet. Raises ValueError for what is no XML, or has entities."""
    found: dict[str, _OneSheet] = {}
    names: list[str] = []
    try:
        for event, element in etree.iterparse(
            content,
            events=("start", "end"),
            tag=(f"{_TABLE}table", f"{_TABLE}table-row"),
            resolve_entities=False,
            no_network=True,
        ):
            _step(event, element, names, found)
    except etree.XMLSyntaxError as problem:
        raise ValueError("not whole") from problem
    return {name: sheet.told() for name, sheet in found.items()}


def _step(
    event: str, element: etree._Element, names: list[str], found: dict[str, _OneSheet]
) -> None:
    """One beginning or end of a table or row. A table inside a cell would hide the rows after it
    from the reader of cells, so it is refused; saving the file anew takes it out."""
    if element.getroottree().docinfo.internalDTD is not None:
        raise ValueError("no spreadsheet declares entities")
    is_table = element.tag == f"{_TABLE}table"
    if event == "start":
        if is_table and names:
            raise ValueError("a table inside a table")
        if is_table:
            names.append(str(element.get(f"{_TABLE}name")))
        return
    if is_table:
        names.pop()
    else:
        found.setdefault(names[0], _OneSheet()).add(element)
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
