"""A sheet of Excel as nearly every program writes it, and any other written so.

What is looked up by patterns is looked up in a part that is written plainly: UTF-8, names without
a prefix, attributes between double quotes, each row and cell with its place. XML may say all of it
otherwise. So what may be written another way is read by a parser, and written anew.
"""

import io
import re
from typing import Any
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

UTF8 = re.compile(
    rb"""(?:\xef\xbb\xbf)?(?:<\?xml(?:(?!encoding)[^>])*(?:encoding=["'](?:UTF|utf)-8["'][^>]*)?\?>\s*)?"""
    rb"<worksheet\b"
)
OTHERWISE = (b"<!", b":c", b":row", b"\0")
"""Declarations, comments, names with a prefix, two bytes to a letter: a parser has to look."""
_UNPLACED = re.compile(rb'<(?:row|c)(?=[\s/>])(?![^>]*?\sr=")')
_UNUSUAL = re.compile(rb"<(?:row|c)\s[^>]*?(?:\s=|=[\s'])")
"""What a row or cell says in single quotes, or around blanks."""
_BLANKS = (b" =", b"\t=", b"\n=", b"\r=")
_KEPT = {"row": ("r", "hidden", "zeroHeight"), "c": ("r", "s", "t"), "f": (), "v": ()}


def column_of(letters: bytes) -> int:
    """0 for ``A``, 26 for ``AA``."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _letters_of(column: int) -> str:
    said = ""
    while column >= 0:
        column, letter = divmod(column, 26)
        said = chr(65 + letter) + said
        column -= 1
    return said


def plainly(xml: bytes) -> bytes:
    """That sheet, or where it may be written another way its rows and cells written plainly.

    Raises ValueError for what is no whole XML, or declares entities.
    """
    if _is_plain(xml):
        return xml
    anew = _WrittenAnew()
    parse(xml, anew.start, anew.end, anew.said)
    return anew.parts.getvalue().encode()


def _is_plain(xml: bytes) -> bool:
    if not UTF8.match(xml) or any(one in xml for one in OTHERWISE) or _UNPLACED.search(xml):
        return False
    if xml.count(b"=") == xml.count(b'="') and not any(one in xml for one in _BLANKS):
        return True  # and most sheets are done with, without a look at each cell
    return _UNUSUAL.search(xml) is None


def parse(xml: bytes, start: Any, end: Any = None, said: Any = None) -> None:
    """Have a parser tell what begins and ends in it. Raises ValueError as ``plainly`` does."""
    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = said
    parser.StartDoctypeDeclHandler = _no_entities
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as problem:
        raise ValueError("not whole") from problem


def _no_entities(*_: Any) -> None:
    raise ValueError("no sheet declares entities")


class _WrittenAnew:
    """The rows and cells of a sheet, each with its place; what has none follows the one before."""

    def __init__(self) -> None:
        self.parts = io.StringIO()
        self.row, self.column = 0, -1
        self.within = ""

    def start(self, name: str, said: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local not in _KEPT:
            return
        given = {key: said[key].strip() for key in _KEPT[local] if key in said}
        if local == "row":
            self.row = int(given.get("r") or self.row + 1)
            self.column = -1
            given["r"] = str(self.row)
        elif local == "c":
            letters = given.get("r", "").rstrip("0123456789").upper()
            self.column = column_of(letters.encode()) if letters else self.column + 1
            given["r"] = f"{_letters_of(self.column)}{self.row}"
        self.within = local if local in ("f", "v") else ""
        told = "".join(f" {key}={quoteattr(value)}" for key, value in given.items())
        self.parts.write(f"<{local}{told}>")

    def end(self, name: str) -> None:
        local = name.rpartition(":")[2]
        if local in _KEPT:
            self.parts.write(f"</{local}>")
            self.within = ""

    def said(self, words: str) -> None:
        if self.within:
            self.parts.write(escape(words))
