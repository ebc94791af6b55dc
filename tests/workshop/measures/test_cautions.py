"""The sentences that stand beside a result."""

import dataclasses

import pytest

from workshop.errors import InvalidInputError
from workshop.measures import (
    ServiceCost,
    cost_cautions,
    registration_cautions,
    unit_cautions,
)

EXISTING = ServiceCost("Existing service", 50926100, 278, "family", "actual")
REDESIGNED = ServiceCost("Redesigned service, year 1", 44215000, 649, "family", "forecast")

FORECAST = "“Redesigned service, year 1” is a forecast. It has not happened yet."
NO_COMMISSIONING = (
    "No line shows what the community group is paid for its work. "
    "Add that cost, or the saving will look too big."
)


def test_the_published_case_needs_every_sentence():
    """Forecast, mixed units, two bands, leaning on reach, no commissioning cost."""
    assert cost_cautions(
        EXISTING, REDESIGNED, has_commissioning_cost=False, other_units=["child", "family"]
    ) == (
        FORECAST,
        "The figures count different things: “family” and “child”. Do not add or compare them.",
        "The total cost falls by 13.2%, which is below the 20% to 60% that this method aims for. "
        "The cost for each family falls by 62.8%, which is above it. "
        "Always say which of the two you mean.",
        "About 86% of the fall in cost for each family comes from reaching more. "
        "It holds only if that many are reached.",
        NO_COMMISSIONING,
    )


def test_a_real_result_inside_the_band_needs_none():
    """Actual, one unit, same band, commissioning counted."""
    real = ServiceCost("Now", 30000000, 278, "family", "actual")
    assert cost_cautions(EXISTING, real, has_commissioning_cost=True) == ()


def test_scenarios_that_cannot_be_compared_say_why():
    """Different units or nobody reached: the reason stands in place of the result's sentences."""
    children = dataclasses.replace(REDESIGNED, reach_unit="child")
    assert cost_cautions(EXISTING, children, has_commissioning_cost=True) == (
        FORECAST,
        "The figures count different things: “family” and “child”. Do not add or compare them.",
    )
    nobody = dataclasses.replace(REDESIGNED, reach=0)
    assert cost_cautions(EXISTING, nobody, has_commissioning_cost=True) == (
        FORECAST,
        "“Redesigned service, year 1” reaches nobody yet. Enter how many it reaches, then compare.",
    )


@pytest.mark.parametrize(
    ("cost_pence", "said"),
    [
        (53000000, "The total cost rises by 4.1%, which is below"),
        (50926100, "The total cost stays the same, which is below"),
        (40740881, "The total cost falls by 19.999998%, which is below"),
    ],
)
def test_a_saving_is_never_rounded_into_another_band(cost_pence, said):
    """A rise is called a rise, and 19.999998% is not shown as 20.0% below 20%."""
    result = ServiceCost("Now", cost_pence, 649, "family", "actual")
    (sentence,) = cost_cautions(EXISTING, result, has_commissioning_cost=True)
    assert sentence.startswith(said)


def test_a_free_service_has_no_band():
    """Without an existing cost there is no percentage to place."""
    free = dataclasses.replace(EXISTING, cost_pence=0)
    assert cost_cautions(free, REDESIGNED, has_commissioning_cost=True) == (FORECAST,)


def test_figures_that_cannot_be_are_refused():
    """A caution is not a place to hide a mistake."""
    with pytest.raises(InvalidInputError):
        cost_cautions(
            EXISTING, dataclasses.replace(REDESIGNED, cost_pence=-1), has_commissioning_cost=True
        )


def test_units_are_named_once_in_the_order_they_came():
    """Three kinds of figure in one table."""
    assert unit_cautions(["family", "child", "Family", "person"]) == (
        "The figures count different things: “family”, “child” and “person”. "
        "Do not add or compare them.",
    )
    assert unit_cautions(["family", " Family "]) == unit_cautions([]) == ()


def test_more_reached_than_registered_is_questioned_not_refused():
    """It can be true, so it is only a question."""
    assert registration_cautions(reached=397, registered=934) == ()
    (sentence,) = registration_cautions(reached=90, registered=60)
    assert sentence.endswith("Check that the two figures are not swapped.")
