"""Numbers as people say them: “about 400”, “200–300”, “1,200”, “2k”. What was meant is kept.

The words of each language are in ``data/words/numbers.toml``; all of them are understood at once,
since a box does not know who writes into it. A word that means one number in one language and
another in another is understood in none: to ask again costs less than a thousand times too much.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache

from workshop.digits import plain_digits
from workshop.errors import SettingsError
from workshop.places import DATA

WORDS = DATA / "words" / "numbers.toml"
MOST_LETTERS = 200
DECIMAL_COMMA = re.compile(r"[+-]?\d*,\d{1,2}")
"""“0,5” as most of Europe writes it; with three digits behind it, a comma parts thousands."""
_DIGITS = (
    r"(?:£\s*)?(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:[ \u00a0\u202f]\d{3})+|"
    r"\d*,\d{1,2}|\d+(?:\.\d+)?|\.\d+)"
)
_NO_LETTER_BEFORE, _NO_LETTER_AFTER = r"(?<![^\W\d_])", r"(?![^\W\d_])"


@dataclass(frozen=True, slots=True)
class _Forms:
    """The words of all languages together, as they are looked for."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    one: re.Pattern[str]
    range: re.Pattern[str]
    times: Mapping[str, int]
    pounds: Mapping[str, int]


def said_number(text: str) -> Decimal | None:
    """The number that was meant, of a range the middle; None for what is no number.

    ``2-3k`` is 2,000 to 3,000. A range that goes down, such as ``300-200``, is none.
    """
    if len(text) > MOST_LETTERS:
        return None
    forms = _forms()
    plain = _folded(plain_digits(text)).strip()
    for around in (forms.after, forms.before):
        while (shorter := around.sub("", plain, count=1)) != plain:
            plain = shorter
    if found := forms.one.fullmatch(plain):
        return _times(found[1], found[2]) if "£" in plain or found[2] not in forms.pounds else None
    if found := forms.range.fullmatch(plain):
        if "£" not in plain and not forms.pounds.keys().isdisjoint((found[2], found[4])):
            return None
        low, high = _times(found[1], found[2] or found[4]), _times(found[3], found[4])
        return (low + high) / 2 if low <= high else None
    return None


def said_otherwise(text: str, *, money: bool = False) -> bool:
    """Whether the words say more than the bare number, of money the bare sum, and so are kept."""
    bare = text.replace("£", "") if money else text
    try:
        Decimal(plain_digits(bare.strip()).replace(",", ""))
    except InvalidOperation:
        return said_number(text) is not None
    return False


def _times(number: str, unit: str | None) -> Decimal:
    if DECIMAL_COMMA.fullmatch(number):
        number = number.replace(",", ".")
    bare = re.sub(r"[,\s]", "", number)
    forms = _forms()
    return Decimal(bare) * {**forms.times, **forms.pounds}.get(unit or "", 1)


def _folded(text: str) -> str:
    """Without capitals, accents and vowel signs, which phones leave out."""
    parts = unicodedata.normalize("NFD", text.casefold().replace("ł", "l"))
    return "".join(letter for letter in parts if unicodedata.category(letter) != "Mn")


def _any_of(words: Iterable[str]) -> str:
    """One of these, the longest first, each as a whole word."""
    longest = sorted({_folded(word) for word in words}, key=lambda word: (-len(word), word))
    return "|".join(
        f"{re.escape(word)}{_NO_LETTER_AFTER if word[-1].isalpha() else ''}" for word in longest
    )


def _of_one_meaning(languages: Iterable[Mapping[str, int]]) -> Mapping[str, int]:
    """The words of all languages without those that mean different numbers, “mil” or “mil.”."""
    every = [(_folded(word), by) for words in languages for word, by in words.items()]
    meant: dict[str, set[int]] = {}
    for word, by in every:
        meant.setdefault(word.rstrip("."), set()).add(by)
    return {word: by for word, by in every if len(meant[word.rstrip(".")]) == 1}


@cache
def _forms() -> _Forms:
    """Raises SettingsError where the file is missing or broken."""
    try:
        found = tomllib.loads(WORDS.read_text("utf-8"))
        every = {
            name: [word for language in found.values() for word in language[name]]
            for name in ("before", "after", "to", "of")
        }
        times = _of_one_meaning(one["times"] for one in found.values())
        pounds = _of_one_meaning(one.get("pounds", {}) for one in found.values())
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise SettingsError(f"The words of numbers in {WORDS} cannot be read: {error}.") from error
    number = rf"{_DIGITS}\s*({_any_of((*times, *pounds))})?"
    behind = _any_of((*every["after"], *every["of"]))
    return _Forms(
        before=re.compile(rf"^(?:{_any_of(every['before'])})\s*"),
        after=re.compile(rf"\s*{_NO_LETTER_BEFORE}(?:{behind})\.?$"),
        one=re.compile(number),
        range=re.compile(rf"{number}\s*(?:{_any_of(every['to'])})\s*{number}"),
        times=times,
        pounds=pounds,
    )
