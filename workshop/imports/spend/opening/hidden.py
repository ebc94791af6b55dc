"""What a workbook of Excel shows only to the eye: hidden rows, and signs of number formats.

The library that reads the cells tells neither, nor which formulas failed: it gives those as blank.
So they are looked up in the file itself.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape

_HIDDEN_ROW = re.compile(
    rb'<row\b(?=[^>]*\b(?:hidden|zeroHeight)="(?:1|true)")[^>]*?\br="(\d{1,7})"'
)
_CELL = re.compile(rb'<c\b(?=[^>]*\br="([A-Z]{1,3})\d)(?=[^>]*\bs="(\d+)")[^>]*>\s*<[fv]')
_UNSOLVED = re.compile(
    rb'<c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*>\s*<f\b[^>]*(?:/>|>[^<]*</f>)\s*'
    rb"(?:<v\s*/>|<v></v>)?\s*</c>"
)
_ERROR = re.compile(
    rb'<c\b(?=[^>]*\bt="e")[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*>'
    rb"(?:\s*<f\b[^>]*(?:/>|>[^<]*</f>))?(?:\s*<v>([^<]{0,40})</v>)?"
)
NO_RESULT = "(a formula without its result)"
_FORMAT = re.compile(rb"<numFmt\b[^>]*>")
_ATTRIBUTE = re.compile(rb'(\w+)="([^"]*)"')
_STYLES = re.compile(rb"<cellXfs\b.*?</cellXfs>", re.DOTALL)
_STYLE = re.compile(rb"<xf\b[^>]*>")
_PREFIX = re.compile(rb"<(\w+):(?:worksheet|styleSheet)\b")
_PLACED = re.compile(rb"<(row|c)(?=[\s/>])([^>]*)")
_UNPLACED = re.compile(rb'<(?:row|c)(?=[\s/>])(?![^>]*?\sr=")')
_PLACE = re.compile(rb'\sr="([A-Z]*)(\d+)"')
_BUILT_IN = {"9": "0%", "10": "0.00%"}
_LOOKED_AT = 400_000
"""Bytes of a sheet in which the formats of its columns are looked for."""


@dataclass(frozen=True)
class HiddenParts:
    """Of one sheet, what the reader of cells does not tell.

    By place of row and column: ``failed`` is what a cell shows whose formula has no result,
    ``words`` what stands in a cell that is read wrong. ``hidden_rows`` are places of rows,
    ``formats`` number formats by column, ``more_formats`` those of fewer cells. The used cells are
    ``height`` rows and ``width`` columns.
    """

    failed: Mapping[tuple[int, int], str] = field(default_factory=dict)
    words: Mapping[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    formats: Mapping[int, str] = field(default_factory=dict)
    more_formats: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    height: int = 0
    width: int = 0


def column_of(letters: bytes) -> int:
    """0 for ``A``, 26 for ``AA``."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _letters_of(column: int) -> bytes:
    said = b""
    while column >= 0:
        column, letter = divmod(column, 26)
        said = bytes((65 + letter,)) + said
        column -= 1
    return said


def _bare(xml: bytes) -> bytes:
    """The same part, without the prefix that some programs write before each name in it."""
    prefix = _PREFIX.search(xml, 0, 4_000)
    return re.sub(rb"(</?)%s:" % prefix[1], rb"\1", xml) if prefix else xml


def with_places(xml: bytes) -> bytes:
    """The same sheet, in which each row and cell says where it is.

    The standard lets them leave that out: such a one follows the one before it.
    """
    if _UNPLACED.search(xml) is None:
        return xml
    row, column = 0, -1

    def placed(tag: re.Match[bytes]) -> bytes:
        nonlocal row, column
        said = _PLACE.search(tag[2])
        if tag[1] == b"row":
            row, column = int(said[2]) if said else row + 1, -1
            place = b"%d" % row
        else:
            column = column_of(said[1]) if said else column + 1
            place = b"%s%d" % (_letters_of(column), row)
        if said:
            return tag[0]
        name = tag[0][: len(tag[0]) - len(tag[2])]
        return b'%s r="%s"%s' % (name, place, tag[2])

    return _PLACED.sub(placed, xml)


def seen_in_xlsx(xml: bytes, styles: bytes) -> HiddenParts:
    """What a sheet of Excel hides and how it shows its numbers."""
    xml, styles = with_places(_bare(xml)), _bare(styles)
    hidden = (
        frozenset(int(row) - 1 for row in _HIDDEN_ROW.findall(xml))
        if b"hidden=" in xml or b"zeroHeight=" in xml
        else frozenset()
    )
    formats, more = _formats(xml[:_LOOKED_AT], _codes(styles))
    return HiddenParts(_failed(xml), hidden_rows=hidden, formats=formats, more_formats=more)


def _failed(xml: bytes) -> dict[tuple[int, int], str]:
    """What cells show whose formula went wrong or was never worked out."""
    found = {}
    if b"<f" in xml:
        for letters, row in _UNSOLVED.findall(xml):
            found[int(row) - 1, column_of(letters)] = NO_RESULT
    if b't="e"' in xml:
        for letters, row, said in _ERROR.findall(xml):
            found[int(row) - 1, column_of(letters)] = said.decode("ascii", "replace") or NO_RESULT
    return found


def _formats(
    xml: bytes, codes: Mapping[int, str]
) -> tuple[dict[int, str], dict[int, tuple[str, ...]]]:
    """The format that most numbers of a column have, where it says something, and the others."""
    if not codes:
        return {}, {}
    counted: dict[int, Counter[int]] = defaultdict(Counter)
    for letters, style in _CELL.findall(xml):
        counted[column_of(letters)][int(style)] += 1
    usual = {column: styles.most_common(1)[0][0] for column, styles in counted.items()}
    others = {
        column: tuple(codes[style] for style in styles if style in codes and style != usual[column])
        for column, styles in counted.items()
    }
    return (
        {column: codes[style] for column, style in usual.items() if style in codes},
        {column: said for column, said in others.items() if said},
    )


def _codes(styles: bytes) -> dict[int, str]:
    """Format codes by number of style, as a cell names it."""
    named: dict[str, str] = dict(_BUILT_IN)
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
