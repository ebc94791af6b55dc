"""How late the room is, what the plan still needs, and what could be shortened. Pure arithmetic.

All lengths are minutes. The clock is handed in, so that the same moment gives the same answer.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from workshop.errors import Sentences, numbered
from workshop.queries.room import RunState

BREAK_MINUTES = 15
"""A gap of at least this long between two steps counts as a break, which costs no time."""

LEAST_SHARE = 2 / 3
LEAST_MINUTES = 3
"""A step is never asked to go below two thirds of its plan, nor below three minutes."""


@dataclass(frozen=True, slots=True)
class Timing:
    """Where a session stands. ``late`` is below 0 for a room that is early.

    ``planned`` is all of the session's plan, ``left`` what of it is still to do, ``worked`` the
    time gone since it began without the breaks, ``real`` the minutes of the current step. ``over``
    is by how much the session will be longer than the time booked; below 0 there is time to spare.
    """

    begun: bool
    on_break: bool
    late: int
    planned: int
    booked: int
    left: int
    worked: int
    real: int | None
    over: int


@dataclass(frozen=True, slots=True)
class Cut:
    """One coming step that could take less time; ``minutes`` 0 means to leave it out."""

    activity: str
    title: str
    planned: int
    minutes: int

    @property
    def saves(self) -> int:
        return self.planned - self.minutes


def minutes_of(run: RunState, now: datetime) -> float | None:
    """Minutes from the first opening of a step to its last end; None for one never opened."""
    if run.started_at is None:
        return None
    end = now if run.open or run.ended_at is None else run.ended_at
    return max(0.0, (end - run.started_at).total_seconds() / 60)


def timing(runs: Sequence[RunState], current: str | None, booked: int, now: datetime) -> Timing:
    """The timing of one session.

    ``runs`` are the session's lines in their order, ``current`` is the key of the line where the
    room stands, ``booked`` the minutes booked for this meeting.

    Late is the time worked less the minutes that the plan gave to what is behind. A step that was
    passed over counts as done, so leaving one out makes up for its minutes. What stands before the
    first step that was opened, and was never opened, is not counted at all.
    """
    planned = sum(run.minutes for run in runs)
    here = next((i for i, run in enumerate(runs) if run.activity.key == current), len(runs))
    opened = [run for run in runs if run.started_at is not None]
    if not opened:
        ahead = sum(run.minutes for run in runs[here:]) if here < len(runs) else planned
        return Timing(False, False, 0, planned, booked, ahead, 0, None, ahead - booked)
    worked, on_break = _worked(opened, now)
    first = min(range(len(runs)), key=lambda i: (runs[i].started_at or now, i))
    due = left = 0.0
    for place, run in enumerate(runs):
        if run.started_at is None and place < min(first, here):
            continue
        behind = _minutes_behind(run, place < here, now)
        due += behind
        left += run.minutes - behind
    now_run = runs[here] if here < len(runs) else None
    real = minutes_of(now_run, now) if now_run else None
    return Timing(
        begun=True,
        on_break=on_break,
        late=_whole(worked - due),
        planned=planned,
        booked=booked,
        left=_whole(left),
        worked=_whole(worked),
        real=None if real is None else _whole(real),
        over=_whole(worked + left - booked),
    )


def _minutes_behind(run: RunState, passed: bool, now: datetime) -> float:
    """How much of a line's plan is done: all of it, or as much as it has been open."""
    if run.open:
        return min(float(run.minutes), minutes_of(run, now) or 0.0)
    return float(run.minutes) if passed or run.ended_at is not None else 0.0


def _worked(opened: Sequence[RunState], now: datetime) -> tuple[float, bool]:
    """Minutes since the first step was opened, without breaks; and whether there is one now."""
    spans = sorted(
        (run.started_at, now if run.open or run.ended_at is None else run.ended_at)
        for run in opened
        if run.started_at is not None
    )
    pause = timedelta(minutes=BREAK_MINUTES)
    begin, until = spans[0]
    breaks = timedelta()
    for start, end in [*spans[1:], (now, now)]:
        if start - until >= pause:
            breaks += start - until
        until = max(until, end)
    last_end = max(end for _start, end in spans)
    total = max(now, last_end) - begin - breaks
    return total.total_seconds() / 60, now - last_end >= pause


def _whole(minutes: float) -> int:
    """Whole minutes, towards zero: a room is late when a full minute is gone."""
    return int(minutes)


def late_words(late: int) -> str:
    """“8 minutes late”, “1 hour 5 minutes early” or “On time”."""
    return f"{lasting(abs(late))} {'late' if late > 0 else 'early'}" if late else "On time"


def lasting(minutes: int) -> Sentences:
    """A length of time in words, such as “1 hour 5 minutes”."""
    hours, rest = divmod(minutes, 60)
    parts = [numbered(hours, "{n} hour", "{n} hours")] if hours else []
    if rest or not hours:
        parts.append(numbered(rest, "{n} minute", "{n} minutes"))
    return Sentences(parts)


def session_of(runs: Sequence[RunState], current: str | None) -> list[RunState]:
    """The lines of the meeting in which the room stands: the first one before it has begun."""
    number = next((run.session for run in runs if run.activity.key == current), None)
    if number is None and runs:
        number = runs[0].session
    return [run for run in runs if run.session == number]


def cuts(
    runs: Sequence[RunState], current: str | None, over: int, keep: Collection[str] = ()
) -> list[Cut]:
    """Coming steps that together win at least ``over`` minutes, or as many as there are to win.

    First extras of the method are left out, the longest first, then the longest steps are made
    shorter, by a third at most. ``keep`` are keys of steps that are never left out.
    """
    coming = _coming(runs, current)
    found: list[Cut] = []
    won = 0
    extras = [r for r in coming if r.activity.extra and r.activity.key not in keep]
    for run in sorted(extras, key=lambda r: -r.minutes):
        if won + run.minutes <= over:
            found.append(_cut(run, 0))
            won += run.minutes
    out = {cut.activity for cut in found}
    for run in sorted(coming, key=lambda r: -r.minutes):
        if won >= over:
            break
        least = min(run.minutes, max(LEAST_MINUTES, ceil(run.minutes * LEAST_SHARE)))
        less = min(run.minutes - least, over - won)
        if run.activity.key not in out and less > 0:
            found.append(_cut(run, run.minutes - less))
            won += less
    order = {run.activity.key: place for place, run in enumerate(runs)}
    return sorted(found, key=lambda cut: order[cut.activity])


def _coming(runs: Sequence[RunState], current: str | None) -> list[RunState]:
    """What lies ahead and was not opened yet, the current step not among it."""
    here = next((i for i, run in enumerate(runs) if run.activity.key == current), -1)
    return [
        run
        for place, run in enumerate(runs)
        if run.started_at is None and run.activity.key != current and place > here
    ]


def _cut(run: RunState, minutes: int) -> Cut:
    return Cut(run.activity.key, run.activity.title, run.minutes, minutes)
