"""Which wholes and which counts a printed percentage allows."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.errors import InvalidInputError
from workshop.measures import (
    consistent_population,
    count_for_percent,
    counts_behind,
    population_behind,
    population_point,
    round_for_display,
)


def test_the_published_percentages_are_about_the_same_children():
    """397 at 22.7% and 934 at 53% agree on 1,746 to 1,752 children."""
    assert population_behind(397, "22.7") == range(1746, 1753)
    assert population_behind(934, "53") == range(1746, 1780)
    assert consistent_population([(397, "22.7"), (934, "53")]) == range(1746, 1753)
    assert round_for_display(population_point(397, "22.7"), 1) == Decimal("1748.9")
    assert round_for_display(population_point(934, "53"), 1) == Decimal("1762.3")
    assert round_for_display(Fraction(39700, 934), 1) == Decimal("42.5")


def test_the_edges_just_outside_fail():
    """1,745 would print 22.8% and 1,753 would print 22.6%."""
    assert round_for_display(Fraction(39700, 1745), 3) == Decimal("22.751")
    assert round_for_display(Fraction(39700, 1753), 3) == Decimal("22.647")
    assert 1745 not in population_behind(397, "22.7")
    assert 1753 not in population_behind(397, "22.7")


def test_figures_of_different_people_have_no_joint_population():
    """22.7% and a later 22% of the same 397 cannot share one whole."""
    assert population_behind(397, "22") == range(1765, 1847)
    assert consistent_population([(397, "22.7"), (397, "22")]) == range(0)
    assert consistent_population([(1, "40")]) == range(0)


def test_fewest_people_that_make_a_percentage():
    """75% of 1,749 is 1,312 children and 90% is 1,575."""
    assert (count_for_percent(1749, 75), count_for_percent(1749, 90)) == (1312, 1575)
    assert (count_for_percent(10, 0), count_for_percent(10, 100), count_for_percent(0, 50)) == (
        0,
        10,
        0,
    )


def test_counts_that_print_as_98_percent_of_285():
    """98% is 279.3 families: 279 and 280 both print as 98%, and so does 278."""
    assert Fraction(98, 100) * 285 == Fraction("279.3")
    assert counts_behind(285, "98%") == range(278, 281)


@pytest.mark.parametrize("text", ["22.7%", " 22.7 ", "22.7 %", "22.7  % "])
def test_sign_and_spaces_do_not_matter(text):
    """People copy percentages in many forms."""
    assert population_behind(397, text) == range(1746, 1753)


def test_a_last_zero_is_precision():
    """22.70 says more than 22.7, and fits fewer populations."""
    assert population_behind(397, "22.70") == range(1749, 1750)


@pytest.mark.parametrize(
    "text", ["", "%", "22,7", "-5", "1e2", "٢٢", "about 5", "22.", "1.2.3", "5%%"]
)
def test_what_is_no_percentage_is_refused(text):
    """The sentence shows the two ways to write one."""
    with pytest.raises(InvalidInputError, match=r"such as 53 or 22\.7%"):
        population_behind(397, text)


@pytest.mark.parametrize("text", ["0", "0.0%"])
def test_nought_percent_sets_no_limit(text):
    """Any big enough population would do, so no range can be given."""
    with pytest.raises(InvalidInputError, match="more decimals"):
        population_behind(5, text)
    with pytest.raises(InvalidInputError):
        population_point(5, text)
    assert counts_behind(100, "0") == range(1)


@pytest.mark.parametrize("count", [-1, 1.5, True])
def test_a_count_is_whole_and_not_negative(count):
    """Half a child or fewer than none is a mistake."""
    with pytest.raises(InvalidInputError):
        population_behind(count, "50")


def test_no_figures_at_all_are_refused():
    """Without a pair there is nothing to be consistent with."""
    with pytest.raises(InvalidInputError):
        consistent_population([])


def test_nobody_is_no_percentage_above_nought():
    """A count of 0 cannot print as 5%."""
    assert population_behind(0, "5") == range(0)


percents = st.builds(
    lambda units, places: (f"{Decimal(units).scaleb(-places):.{places}f}", places),
    st.integers(1, 1500),
    st.integers(0, 2),
)


@given(st.integers(1, 60), percents)
def test_the_range_is_exactly_what_rounds_so(count, percent):
    """By brute force: in the range if, and only if, count / N prints as the percentage."""
    text, places = percent
    fitting = population_behind(count, text)
    last = max(fitting.stop, int(count / float(text) * 100)) + 3
    printed = {
        n
        for n in range(1, min(last, 3000))
        if round_for_display(Fraction(100 * count, n), places) == Decimal(text)
    }
    assert {n for n in fitting if n < 3000} == printed


@given(st.integers(1, 100), percents)
def test_counts_are_exactly_what_rounds_so(population, percent):
    """By brute force the other way round: which counts of N print as the percentage."""
    text, places = percent
    printed = [
        n
        for n in range(population * 16)
        if round_for_display(Fraction(100 * n, population), places) == Decimal(text)
    ]
    assert list(counts_behind(population, text)) == printed


@given(st.integers(1, 2000), st.integers(0, 2000), st.integers(0, 2))
def test_the_true_population_is_always_found(population, count, places):
    """Whatever figures are printed honestly, the joint range holds the truth."""
    registered = max(1, min(count, population))
    pairs = [
        (n, f"{round_for_display(Fraction(100 * n, population), 2 + places)} %")
        for n in (registered, population)
    ]
    assert population in consistent_population(pairs)
