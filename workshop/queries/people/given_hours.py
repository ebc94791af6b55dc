"""Whether a number of given hours can be, and what it would be as posts: for trust alone."""

from fractions import Fraction

from workshop.measures import Number, check_hours, full_time_equivalent, round_for_display
from workshop.queries.signs import plain_figure

WEEK, WEEKS = 37, 44
"""A full-time post: hours in a week, and weeks in a year."""


def hours_checked(
    total: Number, *, people: int, least: Number, most: Number, weeks: Number
) -> tuple[str, ...]:
    """Sentences about a total of hours. Formulas: ``workshop.measures.volunteers``.

    Raises ``InvalidInputError`` with a sentence for weeks and hours that cannot be.
    """
    found = check_hours(
        total_hours=total, people=people, least_per_week=least, most_per_week=most, weeks=weeks
    )
    low, high = _rounded(found.lowest_hours), _rounded(found.highest_hours)
    helpers = "1 helper gives" if people == 1 else f"{people:,} helpers give"
    said = [f"{helpers} {low} to {high} hours in that time."]
    if found.possible:
        said.append(f"{_rounded(total)} hours can be.")
    else:
        side = "fewer" if Fraction(total) < found.lowest_hours else "more"
        said.append(f"{_rounded(total)} hours are {side} than that. Ask who counted, and how.")
    if found.hours_each_per_week is not None:
        said.append(f"That is {_rounded(found.hours_each_per_week, 2)} hours a week each.")
    posts = full_time_equivalent(total_hours=total, hours_per_week=WEEK, weeks=WEEKS)
    said.append(
        f"As paid work it would be {_rounded(posts, 2)} full-time posts of {WEEK} hours in "
        f"{WEEKS} weeks. Given time is a gift, not money."
    )
    return tuple(said)


def _rounded(hours: Number, decimals: int = 0) -> str:
    return plain_figure(Fraction(round_for_display(hours, decimals)))
