"""The words of many languages by which files of spending are understood, from one file of data.

``data/spending/words.toml`` says what may stand there and how to add a language.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from workshop.places import DATA

FILE = DATA / "spending" / "words.toml"
ENGLISH = "en"
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_APART = re.compile(r"[^\w£$€₹¥₴%&+]+|_+")
_PLAIN = str.maketrans({"ł": "l", "Ł": "L", "ß": "ss", "ø": "o", "æ": "ae"})


@lru_cache(maxsize=10_000)
def fold(words: str) -> str:
    """``Zahlungs-Empfänger`` as ``zahlungs empfanger``: small plain letters, single spaces."""
    apart = unicodedata.normalize("NFKD", _CAMEL.sub(" ", words).translate(_PLAIN))
    plain = "".join(char for char in apart if not unicodedata.combining(char)).lower()
    return " ".join(_APART.sub(" ", plain).split())


@dataclass(frozen=True)
class Phrases:
    """SpendWords to look for: some anywhere in a heading, some only as the whole of it, some of
    those ``perhaps``, where no other heading says more."""

    anywhere: frozenset[str]
    alone: frozenset[str]
    perhaps: frozenset[str]

    @classmethod
    def of(cls, words: Iterable[str]) -> "Phrases":
        """From the words of the file, ``=`` or ``~`` before those that stand alone."""
        every = list(words)
        return cls(
            frozenset(fold(word) or word for word in every if not word.startswith(("=", "~"))),
            frozenset(fold(word[1:]) for word in every if word.startswith("=")),
            frozenset(fold(word[1:]) for word in every if word.startswith("~")),
        )

    def score(self, folded: str) -> int:
        """100 where a heading says just this (45 perhaps), 76 at an end, 60 inside, else 0."""
        if folded in self.anywhere or folded in self.alone:
            return 100
        if folded in self.perhaps:
            return 45
        padded = f" {folded} "
        found = [word for word in self.anywhere if f" {word} " in padded]
        if not found:
            return 0
        edge = any(padded.startswith(f" {word} ") or padded.endswith(f" {word} ") for word in found)
        return 76 if edge else 60


@dataclass(frozen=True)
class Language:
    """One language's words, and the money of a file that names none. ``few``: not many of its
    words are known, so that a heading that says nothing proves nothing."""

    name: str
    money: str
    phrases: Mapping[str, Phrases]
    few: bool = False

    def score(self, what: str, folded: str) -> int:
        """How well a folded heading says ``what``, a list of the file such as ``supplier``."""
        found = self.phrases.get(what)
        return found.score(folded) if found is not None else 0


@dataclass(frozen=True)
class SpendWords:
    """All that the file says. ``units`` and ``currencies`` are by folded word."""

    languages: tuple[Language, ...]
    units: Mapping[str, str]
    currencies: Mapping[str, str]
    directions: Mapping[str, Any]
    totals: frozenset[str]

    def score(self, what: str, folded: str) -> int:
        """The best score of any language."""
        return max(language.score(what, folded) for language in self.languages)


LISTS = (
    "supplier",
    "amount",
    "purpose",
    "department",
    "date",
    "currency",
    "planned",
    "out",
    "in",
    "never",
    "totals",
    "without_tax",
    "with_tax",
)


@lru_cache(maxsize=1)
def words() -> SpendWords:
    """The file, read once."""
    found = tomllib.loads(FILE.read_text(encoding="utf-8"))
    languages = tuple(
        Language(
            name,
            said["money"],
            {key: Phrases.of(said.get(key, ())) for key in LISTS},
            said.get("few", False),
        )
        for name, said in found["languages"].items()
    )
    return SpendWords(
        languages,
        _by_word(found["units"]),
        _by_word(found["currencies"]),
        _directions(found["directions"]),
        frozenset(
            fold(word) for said in found["languages"].values() for word in said.get("totals", ())
        ),
    )


def _by_word(lists: Mapping[str, list[str]]) -> dict[str, str]:
    return {fold(word) or word: key for key, several in lists.items() for word in several}


def _directions(lists: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: said if isinstance(said, dict) else frozenset(fold(word) for word in said)
        for key, said in lists.items()
    }


@lru_cache(maxsize=20_000)
def says(what: str, heading: str) -> bool:
    """Whether a heading speaks of ``what`` in any language: ``says("in", "Einnahmen")``."""
    return words().score(what, fold(heading)) > 0


def language_of(headings: Iterable[str]) -> Language:
    """The language that most headings are in; English where nothing else says more."""
    folded = [fold(heading) for heading in headings if heading]
    roles = LISTS[:9]

    def known(language: Language) -> int:
        return sum(any(language.score(role, one) for role in roles) for one in folded)

    english = next(one for one in words().languages if one.name == ENGLISH)
    best = max(words().languages, key=lambda one: (known(one), one.name == ENGLISH))
    return best if known(best) > 0 else english
