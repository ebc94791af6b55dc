"""Exact numbers and the one rounding."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.errors import InvalidInputError
from workshop.measures import exact, percent_change, round_for_display


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (Fraction(5, 2), 0, "3"),
        (Fraction(-5, 2), 0, "-3"),
        (0.5, 0, "1"),
        (-0.4, 0, "0"),
        (2.675, 2, "2.68"),
        (Decimal("-2.345"), 2, "-2.35"),
        (2, 1, "2.0"),
        (Fraction(2, 3), 3, "0.667"),
        (10**40 + 1, 2, "1" + "0" * 39 + "1.00"),
    ],
)
def test_halves_are_rounded_away_from_zero(value, decimals, shown):
    """A half goes up above zero and down below it, and zero never shows a minus."""
    assert str(round_for_display(value, decimals)) == shown


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=5, min_value=-(10**9), max_value=10**9
    )
)
def test_rounding_agrees_with_the_decimal_module(value):
    """Our rounding is the standard library's half-up, which is away from zero."""
    assert round_for_display(value, 2) == value.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def test_a_float_stands_for_what_was_typed():
    """0.1 is one tenth, not the nearest binary fraction."""
    assert exact(0.1) + exact(0.2) == Fraction(3, 10)


@pytest.mark.parametrize(
    "value",
    [float("nan"), float("inf"), Decimal("NaN"), Decimal("-Infinity"), True, "12", None, 1j],
)
def test_what_is_no_number_is_refused_with_a_sentence(value):
    """The sentence says which figure is meant and what it should look like."""
    with pytest.raises(
        InvalidInputError, match=r"^The reach must be a number, such as 12 or 1\.5\.$"
    ):
        exact(value, what="The reach")


@pytest.mark.parametrize("value", [Decimal("1E+999999"), Decimal("1E-999999")])
def test_a_number_too_long_to_write_out_is_refused(value):
    """A short text must not be able to fill the memory."""
    with pytest.raises(InvalidInputError, match="too many digits"):
        exact(value)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_finite_float_is_taken_as_it_is_written(value):
    """The exact fraction turns back into the very same float."""
    assert float(exact(value)) == value


def test_change_in_percent_needs_something_to_change_from():
    """Volunteer hours grew from 220 to 1,840; from nothing there is no percentage."""
    assert round_for_display(percent_change(220, 1840), 1) == Decimal("736.4")
    assert round_for_display(percent_change(220, 5000) / 100 + 1, 2) == Decimal("22.73")
    assert percent_change(0, 5) is None
