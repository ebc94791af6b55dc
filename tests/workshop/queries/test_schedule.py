"""How late a room is, and what could be shortened: the same plan at chosen moments."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from workshop.enums import Attribution
from workshop.playbook import Playbook
from workshop.queries.room import RunState
from workshop.queries.schedule import (
    Cut,
    Timing,
    cuts,
    lasting,
    late_words,
    minutes_of,
    session_of,
    timing,
)

NINE = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
KEYS = ("team.arrive", "team.rules", "insights.write", "vision.close")


def at(minutes: float) -> datetime:
    return NINE + timedelta(minutes=minutes)


@pytest.fixture
def plan(playbook: Playbook) -> list[RunState]:
    """Four steps of 5, 10, 20 and 6 minutes; nothing has begun."""
    lengths = dict(zip(KEYS, (5, 10, 20, 6), strict=True))
    return [
        RunState(
            activity=playbook.activity(key),
            minutes=minutes,
            session=1,
            attribution=Attribution.ROLE,
            hidden=False,
            open=False,
            revealed=False,
            ends_at=None,
            started_at=None,
            ended_at=None,
            cards=0,
            face_down=0,
        )
        for key, minutes in lengths.items()
    ]


def took(run: RunState, start: float, end: float | None) -> RunState:
    """The step from minute ``start`` to ``end``; still going on for None."""
    done = None if end is None else at(end)
    return replace(run, started_at=at(start), ended_at=done, open=end is None)


def test_before_the_start_nothing_is_late_and_the_plan_is_held_against_the_booking(
    plan: list[RunState],
) -> None:
    found = timing(plan, KEYS[0], 40, NINE)
    assert found == Timing(False, False, 0, 41, 40, 41, 0, None, 1)
    assert timing([], None, 40, NINE).left == 0


def test_a_step_that_goes_as_planned_is_on_time(plan: list[RunState]) -> None:
    plan[0] = took(plan[0], 0, None)
    found = timing(plan, KEYS[0], 45, at(3))
    assert (found.late, found.real, found.left, found.over) == (0, 3, 38, -4)


def test_a_step_that_takes_longer_makes_the_room_late(plan: list[RunState]) -> None:
    """5 minutes planned, 13 taken and still open: 8 late, and 41 + 8 minutes in all."""
    plan[0] = took(plan[0], 0, None)
    found = timing(plan, KEYS[0], 45, at(13))
    assert found == Timing(True, False, 8, 41, 45, 36, 13, 13, 4)
    assert late_words(found.late) == "8 minutes late"


def test_talking_between_two_steps_takes_time_and_a_break_does_not(plan: list[RunState]) -> None:
    plan[0] = took(plan[0], 0, 5)
    plan[1] = took(plan[1], 10, None)
    assert timing(plan, KEYS[1], 45, at(12)).late == 5
    plan[1] = took(plan[1], 65, None)
    after_lunch = timing(plan, KEYS[1], 45, at(67))
    assert (after_lunch.late, after_lunch.worked, after_lunch.on_break) == (0, 7, False)


def test_a_break_is_noticed_while_it_lasts(plan: list[RunState]) -> None:
    plan[0] = took(plan[0], 0, 5)
    assert timing(plan, KEYS[0], 45, at(12)).late == 7
    resting = timing(plan, KEYS[0], 45, at(21))
    assert (resting.late, resting.on_break) == (0, True)


def test_what_is_passed_over_makes_up_for_its_minutes(plan: list[RunState]) -> None:
    """The second step, of 10 minutes, was left out."""
    plan[0] = took(plan[0], 0, 8)
    plan[2] = took(plan[2], 8, None)
    found = timing(plan, KEYS[2], 45, at(10))
    assert (found.late, found.left, found.over) == (-7, 24, -11)
    assert late_words(found.late) == "7 minutes early"


def test_what_was_done_before_coming_back_stays_done(plan: list[RunState]) -> None:
    """The room did the third step first and goes back to the first one."""
    plan[2] = took(plan[2], 0, 20)
    plan[0] = took(plan[0], 20, None)
    found = timing(plan, KEYS[0], 45, at(24))
    assert (found.late, found.left) == (0, 17)


def test_a_room_that_begins_in_the_middle_is_not_early(plan: list[RunState]) -> None:
    plan[2] = took(plan[2], 0, None)
    found = timing(plan, KEYS[2], 45, at(2))
    assert (found.late, found.left) == (0, 24)


def test_minutes_of_a_step(plan: list[RunState]) -> None:
    assert minutes_of(plan[0], at(9)) is None
    assert minutes_of(took(plan[0], 1, 5), at(9)) == 4
    assert minutes_of(took(plan[0], 1, None), at(9)) == 8


def test_a_session_is_looked_at_by_itself(plan: list[RunState]) -> None:
    plan[2] = replace(plan[2], session=2)
    assert [run.activity.key for run in session_of(plan, KEYS[2])] == [KEYS[2]]
    assert len(session_of(plan, None)) == 3
    assert session_of([], None) == []


def test_the_longest_coming_steps_are_shortened_first_by_a_third_at_most(
    plan: list[RunState],
) -> None:
    plan[0] = took(plan[0], 0, None)
    title = plan[2].activity.title
    assert cuts(plan, KEYS[0], 4) == [Cut("insights.write", title, 20, 16)]
    assert [(cut.activity, cut.minutes) for cut in cuts(plan, KEYS[0], 99)] == [
        ("team.rules", 7),
        ("insights.write", 14),
        ("vision.close", 4),
    ]


def test_an_extra_of_the_method_is_left_out_before_anything_is_shortened(
    plan: list[RunState],
) -> None:
    extra = replace(plan[1].activity, extra=True)
    plan[1] = replace(plan[1], activity=extra)
    assert [(cut.activity, cut.saves) for cut in cuts(plan, KEYS[0], 12)] == [
        ("team.rules", 10),
        ("insights.write", 2),
    ]
    kept = cuts(plan, KEYS[0], 12, keep={"team.rules"})
    assert [cut.minutes for cut in kept if cut.activity == "team.rules"] == [7]


def test_nothing_is_cut_from_a_plan_that_fits(plan: list[RunState]) -> None:
    assert cuts(plan, KEYS[0], 0) == []
    assert cuts(plan, KEYS[0], -5) == []


@given(over=some.integers(-10, 200), lengths=some.lists(some.integers(1, 240), max_size=12))
def test_cuts_never_promise_more_than_they_win(
    playbook: Playbook, over: int, lengths: list[int]
) -> None:
    """Every cut is real and leaves a step; together they stop where enough is won."""
    keys = [activity.key for activity in playbook.activities]
    blank = RunState(
        playbook.activity(keys[0]), 1, 1, Attribution.ROLE, *(False,) * 3, *(None,) * 3, 0, 0
    )
    runs = [
        replace(blank, activity=playbook.activity(key), minutes=minutes)
        for key, minutes in zip(keys, lengths, strict=False)
    ]
    found = cuts(runs, None, over)
    assert sum(cut.saves for cut in found) <= max(0, over)
    assert all(0 <= cut.minutes < cut.planned for cut in found)


def test_lengths_of_time_in_words() -> None:
    assert [lasting(m) for m in (0, 1, 59, 60, 61, 125)] == [
        "0 minutes",
        "1 minute",
        "59 minutes",
        "1 hour",
        "1 hour 1 minute",
        "2 hours 5 minutes",
    ]
    assert late_words(0) == "On time"
