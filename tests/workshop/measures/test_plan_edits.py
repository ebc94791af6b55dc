"""Whatever is done to a run sheet, times add up: no gap, no overlap, hard times and rests kept."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from itertools import count, groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from workshop.measures.agenda import Length, Placed, moment, place
from workshop.measures.plan_edits import (
    PlanLine,
    copied,
    crossing,
    emptied,
    moved,
    nudged,
    taken_along,
    timed,
    without,
)

LONDON = "Europe/London"
# The days of both changes of the clock, and one in between.
DAYS = (date(2026, 3, 29), date(2026, 7, 1), date(2026, 10, 25))
MINUTE = timedelta(minutes=1)
NEW = (f"new{number}" for number in count())


@some.composite
def sheets(draw: some.DrawFn) -> list[PlanLine]:
    """Up to three meetings with rests and hard times in their order."""
    lines: list[PlanLine] = []
    for session in range(1, draw(some.integers(1, 3)) + 1):
        clocks = iter(sorted(draw(some.sets(some.integers(1, 20), max_size=2))))
        for _ in range(draw(some.integers(1, 6))):
            hour = next(clocks, None) if draw(some.booleans()) else None
            hold = None if hour is None else time(hour, 30)
            minutes, rest = draw(some.integers(1, 90)), draw(some.booleans())
            lines.append(PlanLine(f"s{len(lines)}", minutes, session, hold, rest))
    return lines


@some.composite
def edits(draw: some.DrawFn, lines: Sequence[PlanLine]) -> list[PlanLine]:
    """One edit of a sheet, as a facilitator makes it by hand or by key."""
    keys = [line.key for line in lines]
    chosen = set(draw(some.lists(some.sampled_from(keys), min_size=1, max_size=4, unique=True)))
    what = draw(some.sampled_from(("drag", "earlier", "later", "copy", "remove", "minutes")))
    if what == "drag":
        before = draw(some.sampled_from([*keys, None]))
        return moved(lines, chosen, before, draw(some.none() | some.integers(1, 3)))
    if what in ("earlier", "later"):
        return nudged(lines, chosen, earlier=what == "earlier")
    if what == "copy":
        return copied(lines, chosen, lambda _key: next(NEW))
    if what == "remove":
        return without(lines, chosen)
    return timed(lines, dict.fromkeys(chosen, draw(some.integers(1, 240))))


def by_the_clock(lines: Sequence[PlanLine], day: date) -> list[tuple[PlanLine, Length, Placed]]:
    begin = moment(day, time(0, 40), LONDON)
    lengths = [
        Length(one.minutes, None if one.hold is None else moment(day, one.hold, LONDON), one.rest)
        for one in lines
    ]
    return list(zip(lines, lengths, place(begin, lengths), strict=True))


def adds_up(lines: Sequence[PlanLine], day: date) -> None:
    at: datetime = moment(day, time(0, 40), LONDON)
    for line, length, placed in by_the_clock(lines, day):
        if line.hold is None:
            assert placed.starts == at, "no gap and no overlap"
        else:
            assert placed.held
            assert placed.starts == length.hold
            assert placed.starts >= at, "no overlap"
        assert placed.ends - placed.starts == (length.minutes - placed.lost) * MINUTE
        at = placed.ends
    for _, found in groupby(by_the_clock(lines, day), key=_stretches()):
        part = list(found)
        if any(length.rest and placed.lost for _, length, placed in part):
            assert all(length.rest or placed.starts == placed.ends for _, length, placed in part)


def _stretches() -> Callable[[tuple[PlanLine, Length, Placed]], int]:
    """Numbers the stretches between hard times."""
    seen = 0

    def number(one: tuple[PlanLine, Length, Placed]) -> int:
        nonlocal seen
        seen += one[2].held
        return seen

    return number


@given(some.data(), sheets(), some.sampled_from(DAYS))
@settings(max_examples=25, deadline=None)
def test_times_add_up_after_any_edits(
    data: some.DataObject, lines: list[PlanLine], day: date
) -> None:
    """Edits that the domain refuses leave the sheet as it was; all others add up."""
    for _ in range(5):
        now = data.draw(edits(lines))
        if now and not (crossing(now) or taken_along(lines, now) or emptied(lines, now)):
            lines = now
    sessions = [line.session for line in lines]
    assert sessions == sorted(sessions), "each meeting stands together"
    assert len({line.key for line in lines}) == len(lines)
    for number in set(sessions):
        adds_up([line for line in lines if line.session == number], day)


@given(some.data(), sheets())
@settings(max_examples=20, deadline=None)
def test_moving_and_copying_lose_nothing(data: some.DataObject, lines: list[PlanLine]) -> None:
    keys = [line.key for line in lines]
    chosen = set(data.draw(some.lists(some.sampled_from(keys), min_size=1, unique=True)))
    before = data.draw(some.sampled_from([*keys, None]))
    for now in (moved(lines, chosen, before), nudged(lines, chosen, earlier=True)):
        assert sorted(line.key for line in now) == sorted(keys)
        stay = [line for line in lines if line.key not in chosen]
        assert [line for line in now if line.key not in chosen] == stay
        assert [one.key for one in now if one.key in chosen] == [k for k in keys if k in chosen]
    twice = copied(lines, chosen, lambda key: f"{key} again")
    assert without(twice, {f"{key} again" for key in chosen}) == list(lines)


def _keys(lines: Sequence[PlanLine]) -> str:
    return " ".join(f"{line.key}{line.session}" for line in lines)


SHEET = [PlanLine("a", 10), PlanLine("b", 10), PlanLine("c", 10, 2), PlanLine("d", 10, 2)]


def test_a_drag_puts_steps_together_where_they_are_dropped() -> None:
    assert _keys(moved(SHEET, {"a", "d"}, "c")) == "b1 a2 d2 c2"
    assert _keys(moved(SHEET, {"d"}, "c", 1)) == "a1 b1 d1 c2"
    assert _keys(moved(SHEET, {"a"}, None)) == "b1 c2 d2 a2"
    assert _keys(moved(SHEET, {"a"}, "a")) == _keys(SHEET)


def test_a_key_moves_one_place_and_over_the_edge_of_a_meeting() -> None:
    assert _keys(nudged(SHEET, {"b"}, earlier=True)) == "b1 a1 c2 d2"
    assert _keys(nudged(SHEET, {"b"}, earlier=False)) == "a1 b2 c2 d2"
    assert _keys(nudged(SHEET, {"a", "d"}, earlier=True)) == "a1 d1 b1 c2"
    assert nudged(SHEET, {"a"}, earlier=True) == SHEET


@pytest.mark.parametrize("minutes", [0, 241])
def test_no_step_is_shorter_than_a_minute_or_longer_than_four_hours(minutes: int) -> None:
    with pytest.raises(ValueError, match="1 to 240"):
        timed(SHEET, {"a": minutes})
