"""Cost for each one reached: the published figures of the Knowsley case, and its edges."""

import dataclasses
import math
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.errors import InvalidInputError, WorkshopError
from workshop.measures import (
    NoReachError,
    ServiceCost,
    UnitFactor,
    UnitMismatchError,
    combined_unit_saving,
    compare_costs,
    convert_reach,
    cost_for_cash_saving,
    reach_for_unit_saving,
    round_for_display,
    savings_band,
)

EXISTING = ServiceCost("Existing service", 50926100, 278, "family", "actual")
REDESIGNED = ServiceCost("Redesigned service, year 1", 44215000, 649, "family", "forecast")


def scenario(cost_pence=100, reach=1, reach_unit="family", kind="actual", name="Ours"):
    return ServiceCost(name, cost_pence, reach, reach_unit, kind)


def shown(value, decimals=0):
    return str(round_for_display(value, decimals))


def test_the_published_table_is_reproduced():
    """Every figure of the published cost table, exact and as printed."""
    result = compare_costs(existing=EXISTING, redesigned=REDESIGNED)
    assert (result.cost_change_pence, result.reach_change) == (-6711100, 371)
    assert shown(result.cost_change_percent, 4) == "-13.1781"
    assert shown(result.reach_change_percent, 4) == "133.4532"
    assert shown(result.unit_cost_existing_pence / 100, 4) == "1831.8741"
    assert shown(result.unit_cost_redesigned_pence / 100, 4) == "681.2789"
    assert shown(result.unit_cost_change_pence / 100, 4) == "-1150.5952"
    assert shown(result.unit_cost_change_percent, 4) == "-62.8097"
    printed = (
        shown(result.cost_change_percent),
        shown(result.reach_change_percent),
        shown(result.unit_cost_existing_pence / 100),
        shown(result.unit_cost_redesigned_pence / 100),
        shown(result.unit_cost_change_pence / 100),
        shown(result.unit_cost_change_percent),
    )
    assert printed == ("-13", "133", "1832", "681", "-1151", "-63")
    assert result.is_forecast


def test_unit_cost_ratio_is_cost_ratio_over_reach_ratio():
    """The identity holds exactly, and is 0.371903 in the published case."""
    result = compare_costs(EXISTING, REDESIGNED)
    ratio = result.unit_cost_redesigned_pence / result.unit_cost_existing_pence
    assert ratio == Fraction(442150, 509261) / Fraction(649, 278)
    assert shown(ratio, 6) == "0.371903"


def test_most_of_the_fall_comes_from_reaching_more():
    """14.29% of the fall is less cost and 85.71% more reach, and the two make one."""
    result = compare_costs(EXISTING, REDESIGNED)
    assert shown(result.share_of_fall_from_cost * 100, 2) == "14.29"
    assert shown(result.share_of_fall_from_reach * 100, 2) == "85.71"
    assert result.share_of_fall_from_cost + result.share_of_fall_from_reach == pytest.approx(1)


def test_sensitivity_of_the_published_case():
    """Break-even at 242 families, 20% at 302, 60% at 604; avoided cost is only notional."""
    result = compare_costs(EXISTING, REDESIGNED)
    assert shown(result.break_even_reach, 2) == "241.36"
    assert math.ceil(result.break_even_reach) == 242
    at_20 = reach_for_unit_saving(EXISTING, REDESIGNED, 20)
    at_60 = reach_for_unit_saving(existing=EXISTING, redesigned=REDESIGNED, percent=60)
    assert (shown(at_20, 1), math.ceil(at_20)) == ("301.7", 302)
    assert (shown(at_60, 1), math.ceil(at_60)) == ("603.4", 604)
    assert shown(result.cost_at_existing_unit_pence / 100) == "1188886"
    assert shown(result.notional_avoided_pence / 100) == "746736"


