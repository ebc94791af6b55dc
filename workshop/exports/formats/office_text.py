"""Text for office files: as typed, with nothing in it that XML cannot carry.

Cards hold no control characters, since they are cleaned on their way in. A renderer still never
trusts that: such a character is shown by its picture (U+2400 and following), so that the file
opens and nobody's words lose a sign without a trace.
"""

import re
import unicodedata
from string import ascii_letters

from workshop.errors import Sentences
from workshop.figures import labels
from workshop.figures.told_text import ToldText, original
from workshop.words.catalogues import RIGHT_TO_LEFT

_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029\x85]")
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_REPLACED = "\ufffd"
_QUOTED = re.compile("“(?P<words>[^“”]+)”")
_BY = re.compile(r"\([^()]*\)\s*$")
"""Who said it, at the end of a line."""
_SIDES = ("L", "R", "AL")
_FROM_LEFT, _FROM_RIGHT, _BY_ITSELF, _APART_ENDS = "\u2066", "\u2067", "\u2068", "\u2069"


def printable(text: str) -> str:
    """The text with one kind of line end, and pictures for what could not be in a file."""
    if type(text) is str and text.isprintable():  # nearly all: without a sign of either sort
        return text
    return _UNSEEN.sub(_picture, _LINE_ENDS.sub("\n", text))


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else _REPLACED


def right_to_left(text: str, language: str = "") -> bool:
    """Whether a text reads from the right: by its language, else its first letter with a side.

    Where a sentence begins with somebody's words in quotation marks, by the words around them.
    """
    if language:
        return language in RIGHT_TO_LEFT
    if text.isascii() or text[0] in ascii_letters:  # so begin nearly all
        return False
    around = _BY.sub("", _QUOTED.sub("", text))
    side = _first_side(around) or _first_side(text)
    return side not in ("L", "")


def _first_side(text: str) -> str:
    return next((side for side in map(unicodedata.bidirectional, text) if side in _SIDES), "")


def quotes_apart(text: str) -> str:
    """A text in which each quote keeps its own direction, its signs at its end and not at ours.

    Only quotes that read from the other side than the text around them are marked for that
    (U+2067 and U+2066, with U+2069).
    """
    whole = right_to_left(text)

    def apart(found: re.Match[str]) -> str:
        quote = found["words"]
        if not _first_side(quote) or right_to_left(quote) == whole:
            return found[0]
        return f"“{_FROM_LEFT if whole else _FROM_RIGHT}{quote}{_APART_ENDS}”"

    return _QUOTED.sub(apart, text)


def on_its_own_side(text: str, label: str) -> str:
    """A text beside a label that is read from the other side: its signs stay at its own end.

    Of several languages each has its line and its direction, so those stay as they are.
    """
    if isinstance(text, ToldText) or not _first_side(text):
        return text
    turned = right_to_left(text)
    if turned == right_to_left(label):
        return text
    return f"{_FROM_RIGHT if turned else _FROM_LEFT}{text}{_APART_ENDS}"


def parts_apart(text: str) -> str:
    """A text of several parts, each in its own direction where they are not all read from one side.

    Else “5 June 2010” after somebody's Arabic name comes apart: its number stands before that name.
    """
    if not on_two_sides(text):
        return text
    assert isinstance(text, Sentences)  # noqa: S101
    return text.between.join(f"{_BY_ITSELF}{part}{_APART_ENDS}" for part in text.parts)


def on_two_sides(text: str) -> bool:
    """Whether it is several texts, of which some are read from the left and some from the right."""
    if not isinstance(text, Sentences):
        return False
    return len({right_to_left(part) for part in text.parts if _first_side(part)}) > 1


def label_before(label: str) -> str:
    """A label as it stands before what it labels: with a colon, unless it ends in a sign itself."""
    said = one_line(label)
    return said if said[-1:] in "?!…:." else f"{said}:"


def one_line(text: str) -> str:
    """The text on one line, with single spaces; of several languages the first alone."""
    return " ".join(printable(original(text)).split())


def shortened(text: str, length: int) -> str:
    """The first words on one line, cut between words, as an office file can hold them."""
    return labels.shortened(printable(original(text)), length)
