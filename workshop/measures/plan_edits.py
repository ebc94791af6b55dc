"""What an edit of a run sheet makes of its lines: moved, copied, shortened, taken out. Pure.

Every edit answers a new list; lines that it does not name keep their order. Lines of one meeting
stand together, and the meetings in their order. ``place`` of ``agenda`` then says when each starts.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import time
from itertools import pairwise

LEAST_MINUTES, MOST_MINUTES = 1, 240


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A line of a run sheet: minutes, number of its meeting, and its hard time, if it has one."""

    key: str
    minutes: int
    session: int = 1
    hold: time | None = None
    rest: bool = False


def moved(
    lines: Sequence[PlanLine], keys: Collection[str], before: str | None, session: int | None = None
) -> list[PlanLine]:
    """These lines together, in their order, before that line; None is at the end.

    Between two meetings they go into the later one, unless ``session`` is the earlier. Before one
    of the moved lines itself is before the next line that stays.
    """
    stay = [line for line in lines if line.key not in keys]
    going = [line for line in lines if line.key in keys]
    at = _place(lines, stay, before)
    near = [one.session for one in stay[max(0, at - 1) : at + 1]]
    if not near:
        return list(lines)
    wanted = session if session in near else near[-1]
    going = [replace(line, session=wanted) for line in going]
    return [*stay[:at], *going, *stay[at:]]


def _place(lines: Sequence[PlanLine], stay: Sequence[PlanLine], before: str | None) -> int:
    """How many of the lines that stay are before that one."""
    here = next((at for at, line in enumerate(lines) if line.key == before), len(lines))
    kept = {line.key for line in stay}
    return sum(line.key in kept for line in lines[:here])


def nudged(lines: Sequence[PlanLine], keys: Collection[str], *, earlier: bool) -> list[PlanLine]:
    """These lines together, one place earlier or later.

    At the edge of their meeting they go over into the next one; at the end of the plan they stay.
    """
    going = [line for line in lines if line.key in keys]
    stay = [line for line in lines if line.key not in keys]
    if not going or not stay:
        return list(lines)
    edge = lines.index(going[0] if earlier else going[-1])
    at = sum(line.key not in keys for line in lines[:edge])
    together = [*stay[:at], *going, *stay[at:]]
    if together != list(lines):
        # Lines that were apart come together first.
        session = (going[0] if earlier else going[-1]).session
        going = [replace(line, session=session) for line in going]
        return [*stay[:at], *going, *stay[at:]]
    to = at - 1 if earlier else at
    if not 0 <= to < len(stay):
        return list(lines)
    other = stay[to].session
    if any(line.session != other for line in going):
        going = [replace(line, session=other) for line in going]
        return [*stay[:at], *going, *stay[at:]]
    at += -1 if earlier else 1
    return [*stay[:at], *going, *stay[at:]]


def copied(
    lines: Sequence[PlanLine], keys: Collection[str], name: Callable[[str], str]
) -> list[PlanLine]:
    """With a copy of each of these behind the last of them, called as ``name`` says of its key.

    A copy moves with the others: only one line can be held at a time.
    """
    chosen = [line for line in lines if line.key in keys]
    if not chosen:
        return list(lines)
    behind = lines.index(chosen[-1]) + 1
    session = chosen[-1].session
    fresh = [replace(one, key=name(one.key), session=session, hold=None) for one in chosen]
    return [*lines[:behind], *fresh, *lines[behind:]]


def without(lines: Sequence[PlanLine], keys: Collection[str]) -> list[PlanLine]:
    """Without these lines."""
    return [line for line in lines if line.key not in keys]


def timed(lines: Sequence[PlanLine], minutes: Mapping[str, int]) -> list[PlanLine]:
    """With other minutes for some lines. Raises ValueError beyond 1 to 240."""
    if any(not LEAST_MINUTES <= one <= MOST_MINUTES for one in minutes.values()):
        raise ValueError("An activity can be planned for 1 to 240 minutes.")
    return [replace(line, minutes=minutes.get(line.key, line.minutes)) for line in lines]


def crossing(lines: Sequence[PlanLine]) -> tuple[PlanLine, PlanLine] | None:
    """The first two held lines of a meeting whose hard times are not in their order."""
    for number in sorted({line.session for line in lines}):
        held = [line for line in lines if line.session == number and line.hold is not None]
        for one, other in pairwise(held):
            if one.hold is not None and other.hold is not None and one.hold >= other.hold:
                return one, other
    return None


def taken_along(was: Sequence[PlanLine], now: Sequence[PlanLine]) -> PlanLine | None:
    """The first line with a hard time that would go to another meeting, and so to another day."""
    before = {line.key: line.session for line in was}
    return next(
        (line for line in now if line.hold and before.get(line.key, line.session) != line.session),
        None,
    )


def emptied(was: Sequence[PlanLine], now: Sequence[PlanLine]) -> int | None:
    """The number of the first meeting that would have no line any more."""
    gone = {line.session for line in was} - {line.session for line in now}
    return min(gone, default=None)
