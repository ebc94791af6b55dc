"""Exact numbers: what came in becomes whole pence, whole counts or fractions, or is refused."""

from decimal import Decimal
from fractions import Fraction

from workshop.errors import InvalidInputError

Number = int | float | Decimal | Fraction

_MOST_DIGITS = 400
"""Room for every float; a longer exponent could fill the memory once it is written out."""


def exact(value: Number, *, what: str = "The number") -> Fraction:
    """Return ``value`` as an exact fraction.

    A float stands for the decimal that a person would have typed, so 0.1 is one tenth.
    ``what`` begins the sentence of the ``InvalidInputError`` that refuses anything else.
    """
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | Fraction):
        raise InvalidInputError(f"{what} must be a number, such as 12 or 1.5.")
    if isinstance(value, int | Fraction):
        return Fraction(value)
    decimal = Decimal(repr(float(value))) if isinstance(value, float) else value
    if not decimal.is_finite():
        raise InvalidInputError(f"{what} must be a number, such as 12 or 1.5.")
    exponent = decimal.as_tuple().exponent
    if isinstance(exponent, int) and (
        abs(exponent) > _MOST_DIGITS or abs(decimal.adjusted()) > _MOST_DIGITS
    ):
        raise InvalidInputError(f"{what} has too many digits. Use a shorter number.")
    return Fraction(decimal)


def not_negative(value: Number, *, what: str) -> Fraction:
    """Return ``value`` exactly, or refuse it when it is below zero."""
    number = exact(value, what=what)
    if number < 0:
        raise InvalidInputError(f"{what} must be 0 or more.")
    return number


def percentage(value: Number, *, what: str) -> Fraction:
    """Return 0 to 100 percent as an exact share between 0 and 1."""
    number = exact(value, what=what)
    if not 0 <= number <= 100:
        raise InvalidInputError(f"{what} must be from 0 to 100 percent.")
    return number / 100


def whole(value: int, *, what: str) -> int:
    """Return a whole count of 0 or more."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise InvalidInputError(f"{what} must be a whole number, such as 12.")
    if value < 0:
        raise InvalidInputError(f"{what} must be 0 or more.")
    return value


def pence(value: int, *, what: str) -> int:
    """Return whole pence, which may be below zero for a refund."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise InvalidInputError(f"{what} must be in whole pence.")
    return value


def percent_change(old: Number, new: Number) -> Fraction | None:
    """Return the change from ``old`` to ``new`` as a percentage of ``old``; none when it is 0."""
    start = exact(old)
    return (exact(new) - start) / start * 100 if start else None


def round_for_display(value: Number, decimals: int = 0) -> Decimal:
    """Round half away from zero to ``decimals`` places: 2.5 is 3 and -2.5 is -3.

    The only rounding there is, and only for showing: arithmetic goes on with the exact number.
    The answer keeps its zeros (``round_for_display(2, 1)`` is ``Decimal("2.0")``).
    """
    places = whole(decimals, what="The number of decimals")
    number = exact(value)
    size = (abs(number) * 10**places * 2 + 1) // 2
    return Decimal(f"{-size if number < 0 else size}E-{places}")
