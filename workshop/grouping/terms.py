"""From a card's words to the terms that it is compared by, in whatever language it is written."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from workshop.grouping.letters import MARKS
from workshop.grouping.light_stems import light_stem
from workshop.grouping.stopwords import STOPWORDS

LANGUAGES: Mapping[str, str] = {
    "ar": "arabic",
    "cy": "welsh",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "it": "italian",
    "nl": "dutch",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "uk": "ukrainian",
    "ur": "urdu",
}
"""Language of a card or a workshop -> its stemmer, of Snowball or a light one of ours.

Others are compared word by word.
"""

_OTHER_LETTERS = ("arabic", "russian", "ukrainian", "urdu")
_LATIN = tuple(name for name in STOPWORDS if name not in _OTHER_LETTERS)
_OF_SCRIPT: Mapping[str, tuple[str, ...]] = {
    "CYRILLIC": ("ukrainian", "russian"),
    "ARABIC": ("urdu", "arabic"),
}
_OWN_LETTERS: Mapping[str, str] = {"ukrainian": "іїєґ", "urdu": "ٹڈڑںےہھگچپژکی"}
"""Letters that tell one language from another of the same script."""
_SCRIPTS: Mapping[str, str] = {
    "GREEK": "greek",
    "ARMENIAN": "armenian",
    "DEVANAGARI": "hindi",
    "TAMIL": "tamil",
}
_UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR")
_APOSTROPHES = str.maketrans("’‘ʼ", "'''")
_JOINED = re.escape(MARKS) + "\u200c\u200d"
_LETTERS = rf"[^\W\d_]+(?:[{_JOINED}]+[^\W\d_]*)*"
_VOWELS = re.compile("[\u064b-\u0652\u0670]")
"""What Arabic and Urdu write above and below a word for learners, and leave out elsewhere."""
_SHORTEST = 3


class Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802 - the library's name


@dataclass(frozen=True, slots=True)
class Term:
    """``stem`` is what cards are compared by, ``word`` how this card says it."""

    stem: str
    word: str


@cache
def _word() -> re.Pattern[str]:
    """A word, or a picture of one. Made when cards are grouped: it takes a hundredth of a start."""
    return re.compile(
        rf"{_LETTERS}(?:['-]{_LETTERS})*"
        r"|[\U0001F000-\U0001FAFF\u2600-\u27BF](?:[\U0001F3FB-\U0001F3FF\uFE0F\u200D]"
        r"|(?<=\u200D)[\U0001F000-\U0001FAFF\u2600-\u27BF])*"
    )


def terms_of(text: str, language: str = "en", *, sure: bool = False) -> tuple[Term, ...]:
    """What a card is about, in the order in which it says it.

    ``language`` decides in doubt, and always where it is ``sure``.
    """
    words = [found[0] for found in _word().finditer(_composed(text))]
    usual = LANGUAGES.get(language, "")
    lowers = [_VOWELS.sub("", word.casefold()) for word in words]
    latin = usual if sure else _speech(lowers, usual)
    scripts = {name: _told_apart(name, lowers, usual) for name in _OF_SCRIPT}
    found = []
    for word, lower in zip(words, lowers, strict=True):
        speech = scripts.get(_script(lower[0]), latin)
        stopwords = STOPWORDS.get(speech, frozenset())
        if lower not in stopwords and lower.replace("'", "") not in stopwords:
            found += _terms(word, lower, speech)
    # A card of small words alone is still like its twin.
    return tuple(found) or tuple(Term(word.casefold(), word) for word in words)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text).translate(_APOSTROPHES)


def _terms(word: str, lower: str, speech: str) -> list[Term]:
    if not lower[0].isalpha():
        return [Term(word.replace("\ufe0f", ""), word)]
    script = _script(lower[0])
    if script.startswith(_UNSPACED):
        # Where no spaces part the words, two letters that stand together are compared.
        pairs = [lower[i : i + 2] for i in range(len(lower) - 1)] or [lower]
        return [Term(pair, pair) for pair in pairs]
    if len(lower) < (_SHORTEST if speech != "urdu" else _SHORTEST - 1):
        return []
    stem = _stem(_SCRIPTS.get(script, speech), lower.removesuffix("'s"))
    return [Term(stem, word.removesuffix("'s"))]


def _speech(words: list[str], usual: str) -> str:
    """The language whose small words the card uses most; the usual one where none stands out."""
    counts = {name: sum(word in STOPWORDS[name] for word in words) for name in _LATIN}
    most = max(counts.values(), default=0)
    if most < 2 or counts.get(usual, 0) * 2 >= most:
        return usual
    return next(name for name in _LATIN if counts[name] == most)


def _told_apart(script: str, words: list[str], usual: str) -> str:
    """Which language of a script a card is in: the usual one, or what its letters tell."""
    first, last = _OF_SCRIPT[script]
    if usual in (first, last):
        return usual
    own = set(_OWN_LETTERS[first])
    return first if any(own & set(word) for word in words) else last


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


@cache
def _stemmer(speech: str) -> Stemmer | None:
    import snowballstemmer

    known = speech in snowballstemmer.algorithms()
    return snowballstemmer.stemmer(speech) if known else None


def _stem(speech: str, word: str) -> str:
    stemmer = _stemmer(speech)
    return stemmer.stemWord(word) if stemmer is not None else light_stem(speech, word)
