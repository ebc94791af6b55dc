"""Taking names out of words: each part of each name that somebody gave, however it is written.

A full name goes in capitals, in small letters and with other spaces too, and so does each of its
parts by itself. A part that is also an everyday word (Will, Mark, May, Green) goes only where it is
written as a name: with a capital, and not where a sentence begins. Somebody whose whole name it is
loses it there too. Titles and small words of
names (Dr, van, al) are no names by themselves. A nickname or a name that nobody gave is not found.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable

from workshop.errors import Sentence
from workshop.grouping.letters import NO_LETTER_AFTER, NO_LETTER_BEFORE, SIGNS
from workshop.grouping.stopwords import STOPWORDS

NAME_GONE = Sentence("[name left out]")
SHORTEST_PART = 3
MOST_SMALL = 3
"""With more parts than this, those in small letters are words beside a name.

In brackets they always are: "Ada (deputy)"."""

_NO_NAMES = """
    mr mrs ms miss mx dr prof sir dame lord lady rev father sister brother mum dad van von
    der den ter ten de del della des di da dos du la le el al bin ibn abu ben bat of the and
    jr sr
    """
NO_NAMES = frozenset(_NO_NAMES.split())
"""Parts that say nobody by themselves."""
_WORDS_TOO = """
    art ash autumn bailey baker bank banks bell bill black blue bob bond booth brook brown
    bush butler carter castle chance church clay cliff cook cooper cross day dean drew earl
    east faith fields finch fisher fox frank french gale gardener gene glen gold grace grant
    gray green grey guy hall harmony heath hill holly home hope hunter iris ivy jack joy
    judge june king knight lake lance lane law lily long love major manager mark marsh mason
    may mercy mill miller moon moor norm north page paige park parker pat penny pepper pier
    pope porter potter price prince queen ray reed rich river robin rock rose ruby sandy
    shepherd short skip sky smith star stone sue summer sunny taylor temple terry tiger
    till turner victor violet walker ward water weaver west white will winter wood woods worker
    young resident staff council councillor partner volunteer table group team
    """
WORDS_TOO = frozenset(_WORDS_TOO.split())
"""Names and parts that are everyday words, or what people of a room are called."""
EVERYDAY = WORDS_TOO | STOPWORDS["english"]


def without_names(names: Iterable[str]) -> Callable[[str], str]:
    """A function that takes these names and their parts out of a text."""
    patterns = _patterns(names)

    def cut(text: str) -> str:
        if patterns:
            text = unicodedata.normalize("NFC", text)
        for pattern in patterns:
            text = pattern.sub(NAME_GONE, text)
        return text

    return cut


def names_in(texts: Iterable[str], names: Iterable[str]) -> Counter[str]:
    """What would be taken out of these texts, as it is written there, and how often."""
    patterns = _patterns(names)
    found: Counter[str] = Counter()
    for text in texts:
        left = unicodedata.normalize("NFC", text)
        for pattern in patterns:
            found.update(" ".join(one.group().split()) for one in pattern.finditer(left))
            left = pattern.sub(NAME_GONE, left)
    return found


def _patterns(names: Iterable[str]) -> list[re.Pattern[str]]:
    full = {" ".join(name.split()) for name in names if _is_name(name)}
    anyhow, as_typed, inside = set[str](), set[str](), set[str]()
    for name in full:
        (as_typed if name.casefold() in EVERYDAY else anyhow).add(name)
        parts = [part for part in re.split(r"[\s\-‐‑.,'’()]+", name) if part]
        few = len(parts) <= MOST_SMALL
        remarks = set(re.split(r"[\s\-‐‑.,'’]+", " ".join(re.findall(r"\(([^()]*)\)", name))))
        for part in parts:
            low = part.casefold()
            small = part == low and part.upper() != low
            names_somebody = not small or (few and part not in remarks)
            if len(part) < SHORTEST_PART or low in NO_NAMES or not names_somebody:
                continue
            (inside if low in EVERYDAY else anyhow).add(part[0].upper() + part[1:])
    whole = f"{NO_LETTER_BEFORE}(?:NAMES){NO_LETTER_AFTER}"
    return [
        re.compile(pattern.replace("NAMES", _any(found)), flags)
        for pattern, found, flags in (
            (whole, anyhow, re.IGNORECASE),
            (whole, as_typed, 0),
            (rf"(?:(?<=[^\W_]\s)|(?<=[,;{SIGNS}]\s))(?:NAMES){NO_LETTER_AFTER}", inside, 0),
        )
        if found
    ]


def _any(names: Iterable[str]) -> str:
    """The names as a pattern, the longest first, with any space between their parts."""
    forms = {unicodedata.normalize("NFC", form) for one in names for form in (one, one.upper())}
    longest = sorted(forms, key=lambda one: (-len(one), one))
    return "|".join(r"\s+".join(map(re.escape, one.split())) for one in longest)


def _is_name(text: str) -> bool:
    """Long enough not to be a letter, and short enough not to be a sentence."""
    return 2 <= len(text.strip()) <= 60
