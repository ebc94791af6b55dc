"""Dots, voices and gaps between role groups."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.errors import InvalidInputError
from workshop.measures import (
    Evenness,
    GroupSupport,
    RoleGap,
    dots_each,
    evenness,
    role_gap,
    round_for_display,
    voice,
)


@pytest.mark.parametrize(
    ("number", "dots"),
    [(0, 2), (1, 2), (6, 2), (12, 3), (14, 4), (16, 4), (18, 5), (20, 5), (30, 5)],
)
def test_dots_are_a_quarter_from_two_to_five(number, dots):
    """Halves go up: 14 gives 3.5 and so 4."""
    assert dots_each(number) == dots


@pytest.mark.parametrize("number", [-1, 2.5])
def test_dots_need_a_whole_number(number):
    """Half a person has no vote."""
    with pytest.raises(InvalidInputError):
        dots_each(number)


def test_voice_of_half_the_people_with_a_fifth_of_the_cards():
    """Parents are 3 of 6 with 6 of 30 cards: 0.40."""
    ratios = voice(cards={"parents": 6, "staff": 24}, people={"parents": 3, "staff": 3})
    assert ratios == {"parents": Fraction(2, 5), "staff": Fraction(8, 5)}


def test_a_group_too_small_to_hide_in_is_not_shown():
    """Fewer than three people, or none; without cards nobody has a share."""
    people = {"parents": 4, "managers": 2, "partners": 0}
    assert voice(cards={"parents": 1, "managers": 1}, people=people) == {
        "parents": Fraction(3, 4),
        "managers": None,
        "partners": None,
    }
    assert voice(cards={}, people={"parents": 4}) == {"parents": None}
    assert voice(cards={"a": 1}, people={"a": 1, "b": 0}, smallest_group=0) == {"a": 1, "b": None}


def test_cards_of_an_uncounted_group_are_refused():
    """The sentence names the group that is missing."""
    with pytest.raises(InvalidInputError, match="Say how many people are in the group “staff”"):
        voice(cards={"staff": 1}, people={"parents": 3})


def test_six_people_of_whom_two_speak_most():
    """[12, 9, 3, 2, 2, 2]: evenness 0.837, the top two have 70%, Gini 0.40."""
    result = evenness([12, 9, 3, 2, 2, 2])
    assert round_for_display(result.evenness, 3) == Decimal("0.837")
    assert (result.top_two_share, result.gini) == (Fraction(7, 10), Fraction(2, 5))


def test_evenness_at_its_ends():
    """All alike, one with it all, one alone, nobody, and nobody speaking."""
    assert evenness([5, 5, 5, 5]) == Evenness(1.0, Fraction(1, 2), Fraction(0))
    assert evenness([9, 0, 0]) == Evenness(0.0, Fraction(1), Fraction(2, 3))
    assert evenness([9]) == Evenness(None, Fraction(1), Fraction(0))
    assert evenness([]) == evenness([0, 0]) == Evenness(None, None, None)


@pytest.mark.parametrize("counts", [[-1, 2], [1.5], [float("nan")]])
def test_counts_are_whole_and_not_negative(counts):
    """Anything else is no count of turns."""
    with pytest.raises(InvalidInputError):
        evenness(counts)


@pytest.mark.parametrize(
    ("residents", "staff", "gap"),
    [
        ((3, 4), (2, 4), RoleGap(Fraction(25), talk=True)),
        ((2, 4), (3, 4), RoleGap(Fraction(-25), talk=True)),
        ((74, 100), (50, 100), RoleGap(Fraction(24), talk=False)),
        ((2, 2), (0, 10), RoleGap(None, talk=False)),
        ((0, 0), (5, 10), RoleGap(None, talk=False)),
    ],
)
def test_a_gap_of_25_points_is_worth_a_talk(residents, staff, gap):
    """Either way round, 25 included; a group of fewer than three is not shown."""
    assert role_gap(GroupSupport("residents", *residents), GroupSupport("staff", *staff)) == gap


def test_more_cannot_be_in_favour_than_voted():
    """The sentence names the group."""
    with pytest.raises(InvalidInputError, match="“staff” than voted"):
        role_gap(GroupSupport("residents", 1, 3), GroupSupport("staff", 4, 3))


counts_seen = st.lists(st.integers(0, 500), min_size=2, max_size=30).filter(any)


@given(counts_seen, st.integers(1, 50), st.randoms(use_true_random=False))
def test_neither_scale_nor_order_changes_evenness(counts, times, random):
    """Twice the cards by everyone, in any order, is as even."""
    one = evenness(counts)
    many = evenness([count * times for count in random.sample(counts, len(counts))])
    assert (one.gini, one.top_two_share) == (many.gini, many.top_two_share)
    assert one.evenness == pytest.approx(many.evenness)


@given(counts_seen)
def test_evenness_stays_within_its_bounds(counts):
    """Between 0 and 1; the Gini agrees with the mean difference between any two people."""
    result = evenness(counts)
    assert 0 <= result.evenness <= 1
    difference = sum(abs(a - b) for a in counts for b in counts)
    assert result.gini == Fraction(difference, 2 * len(counts) * sum(counts))


groups = st.dictionaries(st.sampled_from("abcd"), st.integers(3, 40), min_size=1)


@given(groups, st.data())
def test_voices_weighed_by_people_average_to_one(people, data):
    """Share of people times voice ratio, over all groups, is one whole room."""
    cards = {group: data.draw(st.integers(0, 50)) for group in people}
    cards[next(iter(cards))] += 1
    total = sum(people.values())
    ratios = voice(cards=cards, people=people)
    assert sum(ratios[group] * Fraction(people[group], total) for group in people) == 1
