"""A plan by the clock: when each step starts and ends. Pure arithmetic on moments.

Lengths are real minutes, so a step of an hour lasts an hour across a change of the clock too. A
hard time is a reading of the wall clock of its place, and becomes a moment here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from math import ceil
from typing import Literal
from zoneinfo import ZoneInfo

from workshop.measures.local_time import UTC_NAME, known_zone

_NONE = timedelta()
WITHOUT_REST = 100
"""Minutes of work after which people rest, as far as steps allow."""
ARRIVING_MINUTES, BREAK_MINUTES, LUNCH_MINUTES = 10, 15, 45
_NOON_TO, _AFTER_LUNCH = 12 * 60 + 30, 60


@dataclass(frozen=True, slots=True)
class Length:
    """A step to be placed: its minutes, the moment at which it must start, if any, and whether
    people rest in it, so that it is kept before others."""

    minutes: int
    hold: datetime | None = None
    rest: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a step came to stand. Moments are UTC.

    ``lost`` are whole minutes of it that do not fit before the next hard time. ``held``: it starts
    at its hard time. One that has such a time and is not held stands behind a later one, or before
    the beginning.
    """

    starts: datetime
    ends: datetime
    lost: int = 0
    held: bool = False


def moment(day: date, clock: time, zone: str) -> datetime:
    """That reading of the wall clock of a zone, in UTC.

    Of an hour that comes twice it is the first; one that is left out is as far after the change as
    it reads.
    """
    known = ZoneInfo(known_zone(zone) or UTC_NAME)
    return datetime.combine(day, clock, known).astimezone(UTC)


def place(begin: datetime, steps: Sequence[Length]) -> list[Placed]:
    """Steps one behind the other from ``begin``; hard times hold and the rest moves around them.

    There is a gap only before a hard time. Where steps before one are too long together, the last
    of them lose the minutes that do not fit, and rests only when nothing else is left to lose.
    """
    placed: list[Placed] = []
    start, stretch = begin.astimezone(UTC), list[Length]()
    held = False
    for step in steps:
        if step.hold is not None and step.hold >= start:
            placed += _stretch(start, stretch, step.hold - start, held=held)
            start, stretch, held = step.hold.astimezone(UTC), [step], True
        else:
            stretch.append(step)
    return placed + _stretch(start, stretch, None, held=held)


def _stretch(
    start: datetime, steps: Sequence[Length], room: timedelta | None, *, held: bool
) -> list[Placed]:
    """Steps between two hard times, in the room that there is; None is without an end."""
    lengths = [timedelta(minutes=step.minutes) for step in steps]
    too_much = _NONE if room is None else sum(lengths, _NONE) - room
    lost = [_NONE] * len(steps)
    for rest in (False, True):
        for number in reversed(range(len(steps))):
            if too_much > _NONE and steps[number].rest is rest:
                lost[number] = min(lengths[number], too_much)
                too_much -= lost[number]
    placed, at = list[Placed](), start
    for number, length in enumerate(lengths):
        ends = at + length - lost[number]
        placed.append(Placed(at, ends, ceil(lost[number] / timedelta(minutes=1))))
        at = ends
    if held and placed:
        placed[0] = replace(placed[0], held=True)
    return placed


@dataclass(frozen=True, slots=True)
class Rest:
    """A rest to put in before the step of that number; ``hold`` is its hard time, if it has one."""

    before: int
    sort: Literal["arrivals", "break", "lunch"]
    minutes: int
    hold: time | None = None


def rests(starts: time, minutes: Sequence[int]) -> list[Rest]:
    """Arriving, breaks and lunch for steps of these minutes in a meeting that begins then.

    Lunch comes before the step that would go beyond half past twelve, held at the next five
    minutes, where there is an hour of work or more behind it.
    """
    found = [Rest(0, "arrivals", ARRIVING_MINUTES)]
    clock, worked = starts.hour * 60 + starts.minute + ARRIVING_MINUTES, 0
    eats = clock < _NOON_TO < clock + sum(minutes) - _AFTER_LUNCH
    for number, length in enumerate(minutes):
        if eats and clock + length > _NOON_TO:
            clock += -clock % 5
            hold = time(clock // 60, clock % 60)
            found.append(Rest(number, "lunch", LUNCH_MINUTES, hold))
            eats, worked, clock = False, 0, clock + LUNCH_MINUTES
        elif worked and worked + length > WITHOUT_REST:
            found.append(Rest(number, "break", BREAK_MINUTES))
            worked, clock = 0, clock + BREAK_MINUTES
        worked, clock = worked + length, clock + length
    return found
