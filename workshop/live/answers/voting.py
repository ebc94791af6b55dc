"""What a client is told of votes: never who voted for what, and no figure of too few people."""

from typing import Literal, NotRequired

from typing_extensions import TypedDict

from workshop.enums import RoleGroup
from workshop.kinds import CardKind
from workshop.live.answers.cards import Tapped
from workshop.live.answers.problem import SaidOf
from workshop.live.answers.room import InLanguages, RoundAnswer
from workshop.queries.votes.rounds import Paper


class OptionAnswer(InLanguages):
    """A card to vote on; ``also`` are the words of those that are shown with it as one."""

    id: str
    kind: CardKind
    text: str
    also: NotRequired[list[str]]


class ChosenAnswer(TypedDict):
    """What one's own ballot says of a card, in the field of the round's method."""

    card: str
    score: NotRequired[int]
    consent: NotRequired[str]
    x: NotRequired[int]
    y: NotRequired[int]


class FiguresAnswer(TypedDict):
    """How some people voted on one card; what the method does not give is left out."""

    votes: int
    voters: int
    percent: NotRequired[float]
    counts: NotRequired[dict[str, int]]
    mean: NotRequired[float]
    median: NotRequired[float]
    spread: NotRequired[float]
    x: NotRequired[float]
    y: NotRequired[float]
    spread_x: NotRequired[float]
    spread_y: NotRequired[float]


class ResultAnswer(OptionAnswer, FiguresAnswer):
    """One card's result; ``gap`` is residents' support less that of staff, in points.

    ``groups`` are by role group, and by the key of an own voice.
    """

    rank: int | None
    groups: dict[str, FiguresAnswer]
    gap: float | None
    talk: bool


class GroupSize(TypedDict):
    """A group shown; with ``voice`` it is an own voice, a part of its role group."""

    role_group: RoleGroup
    label: str
    voters: int
    voice: NotRequired[str]


class ResultsAnswer(RoundAnswer):
    """A closed round; a role group that is not named here is too small to be shown."""

    voters: int
    groups: list[GroupSize]
    others: int
    options: list[ResultAnswer]
    ties: list[list[str]]
    told: bool
    held_back: int


class ToldAnswer(TypedDict):
    """A sentence in English, and how it is put together, to be said in a language."""

    detail: str
    said: NotRequired[SaidOf]


class DecisionAnswer(TypedDict):
    """What the last vote proposes that the room takes on, and what it has taken on.

    ``told`` has the ``sentence`` and what it ``says``, ``press_said`` how the ``press`` is put
    together, for a page that speaks another language.
    """

    say: str
    proposed: list[str]
    chosen: list[str]
    level: list[str]
    says: list[str]
    told: list[ToldAnswer]
    asked: bool
    sentence: str
    step: Literal["ask", "take-on"] | None
    press: str
    press_said: NotRequired[SaidOf]
    doubts: bool


class OwnBallot(TypedDict):
    """What whoever votes is told besides; the projector is nobody's ballot."""

    mine: list[ChosenAnswer]
    left: int
    papers: list[Paper]


class VotingAnswer(TypedDict):
    """``mine``, ``left`` and ``papers`` as in ``OwnBallot``; no vote has no decision."""

    activity: str | None
    round: RoundAnswer | None
    options: list[OptionAnswer]
    mine: NotRequired[list[ChosenAnswer]]
    left: NotRequired[int]
    papers: NotRequired[list[Paper]]
    decision: NotRequired[DecisionAnswer | None]
    results: list[ResultsAnswer]


class BallotAnswer(TypedDict):
    """``left`` counts dots to give, or cards without an answer yet."""

    left: int
    revision: int


class TakenBack(TypedDict):
    """Nothing: the ballot is not there any more."""


class PutUpAnswer(Tapped):
    """A card that may be put forward, as ``queries.threads.forwarded.PutUp`` says."""

    id: str
    text: str
    on: bool
    alone: bool


class ForwardAnswer(TypedDict):
    """What one's table can put before the room; ``most`` is how many at once."""

    activity: str | None
    kind: str | None
    most: int
    cards: list[PutUpAnswer]
