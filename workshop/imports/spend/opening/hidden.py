"""What a workbook of Excel shows only to the eye: hidden rows, and signs of number formats.

The library that reads the cells tells neither, nor which formulas failed: it gives those as blank.
So they are looked up in the file itself.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from workshop.imports.spend.opening.plainly_written import column_of, parse, plainly

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
_BUILT_IN = {"9": "0%", "10": "0.00%"}
_LOOKED_AT = 400_000
"""Bytes of a sheet in which the formats of its columns are looked for."""


@dataclass(frozen=True)
class HiddenParts:
    """Of one sheet, what the reader of cells does not tell.

    By place of row and column: ``failed`` is what a cell shows whose formula has no result,
    ``words`` what stands in a cell that is read wrong. ``hidden_rows`` are places of rows,
    ``formats`` number formats by column, ``more_formats`` those of fewer cells, and
    ``formats_lost`` whether they could not be read. The used cells are ``height`` rows and
    ``width`` columns.
    """

    failed: Mapping[tuple[int, int], str] = field(default_factory=dict)
    words: Mapping[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    formats: Mapping[int, str] = field(default_factory=dict)
    more_formats: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    height: int = 0
    width: int = 0
    formats_lost: bool = False


def seen_in_xlsx(xml: bytes, codes: Mapping[int, str] | None) -> HiddenParts:
    """What a sheet of Excel hides and how it shows its numbers, with the codes of its workbook.

    ``codes`` is None where they could not be read.
    """
    xml = plainly(xml)
    hidden = (
        frozenset(int(row) - 1 for row in _HIDDEN_ROW.findall(xml))
        if b"hidden=" in xml or b"zeroHeight=" in xml
        else frozenset()
    )
    formats, more = _formats(xml[:_LOOKED_AT], codes or {})
    return HiddenParts(
        _failed(xml),
        hidden_rows=hidden,
        formats=formats,
        more_formats=more,
        formats_lost=codes is None,
    )


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


def codes_of(styles: bytes) -> dict[int, str] | None:
    """Format codes by number of style, as a cell names it; None where that part is broken."""
    named: dict[str, str] = dict(_BUILT_IN)
    numbers: list[str] = []
    within = ""

    def start(name: str, said: dict[str, str]) -> None:
        nonlocal within
        local = name.rpartition(":")[2]
        if local == "numFmt":
            named[said.get("numFmtId", "")] = said.get("formatCode", "")
        elif local == "xf" and within == "cellXfs":
            numbers.append(said.get("numFmtId", ""))
        elif local in ("cellXfs", "cellStyleXfs"):
            within = local

    try:
        parse(styles, start)
    except ValueError:
        return None
    return {at: code for at, one in enumerate(numbers) if (code := named.get(one, ""))}
