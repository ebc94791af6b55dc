"""Money in words: the same everywhere, both above and below zero, and read back as it was said."""

import ast
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from stages.parts.cards.fields_form import to_pence
from workshop.figures.pounds import (
    exact_pounds,
    said_amount,
    said_band,
    said_exactly,
    said_money,
    said_pounds,
    said_to_the_penny,
    typed_pounds,
)

ROOT = Path(__file__).parents[3]
AMOUNTS = some.integers(-(10**14), 10**14)


@given(AMOUNTS)
def test_what_is_said_to_the_penny_is_read_back(pence: int) -> None:
    for said in (said_exactly(pence), said_to_the_penny(pence), typed_pounds(pence)):
        assert to_pence(said, "Cost") == pence


@given(AMOUNTS)
def test_below_zero_is_the_same_with_a_real_minus_before_the_pounds(pence: int) -> None:
    for say in (said_pounds, said_exactly, said_to_the_penny):
        above, below = say(abs(pence)), say(-abs(pence))
        assert above.startswith("£")
        assert "-" not in below
        assert below in (above, f"−{above}")
        assert (below == above) == (not any(digit in above for digit in "123456789"))


@given(AMOUNTS)
def test_whole_pounds_are_never_further_off_than_half_a_pound(pence: int) -> None:
    assert abs(to_pence(said_pounds(pence), "Cost") - pence) <= 50


@given(some.fractions(-(10**6), 10**6))
def test_part_of_a_penny_is_rounded_and_not_cut(pence: Fraction) -> None:
    assert abs(to_pence(said_exactly(pence), "Cost") - pence) <= Fraction(1, 2)


@pytest.mark.parametrize(
    ("pence", "whole", "exact", "penny"),
    [
        (0, "£0", "£0", "£0.00"),
        (5, "£0", "£0.05", "£0.05"),
        (-5, "£0", "−£0.05", "−£0.05"),
        (1250, "£13", "£12.50", "£12.50"),
        (-1250, "−£13", "−£12.50", "−£12.50"),
        (1200, "£12", "£12", "£12.00"),
        (-123_456_789, "−£1,234,568", "−£1,234,567.89", "−£1,234,567.89"),
    ],
)
def test_amounts_as_people_read_them(pence: int, whole: str, exact: str, penny: str) -> None:
    assert (said_pounds(pence), said_exactly(pence), said_to_the_penny(pence)) == (
        whole,
        exact,
        penny,
    )


def test_another_currency_has_its_sign_or_its_name() -> None:
    assert said_money(-1200, decimals="always", currency="EUR") == "−€12.00"
    assert said_money(123_450, decimals="always", currency="CHF") == "CHF 1,234.50"


@given(some.integers(-(10**9), 10**9))
def test_a_band_says_where_an_amount_lies_and_not_what_it_is(pence: int) -> None:
    low, high = (to_pence(said, "Pay") for said in said_band(pence).split(" to "))
    assert low <= pence < high
    assert (low % 500_000, high - low) == (0, 500_000)
    assert said_amount(pence, guarded=True) == said_band(pence)


@given(AMOUNTS)
def test_a_spreadsheet_gets_the_amount_itself(pence: int) -> None:
    assert exact_pounds(pence) * 100 == pence


def formatted_pounds(path: Path) -> list[int]:
    """Lines on which an f-string puts “£” before a number that it formats itself."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.JoinedStr)
        for sign, value in zip(node.values, node.values[1:], strict=False)
        if isinstance(sign, ast.Constant)
        and str(sign.value).endswith("£")
        and isinstance(value, ast.FormattedValue)
        and value.format_spec is not None
    ]


def test_money_is_formatted_in_one_module_alone() -> None:
    modules = [path for floor in ("workshop", "stages") for path in (ROOT / floor).rglob("*.py")]
    assert len(modules) > 300
    assert {path.name: found for path in modules if (found := formatted_pounds(path))} == {}
