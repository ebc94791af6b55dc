"""What a client is told when it sorts: what became of a step, and what can be undone."""

from typing import Literal, NotRequired

from typing_extensions import TypedDict

from workshop.live.answers.problem import SaidOf


class AgainAnswer(TypedDict):
    """The step was done when it was sent first."""

    revision: int
    again: Literal[True]


class SortedAnswer(TypedDict):
    """``stayed`` are cards that somebody else had moved first: they were left where they are."""

    revision: int
    themes: list[str]
    stayed: list[str]


class ReplayedAnswer(TypedDict):
    """``revision`` is told to whoever said which one they saw."""

    verb: str
    left: int
    revision: NotRequired[int]


class OnCardAnswer(TypedDict):
    revision: int
    id: str
    version: int


SortAnswer = AgainAnswer | SortedAnswer | ReplayedAnswer | OnCardAnswer


class HistoryAnswer(TypedDict):
    """What one may undo and redo: the verb, and a sentence; None and "" where there is nothing.

    ``undo_said`` and ``redo_said`` are how these sentences are put together.
    """

    undo: str | None
    redo: str | None
    undo_says: str
    redo_says: str
    undo_said: NotRequired[SaidOf]
    redo_said: NotRequired[SaidOf]


class GroupProposed(TypedDict):
    name: str
    cards: list[str]


class SuggestionsAnswer(TypedDict):
    groups: list[GroupProposed]
