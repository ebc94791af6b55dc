"""Text for office files: as typed, with nothing in it that XML cannot carry.

Cards hold no control characters, since they are cleaned on their way in. A renderer still never
trusts that: such a character is shown by its picture (U+2400 and following), so that the file
opens and nobody's words lose a sign without a trace.
"""

import re
import unicodedata

from workshop.figures import labels
from workshop.figures.told_text import original
from workshop.words.catalogues import RIGHT_TO_LEFT

_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029\x85]")
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_REPLACED = "\ufffd"


def printable(text: str) -> str:
    """The text with one kind of line end, and pictures for what could not be in a file."""
    return _UNSEEN.sub(_picture, _LINE_ENDS.sub("\n", text))


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else _REPLACED


def right_to_left(text: str, language: str = "") -> bool:
    """Whether a text reads from the right: by its language, else its first letter with a side."""
    if language:
        return language in RIGHT_TO_LEFT
    for char in text:
        direction = unicodedata.bidirectional(char)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False


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
