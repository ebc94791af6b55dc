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
_LENGTH = r"(?<![\w-])(\d{1,3})\s*(?:min\b\.?|mins\b|minutes?\b|['’′](?!\w))"
_ANY_LENGTH = re.compile(_LENGTH, re.IGNORECASE)
_JOINT = re.compile(r"\s*(?:[,;·|]\s*(?:and\s+)?(then\b)?|\b(?:and\s+)?(then)\b)\s*", re.IGNORECASE)
_BEFORE = re.compile(rf"{_LENGTH}(?:\s*[:–-])?\s*(.*)", re.IGNORECASE | re.DOTALL)
_BEHIND = re.compile(
    rf"(\S.*?)(?:\s*[:–-]|\s+for)?\s+(?:{_LENGTH}|\({_LENGTH}\))", re.IGNORECASE | re.DOTALL
)
_OF_EACH = re.compile(r"(?:each|per|every|or|to)\b", re.IGNORECASE)
_AT_MOST = re.compile(r".*\b(?:about|around|after|every|in|of|or|to)", re.IGNORECASE | re.DOTALL)
"""“2 min each”, “up to 10 min”: minutes that are not those of what is done."""


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
    """The parts of a line, in their order; () for an empty one.

    Minutes are taken where they stand before or behind what is done, between “,” “;” and “then”. A
    line that says them in any other way stays as it is, whole: nobody's words are put elsewhere.
    """
    parts = _parts(line)
    if parts and _parts(track_words(parts)) == parts:
        return parts
    words = line.strip()
    return (TrackPart(words),) if words else ()


def _parts(line: str) -> tuple[TrackPart, ...]:
    """() where it is not plain what takes how long."""
    found: list[TrackPart] = []
    held = ""  # words before a comma, which belong to what comes behind it
    at, then = 0, True  # a part begins at the start, and at each “then”
    for joint in [*_JOINT.finditer(line), None]:
        piece = line[at : joint.start() if joint else len(line)].strip()
        one = _part(piece)
        if one is None:
            return ()
        before, held = held, ""
        if one.minutes is None and not then and found and found[-1].minutes is not None:
            found[-1] = TrackPart(_joined(found[-1].does, piece), found[-1].minutes)
        elif one.minutes is None and joint and not (joint[1] or joint[2]):
            held = _joined(before, piece)
        elif before and one.minutes is not None and _ANY_LENGTH.match(piece):
            found += [TrackPart(before), one]
        elif one.does or one.minutes is not None:
            found.append(TrackPart(_joined(before, one.does), one.minutes))
        if joint:
            at, then = joint.end(), bool(joint[1] or joint[2])
    return tuple(found) if len(found) <= MOST_PARTS else ()


def _part(piece: str) -> TrackPart | None:
    lengths = [int(one[1]) for one in _ANY_LENGTH.finditer(piece)]
    if not any(lengths):
        return TrackPart(piece)
    if len(lengths) > 1:
        return None
    if before := _BEFORE.fullmatch(piece):
        return None if _OF_EACH.match(before[2]) else TrackPart(before[2].strip(), lengths[0])
    behind = _BEHIND.fullmatch(piece)
    if behind is None or _AT_MOST.fullmatch(behind[1]):
        return None
    return TrackPart(behind[1].strip(), lengths[0])


def _joined(before: str, piece: str) -> str:
    return ", ".join(one for one in (before, piece) if one)


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
