"""An amount as somebody typed it becomes whole pence, exactly, or is said to be none."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from typing import Literal

from workshop.digits import plain_digits
from workshop.imports.spend.spreadsheet import Cell, is_blank

Point = Literal[".", ","]
"""The sign before the pence."""

MOST = Decimal(10) ** 13
"""Pounds; more than any public body has ever spent."""
EXCEL_DIGITS = 15
"""A spreadsheet keeps and shows no more digits than these; what comes after is noise."""
_AS_SHOWN = Context(prec=EXCEL_DIGITS, rounding=ROUND_HALF_UP)

SIGNS = {"£": "GBP", "€": "EUR", "$": "USD", "¥": "JPY", "₹": "INR", "zł": "PLN", "₴": "UAH"}
_NAMES = {"lei": "RON", "грн": "UAH", "kč": "CZK", "rs": "INR"}
"""How people write money after or before an amount, where it has no sign."""
_CODE = r"GBP|EUR|USD|CHF|JPY|INR|PLN|SEK|NOK|DKK|AUD|CAD|NZD|CZK|HUF|ZAR|AED|CNY|HKD|SGD|RON|UAH"
_CURRENCY = re.compile(
    rf"(?:{_CODE})|zł|(?:{'|'.join(_NAMES)})(?![^\W\d_])\.?|[£€$¥₹₴]", re.IGNORECASE
)
_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f\u200b\ufeff]+")
_MINUS = str.maketrans(dict.fromkeys("\u2212\u2013\u2014\ufe63\uff0d", "-"))
_NUMBER = re.compile(r"(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,2})?")
_COMMAS = re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d*)?")
_POINTS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d*)?")
_USUAL = re.compile(r"-?(?:\d{1,13}|\d{1,3}(?:,\d{3}){1,4})(?:\.\d{1,4})?")
"""How most amounts are written: these need no closer look."""
_DASHES = re.compile(r"-+")
_NO_PENCE = re.compile(r"(?<=\d[.,])-(?=\)?$)")
"""As in “1 200,- Kč” and “CHF 500.–”: a dash in place of the pence, no minus."""
_CRORE = re.compile(r"\d\)?cr\.?$", re.IGNORECASE)
_COMMA_PENCE = re.compile(r"(?:\d{1,3}(?:\.\d{3})+|\d*),\d{1,2}")


@dataclass(frozen=True, slots=True)
class Amount:
    """``value`` in units of ``currency`` ("" where none was said); None with the ``reason`` why."""

    value: Decimal | None
    currency: str = ""
    reason: str = ""


NO_AMOUNT = Amount(None, reason="No amount is given in this row.")


def read_amount(cell: Cell, point: Point = ".") -> Amount:
    """The amount in a cell, whose sign is turned by brackets, a minus on either side, or CR."""
    if is_blank(cell):
        return NO_AMOUNT
    if isinstance(cell, bool | date | time | timedelta):
        kind = "yes or no" if isinstance(cell, bool) else "a date or time"
        return Amount(None, reason=f"The amount is {kind}, not a number.")
    if isinstance(cell, int | float):
        return _checked(_shown(cell), "", str(cell))
    return _read_text(str(cell), point)


def _shown(number: float) -> Decimal | None:
    """The number as a spreadsheet shows it: 0.1 + 0.2 is 0.3."""
    value = Decimal(repr(number))
    if not value.is_finite() or len(value.as_tuple().digits) <= EXCEL_DIGITS:
        return value if value.is_finite() else None
    return _AS_SHOWN.plus(value)


def _read_text(typed: str, point: Point) -> Amount:
    if point == "." and _USUAL.fullmatch(typed):
        return _checked(Decimal(typed.replace(",", "")), "", typed)
    if typed.startswith('="') and typed.endswith('"'):
        typed = typed[2:-1]  # so that a spreadsheet shows a number as it was typed
    words = _SPACES.sub("", plain_digits(typed)).translate(_MINUS).lstrip("'’")
    found = _CURRENCY.findall(words)
    currency = _named(found)
    number = _CURRENCY.sub("", words)
    if found and not number:
        return Amount(None, currency, NO_AMOUNT.reason)
    if found and not number.strip("-()."):
        return Amount(None, currency, "The amount is only a dash, so no amount is given.")
    if _DASHES.fullmatch(number):
        return Amount(None, currency, "The amount is only a dash, so no amount is given.")
    if currency == "INR" and _CRORE.search(number):
        reason = f"The amount “{typed.strip()[:40]}” may be crore (10,000,000) or a credit."
        return Amount(None, currency, reason)
    number, negative = _sign(number)
    plain = _plain(number, point)
    if plain is None:
        return Amount(None, currency, f"The amount “{typed.strip()[:40]}” is not a number.")
    if len({_named([sign]) for sign in found}) > 1:
        return Amount(None, currency, f"The amount “{typed.strip()[:40]}” names two currencies.")
    try:
        value = Decimal(plain)
    except InvalidOperation:
        return Amount(None, currency, f"The amount “{typed.strip()[:40]}” is not a number.")
    return _checked(-value if negative else value, currency, typed.strip())


def _named(found: list[str]) -> str:
    if not found:
        return ""
    said = found[0].lower().strip(".")
    return SIGNS.get(said) or _NAMES.get(said) or said.upper()


def _sign(number: str) -> tuple[str, bool]:
    """The digits alone, and whether what stood around them means money back."""
    negative = False
    number = number.removesuffix("/-").removesuffix("/=")  # as in “Rs. 500/-”: no minus
    number = _NO_PENCE.sub("00", number)
    upper = number.upper().strip(".") if number.upper().endswith(("CR.", "DR.")) else number.upper()
    if upper.endswith(("CR", "DR")):
        negative = upper.endswith("CR")
        number = upper[:-2]
    if number.startswith("(") and number.endswith(")"):
        number, negative = number[1:-1], True
    if number.startswith("-") and len(number) > 1:
        number, negative = number[1:], True
    elif number.endswith("-"):
        number, negative = number[:-1], True
    if number.startswith("(") and number.endswith(")"):
        number, negative = number[1:-1], True
    return number.removeprefix("+").removesuffix("/").lstrip("'"), negative


def _plain(number: str, point: Point) -> str | None:
    """Digits with a point before the pence, or None for what is no number or could be two."""
    number = re.sub(r"(?<=\d)['’](?=\d{3}(?!\d))", ",", number)
    if point == ",":
        number = number.replace("'", "")
        if re.fullmatch(r"\d+,\d*|,\d+", number) or _POINTS.fullmatch(number):
            return number.replace(".", "").replace(",", ".")
        if _COMMAS.fullmatch(number) and ("." in number or number.count(",") > 1):
            return number.replace(",", "")
        return number if re.fullmatch(r"\d+(\.\d{1,2})?|\.\d{1,2}", number) else None
    if _NUMBER.fullmatch(number):
        return number
    if _COMMAS.fullmatch(number):
        return number.replace(",", "")
    if _POINTS.fullmatch(number) and ("," in number or number.count(".") > 1):
        return number.replace(".", "").replace(",", ".")
    return None


def _checked(value: Decimal | None, currency: str, typed: str) -> Amount:
    if value is None or abs(value) > MOST:
        return Amount(None, currency, f"The amount “{typed[:40]}” is too large to be true.")
    return Amount(value, currency)


def to_pence(value: Decimal) -> int:
    """Whole pence, half a penny away from zero."""
    return int((value * 100).quantize(Decimal(1), ROUND_HALF_UP))


@dataclass(frozen=True, slots=True)
class Style:
    """How a column writes its amounts: which sign stands before the pence, and how sure that is.

    ``mixed``: some amounts say a comma, others a point. ``open``: every amount with a point has
    three digits after it, and none says whether those are thousands; ``shown`` is one of them.
    ``commas`` is one of the amounts where the same holds of all commas.
    """

    point: Point = "."
    mixed: bool = False
    open: bool = False
    shown: str = ""
    commas: str = ""


_GROUPS = re.compile(r"\d{1,3}(?:\.\d{3}){2,}|\d{1,3}(?:\.\d{3})+,\d*")
_COMMA_GROUPS = re.compile(r"\d{1,3}(?:,\d{3}){2,}|\d{1,3}(?:,\d{2,3})*,\d{3}\.\d*")
_ONE_GROUP = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_ONE_COMMA = re.compile(r"[1-9]\d{0,2},\d{3}")
_ANY_POINT = re.compile(r"\d*\.\d+")
_MOST_USUAL = re.compile(r"-?\d{1,13}(?:\.\d{1,2})?")


def style_of(cells: Iterable[Cell]) -> Style:
    """The whole column decides, not the single cell: 29.026.000 says what 81.000 means."""
    return style_of_counted((cell, 1) for cell in cells)


def style_of_counted(cells: Iterable[tuple[Cell, int]], point: int = 0) -> Style:
    """The same of cells with how often each stands there. ``point``: others that say a point."""
    comma = one_group = 0
    shown = commas = ""
    for cell, times in cells:
        if not isinstance(cell, str) or not cell:
            continue
        if _MOST_USUAL.fullmatch(cell):
            point += times * ("." in cell)
            continue
        number, _ = _sign(_CURRENCY.sub("", _SPACES.sub("", plain_digits(cell))).translate(_MINUS))
        if _ONE_GROUP.fullmatch(number):
            one_group += times
            shown = shown or number
        elif _ONE_COMMA.fullmatch(number):
            commas = commas or number
        elif _COMMA_PENCE.fullmatch(number) or _GROUPS.fullmatch(number):
            comma += times
        elif _COMMA_GROUPS.fullmatch(number) or _ANY_POINT.fullmatch(number):
            point += times
    if comma or point:
        return Style("," if comma > point else ".", mixed=bool(comma and point))
    return Style(open=one_group > 0, shown=shown, commas="" if one_group else commas)


WITH_PENCE = r"^-?[0-9]{1,13}\.[0-9]{1,2}$"
"""How most amounts with pence are written."""


def pence_sign(cells: Iterable[Cell]) -> Point:
    """Which sign stands before the pence in this column, by the amounts that leave no doubt."""
    return style_of(cells).point
