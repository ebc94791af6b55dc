"""Spend beside need and head count."""

import itertools
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.errors import InvalidInputError
from workshop.measures import SegmentSpend, equity, ratio_band, round_for_display

EXAMPLE = [
    SegmentSpend("A", 250, 1.0, 22000000),
    SegmentSpend("B", 400, 1.2, 14000000),
    SegmentSpend("C", 350, 2.0, 6000000),
]


def shown(figures, decimals):
    return [str(round_for_display(value, decimals)) for value in figures.values()]


def test_the_worked_example():
    """Three segments, £420,000, need of 1,430: every share, ratio, gap and index."""
    result = equity(EXAMPLE)
    percent = {name: 100 * share for name, share in result.spend_share.items()}
    need_percent = {name: 100 * share for name, share in result.need_share.items()}
    pounds_each = {name: pence / 100 for name, pence in result.per_head_pence.items()}
    gap_pounds = {name: pence / 100 for name, pence in result.gap_pence.items()}
    assert result.total_pence == 42000000
    assert shown(percent, 2) == ["52.38", "33.33", "14.29"]
    assert shown(need_percent, 2) == ["17.48", "33.57", "48.95"]
    assert shown(result.ratio, 3) == ["2.996", "0.993", "0.292"]
    assert shown(pounds_each, 2) == ["880.00", "350.00", "171.43"]
    assert shown(gap_pounds, 0) == ["146573", "-979", "-145594"]
    indices = (
        result.hoover_need,
        result.hoover_population,
        result.gini_need,
        result.gini_population,
        result.concentration_index,
    )
    assert [str(round_for_display(index, 5)) for index in indices] == [
        "0.34898",
        "0.27381",
        "0.46420",
        "0.33333",
        "0.33333",
    ]
    assert round_for_display(result.pence_to_move_need / 100) == 146573
    assert [ratio_band(ratio) for ratio in result.ratio.values()] == [
        "more than need",
        "close to need",
        "less than need",
    ]


def test_weights_may_come_in_any_exact_kind():
    """1.2 as a float, a Decimal and a Fraction are the same weight."""
    kinds = [1.2, Decimal("1.2"), Fraction(6, 5)]
    results = [equity([EXAMPLE[0], SegmentSpend("B", 400, kind, 14000000)]) for kind in kinds]
    assert results[0] == results[1] == results[2]


def test_without_spend_there_is_no_result():
    """Needs and heads still have shares; what divides by the spend is None."""
    result = equity([SegmentSpend("A", 10, 1, 0), SegmentSpend("B", 30, 1, 0)])
    assert result.need_share == {"A": Fraction(1, 4), "B": Fraction(3, 4)}
    assert result.spend_share == result.ratio == {"A": None, "B": None}
    assert result.per_head_pence == result.gap_pence == {"A": 0, "B": 0}
    assert result.hoover_need is result.hoover_population is None
    assert result.gini_need is result.gini_population is result.concentration_index is None
    assert result.pence_to_move_need is None


def test_no_segments_at_all_have_no_result():
    """An empty list is the start of every audit, not a mistake."""
    result = equity([])
    assert (result.total_pence, result.spend_share, result.hoover_need) == (0, {}, None)


def test_spend_on_nobody_is_unassigned():
    """It is shown apart and moves none of the others' figures."""
    result = equity([*EXAMPLE, SegmentSpend("Not yet placed", 0, 1, 500)])
    alone = equity(EXAMPLE)
    assert (result.unassigned, result.unassigned_pence) == (("Not yet placed",), 500)
    assert (result.total_pence, result.gini_need) == (alone.total_pence, alone.gini_need)
    assert result.spend_share == {**alone.spend_share, "Not yet placed": None}
    assert result.per_head_pence == {**alone.per_head_pence, "Not yet placed": None}


def test_a_segment_with_nobody_and_nothing_changes_nothing():
    """A new, empty segment has shares of 0 and no ratio."""
    result = equity([*EXAMPLE, SegmentSpend("New", 0, 1, 0)])
    alone = equity(EXAMPLE)
    assert result.unassigned == ()
    assert (result.spend_share["New"], result.need_share["New"], result.gap_pence["New"]) == (
        0,
        0,
        0,
    )
    assert (result.ratio["New"], result.per_head_pence["New"]) == (None, None)
    assert (result.hoover_need, result.gini_need) == (alone.hoover_need, alone.gini_need)
    assert result.concentration_index == alone.concentration_index


def test_one_segment_is_even_with_itself():
    """All indices are 0."""
    result = equity([EXAMPLE[0]])
    assert (result.hoover_need, result.gini_need, result.gini_population) == (0, 0, 0)
    assert (result.hoover_population, result.concentration_index) == (0, 0)


def test_spend_on_no_need_stands_at_the_far_end():
    """A weight of 0 has no ratio; all spend on it is as uneven as can be."""
    result = equity([SegmentSpend("A", 10, 0, 100), SegmentSpend("B", 10, 1, 0)])
    assert result.ratio == {"A": None, "B": 0}
    assert (result.hoover_need, result.gini_need, result.concentration_index) == (
        1,
        1,
        Fraction(1, 2),
    )


