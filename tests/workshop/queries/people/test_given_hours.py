"""Numbers of given hours: section 4.8 of the method, in sentences."""

import pytest

from workshop.errors import InvalidInputError
from workshop.queries.people.given_hours import hours_checked


def test_twelve_helpers_can_give_1840_hours() -> None:
    assert hours_checked(1840, people=12, least=2, most=24, weeks=52) == (
        "12 helpers give 1,248 to 14,976 hours in that time.",
        "1,840 hours can be.",
        "That is 2.95 hours a week each.",
        "As paid work it would be 1.13 full-time posts of 37 hours in 44 weeks. "
        "Given time is a gift, not money.",
    )


def test_hours_that_cannot_be_are_asked_about() -> None:
    """One too few and one too many; two hours a week are fewer in school terms."""
    asked = {"people": 2, "least": 2, "most": 15, "weeks": 52}
    assert hours_checked(207, **asked)[1].startswith("207 hours are fewer than that.")
    assert hours_checked(1561, **asked)[1].startswith("1,561 hours are more than that.")
    term = hours_checked(5000, people=50, least=2, most=2, weeks=38)
    assert term[:2] == (
        "50 helpers give 3,800 to 3,800 hours in that time.",
        "5,000 hours are more than that. Ask who counted, and how.",
    )


def test_fewest_above_most_is_told() -> None:
    with pytest.raises(InvalidInputError, match="fewest hours"):
        hours_checked(1, people=1, least=3, most=2, weeks=52)