def test_the_unit_trap_of_children_and_families():
    """Families become children only by a stated factor; at 75% reach a family costs £481."""
    factor = UnitFactor("family", "child", Fraction(397, 278), "397 children, 278 families")
    children = convert_reach(REDESIGNED, factor)
    assert (shown(children.reach), children.reach_unit) == ("927", "child")
    assert shown(factor.factor, 3) == "1.428"
    families = 278 / Fraction("0.227")
    assert shown(families) == "1225"
    assert shown(649 / families * 100, 1) == shown(children.reach / 1749 * 100, 1) == "53.0"
    at_75 = dataclasses.replace(REDESIGNED, reach=math.ceil(families * 3 / 4))
    result = compare_costs(EXISTING, at_75)
    assert at_75.reach == 919
    assert shown(result.unit_cost_redesigned_pence / 100) == "481"
    assert shown(result.unit_cost_change_percent, 1) == "-73.7"


def test_savings_band_of_the_published_case():
    """The cash saving is below the band, the unit saving above it; 30% cash would be £356,483."""
    result = compare_costs(EXISTING, REDESIGNED)
    assert savings_band(-result.cost_change_percent) == "below"
    assert savings_band(-result.unit_cost_change_percent) == "above"
    assert shown(cost_for_cash_saving(EXISTING, 30) / 100) == "356483"
    assert REDESIGNED.cost_pence > cost_for_cash_saving(EXISTING, 30)


def test_two_averages_together():
    """25% cheaper and 120% more reach would be 65.9% for each one reached."""
    saving = combined_unit_saving(cost_saving_percent=25, reach_growth_percent=120)
    assert shown(saving, 1) == "65.9"


@pytest.mark.parametrize(
    ("percent", "band"),
    [
        (-5, "below"),
        (19.999, "below"),
        (20, "within"),
        (Decimal(60), "within"),
        (Fraction(6001, 100), "above"),
    ],
)
def test_band_includes_both_its_ends(percent, band):
    """20 and 60 percent are within; a rise in cost is below."""
    assert savings_band(percent) == band


@pytest.mark.parametrize("compare", [compare_costs, lambda a, b: reach_for_unit_saving(a, b, 20)])
def test_families_are_never_compared_with_children(compare):
    """The sentence names both scenarios and both units."""
    with pytest.raises(UnitMismatchError) as caught:
        compare(EXISTING, dataclasses.replace(REDESIGNED, reach_unit="child"))
    assert str(caught.value) == (
        "“Existing service” counts “family” and “Redesigned service, year 1” counts “child”. "
        "Count the same thing in both, then compare."
    )
    assert isinstance(caught.value, WorkshopError)


def test_a_unit_is_the_same_whatever_its_capitals_and_spaces():
    """People type “Family ” and “family”."""
    assert (
        compare_costs(EXISTING, dataclasses.replace(REDESIGNED, reach_unit=" Family")).reach_change
        == 371
    )


@pytest.mark.parametrize("pair", [(scenario(reach=0), scenario()), (scenario(), scenario(reach=0))])
def test_no_reach_has_no_unit_cost(pair):
    """Either side may still be empty; the sentence says what to enter."""
    with pytest.raises(NoReachError, match=r"^“Ours” reaches nobody yet\. Enter how many"):
        compare_costs(*pair)


def test_a_target_reach_can_be_asked_before_the_new_reach_is_known():
    """Only the redesigned cost is needed."""
    assert reach_for_unit_saving(scenario(100, 10), scenario(50, 0), 50) == 10


@pytest.mark.parametrize(
    "wrong",
    [
        {"cost_pence": -1},
        {"cost_pence": 1.5},
        {"reach": -1},
        {"reach": float("nan")},
        {"reach_unit": "  "},
        {"kind": "guess"},
    ],
)
def test_figures_that_cannot_be_are_refused(wrong):
    """Negative, not finite, not whole pence, no unit, or neither actual nor forecast."""
    with pytest.raises(InvalidInputError):
        compare_costs(scenario(), scenario(**wrong))


def test_a_service_that_cost_nothing_has_no_percentages():
    """A change in pounds still stands; what is divided by nothing is None."""
    result = compare_costs(scenario(cost_pence=0), scenario(cost_pence=500, reach=5))
    assert (result.cost_change_pence, result.unit_cost_change_pence) == (500, 100)
    assert result.cost_change_percent is None
    assert result.unit_cost_change_percent is None
    assert result.break_even_reach is None
    assert result.share_of_fall_from_cost is None


