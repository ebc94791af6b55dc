"""Saving only what somebody changed, so that nobody empties what a colleague has just saved."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from workshop.errors import ChangedMeanwhileError

V = TypeVar("V")
SAID_LENGTH = 80


def changed_only(
    current: Mapping[str, V],
    seen: Mapping[str, V] | None,
    typed: Mapping[str, V],
    *,
    same: Callable[[V | None, V | None], bool] = lambda one, other: one == other,
) -> dict[str, V]:
    """Of what was typed, what differs from what was ``seen`` when the form was filled.

    Everything where nobody says what was seen. Raises ChangedMeanwhileError, with what stands now
    as ``current``, where somebody else has changed the same thing into something else.
    """
    if seen is None:
        return dict(typed)
    changed = {name: new for name, new in typed.items() if not same(new, seen.get(name))}
    taken = {
        name: current.get(name)
        for name, new in changed.items()
        if not same(current.get(name), seen.get(name)) and not same(current.get(name), new)
    }
    if taken:
        said = "; ".join(_said(value) for value in taken.values())
        raise ChangedMeanwhileError(
            f"Somebody has saved this meanwhile: {said}. Your words are still in the box. "
            "Save again to keep yours.",
            current=dict(taken),
        )
    return changed


def _said(value: object) -> str:
    words = " ".join(str("" if value is None else value).split())
    if not words:
        return "nothing"
    return f"“{words[:SAID_LENGTH]}…”" if len(words) > SAID_LENGTH else f"“{words}”"
