"""A ballot as a form: a field for each card, named after it, and two where it lies on a map."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from workshop.enums import VoteMethod
from workshop.errors import InvalidInputError, Sentence, numbered
from workshop.figures.labels import shortened
from workshop.queries.votes.ballots import Chosen
from workshop.queries.votes.rounds import Option, Voting

VOTE = "vote."
STEPS = (0, 25, 50, 75, 100)
"""The places on a line, as the squares of the map on other phones."""
LONGEST = 60


def ballot_of(vote: Voting, sent: Mapping[str, str], round_id: str) -> list[dict[str, Any]]:
    """The choices of a draft. Raises InvalidInputError where the form says too much, or half.

    A form of another round says nothing here, since the new one may ask in another way: that its
    round is over is what its sender has to hear, and the verb says so.
    """
    if vote.round is None or vote.round.id != round_id:
        return []
    method, found = vote.round.method, dict[str, dict[str, Any]]()
    for name, value in sent.items():
        if not name.startswith(VOTE):
            continue
        card, _, line = name.removeprefix(VOTE).partition(".")
        said = found.setdefault(card, {"card": card})
        if method is VoteMethod.SCORE:
            said["score"] = _number(value)
        elif method is VoteMethod.CONSENT:
            said["consent"] = value
        elif method is VoteMethod.MATRIX and line in ("x", "y"):
            said[line] = _number(value)
    if method is VoteMethod.DOTS and len(found) > vote.round.dots:
        raise InvalidInputError(
            numbered(
                len(found),
                "{n} card is ticked, and you have {dots} dots. Take ticks away, then send again.",
                "{n} cards are ticked, and you have {dots} dots. Take ticks away, then send again.",
                dots=vote.round.dots,
            )
        )
    if method is VoteMethod.MATRIX:
        _require_both(found, vote.options)
    return list(found.values())


def _require_both(found: Mapping[str, Mapping[str, Any]], options: Iterable[Option]) -> None:
    """A place is one on both lines: half of one is no answer, and is not thrown away either."""
    for option in options:
        said = found.get(option.id)
        if said is not None and not {"x", "y"} <= said.keys():
            short = shortened(option.text, LONGEST)
            raise InvalidInputError(
                Sentence("Say of this card where it lies on both lines: {card}", card=short)
            )


def _number(typed: str) -> int | str:
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 5 else typed


def marks_of(mine: Iterable[Chosen]) -> dict[str, str]:
    """A ballot as the fields of its form hold it."""
    marks: dict[str, str] = {}
    for said in mine:
        name = f"{VOTE}{said.card}"
        if said.x is not None or said.y is not None:
            marks |= {f"{name}.x": str(said.x), f"{name}.y": str(said.y)}
        else:
            marks[name] = str(said.consent or said.score or "on")
    return marks


def places(own: str) -> Sequence[int]:
    """The places of a line to choose from, with one's own where that is another one."""
    return sorted({*STEPS, int(own)}) if own.isdecimal() else STEPS
