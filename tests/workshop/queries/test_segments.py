"""Groups of people on their map, by whether they come, and the advice on whom to focus."""

import pytest

from tests.workshop.queries.making import card
from workshop.queries.cards import CardView
from workshop.queries.segments import (
    Coming,
    FocusAdvice,
    coming,
    focus_advice,
    in_focus,
    segment_map,
    too_small,
)


def group(text: str = "We", *, hidden: bool = False, **fields: object) -> CardView:
    return card("segment", text, hidden=hidden, **fields)


def test_a_group_stands_in_its_square_or_waits() -> None:
    """Two groups of one square share it; who gives no answer waits; hidden ones are off."""
    first, second = (group(contact="none", trust=1) for _ in range(2))
    third = group(contact="often", trust=5)
    half = [group(contact="once"), group(trust=3), group()]
    gone = group(hidden=True, contact="none", trust=1)
    found = segment_map([first, gone, third, *half, second, card("insight")])
    assert found.places == {("none", 1): (first, second), ("often", 5): (third,)}
    assert found.waiting == tuple(half)


@pytest.mark.parametrize(
    ("contact", "non_user", "expected"),
    [
        ("often", None, Coming.COMES),
        ("some", True, Coming.RARELY),
        ("once", False, Coming.RARELY),
        ("none", False, Coming.NEVER),
        (None, True, Coming.NEVER),
        (None, False, Coming.NOT_SAID),
        (None, None, Coming.NOT_SAID),
    ],
)
def test_whether_a_group_comes(
    contact: str | None, non_user: bool | None, expected: Coming
) -> None:
    assert coming(group(contact=contact, non_user=non_user)) is expected


@pytest.mark.parametrize(
    ("non_users", "others", "expected"),
    [
        (0, 0, [FocusAdvice.NONE_YET]),
        (1, 0, [FocusAdvice.TOO_FEW]),
        (0, 1, [FocusAdvice.TOO_FEW, FocusAdvice.NO_NON_USERS]),
        (1, 1, []),
        (1, 2, []),
        (0, 3, [FocusAdvice.NO_NON_USERS]),
        (2, 2, [FocusAdvice.TOO_MANY]),
        (0, 4, [FocusAdvice.TOO_MANY, FocusAdvice.NO_NON_USERS]),
    ],
)
def test_two_or_three_groups_one_of_them_staying_away(
    non_users: int, others: int, expected: list[FocusAdvice]
) -> None:
    chosen = [group(focus=True, non_user=True) for _ in range(non_users)]
    chosen += [group(focus=True, non_user=False) for _ in range(others)]
    assert in_focus([*chosen, group(), group(hidden=True, focus=True)]) == chosen
    assert focus_advice(chosen) == expected


@pytest.mark.parametrize(("size", "expected"), [(None, False), (0, True), (9, True), (10, False)])
def test_fewer_than_ten_people_may_be_known(size: int | None, expected: bool) -> None:
    assert too_small(group(size=size)) is expected
