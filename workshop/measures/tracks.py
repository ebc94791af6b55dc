"""What each table does in a step where tables do different things, with minutes of their own. Pure.

A table's track is one line as people type it: “20 min Walk the town, then 10 min Write it up”, or
“Walk the town 20 min”, or words alone, which take what is left of the step.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

MINUTE = timedelta(minutes=1)
MOST_PARTS = 12
_LENGTH = re.compile(
    r"(?<!\w)(\d{1,3})\s*(?:min\b\.?|mins\b|minutes?\b|['’′](?!\w))", re.IGNORECASE
)
_JOINT = re.compile(r"^[\s,;:·|–-]*(?:(?:and\s+)?then\b[\s,:]*)?", re.IGNORECASE)
_END = re.compile(r"(?:[\s,;:·|–-]|\b(?:and\s+)?then\b)*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TrackPart:
    """Something that a table does; without ``minutes`` it takes what is left of the step."""

    does: str
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class PlacedPart:
    """Where a part came to stand. Moments are UTC. ``lost`` are minutes that do not fit."""

    does: str
    starts: datetime
    ends: datetime
    lost: int = 0


def read_track(line: str) -> tuple[TrackPart, ...]:
    """The parts of a line, in their order; () for an empty one."""
    found = [one for one in _LENGTH.finditer(line) if int(one[1]) > 0][:MOST_PARTS]
    if not found:
        words = line.strip()
        return (TrackPart(words),) if words else ()
    last = _tidy(line[found[-1].end() :])
    first = _tidy(line[: found[0].start()])
    if first and not last:  # the minutes stand behind what is done
        begins = [0, *(one.end() for one in found[:-1])]
        return tuple(
            TrackPart(_tidy(line[begin : one.start()]), int(one[1]))
            for begin, one in zip(begins, found, strict=True)
        )
    ends = [*(one.start() for one in found[1:]), len(line)]
    timed = tuple(
        TrackPart(_tidy(line[one.end() : end]), int(one[1]))
        for one, end in zip(found, ends, strict=True)
    )
    return (TrackPart(first), *timed) if first else timed


def _tidy(words: str) -> str:
    """Without what only joins one part to the next."""
    return _END.sub("", _JOINT.sub("", words)).strip()


def track_words(parts: Sequence[TrackPart]) -> str:
    """The line as it is kept and shown: “20 min Walk the town, then 10 min Write it up”."""
    return ", then ".join(
        one.does if one.minutes is None else f"{one.minutes} min {one.does}".strip()
        for one in parts
    )


def needs(parts: Sequence[TrackPart]) -> int:
    """Minutes that a step has at least where a table does all this."""
    return sum(1 if one.minutes is None else one.minutes for one in parts)


def along(starts: datetime, ends: datetime, parts: Sequence[TrackPart]) -> list[PlacedPart]:
    """Parts one behind the other within their step.

    Those without minutes share what the others leave. What does not fit before the end of the step
    is lost, the last first: all tables meet again when the next step begins.
    """
    open_parts = sum(one.minutes is None for one in parts)
    timed = sum(one.minutes or 0 for one in parts) * MINUTE
    left = max(timedelta(), ends - starts - timed)
    placed, at = list[PlacedPart](), starts
    for one in parts:
        length = left / open_parts if one.minutes is None else one.minutes * MINUTE
        if one.minutes is None and open_parts > 1:
            length -= length % MINUTE  # the last of them has what is over
        if one.minutes is None:
            left, open_parts = left - length, open_parts - 1
        stops = min(ends, at + length)
        placed.append(PlacedPart(one.does, at, stops, ceil((length - (stops - at)) / MINUTE)))
        at = stops
    return placed
