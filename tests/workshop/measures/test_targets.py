"""Progress to a target, and whether it is on time."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.errors import InvalidInputError
from workshop.measures import Pace, pace, progress, round_for_display


@pytest.mark.parametrize(
    ("baseline", "target", "actual", "percent"),
    [
        (22.7, 75, 90, "128.7"),
        (22.7, 75, 60, "71.3"),
        (53, 90, 60, "18.9"),
        (53, 90, 90, "100.0"),
        (220, 5000, 1840, "33.9"),
    ],
)
def test_the_published_measures(baseline, target, actual, percent):
    """Reach and registration in both readings of the later results, and volunteer hours."""
    assert round_for_display(progress(baseline, target, actual) * 100, 1) == Decimal(percent)


def test_progress_is_not_held_between_nothing_and_all():
    """Beyond the target is above 1, behind the baseline below 0, and falling targets work."""
    assert progress(10, 20, 30) == 2
    assert progress(10, 20, 5) == Fraction(-1, 2)
    assert progress(baseline=20, target=10, actual=15) == Fraction(1, 2)


def test_a_target_equal_to_its_baseline_is_no_road():
    """The sentence asks for another target."""
    with pytest.raises(InvalidInputError, match="Choose another target"):
        progress(5, 5.0, 7)


@pytest.mark.parametrize("wrong", [float("nan"), float("inf"), "5"])
def test_figures_that_cannot_be_are_refused(wrong):
    """Any of the three."""
    for figures in ((wrong, 1, 2), (1, wrong, 2), (1, 2, wrong)):
        with pytest.raises(InvalidInputError):
            progress(*figures)


def test_pace_along_the_straight_line():
    """Half way in time at a third of the road is behind, in its unit and in days."""
    result = pace(
        baseline=0,
        target=60,
        actual=20,
        start=date(2025, 1, 1),
        due=date(2025, 1, 31),
        on=date(2025, 1, 16),
    )
    assert result == Pace(
        progress=Fraction(1, 3),
        time_share=Fraction(1, 2),
        expected=Fraction(30),
        ahead=Fraction(-10),
        days_ahead=Fraction(-5),
    )


def test_fewer_can_be_better():
    """Where the target is below the baseline, a lower figure is ahead."""
    result = pace(
        baseline=100,
        target=0,
        actual=40,
        start=date(2025, 1, 1),
        due=date(2025, 1, 11),
        on=date(2025, 1, 6),
    )
    assert (result.expected, result.ahead, result.days_ahead) == (50, 10, 1)


@pytest.mark.parametrize(("on", "expected"), [(date(2024, 6, 1), 10), (date(2027, 1, 1), 20)])
def test_the_line_ends_at_both_ends(on, expected):
    """Before the start the baseline is expected, after the due date the target."""
    result = pace(
        baseline=10, target=20, actual=15, start=date(2025, 1, 1), due=date(2026, 1, 1), on=on
    )
    assert result.expected == expected


def test_the_target_date_comes_after_the_baseline():
    """Equal dates leave no time to go."""
    day = date(2025, 1, 1)
    with pytest.raises(InvalidInputError, match="must come after"):
        pace(baseline=0, target=1, actual=0, start=day, due=day, on=day)


def test_a_time_of_day_is_only_its_date():
    """A stored moment and a chosen date go together."""
    result = pace(
        baseline=0,
        target=10,
        actual=5,
        start=datetime(2025, 1, 1, 23, tzinfo=UTC),
        due=date(2025, 1, 11),
        on=date(2025, 1, 6),
    )
    assert result.ahead == 0


@given(
    st.integers(-1000, 1000), st.integers(-1000, 1000), st.integers(1, 2000), st.integers(0, 2000)
)
def test_on_the_line_is_neither_ahead_nor_behind(baseline, target, days, gone):
    """Whoever is exactly where expected is ahead by nothing, in units and in days."""
    if baseline == target:
        target += 1
    start = date(2020, 1, 1)
    due, on = start + timedelta(days), start + timedelta(min(gone, days))
    asked = {"baseline": baseline, "target": target, "start": start, "due": due, "on": on}
    expected = pace(actual=baseline, **asked).expected
    result = pace(actual=expected, **asked)
    assert (result.ahead, result.days_ahead, result.progress) == (0, 0, result.time_share)
