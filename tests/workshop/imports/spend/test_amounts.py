"""Every way in which people write an amount, to the penny."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.imports.spend.amounts import pence_sign, read_amount, to_pence


@pytest.mark.parametrize(
    ("cell", "pence", "currency"),
    [
        ("1234.5", 123450, ""),
        ("£1,234.50", 123450, "GBP"),
        (" £ 1 234.50 ", 123450, "GBP"),
        ("1\u00a0234.50", 123450, ""),
        ("1'234.50", 123450, ""),
        ("'1234.50", 123450, ""),
        ("1,23,456.00", 12345600, ""),
        ("(1,234.50)", -123450, ""),
        ("£(1,234.50)", -123450, "GBP"),
        ("(£1,234.50)", -123450, "GBP"),
        ("-£12", -1200, "GBP"),
        ("£-12", -1200, "GBP"),
        ("−12.00", -1200, ""),
        ("–12.00", -1200, ""),
        ("12.00-", -1200, ""),
        ("12.00 CR", -1200, ""),
        ("£12.00Cr", -1200, "GBP"),
        ("12.00 DR", 1200, ""),
        ("+12", 1200, ""),
        ("1e3", 100000, ""),
        ("1.5E+03", 150000, ""),
        (".5", 50, ""),
        ("7.", 700, ""),
        ("1.234,56", 123456, ""),
        ("1.234.567", 123456700, ""),
        ("€20", 2000, "EUR"),
        ("20 EUR", 2000, "EUR"),
        ("GBP 20.10", 2010, "GBP"),
        ("0", 0, ""),
        (2266.0, 226600, ""),
        (0.1 + 0.2, 30, ""),
        (1234567.89, 123456789, ""),
        (-5, -500, ""),
        (10.005, 1001, ""),
        ("-10.005", -1001, ""),
    ],
)
def test_an_amount_is_read_exactly(cell: str | float, pence: int, currency: str) -> None:
    found = read_amount(cell)
    assert found.value is not None, found.reason
    assert (to_pence(found.value), found.currency) == (pence, currency)


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("", "No amount is given in this row."),
        (" \u00a0", "No amount is given in this row."),
        ("n/a", "The amount “n/a” is not a number."),
        ("12,34", "The amount “12,34” is not a number."),
        ("1,2345", "The amount “1,2345” is not a number."),
        ("10%", "The amount “10%” is not a number."),
        ("12/05/2024", "The amount “12/05/2024” is not a number."),
        ("NaN", "The amount “NaN” is not a number."),
        ("1_000", "The amount “1_000” is not a number."),
        ("£5 $5", "The amount “£5 $5” names two currencies."),
        ("-", "The amount is only a dash, so no amount is given."),
        (" £-   ", "The amount is only a dash, so no amount is given."),
        (True, "The amount is yes or no, not a number."),
        (date(2024, 5, 1), "The amount is a date or time, not a number."),
        (float("nan"), "The amount “nan” is too large to be true."),
        (float("inf"), "The amount “inf” is too large to be true."),
        ("1e99", "The amount “1e99” is too large to be true."),
    ],
)
def test_what_is_no_amount_says_why(cell: str | float, reason: str) -> None:
    assert (read_amount(cell).value, read_amount(cell).reason) == (None, reason)


@pytest.mark.parametrize(
    ("cell", "pence"),
    [
        ("1,5", 150),
        (",5", 50),
        ("-€,50", -50),
        ("1.234,56", 123456),
        ("1.234", 123400),
        ("12,50-", -1250),
        ("12.50", 1250),
        (".50", 50),
        ("-€.5", -50),
    ],
)
def test_a_comma_may_stand_before_the_pence(cell: str, pence: int) -> None:
    found = read_amount(cell, ",")
    assert found.value is not None
    assert to_pence(found.value) == pence


@pytest.mark.parametrize("cell", [".", ",", ".505", "€."])
def test_a_point_alone_is_no_amount(cell: str) -> None:
    assert read_amount(cell, ",").value is None


def test_the_column_says_which_sign_stands_before_the_pence() -> None:
    """Only amounts that leave no doubt count; without any it is the British point."""
    assert pence_sign(["1.234", "7,5", "x", ""]) == ","
    assert pence_sign(["1.234", ",50", "x", ""]) == ","
    assert pence_sign(["1,234", "7.5", 3.0]) == "."
    assert pence_sign(["1,234"]) == "."


@given(st.integers(-(10**12), 10**12), st.booleans(), st.sampled_from(["", "£", "£ "]))
def test_pence_written_in_any_way_come_back(pence: int, commas: bool, sign: str) -> None:
    pounds = Decimal(abs(pence)) / 100
    number = f"{pounds:,.2f}" if commas else f"{pounds:.2f}"
    ways = [f"-{sign}{number}", f"{sign}({number})", f"{sign}{number}-", f"{number} CR"]
    for written in ways if pence < 0 else [f"{sign}{number}", f" {number} "]:
        found = read_amount(written)
        assert found.value is not None
        assert to_pence(found.value) == pence


@given(st.integers(-(10**12), 10**12))
def test_a_number_of_a_spreadsheet_comes_back_to_the_penny(pence: int) -> None:
    """Up to ten thousand million pounds, which a spreadsheet keeps as a floating number."""
    found = read_amount(pence / 100)
    assert found.value == Decimal(pence) / 100


@given(st.text(max_size=30))
def test_no_text_breaks_the_reading(typed: str) -> None:
    found = read_amount(typed)
    assert (found.value is None) == bool(found.reason)