@pytest.mark.parametrize("new", [scenario(200, 1), scenario(100, 1), scenario(0, 1)])
def test_without_a_fall_to_something_there_is_nothing_to_share(new):
    """Unit cost rises, stays, or falls to nothing at all."""
    result = compare_costs(scenario(100, 1), new)
    assert (result.share_of_fall_from_cost, result.share_of_fall_from_reach) == (None, None)


def test_a_dearer_service_may_still_cost_less_for_each():
    """Then cost works against the fall and reach for more than all of it."""
    result = compare_costs(scenario(100, 1), scenario(200, 8))
    assert result.share_of_fall_from_cost == pytest.approx(-0.5)
    assert result.share_of_fall_from_reach == pytest.approx(1.5)


@pytest.mark.parametrize("percent", [-1, 100, float("inf")])
def test_a_saving_is_from_nothing_to_nearly_all(percent):
    """100 percent would need endless reach."""
    with pytest.raises(InvalidInputError):
        reach_for_unit_saving(EXISTING, REDESIGNED, percent)


def test_nothing_can_be_saved_on_a_free_service():
    """The sentence says so in place of a division by zero."""
    with pytest.raises(InvalidInputError, match="costs nothing"):
        reach_for_unit_saving(scenario(0), scenario(), 20)


@pytest.mark.parametrize(("saving", "growth"), [(25, -100), (101, 0), (float("nan"), 0)])
def test_combined_saving_refuses_what_cannot_be(saving, growth):
    """Nobody reached, more saved than there was, or no number."""
    with pytest.raises(InvalidInputError):
        combined_unit_saving(cost_saving_percent=saving, reach_growth_percent=growth)


@pytest.mark.parametrize(
    ("factor", "error"),
    [
        (UnitFactor("child", "family", 2, "a count"), UnitMismatchError),
        (UnitFactor("family", "child", 0, "a count"), InvalidInputError),
        (UnitFactor("family", "child", 2, " "), InvalidInputError),
        (UnitFactor("family", "", 2, "a count"), InvalidInputError),
    ],
)
def test_a_factor_must_fit_and_have_a_source(factor, error):
    """No conversion by a number that nobody stands for."""
    with pytest.raises(error):
        convert_reach(REDESIGNED, factor)


costs = st.integers(1, 10**12)
reaches = st.integers(1, 10**6)


@given(costs, reaches, costs, reaches, st.integers(1, 1000))
def test_scale_does_not_change_percentages(old_cost, old_reach, new_cost, new_reach, times):
    """All in pounds or pence, one centre or a thousand alike: percentages stay exactly the same."""
    one = compare_costs(scenario(old_cost, old_reach), scenario(new_cost, new_reach))
    many = compare_costs(
        scenario(old_cost * times, old_reach * times), scenario(new_cost * times, new_reach * times)
    )
    assert one.unit_cost_redesigned_pence == many.unit_cost_redesigned_pence
    assert one.cost_change_percent == many.cost_change_percent
    assert one.reach_change_percent == many.reach_change_percent
    assert one.unit_cost_change_percent == many.unit_cost_change_percent


@given(costs, reaches, costs, reaches)
def test_break_even_reach_breaks_even(old_cost, old_reach, new_cost, new_reach):
    """At that reach the unit cost is the old one exactly, and a saving of 0% asks for the same."""
    old, new = scenario(old_cost, old_reach), scenario(new_cost, new_reach)
    result = compare_costs(old, new)
    at_break_even = compare_costs(old, dataclasses.replace(new, reach=result.break_even_reach))
    assert at_break_even.unit_cost_change_pence == 0
    assert reach_for_unit_saving(old, new, 0) == result.break_even_reach


@given(costs, reaches, costs, reaches)
def test_shares_of_a_fall_make_one(old_cost, old_reach, new_cost, new_reach):
    """Both shares are there when the unit cost falls, and neither when it does not."""
    result = compare_costs(scenario(old_cost, old_reach), scenario(new_cost, new_reach))
    if result.unit_cost_change_pence < 0:
        both = result.share_of_fall_from_cost + result.share_of_fall_from_reach
        assert both == pytest.approx(1)
    else:
        assert result.share_of_fall_from_cost is result.share_of_fall_from_reach is None
