"""The three-column test, and roles added up."""

from fractions import Fraction

from tests.workshop.queries.making import card
from workshop.queries.solutions import RoleSums, all_three, missing_of_three, role_sums


def test_a_solution_must_say_all_three() -> None:
    assert missing_of_three(card("solution", different="New", lower_later="Less")) == (
        "how it is better",
    )
    assert all_three(card("solution", different="New", better="Yes", lower_now="Less"))
    assert not all_three(card("solution"))


def test_roles_are_added_up_over_those_that_say_it() -> None:
    roles = [
        card("role_change", people_before=6, people_after=4, fte_before="5.5", fte_after="4"),
        card("role_change", fte_before="1.25", cost_before_pence=100),
        card("role_change", "says nothing"),
        card("role_change", people_before=9, hidden=True),
    ]
    assert role_sums(roles) == RoleSums(
        people=(6, 4), posts=(Fraction("6.75"), Fraction(4)), pence=(100, None), unsaid=1
    )
