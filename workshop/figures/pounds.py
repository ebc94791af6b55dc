"""Money in words, in one place: whole pounds, exact amounts, pay as a band, and money as typed.

Amounts come in pence. What is below zero has a real minus sign before its pounds: “−£12.50”.
"""

from decimal import Decimal
from fractions import Fraction
from typing import Literal

from workshop.errors import Numerals, Sentence
from workshop.measures import round_for_display

BAND_PENCE = 500_000
"""Pay for fewer than two posts is said in bands of £5,000, so that it is nobody's own pay."""
SIGNS = {"GBP": "£", "EUR": "€", "USD": "$"}
Decimals = Literal["never", "where needed", "always"]


def said_money(
    pence: int | Fraction, *, decimals: Decimals, currency: str = "GBP", minus: str = "−"
) -> str:
    """An amount in words; a currency without a sign of its own is named, as in “CHF 12.00”.

    What is smaller than the last figure shown is rounded, a half away from zero.
    """
    cents = int(round_for_display(Fraction(pence)))
    if decimals == "never":
        cents = int(round_for_display(Fraction(pence) / 100)) * 100
    whole, rest = divmod(abs(cents), 100)
    part = f".{rest:02}" if decimals == "always" or rest else ""
    return f"{minus if cents < 0 else ''}{SIGNS.get(currency, f'{currency} ')}{whole:,}{part}"


def said_pounds(pence: int | Fraction) -> str:
    """Whole pounds: “−£67,111”."""
    return said_money(pence, decimals="never")


def said_exactly(pence: int | Fraction) -> str:
    """``1250`` as “£12.50”, and whole pounds without pence."""
    return said_money(pence, decimals="where needed")


def said_to_the_penny(pence: int | Fraction) -> str:
    """``1200`` as “£12.00”."""
    return said_money(pence, decimals="always")


def said_amount(pence: int | None, *, guarded: bool) -> str:
    """An amount as the room reads it: pay for one post as a band, so that it is nobody's own."""
    if pence is None:
        return Sentence("Not said")
    return said_band(pence) if guarded else said_exactly(pence)


def band(pence: int) -> tuple[int, int]:
    """The band of £5,000 in which an amount lies, from and below, in pence."""
    low = pence // BAND_PENCE * BAND_PENCE
    return low, low + BAND_PENCE


def said_band(pence: int) -> str:
    """The band in which an amount lies: “£30,000 to £35,000”."""
    low, high = band(pence)
    return Sentence(
        "{low} to {high}", low=Numerals(said_pounds(low)), high=Numerals(said_pounds(high))
    )


def said_sum(pence: int, *, guarded: bool) -> str:
    """A sum as the room reads it: where it is one post's pay, only the band in which it lies."""
    return said_band(pence) if guarded else said_pounds(pence)


def shown_size(pence: int, *, guarded: bool) -> Fraction:
    """The length of its bar: of a band the middle, since a bar can be measured."""
    return Fraction(sum(band(pence)), 2) if guarded else Fraction(pence)


def exact_pounds(pence: int) -> Decimal:
    """Whole pence as an exact amount with two decimals: 1234 is ``Decimal("12.34")``."""
    return Decimal(pence).scaleb(-2)


def typed_pounds(pence: int) -> str:
    """``1250`` as ``12.50``: as it stands in a box, to be typed over."""
    return f"{exact_pounds(pence):f}"
