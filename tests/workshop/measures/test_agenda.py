"""Times add up, whatever the plan: no gap but before a hard time, no overlap, rests kept."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from workshop.measures.agenda import WITHOUT_REST, Length, moment, place, rests
from workshop.measures.local_time import local

LONDON = "Europe/London"
ZONES = (LONDON, "Australia/Sydney", "America/New_York", "")
# Both changes of the clock in each of these zones, and days without one.
DAYS = ("2026-03-08", "2026-03-29", "2026-04-05", "2026-10-04", "2026-10-25", "2026-11-01")
MINUTE = timedelta(minutes=1)


@some.composite
def plans(draw: some.DrawFn) -> tuple[datetime, list[Length]]:
    """Any plan, also through the hours in which the clocks change."""
    zone = draw(some.sampled_from(ZONES))
    day = date.fromisoformat(draw(some.sampled_from(DAYS)))
    begin = moment(day, time(draw(some.integers(0, 20)), draw(some.integers(0, 59))), zone)
    steps = []
    for minutes in draw(some.lists(some.integers(1, 90), max_size=12)):
        clock = draw(some.none() | some.times(max_value=time(23, 59)))
        hold = None if clock is None else moment(day, clock.replace(second=0, microsecond=0), zone)
        steps.append(Length(minutes, hold, draw(some.booleans())))
    return begin, steps


@given(plans())
@settings(max_examples=150)
def test_times_add_up(plan: tuple[datetime, list[Length]]) -> None:
    begin, steps = plan
    placed = place(begin, steps)
    assert len(placed) == len(steps)
    at, last_hold = begin, begin
    for step, one in zip(steps, placed, strict=True):
        if step.hold is not None and step.hold >= last_hold:
            assert one.held
            assert one.starts == step.hold
            last_hold = step.hold
            assert one.starts >= at, "no overlap"
        else:
            assert not one.held
            assert one.starts == at, "no gap"
        assert one.ends - one.starts == (step.minutes - one.lost) * MINUTE
        at = one.ends


@given(plans())
@settings(max_examples=150)
def test_rests_are_kept_as_long_as_there_is_work_to_shorten(
    plan: tuple[datetime, list[Length]],
) -> None:
    begin, steps = plan
    placed = place(begin, steps)
    for number, (step, one) in enumerate(zip(steps, placed, strict=True)):
        if step.rest and one.lost:
            first = max(i for i in range(number + 1) if i == 0 or placed[i].held)
            behind = [i for i in range(number + 1, len(placed)) if placed[i].held]
            last = behind[0] if behind else len(placed)
            for other, there in zip(steps[first:last], placed[first:last], strict=True):
                assert other.rest or there.starts == there.ends


@given(plans())
@settings(max_examples=50)
def test_nothing_is_lost_but_before_a_hard_time(plan: tuple[datetime, list[Length]]) -> None:
    begin, steps = plan
    free = [Length(step.minutes, None, step.rest) for step in steps]
    placed = place(begin, free)
    assert not any(one.lost or one.held for one in placed)
    assert not placed or placed[-1].ends - begin == sum(step.minutes for step in steps) * MINUTE


def test_lunch_holds_and_the_step_before_it_gives_way() -> None:
    begin = moment(date(2026, 5, 1), time(12, 0), LONDON)
    lunch = moment(date(2026, 5, 1), time(12, 30), LONDON)
    steps = [Length(20), Length(16), Length(45, lunch, rest=True), Length(10)]
    placed = place(begin, steps)
    assert [one.lost for one in placed] == [0, 6, 0, 0]
    assert placed[2].starts == lunch
    assert local(placed[3].ends, LONDON).time() == time(13, 25)


@pytest.mark.parametrize(
    ("day", "hours"), [("2026-03-28", 12), ("2026-03-29", 11), ("2026-10-25", 13)]
)
def test_noon_is_noon_on_the_day_of_each_change(day: str, hours: int) -> None:
    """From midnight to noon there are eleven, twelve or thirteen hours."""
    first, noon = (moment(date.fromisoformat(day), time(h), LONDON) for h in (0, 12))
    assert noon - first == timedelta(hours=hours)
    assert local(noon, LONDON).time() == time(12)


def test_a_series_begins_at_the_same_reading_in_summer_and_in_winter() -> None:
    days = [date(2026, 10, 12) + timedelta(weeks=n) for n in range(5)]
    begins = [moment(day, time(18), LONDON) for day in days]
    assert {local(one, LONDON).time() for one in begins} == {time(18)}
    assert [one.hour for one in begins] == [17, 17, 18, 18, 18]


def test_an_hour_that_is_left_out_is_after_the_change() -> None:
    assert moment(date(2026, 3, 29), time(1, 30), LONDON) == datetime(
        2026, 3, 29, 1, 30, tzinfo=UTC
    )


@given(some.times(time(8), time(19)), some.lists(some.integers(1, 60), min_size=1, max_size=60))
@settings(max_examples=50)
def test_nobody_works_long_without_a_rest(starts: time, minutes: list[int]) -> None:
    found = rests(starts.replace(second=0, microsecond=0), minutes)
    assert found[0].sort == "arrivals"
    edges = [*(rest.before for rest in found), len(minutes)]
    for first, last in pairwise(edges):
        assert sum(minutes[first:last]) <= max(WITHOUT_REST, minutes[first])


def test_a_day_has_lunch_and_an_evening_has_none() -> None:
    day = rests(time(9, 30), [15] * 22)
    assert [(one.sort, one.hold) for one in day if one.sort == "lunch"] == [("lunch", time(12, 25))]
    assert all(one.sort != "lunch" for one in rests(time(18), [15] * 8))
