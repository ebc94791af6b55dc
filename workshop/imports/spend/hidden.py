"""What a workbook shows only to the eye: hidden rows, and the signs that number formats add.

The library that reads the cells tells neither, so they are looked up in the file itself.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape

_HIDDEN_ROW = re.compile(
    rb'<(?:\w+:)?row\b(?=[^>]*\b(?:hidden|zeroHeight)="(?:1|true)")[^>]*?\br="(\d{1,7})"'
)
_CELL = re.compile(
    rb'<(?:\w+:)?c\b(?=[^>]*\br="([A-Z]{1,3})\d)(?=[^>]*\bs="(\d+)")[^>]*>\s*<(?:\w+:)?[fv]'
)
_FORMAT = re.compile(rb"<(?:\w+:)?numFmt\b[^>]*>")
_ATTRIBUTE = re.compile(rb'(\w+)="([^"]*)"')
_STYLES = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_STYLE = re.compile(rb"<(?:\w+:)?xf\b[^>]*>")
_LOOKED_AT = 400_000
"""Bytes of a sheet in which the formats of its columns are looked for."""
_TABLE = re.compile(rb'<table:table\b[^>]*table:name="([^"]*)"[^>]*>(.*?)</table:table>', re.DOTALL)
_ODS_ROW = re.compile(rb"<table:table-row\b([^>]*?)(/?)>(.*?)(?=<table:table-row\b|\Z)", re.DOTALL)
_ODS_REPEATED = re.compile(rb'number-rows-repeated="(\d+)"')
_ODS_HIDDEN = re.compile(rb'table:visibility="(?:collapse|filter)"')
_ODS_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b[^>]*>")
_ODS_MONEY = re.compile(rb'office:currency="([A-Z]{3})"')
_ODS_WIDE = re.compile(rb'number-columns-repeated="(\d+)"')


@dataclass(frozen=True)
class HiddenParts:
    """Of one sheet: cells whose formula has no result, places of hidden rows, formats by column."""

    unsolved: tuple[tuple[int, int], ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    formats: Mapping[int, str] = field(default_factory=dict)


def column_of(letters: bytes) -> int:
    """0 for ``A``, 26 for ``AA``."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def seen_in_xlsx(xml: bytes, styles: bytes, unsolved: tuple[tuple[int, int], ...]) -> HiddenParts:
    """What a sheet of Excel hides and how it shows its numbers."""
    hidden = (
        frozenset(int(row) - 1 for row in _HIDDEN_ROW.findall(xml))
        if b"hidden=" in xml or b"zeroHeight=" in xml
        else frozenset()
    )
    return HiddenParts(unsolved, hidden, _formats(xml[:_LOOKED_AT], _codes(styles)))


def _formats(xml: bytes, codes: Mapping[int, str]) -> dict[int, str]:
    """The format that most numbers of a column have, where it says something."""
    if not codes:
        return {}
    counted: dict[int, Counter[int]] = defaultdict(Counter)
    for letters, style in _CELL.findall(xml):
        counted[column_of(letters)][int(style)] += 1
    usual = {column: styles.most_common(1)[0][0] for column, styles in counted.items()}
    return {column: codes[style] for column, style in usual.items() if style in codes}


def _codes(styles: bytes) -> dict[int, str]:
    """Format codes by number of style, as a cell names it."""
    named: dict[str, str] = {}
    for tag in _FORMAT.findall(styles):
        said = {
            key.decode(): value.decode("utf-8", "replace") for key, value in _ATTRIBUTE.findall(tag)
        }
        named[said.get("numFmtId", "")] = unescape(said.get("formatCode", ""))
    block = _STYLES.search(styles)
    found = {}
    for number, tag in enumerate(_STYLE.findall(block.group()) if block else ()):
        said = {
            key.decode(): value.decode("utf-8", "replace") for key, value in _ATTRIBUTE.findall(tag)
        }
        code = named.get(said.get("numFmtId", ""), "")
        if code:
            found[number] = code
    return found


def seen_in_ods(content: bytes) -> dict[str, HiddenParts]:
    """The same of all sheets of LibreOffice; the currency of a cell stands for its format."""
    if b"table:visibility=" not in content and b"office:currency=" not in content:
        return {}
    return {
        unescape(name.decode("utf-8", "replace")): _of_table(inside)
        for name, inside in _TABLE.findall(content)
    }


def _of_table(inside: bytes) -> HiddenParts:
    hidden: set[int] = set()
    money: dict[int, Counter[str]] = defaultdict(Counter)
    place = 0
    for attributes, _, cells in _ODS_ROW.findall(inside):
        repeated = _ODS_REPEATED.search(attributes)
        times = int(repeated.group(1)) if repeated else 1
        if _ODS_HIDDEN.search(attributes) and times < 10_000 and b"office:value" in cells:
            hidden.update(range(place, place + times))
        if b"office:currency=" in cells and place < 2000:
            _count_money(cells, money)
        place += times
    formats = {column: codes.most_common(1)[0][0] for column, codes in money.items()}
    return HiddenParts((), frozenset(hidden), formats)


def _count_money(cells: bytes, money: dict[int, Counter[str]]) -> None:
    column = 0
    for tag in _ODS_CELL.findall(cells):
        code = _ODS_MONEY.search(tag)
        if code:
            money[column][code.group(1).decode()] += 1
        wide = _ODS_WIDE.search(tag)
        column += int(wide.group(1)) if wide else 1
