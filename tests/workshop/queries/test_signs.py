"""Signs with their numbers: each in its own unit, counts and percentages apart."""

from fractions import Fraction
from typing import Any

import pytest

from tests.workshop.queries.making import card
from workshop.queries.cards import CardView
from workshop.queries.signs import (
    Sign,
    plain_figure,
    read_number,
    read_signs,
    said_value,
    sign_cautions,
)


def number(sign: CardView, sort: str, on: str = "", **fields: Any) -> CardView:
    more = {"measured_on": on} if on else {}
    return card("measurement", links={"indicator": (sign.id,)}, sort=sort, **more, **fields)


def one_sign(*numbers: tuple[str, str, dict[str, Any]], **fields: Any) -> Sign:
    sign = card("indicator", "Volunteers", **{"unit": "person", **fields})
    cards = [number(sign, sort, on, **said) for sort, on, said in numbers]
    (found,) = read_signs([sign, *cards])
    return found


def test_a_sign_goes_from_start_to_goal() -> None:
    found = one_sign(
        ("target", "2012-12-31", {"value": "5000"}),
        ("actual", "2011-03-31", {"value": "1840"}),
        ("baseline", "2010-03-31", {"value": "220"}),
    )
    assert [one.value for one in found.readings] == [220, 1840, 5000]
    assert found.done == Fraction(1620, 4780)


def test_counts_and_percentages_stand_apart() -> None:
    """The goal says in which of the two the sign is followed."""
    found = one_sign(
        ("baseline", "", {"value": "40"}),
        ("target", "", {"percent": "75"}),
        ("actual", "", {"percent": "30"}),
    )
    assert found.basis == "percent"
    assert found.baseline is None
    assert [one.value for one in found.apart] == [40]
    assert found.done is None


def test_a_plain_number_of_a_sign_in_per_cent_is_a_percentage() -> None:
    found = one_sign(("target", "", {"value": "75"}), unit="percent")
    assert found.target is not None
    assert said_value(found.target, "") == "75 %"


def test_how_many_out_of_how_many_is_a_percentage() -> None:
    found = read_number(card("measurement", numerator=13, denominator=20))
    assert found is not None
    assert (found.basis, found.value) == ("percent", 65)
    assert said_value(found, "people") == "65 % (13 of 20)"


def test_words_alone_are_no_number() -> None:
    assert read_number(card("measurement", "We shall see")) is None
    assert read_number(card("measurement", numerator=3, denominator=0)) is not None


def test_a_goal_that_is_the_start_leaves_no_way_to_go() -> None:
    found = one_sign(
        ("baseline", "", {"value": "5"}),
        ("target", "", {"value": "5"}),
        ("actual", "", {"value": "5"}),
    )
    assert found.done is None


def test_a_forecast_is_never_among_what_was_counted() -> None:
    found = one_sign(("baseline", "", {"value": "1"}), ("forecast", "", {"value": "2"}))
    assert found.actuals == ()
    assert [one.value for one in found.forecasts] == [2]


@pytest.mark.parametrize(
    ("value", "said"),
    [("22.7", "22.7"), ("5000", "5,000"), ("0.125", "0.13"), ("-3.5", "−3.5"), ("75", "75")],
)
def test_figures_have_no_more_decimals_than_they_need(value: str, said: str) -> None:
    assert plain_figure(Fraction(value)) == said


def test_money_stands_before_its_figure() -> None:
    found = one_sign(("target", "", {"value": "80"}), unit="money")
    assert found.target is not None
    assert said_value(found.target, "£") == "£80"


def reach_and_registration(unit: str, reached: str, registered: str) -> list[Sign]:
    signs = [card("indicator", unit=unit, sort=sort) for sort in ("reach", "registration")]
    numbers = [
        number(sign, "actual", percent=value)
        for sign, value in zip(signs, (reached, registered), strict=True)
    ]
    return list(read_signs([*signs, *numbers]))


def test_more_reached_than_registered_is_named_not_refused() -> None:
    (said,) = sign_cautions(reach_and_registration("family", "90", "60"), {})
    assert "More are reached than are registered" in said
    assert sign_cautions(reach_and_registration("family", "60", "90.5"), {}) == ()


def test_families_beside_children_are_named() -> None:
    both = [
        *reach_and_registration("family", "1", "2"),
        *reach_and_registration("child", "1", "2"),
    ]
    (said,) = sign_cautions(both, {"family": "families", "child": "children"})
    assert said == (
        "The figures count different things: “families” and “children”. Do not add or compare them."
    )
