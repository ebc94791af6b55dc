"""Whether two cards say nearly the same, so that a person may be asked “Is it this one?”."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from workshop.grouping.terms import terms_of

LIKE = 0.8
"""Of the letters of two texts, in the order of their words' stems."""
SHORTEST = 5
"""In shorter words one other letter makes another word: “mums”, “sums”."""
MOST_SHARED = 0.75
FEWEST_WORDS = 3
"""From so many words on, two texts may differ in one."""

_ACCENT = re.compile("[\u0300-\u036f]")
_NUMBER = re.compile(
    r"\d+|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|first|second|third)\b"
)
_NO = re.compile(r"\b(?:no|not|never|none|nobody|without|\w+n['’]t)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """A text as it is compared: its stems in a fixed order, its numbers, and whether it denies."""

    stems: tuple[str, ...]
    numbers: tuple[str, ...]
    denies: bool

    @classmethod
    def of(cls, text: str, language: str = "en") -> "Said":
        """The text in this form; ``language`` is two letters, and decides in doubt."""
        text = _bare(text)
        stems = {term.stem.removesuffix("e") for term in terms_of(text, language)}
        return cls(
            tuple(sorted(stems)), tuple(_NUMBER.findall(text.casefold())), bool(_NO.search(text))
        )


def _bare(text: str) -> str:
    """Without the accents that a phone's keyboard leaves out."""
    return _ACCENT.sub("", unicodedata.normalize("NFD", text))


@lru_cache(maxsize=32)
def near_twins(texts: tuple[tuple[str, str], ...]) -> tuple[tuple[int, int], ...]:
    """Pairs of places of texts that say nearly the same, the earlier one first.

    ``texts`` each come with their language. A text is paired with the first that it is like, so
    that of three alike two are paired with the first. Asked again for the same it is free.
    """
    said = [Said.of(text, language) for text, language in texts]
    found: dict[int, int] = {}
    for later in range(len(said)):
        first = _first_like(said, later, found)
        if first is not None:
            found[later] = first
    return tuple((first, later) for later, first in found.items())


def _first_like(said: Sequence[Said], later: int, paired: dict[int, int]) -> int | None:
    alike = (one for one in range(later) if is_close(said[one], said[later]))
    first = next(alike, None)
    return None if first is None else paired.get(first, first)


def is_close(one: Said, other: Said) -> bool:
    """Whether both say nearly the same. Another number, or a “not”, makes another thing of it."""
    if one.numbers != other.numbers or one.denies != other.denies:
        return False
    if not one.stems or not other.stems:
        return one.stems == other.stems and bool(one.numbers)
    if one.stems == other.stems:
        return True
    return _shares_most(set(one.stems), set(other.stems)) or _slip(one, other)


def _shares_most(one: set[str], other: set[str]) -> bool:
    if min(len(one), len(other)) < FEWEST_WORDS:
        return False
    return len(one & other) / len(one | other) >= MOST_SHARED


def _slip(one: Said, other: Said) -> bool:
    """A slip of the finger: as many words, and nearly the same letters."""
    left, right = " ".join(one.stems), " ".join(other.stems)
    if len(one.stems) != len(other.stems) or min(len(left), len(right)) < SHORTEST:
        return False
    differ = [pair for pair in zip(one.stems, other.stems, strict=True) if pair[0] != pair[1]]
    if len(differ) != 1 or min(map(len, differ[0])) < SHORTEST:
        return False
    return SequenceMatcher(None, *differ[0], autojunk=False).ratio() >= LIKE
