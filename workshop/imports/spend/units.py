"""What one unit of a column stands for, and in which money: said in headings, titles and notes."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from workshop.imports.spend.amounts import SIGNS
from workshop.imports.spend.spreadsheet import Row, cell_text, is_blank
from workshop.imports.spend.words import fold, words

SIZES = {
    "thousand": Decimal(1000),
    "million": Decimal(10) ** 6,
    "billion": Decimal(10) ** 9,
    "lakh": Decimal(10) ** 5,
    "crore": Decimal(10) ** 7,
    "pence": Decimal("0.01"),
}
ONE = Decimal(1)
_SURE = 4
"""Letters of a word, such as “million”, that stands for its size wherever it is in a heading."""
_TOKENS = re.compile(r"[£€$₹¥₴]|\d+(?:[.,]\d+)*[^\W\d_]*|[^\W\d_]+")
_BRACKETS = re.compile(r"[(\[]([^)\]]*)[)\]]")
_COUNTED = re.compile(
    r"(?:(?:gbp|eur|usd|rs\.?)\s*|[£€$₹¥]\s*)?\b(?!0{3})\d[\d,.]*\s*"
    r"(?:k|m|mn|bn|million|billion|thousand|lakh|crore|pence|p)?\b"
)
"""A number with its own size, as in “over £25,000” or “3 million people”: no unit of a table."""
_YEAR = r"(?!(?:19|20)\d\d\b)"
_MILLION_MIL = frozenset({"RON", "CZK", "PLN"})
_MIL = re.compile(r"\bmil\b")
"""A million beside these moneys and in Romanian and Polish, else a thousand, as in Spanish."""
_MAY_BE_NAMES = frozenset({"lei", "leu", "ron"})
"""Lei, and also a name or the number of a firm (LEI)."""
_BEFORE_NAMES = frozenset({"to", "by", "from", "for", "with", "of"})
_ROOM = 12
"""Words of a title or note that may speak of units; longer ones are prose."""


@dataclass(frozen=True, slots=True)
class Unit:
    """``size`` of one unit in whole pounds, euros …; ``where`` it is said, in words."""

    size: Decimal = ONE
    where: str = ""


def _plain(text: str) -> str:
    """Small letters without accents; signs and brackets stay."""
    apart = unicodedata.normalize("NFKD", text.replace("ł", "l").replace("’", "'"))
    return "".join(char for char in apart if not unicodedata.combining(char)).lower()


@lru_cache(maxsize=1)
def _counted_abroad() -> re.Pattern[str]:
    """The same in other languages, as in “понад 5 млн”; “2024, mil. lei” begins with a year."""
    latin = ("mil", "mii", "milioane", "miliarde")
    every = "|".join(one for one in words().units if one in latin or not one.isascii())
    return re.compile(rf"\b{_YEAR}\d+(?:[.,]\d+)*\s+(?:{every})\b")


@lru_cache(maxsize=20_000)
def size_in(text: str, *, title: bool = False, language: str = "") -> Decimal:
    """What one unit stands for as a heading says, or a ``title`` or note, where prose may stand.

    ``language`` is that of the headings.
    """
    plain = _plain(text)
    if title:
        plain = _COUNTED.sub(" ", _counted_abroad().sub(" ", plain))
    if language in ("ro", "pl") or _MILLION_MIL & set(
        map(words().currencies.get, _TOKENS.findall(plain))
    ):
        plain = _MIL.sub("million", plain)
    whole = _size_of(plain.replace("'", "").strip(" ()[].:"))
    if whole is not None:
        return whole
    for inside in _BRACKETS.findall(plain):
        found = _among(inside.replace("'", ""), sure=True)
        if found is not None:
            return found
    found = _among(plain.replace("'", ""), sure=not title)
    return ONE if found is None else found


def _size_of(word: str) -> Decimal | None:
    """The size that a text stands for which says nothing else: “£m”, “000s”, “in lakhs”."""
    tokens = [one for one in _TOKENS.findall(word) if one not in ("in", "figures", "all", "of")]
    sizes = [size for one in tokens if (size := _token(one)) is not None]
    rest = [one for one in tokens if _token(one) is None and not _is_money(one)]
    return sizes[0] if len(sizes) == 1 and not rest else None


def _token(token: str) -> Decimal | None:
    name = words().units.get(token)
    return None if name is None else SIZES[name]


def _is_money(token: str) -> bool:
    return token in words().currencies


def _among(plain: str, *, sure: bool) -> Decimal | None:
    """The first token that is a unit: a long word where ``sure``, else one beside money or “in”."""
    tokens = _TOKENS.findall(plain)
    for place, token in enumerate(tokens):
        size = _token(token)
        if size is None:
            continue
        beside = tokens[max(0, place - 1) : place] + tokens[place + 1 : place + 2]
        money = any(_is_money(other) for other in beside) and token not in ("cent", "cents")
        said = "in" in tokens[max(0, place - 1) : place] and len(token) >= _SURE
        if money or said or (sure and len(token) >= _SURE) or (sure and token in ("000", "000s")):
            return size
    return None


@lru_cache(maxsize=20_000)
def currency_in(text: str, *, title: bool = False, language: str = "") -> str:
    """The currency that a heading or title names by sign, code or word; empty for none or two."""
    found = {code for sign, code in SIGNS.items() if sign in text}
    plain = _plain(text)
    tokens = _TOKENS.findall(plain)
    for place, token in enumerate(tokens):
        code = words().currencies.get(token)
        if code is None or token in ("pound", "rs" if title else ""):
            continue
        if token in _MAY_BE_NAMES:
            sure = language == "ro" or _surely_lei(text, plain, tokens, place, title=title)
        elif code == "CZK" and len(token) == 2:
            sure = "kč" in unicodedata.normalize("NFC", text).lower()
        else:
            sure = not title or len(token) > 3 or token.upper() in text.split()
        if sure:
            found.add(code)
    if title and len(found) > 1:
        return ""
    return next(iter(sorted(found)), "") if len(found) == 1 else ""


def _surely_lei(text: str, plain: str, tokens: list[str], place: int, *, title: bool) -> bool:
    """It stands in brackets, after a number or beside a unit; in a heading also as “RON”."""
    if any(tokens[place] in _TOKENS.findall(inside) for inside in _BRACKETS.findall(plain)):
        return True
    before, after = tokens[max(0, place - 1) : place], tokens[place + 1 : place + 2]
    if any(one[0].isdigit() for one in before) or any(map(_token, before + after)):
        return True
    return not title and "RON" in text.split() and not _BEFORE_NAMES & set(before)


def unit_row(row: Row) -> bool:
    """A row of nothing but units and money, as “£000” under or above the names."""
    said = [cell_text(cell) for cell in row if not is_blank(cell)]
    return bool(said) and all(_only_units(one) for one in said)


def _only_units(text: str) -> bool:
    tokens = _TOKENS.findall(_plain(text).replace("'", ""))
    return bool(tokens) and all(
        _token(one) is not None or _is_money(one) or one == "in" for one in tokens
    )


def said_around(
    rows: Iterable[tuple[int, Row]], language: str = ""
) -> tuple[Unit, tuple[str, str]]:
    """The unit and the currency that titles or notes speak of, each with the row that says so.
    ``language`` is that of the headings."""
    unit, money = Unit(), ("", "")
    for place, row in rows:
        for cell in row:
            text = cell_text(cell) if isinstance(cell, str) else ""
            if not text:
                continue
            short = len(fold(text).split()) <= _ROOM or "figures" in text.lower()
            size = size_in(text, title=True, language=language) if short else ONE
            if unit.size == 1 and size != 1:
                unit = Unit(size, f"row {place + 1} says “{text[:60]}”")
            code = currency_in(text, title=True, language=language)
            if code and not money[0]:
                money = (code, f"row {place + 1} says “{text[:60]}”")
    return unit, money


def size_words(size: Decimal, currency: str) -> str:
    """How a size is said: “thousands (£1,000 each)” or “pence”."""
    for name, one in SIZES.items():
        if one == size:
            return "hundredths" if name == "pence" and currency != "GBP" else _plural(name)
    return f"units of {size:,}"


def _plural(name: str) -> str:
    return name if name == "pence" else f"{name}s"
