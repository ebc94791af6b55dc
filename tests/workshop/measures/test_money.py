"""Splits that lose no penny."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.errors import InvalidInputError
from workshop.measures import out_of_100, split_pence

totals = st.integers(-(10**12), 10**12)
share_lists = st.lists(
    st.integers(0, 1000) | st.floats(0, 100) | st.fractions(0, 1), min_size=1, max_size=12
).filter(any)


def test_left_over_pennies_go_to_the_largest_remainders():
    """A third each of £1 leaves a penny, which the first of three level shares takes."""
    assert split_pence(100, [1, 1, 1]) == (34, 33, 33)
    assert split_pence(100, [0.5, 0.25, 0.25]) == (50, 25, 25)
    assert split_pence(10, [Fraction(1, 6), Fraction(1, 3), Fraction(1, 2)]) == (2, 3, 5)
    assert split_pence(0, [1, 2]) == (0, 0)


def test_a_refund_splits_as_its_charge_did():
    """-100 in thirds is the same split with the sign turned."""
    assert split_pence(-100, [1, 1, 1]) == (-34, -33, -33)


@given(totals, share_lists)
def test_parts_add_up_and_stay_within_a_penny(total, shares):
    """Whatever the shares, nothing is lost, no part is a penny off, and no share gets nothing."""
    parts = split_pence(total, shares)
    weights = [Fraction(repr(share)) if isinstance(share, float) else share for share in shares]
    assert sum(parts) == total
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - Fraction(total) * weight / sum(weights)) < 1
        assert weight or part == 0


@given(totals, share_lists)
def test_turning_the_sign_turns_every_part(total, shares):
    """A charge and its refund cancel out line by line."""
    assert split_pence(-total, shares) == tuple(-part for part in split_pence(total, shares))


@given(totals, st.lists(st.integers(0, 1000), min_size=1).filter(any), st.integers(1, 999))
def test_only_the_proportion_of_shares_counts(total, shares, times):
    """Shares as parts, percentages or head counts give the same split."""
    assert split_pence(total, shares) == split_pence(total, [share * times for share in shares])


@pytest.mark.parametrize("shares", [[], [0, 0], [1, -1], [float("nan")]])
def test_shares_that_cannot_be_are_refused(shares):
    """No share, none above zero, or one that is no share."""
    with pytest.raises(InvalidInputError):
        split_pence(100, shares)


@pytest.mark.parametrize("total", [1.5, True, "100"])
def test_only_whole_pence_are_split(total):
    """Pounds with a point are a mistake by a factor of a hundred."""
    with pytest.raises(InvalidInputError, match="whole pence"):
        split_pence(total, [1])


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=12))
def test_pounds_of_a_hundred_are_equal_for_equal_sums_and_add_up(sums: list[int]) -> None:
    """Every figure is within its group's pounds of the exact share, and only twins can miss 100."""
    shown = out_of_100(sums)
    assert len(dict(zip(sums, shown, strict=True))) == len(set(zip(sums, shown, strict=True)))
    if not sum(sums):
        assert set(shown) == {0}
        return
    alone = [value for value in sums if sums.count(value) == 1]
    assert sum(shown) == 100 if alone else 100 - len(sums) < sum(shown) <= 100
    for value, pounds in zip(sums, shown, strict=True):
        if value != max(alone, default=-1):
            assert abs(Fraction(value * 100, sum(sums)) - pounds) < 1


@pytest.mark.parametrize(
    ("sums", "shown"),
    [
        ([1, 1, 1], (33, 33, 33)),
        ([1, 2], (33, 67)),
        ([33_332] * 4 + [866_672], (3, 3, 3, 3, 88)),
        ([0, 5], (0, 100)),
        ([], ()),
    ],
)
def test_pounds_of_a_hundred(sums: list[int], shown: tuple[int, ...]) -> None:
    assert out_of_100(sums) == shown