def test_without_any_need_only_heads_can_be_compared():
    """All weights 0: the measures against need are None."""
    result = equity([SegmentSpend("A", 10, 0, 100), SegmentSpend("B", 30, 0, 100)])
    assert result.need_share == result.gap_pence == {"A": None, "B": None}
    assert (result.hoover_need, result.gini_need) == (None, None)
    assert result.hoover_population == Fraction(1, 4)


def test_the_sign_of_the_concentration_index():
    """Above 0 when the least needy get more, below 0 when the neediest do."""
    to_least = equity([SegmentSpend("A", 10, 1, 300), SegmentSpend("B", 10, 2, 100)])
    to_most = equity([SegmentSpend("A", 10, 1, 100), SegmentSpend("B", 10, 2, 300)])
    assert to_least.concentration_index == Fraction(1, 4) == -to_most.concentration_index


def test_equal_need_ranks_together():
    """Two segments of equal weight count as one step, in whatever order they were typed."""
    rows = [
        SegmentSpend("A", 10, 1, 300),
        SegmentSpend("B", 10, 1, 100),
        SegmentSpend("C", 20, 2, 400),
    ]
    indices = {equity(order).concentration_index for order in itertools.permutations(rows)}
    assert indices == {Fraction(0)}


@pytest.mark.parametrize(
    "row",
    [
        SegmentSpend("A", -1, 1, 1),
        SegmentSpend("A", 1, -1, 1),
        SegmentSpend("A", 1, 1, -1),
        SegmentSpend("A", float("inf"), 1, 1),
        SegmentSpend("A", 1, float("nan"), 1),
        SegmentSpend("A", 1, Decimal("Infinity"), 1),
        SegmentSpend("A", 1, 1, float("inf")),
        SegmentSpend("A", 1, 1, 1.5),
    ],
)
def test_figures_that_cannot_be_are_refused(row):
    """The sentence names the segment."""
    with pytest.raises(InvalidInputError, match="“A” must be"):
        equity([row])


def test_a_segment_stands_once():
    """Two lines of the same name would hide one another."""
    with pytest.raises(InvalidInputError, match="“A” is there twice"):
        equity([EXAMPLE[0], EXAMPLE[0]])


@pytest.mark.parametrize(
    ("ratio", "band"),
    [
        (0.79, "less than need"),
        (0.8, "close to need"),
        (1.25, "close to need"),
        (1.26, "more than need"),
    ],
)
def test_the_flag_of_a_ratio(ratio, band):
    """0.8 and 1.25 themselves are not flagged."""
    assert ratio_band(ratio) == band
    assert ratio_band(ratio, low=0, high=2) == "close to need"


@st.composite
def rows(draw, min_size=1):
    figures = draw(
        st.lists(
            st.tuples(
                st.integers(1, 10**6), st.fractions(Fraction(1, 10), 10), st.integers(0, 10**10)
            ),
            min_size=min_size,
            max_size=8,
        ).filter(lambda some: any(spend for _, _, spend in some))
    )
    return [SegmentSpend(f"S{i}", *figure) for i, figure in enumerate(figures)]


@given(rows())
def test_shares_make_one_and_gaps_make_nothing(segments):
    """Exactly, not nearly."""
    result = equity(segments)
    assert sum(result.spend_share.values()) == 1
    assert sum(result.need_share.values()) == 1
    assert sum(result.population_share.values()) == 1
    assert sum(result.gap_pence.values()) == 0


@given(rows(), st.integers(1, 1000), st.fractions(Fraction(1, 100), 100))
def test_scale_does_not_change_fairness(segments, times, weight_times):
    """More money, or another scale of weights, for all alike: the same ratios and indices."""
    scaled = [
        SegmentSpend(
            row.segment, row.population, row.need_weight * weight_times, row.spend_pence * times
        )
        for row in segments
    ]
    one, many = equity(segments), equity(scaled)
    assert (one.ratio, one.need_share) == (many.ratio, many.need_share)
    assert (one.hoover_need, one.gini_need) == (many.hoover_need, many.gini_need)
    assert (one.hoover_population, one.gini_population) == (
        many.hoover_population,
        many.gini_population,
    )
    assert one.concentration_index == many.concentration_index


@given(rows(), st.randoms(use_true_random=False))
def test_the_order_of_typing_does_not_matter(segments, random):
    """Every figure is the same for shuffled lines, ties included."""
    shuffled = random.sample(segments, len(segments))
    assert equity(shuffled) == equity(segments)


@given(rows())
def test_indices_stay_within_their_bounds(segments):
    """Hoover is at most Gini, both are from 0 to 1, and no ranking is more uneven than Gini's."""
    result = equity(segments)
    assert 0 <= result.hoover_need <= result.gini_need < 1
    assert 0 <= result.hoover_population <= result.gini_population < 1
    assert abs(result.concentration_index) <= result.gini_population


@given(rows())
def test_gini_is_the_mean_difference_between_people(segments):
    """Brown's formula agrees with half the mean difference between any two units of need."""
    result = equity(segments)
    pairs = itertools.product(result.need_share, repeat=2)
    shares, spend = result.need_share, result.spend_share
    difference = sum(abs(spend[a] * shares[b] - spend[b] * shares[a]) for a, b in pairs)
    assert result.gini_need == difference / 2
