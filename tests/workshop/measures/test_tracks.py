"""What each table does in a step, with minutes of its own: read as people type it, and placed."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from workshop.measures.agenda import Length, moment, place
from workshop.measures.tracks import TrackPart, along, needs, read_track, track_words

LONDON = "Europe/London"
# The days of both changes of the clock, and one in between.
DAYS = (date(2026, 3, 29), date(2026, 7, 1), date(2026, 10, 25))
MINUTE = timedelta(minutes=1)
PARTS = some.builds(
    TrackPart,
    some.sampled_from(("Walk the town", "Dads", "Ask 3 people", "نكتب", "Tea; and talk")),
    some.none() | some.integers(1, 60),
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Dads", "Dads"),
        ("3 questions for dads", "3 questions for dads"),
        ("20 min Walk, 10 min Write", "20 min Walk, then 10 min Write"),
        ("20 min: Walk, then 10 minutes write it up.", "20 min Walk, then 10 min write it up."),
        ("Walk 20 min; write it up 10'", "20 min Walk, then 10 min write it up"),
        ("Walk and then 10min tea", "Walk, then 10 min tea"),
        ("20 min", "20 min"),
        ("Walk 20 min, then talk", "20 min Walk, then talk"),
        ("Walk the town (20 min), then talk", "20 min Walk the town, then talk"),
        ("Talk for 5 minutes, tea for 10 minutes", "5 min Talk, then 10 min tea"),
        ("20 min Walk, talk and sing, then 10 min Write", ""),
        ("Dads, mums, then 10 min tea", ""),
        ("Walk the town, look 20 min; write 10'", "20 min Walk the town, look, then 10 min write"),
        ("Dads, mums and grandparents", ""),
        ("Talk for 5 minutes each", ""),
        ("2 min each: who are you?", ""),
        ("20 min Walk (10 min each way)", ""),
        ("Talk 10-15 min", ""),
        ("Talk up to 10 min", ""),
        ("Walk; the 12 min bus, then home", ""),
        ("0 min of talk", "0 min of talk"),
        ("", ""),
    ],
)
def test_a_line_is_read_as_people_type_it(typed: str, kept: str) -> None:
    kept = kept or typed.strip()  # "": as it was typed
    assert track_words(read_track(typed)) == kept
    assert track_words(read_track(kept)) == kept


def test_minutes_that_are_not_plain_are_no_parts() -> None:
    assert read_track("20 min Walk (10 min each way)") == (
        TrackPart("20 min Walk (10 min each way)"),
    )
    assert read_track("Walk 20 min, then talk") == (TrackPart("Walk", 20), TrackPart("talk"))


def test_minutes_of_their_own_and_what_is_left() -> None:
    parts = read_track("Walk, then 10 min Write it up")
    assert parts == (TrackPart("Walk"), TrackPart("Write it up", 10))
    assert needs(parts) == 11
    begins = moment(date(2026, 7, 1), time(9), LONDON)
    found = along(begins, begins + 30 * MINUTE, parts)
    assert [(one.does, one.starts - begins, one.ends - begins) for one in found] == [
        ("Walk", 0 * MINUTE, 20 * MINUTE),
        ("Write it up", 20 * MINUTE, 30 * MINUTE),
    ]


def test_what_does_not_fit_into_the_step_is_said() -> None:
    begins = datetime.fromisoformat("2026-07-01T09:00+00:00")
    parts = read_track("20 min Walk, then 10 min Write")
    found = along(begins, begins + 25 * MINUTE, parts)
    assert [one.lost for one in found] == [0, 5]
    assert found[-1].ends == begins + 25 * MINUTE


@given(some.text(max_size=80))
@settings(max_examples=25)
def test_whatever_is_typed_is_read_and_stays_as_it_was_kept(typed: str) -> None:
    kept = track_words(read_track(typed))
    assert track_words(read_track(kept)) == kept


@given(
    some.lists(some.tuples(some.integers(1, 90), some.none() | some.integers(0, 19)), max_size=6),
    some.lists(
        some.lists(PARTS, min_size=1, max_size=4),
        min_size=1,
        max_size=4,
    ),
    some.sampled_from(DAYS),
)
@settings(max_examples=25, deadline=None)
def test_every_table_keeps_to_the_step_whatever_the_plan_is(
    plan: list[tuple[int, int | None]], tables: list[list[TrackPart]], day: date
) -> None:
    """No gap, no overlap, within the step, across both changes of the clock and hard times."""
    steps = [
        Length(minutes, None if hour is None else moment(day, time(hour, 30), LONDON))
        for minutes, hour in plan
    ]
    for step in place(moment(day, time(0, 40), LONDON), steps):
        for parts in tables:
            at = step.starts
            for part, placed in zip(parts, along(step.starts, step.ends, parts), strict=True):
                assert placed.starts == at, "no gap and no overlap"
                assert placed.starts <= placed.ends <= step.ends, "all meet again"
                if part.minutes is not None:
                    assert placed.ends - placed.starts == (part.minutes - placed.lost) * MINUTE
                at = placed.ends
            if any(part.minutes is None for part in parts):
                assert at == step.ends, "what has no minutes takes what is left"
            fits = needs(parts) * MINUTE <= step.ends - step.starts
            assert not fits or not any(p.lost for p in along(step.starts, step.ends, parts))
