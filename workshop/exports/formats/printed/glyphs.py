"""Which characters our fonts can print, so that no card leaves an empty box or stops a file.

A tagged PDF may hold no character without a shape (PDF/UA-1, ISO 14289-1, 7.21.8). People type
what they like, so each text is brought to what the fonts that travel with us can show: Latin,
Greek, Cyrillic, Arabic, Hebrew, the scripts of India and South-East Asia, Chinese, Japanese,
Korean, symbols and emoji. Anything else becomes the sign for “a letter that we cannot show”.
"""

import re
import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

PACKAGES = (
    ("fontpkg_source_serif_4", "files"),
    ("manimgx_fonts", ""),
    ("fontpkg_ibm_plex_sans_arabic", "files"),
    ("manimgx_fonts_cjk", ""),
)
"""Installed packages that hold nothing but fonts, each with the folder inside it."""
UNKNOWN = "\ufffd"
LONGEST_WORD = 24
"""A longer word may break anywhere, so that it never runs out of its column."""
_CHUNK = 8
_PLACE_TO_BREAK = "\u200b"
_INVISIBLE = frozenset("\u200c\u200d\u200e\u200f\u2060\u00ad\ufe0e\ufe0f\u2066\u2067\u2068\u2069")
TEXT_FONT = "NotoSans["
_LONG_WORD = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")


@cache
def font_folders() -> tuple[Path, ...]:
    """The folders of the fonts that are installed with the product."""
    found = []
    for package, inside in PACKAGES:
        spec = find_spec(package)
        if spec is not None and spec.origin is not None:
            found.append(Path(spec.origin).parent / inside)
    return tuple(found)


def missing_fonts() -> tuple[str, ...]:
    """The packages of fonts that should be installed with the product and are not."""
    return tuple(name for name, _ in PACKAGES if find_spec(name) is None)


@cache
def _fonts() -> tuple[Path, ...]:
    """The font files, those of ordinary text first and the largest last."""
    files = (path for folder in font_folders() for path in sorted(folder.iterdir()))
    return tuple(path for path in files if path.suffix in (".ttf", ".otf", ".ttc"))


@cache
def _shown_by(font: Path) -> frozenset[int]:
    return _characters(font.read_bytes())


@cache
def _shaped(*codes: int) -> bool:
    """Whether one font has all of these; the large ones are opened only if they must be."""
    return any(_shown_by(font).issuperset(codes) for font in _fonts())


def printable(text: str) -> str:
    """The text with only what can be printed in it; very long words may break anywhere."""
    if text.isascii() and text.isprintable() and len(text) <= LONGEST_WORD:
        return text
    return _LONG_WORD.sub(lambda word: _breakable(word.group()), known(text))


def known(text: str) -> str:
    """The text with only what can be printed in it."""
    return text if text.isascii() and text.isprintable() else "".join(_clusters(text))


def plainest(text: str) -> str:
    """The text in the letters of one font, without marks: where nothing else could be set."""
    plain = _shown_by(_named(TEXT_FONT))
    return "".join(
        char if ord(char) in plain or char in "\n\t " else UNKNOWN
        for char in unicodedata.normalize("NFC", text)
        if unicodedata.category(char)[0] != "M" and char not in _INVISIBLE
    )


@cache
def _named(start: str) -> Path:
    return next(font for font in _fonts() if font.name.startswith(start))


def in_all_texts(data: Any, change: Any) -> Any:
    """The same plain data with each text in it changed, whatever it stands in."""
    if isinstance(data, str):
        return change(data)
    if isinstance(data, dict):
        return {name: in_all_texts(value, change) for name, value in data.items()}
    if isinstance(data, list | tuple):
        return [in_all_texts(value, change) for value in data]
    return data


def _breakable(word: str) -> str:
    return _PLACE_TO_BREAK.join(word[at : at + _CHUNK] for at in range(0, len(word), _CHUNK))


def _clusters(text: str) -> Iterator[str]:
    """Letters that can be shown, each with those of its marks that the same font has."""
    base: int | None = None
    for char in text:
        kind = unicodedata.category(char)
        if char in "\n\t " or char in _INVISIBLE:
            yield char
        elif kind[0] == "M":
            if base is not None and _shaped(base, ord(char)):
                yield char
        elif kind in ("Cc", "Cf", "Cs"):
            continue
        elif kind != "Co" and _shaped(ord(char)):
            base = ord(char)
            yield char
        else:
            base = None
            yield UNKNOWN


def _characters(font: bytes) -> frozenset[int]:
    """The code points of a font's character map (OpenType, table cmap, formats 4 and 12)."""
    start = struct.unpack_from(">I", font, 12)[0] if font[:4] == b"ttcf" else 0
    tables = struct.unpack_from(">H", font, start + 4)[0]
    for number in range(tables):
        tag, _sum, offset, _length = struct.unpack_from(">4sIII", font, start + 12 + 16 * number)
        if tag == b"cmap":
            return frozenset(code for part in _mapped(font, offset) for code in part)
    return frozenset()


def _mapped(font: bytes, cmap: int) -> Iterator[range]:
    places = {
        cmap + struct.unpack_from(">HHI", font, cmap + 4 + 8 * number)[2]
        for number in range(struct.unpack_from(">H", font, cmap + 2)[0])
    }
    formats = {struct.unpack_from(">H", font, place)[0]: place for place in sorted(places)}
    if 12 in formats:  # holds all that format 4 holds, and what lies beyond it
        place = formats[12]
        groups = struct.unpack_from(">I", font, place + 12)[0]
        numbers = struct.unpack_from(f">{3 * groups}I", font, place + 16)
        for first, last in zip(numbers[::3], numbers[1::3], strict=True):
            yield range(first, last + 1)
    elif 4 in formats:
        place = formats[4]
        half = struct.unpack_from(">H", font, place + 6)[0] // 2
        ends = struct.unpack_from(f">{half}H", font, place + 14)
        starts = struct.unpack_from(f">{half}H", font, place + 16 + 2 * half)
        for first, last in zip(starts, ends, strict=True):
            yield range(first, min(last, 0xFFFE) + 1)
