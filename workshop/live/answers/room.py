"""What a client is told of the room and of its own person."""

from typing import Any, Literal, NotRequired

from typing_extensions import TypedDict

from workshop.enums import Attribution, GroupForm, RoleGroup, StageKey, VoteMethod, Way
from workshop.figures.drawn_bars import Drawing
from workshop.kinds import CardKind, WidgetName
from workshop.playbook.model import Axes
from workshop.queries.projector import CaseNumber, Turn
from workshop.queries.threads.dealt import AtTable


class SaidOtherwise(TypedDict):
    """Words in another language; ``older``: the card's own have changed since."""

    lang: str
    text: str
    older: NotRequired[Literal[True]]


class InLanguages(TypedDict):
    """``lang`` stands where it is not the workshop's own, ``said`` where somebody translated."""

    lang: NotRequired[str]
    said: NotRequired[list[SaidOtherwise]]


class ShownAnswer(InLanguages):
    """One thing for everybody to read, as ``queries.projector.Showing`` says; no null."""

    kind: str
    title: str
    subtitle: str
    text: str
    points: tuple[str, ...]
    note: str
    drawing: NotRequired[Drawing]
    later: NotRequired[str]
    number: NotRequired[CaseNumber]
    closing: NotRequired[tuple[str, ...]]
    turn: NotRequired[Turn]
    english: NotRequired[tuple[str, ...]]


class OnProjector(TypedDict):
    """``theme`` is the id of one theme, ``item`` what is shown large."""

    show: str
    theme: NotRequired[str]
    item: NotRequired[ShownAnswer]


class ShownNowAnswer(TypedDict):
    """What the big screen shows, a case as whoever asks is told it."""

    projector: OnProjector


class OptionAsked(TypedDict):
    value: str
    label: str


class AskAnswer(TypedDict):
    """A field that is asked beside the words of a card; ``low`` and ``high`` bound a number."""

    name: str
    label: str
    help: str
    widget: WidgetName
    low: int | None
    high: int | None
    options: list[OptionAsked]


class EitherAnswer(TypedDict):
    """One of the kinds between which people choose, with what is promised for it."""

    kind: CardKind
    label: str
    promise: str
    max: int
    asks: list[AskAnswer]


class SecondKind(TypedDict):
    """What the others may write where some write first."""

    kind: CardKind
    prompt: str
    max: int


class RoundAnswer(TypedDict):
    """A vote for everybody: how many have voted, and never who or what."""

    round: str
    number: int
    method: VoteMethod
    dots: int
    open: bool
    voted: int
    could: int
    axes: Axes | None


class VoteAnswer(RoundAnswer):
    """The vote of the room's step; ``closes_at`` is when it ends by itself, in UTC."""

    closes_at: NotRequired[str]


class ActivityAnswer(TypedDict):
    """The room's step. Times are ISO 8601 in UTC, ``left`` seconds on a clock that stands still."""

    key: str
    stage: StageKey
    stage_title: str
    title: str
    prompt: str
    hint: str
    way: Way
    form: GroupForm
    together: str
    steps: list[str]
    open: bool
    revealed: bool
    hidden: bool
    private: bool
    ends_at: str | None
    left: int | None
    closes_at_end: bool
    late_until: str | None
    attribution: Attribution
    sorting: bool
    forward: bool
    promise: str
    kind: CardKind | None
    box: bool
    about: list[str]
    takes: bool
    adds: bool
    max: int
    writers: list[RoleGroup]
    answer: SecondKind | None
    either: list[EitherAnswer]
    asks: list[AskAnswer]
    face_down: int
    cards: int
    vote: VoteAnswer | None
    split: list[str]
    tracks: list[str]
    dealt: list[AtTable]


class NextStep(TypedDict):
    key: str
    title: str


class RoomAnswer(TypedDict):
    """The room's state for everybody. ``tables`` counts who sits at each, ``hands`` those up.

    ``last_hand`` is when the newest hand that is up was raised: a device whose own is up asks anew
    who it is when either changes.
    """

    code: str
    title: str
    revision: int
    now: str
    closed: bool
    state: Literal["open", "closed"]
    paused: bool
    locked: bool
    life_question: str
    people: int
    facilitators: int
    done: int
    hands: int
    last_hand: str | None
    tables: list[int]
    activity: ActivityAnswer | None
    next: NextStep | None
    projector: OnProjector


class SeatAnswer(TypedDict):
    """Somebody for whom a table's device writes."""

    id: str
    role_group: RoleGroup
    voice: str
    name: str


class MeAnswer(TypedDict):
    """What a device knows of its own person; ``few``: only one or two of their group are here.

    ``voice`` is the key of their own voice beside the role group, "" for none.
    """

    joined: bool
    role_group: RoleGroup
    voice: str
    name: str
    table: int | None
    facilitator: bool
    done_in: str | None
    hand: bool
    words: str
    few: bool
    people: list[SeatAnswer]


class StateAnswer(RoomAnswer):
    """The room's state, and one's own person."""

    me: MeAnswer


class JoinedAnswer(TypedDict):
    """``cards`` is how many cards say another role group since."""

    me: MeAnswer
    cards: int


class SelfAnswer(TypedDict):
    me: MeAnswer


class SeatedAnswer(TypedDict):
    """``id`` is the person who was seated."""

    id: str
    me: MeAnswer


class DoneAnswer(TypedDict):
    done_in: str | None


class HandAnswer(TypedDict):
    hand: bool


Fields = dict[str, Any]
"""What stands in the fields of a card, by their names: they differ from kind to kind."""
