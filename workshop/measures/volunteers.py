"""Volunteer time: how many hours, whether a stated total can be, and unit cost beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from workshop.errors import InvalidInputError
from workshop.measures.errors import NoReachError
from workshop.measures.exact import Number, not_negative, pence, whole

HOURS_IN_A_WEEK = 168
WEEKS_IN_A_YEAR = 53


@dataclass(frozen=True)
class VolunteerTime:
    """People who each give so many hours a week for so many weeks of the year.

    Weeks have to be stated: 50 people at 2 hours give 5,000 hours in 50 weeks, but only 3,800 in
    the 38 weeks of school terms.
    """

    people: int
    hours_per_week: Number
    weeks: Number


@dataclass(frozen=True)
class HoursCheck:
    """The least and most hours that can be, and what the stated total means for each person."""

    lowest_hours: Fraction
    highest_hours: Fraction
    possible: bool
    hours_each_per_week: Fraction | None
    """None without people or weeks."""


def volunteer_hours(groups: Sequence[VolunteerTime]) -> Fraction:
    """Return the sum of people x hours a week x weeks."""
    total = Fraction(0)
    for group in groups:
        people = whole(group.people, what="The number of volunteers")
        total += people * _per_week(group.hours_per_week) * _weeks(group.weeks)
    return total


def check_hours(
    *,
    total_hours: Number,
    people: int,
    least_per_week: Number,
    most_per_week: Number,
    weeks: Number,
) -> HoursCheck:
    """Check that a stated total lies between people x least x weeks and people x most x weeks."""
    total = not_negative(total_hours, what="The hours")
    least, most = _per_week(least_per_week), _per_week(most_per_week)
    if least > most:
        raise InvalidInputError("The fewest hours a week must not be more than the most.")
    person_weeks = whole(people, what="The number of volunteers") * _weeks(weeks)
    lowest, highest = person_weeks * least, person_weeks * most
    return HoursCheck(
        lowest_hours=lowest,
        highest_hours=highest,
        possible=lowest <= total <= highest,
        hours_each_per_week=total / person_weeks if person_weeks else None,
    )


def full_time_equivalent(
    *, total_hours: Number, hours_per_week: Number = 37, weeks: Number = 44
) -> Fraction:
    """Return yearly hours as full-time posts, by default of 37 hours and 44 working weeks."""
    post = _per_week(hours_per_week) * _weeks(weeks)
    if not post:
        raise InvalidInputError("A full-time post must have more than 0 hours.")
    return not_negative(total_hours, what="The hours") / post


def full_cost_pence(*, cost_pence: int, hours: Number, rate_pence_per_hour: Number) -> Fraction:
    """Return cost plus volunteer hours at a rate, in unrounded pence.

    A test of how far a saving leans on given time; never cash. Valuing hours at a rate is the
    Volunteer Investment and Value Audit's way (Institute for Volunteering Research), which also
    counts the money put into volunteers: leave that in the cost. A replacement rate says what was
    not paid, not what the time is worth (Graff).
    """
    cost = not_negative(pence(cost_pence, what="The cost"), what="The cost")
    time = not_negative(hours, what="The hours")
    return cost + time * not_negative(rate_pence_per_hour, what="The rate for an hour")


def full_cost_unit(
    *, cost_pence: int, reach: Number, hours: Number, rate_pence_per_hour: Number
) -> Fraction:
    """Return (cost + volunteer hours x rate) / reach, in unrounded pence for each one reached.

    Raises ``NoReachError`` when nobody is reached. See ``full_cost_pence`` for what it is not.
    """
    reached = not_negative(reach, what="The reach")
    if not reached:
        raise NoReachError("Nobody is reached yet. Enter how many are reached first.")
    full = full_cost_pence(
        cost_pence=cost_pence, hours=hours, rate_pence_per_hour=rate_pence_per_hour
    )
    return full / reached


def _per_week(hours: Number) -> Fraction:
    checked = not_negative(hours, what="The hours a week")
    if checked > HOURS_IN_A_WEEK:
        raise InvalidInputError(f"A week has {HOURS_IN_A_WEEK} hours. Enter fewer hours a week.")
    return checked


def _weeks(weeks: Number) -> Fraction:
    checked = not_negative(weeks, what="The weeks")
    if checked > WEEKS_IN_A_YEAR:
        raise InvalidInputError(f"Enter {WEEKS_IN_A_YEAR} weeks a year or fewer.")
    return checked
