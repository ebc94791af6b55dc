"""Volunteer hours, their bounds, and cost with given time beside it."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.errors import InvalidInputError
from workshop.measures import (
    HoursCheck,
    NoReachError,
    VolunteerTime,
    check_hours,
    full_cost_pence,
    full_cost_unit,
    full_time_equivalent,
    percent_change,
    round_for_display,
    volunteer_hours,
)


def test_two_volunteers_and_220_hours():
    """Possible at 2 to 15 hours a week: 2.12 hours each."""
    check = check_hours(total_hours=220, people=2, least_per_week=2, most_per_week=15, weeks=52)
    assert check == HoursCheck(
        lowest_hours=Fraction(208),
        highest_hours=Fraction(1560),
        possible=True,
        hours_each_per_week=Fraction(55, 26),
    )
    assert round_for_display(check.hours_each_per_week, 2) == Decimal("2.12")


def test_twelve_volunteers_and_1840_hours():
    """Possible at 2 to 24 hours a week: 2.95 hours each."""
    check = check_hours(total_hours=1840, people=12, least_per_week=2, most_per_week=24, weeks=52)
    assert (check.lowest_hours, check.highest_hours, check.possible) == (1248, 14976, True)
    assert round_for_display(check.hours_each_per_week, 2) == Decimal("2.95")


@pytest.mark.parametrize(("weeks", "hours"), [(50, 5000), (52, 5200), (38, 3800)])
def test_the_target_of_fifty_depends_on_the_weeks(weeks, hours):
    """2 hours a week make 5,000 hours in 50 weeks, and fall short in term time."""
    assert volunteer_hours([VolunteerTime(50, 2, weeks)]) == hours


def test_groups_add_up():
    """Each group has its own hours and weeks; nobody is no hours."""
    assert volunteer_hours([VolunteerTime(3, 2.5, 10), VolunteerTime(1, 4, 38)]) == 227
    assert volunteer_hours([]) == 0


def test_hours_as_full_time_posts():
    """5,000 hours are 3.07 posts of 37 hours in 44 weeks."""
    assert round_for_display(full_time_equivalent(total_hours=5000), 2) == Decimal("3.07")


def test_cost_with_volunteer_time_beside_it():
    """At a placeholder of £10 an hour the unit cost falls by 58.8%, the total by 3.8%."""
    old = {"cost_pence": 50926100, "hours": 220, "rate_pence_per_hour": 1000}
    new = {"cost_pence": 44215000, "hours": 5000, "rate_pence_per_hour": 1000}
    old_unit, new_unit = full_cost_unit(reach=278, **old), full_cost_unit(reach=649, **new)
    assert round_for_display(old_unit / 100, 2) == Decimal("1839.79")
    assert round_for_display(new_unit / 100, 2) == Decimal("758.32")
    assert round_for_display(percent_change(old_unit, new_unit), 1) == Decimal("-58.8")
    total_change = percent_change(full_cost_pence(**old), full_cost_pence(**new))
    assert round_for_display(total_change, 1) == Decimal("-3.8")


def test_hours_outside_the_bounds_are_not_possible():
    """One hour too few or too many."""
    asked = {"people": 2, "least_per_week": 2, "most_per_week": 15, "weeks": 52}
    possible = [check_hours(total_hours=h, **asked).possible for h in (207, 208, 1560, 1561)]
    assert possible == [False, True, True, False]


def test_nobody_has_no_hours_each():
    """And only a total of none is possible."""
    check = check_hours(total_hours=0, people=0, least_per_week=1, most_per_week=2, weeks=52)
    assert (check.possible, check.hours_each_per_week) == (True, None)


@pytest.mark.parametrize(
    "group",
    [
        VolunteerTime(-1, 2, 50),
        VolunteerTime(1.5, 2, 50),
        VolunteerTime(1, -2, 50),
        VolunteerTime(1, 169, 50),
        VolunteerTime(1, 2, 54),
        VolunteerTime(1, 2, float("nan")),
    ],
)
def test_time_that_cannot_be_is_refused(group):
    """No half people, no week of more than 168 hours, no year of more than 53 weeks."""
    with pytest.raises(InvalidInputError):
        volunteer_hours([group])


def test_other_figures_that_cannot_be_are_refused():
    """Fewest above most, an empty post, nobody reached, a rate below zero."""
    with pytest.raises(InvalidInputError):
        check_hours(total_hours=1, people=1, least_per_week=3, most_per_week=2, weeks=1)
    with pytest.raises(InvalidInputError):
        full_time_equivalent(total_hours=1, weeks=0)
    with pytest.raises(NoReachError):
        full_cost_unit(cost_pence=1, reach=0, hours=1, rate_pence_per_hour=1)
    with pytest.raises(InvalidInputError):
        full_cost_unit(cost_pence=1, reach=1, hours=1, rate_pence_per_hour=-1)


@given(st.integers(1, 500), st.integers(0, 84), st.integers(0, 84), st.integers(1, 52), st.data())
def test_hours_worked_within_bounds_are_possible(people, least, more, weeks, data):
    """Whatever each person gives between the fewest and the most, their total passes."""
    each = st.integers(least, least + more)
    given_hours = data.draw(st.lists(each, min_size=min(people, 20), max_size=min(people, 20)))
    total = volunteer_hours([VolunteerTime(1, hours, weeks) for hours in given_hours])
    assert check_hours(
        total_hours=total,
        people=len(given_hours),
        least_per_week=least,
        most_per_week=least + more,
        weeks=weeks,
    ).possible
