"""What a client is told of cards: its own, the wall's, and those to start from."""

from typing import Literal, NotRequired

from typing_extensions import TypedDict

from workshop.enums import RoleGroup
from workshop.kinds import CardKind
from workshop.live.answers.room import (
    AskAnswer,
    Fields,
    InLanguages,
    RoomAnswer,
    SaidOtherwise,
    ShownAnswer,
)
from workshop.queries.cards import CardPicture


class ReceiptAnswer(TypedDict):
    """What is stored, and the workshop's revision from which on it is so."""

    id: str
    revision: int


class AskedBack(TypedDict):
    """``ask`` is a gentle question about words that were just saved."""

    ask: NotRequired[str]


class AddedAnswer(ReceiptAnswer, AskedBack):
    """A card that is stored now, or was stored by the same key before."""


class EditedAnswer(AddedAnswer):
    version: int


class GoneAnswer(TypedDict):
    """The card of which something was taken away."""

    id: str


class OwnCardAnswer(InLanguages):
    """A card as its writer sees it; ``person`` is for whom it was written, on a table's device."""

    id: str
    activity: str
    text: str
    fields: Fields
    version: int
    revision: int
    withdrawn: bool
    hidden: bool
    late: bool
    waiting: bool
    person: str | None
    pictures: list[CardPicture]


class MineAnswer(TypedDict):
    """One's own cards; ``recorded`` are those that have a recording."""

    cards: list[OwnCardAnswer]
    recorded: list[str]


class FaceDown(TypedDict):
    """A card that may not be read, or has gone: its id and nothing else."""

    op: Literal["add", "edit", "remove"]
    id: str


class ShownCard(FaceDown, InLanguages):
    """A card on the wall; ``head`` stands before its words, ``more`` after; a theme has a colour.

    ``forward`` says that its table put it before the room.
    """

    activity: str
    kind: CardKind
    text: str
    starred: bool
    role: NotRequired[RoleGroup]
    role_label: NotRequired[str]
    author: NotRequired[str]
    head: NotRequired[str]
    more: NotRequired[str]
    themes: NotRequired[tuple[str, ...]]
    merged_into: NotRequired[str]
    forward: NotRequired[bool]
    about: NotRequired[str]
    colour: NotRequired[str]
    version: NotRequired[int]
    pictures: NotRequired[list[CardPicture]]


class SteeredCard(ShownCard):
    """The same with what only the console may know of its state."""

    private: bool
    hidden: bool
    face_down: bool
    late: bool
    waiting: bool


WallCards = list[SteeredCard | ShownCard | FaceDown]


class ChangesAnswer(TypedDict):
    """What a client missed. ``snapshot``: this is all there is, and replaces what was known."""

    id: str
    snapshot: bool
    room: RoomAnswer
    cards: WallCards
    mine: list[OwnCardAnswer]


class Tapped(TypedDict):
    """Words to tap: ``lang`` and ``translations`` stand as ``lang`` and ``said`` of other cards."""

    lang: NotRequired[str]
    translations: NotRequired[list[SaidOtherwise]]


class TappedOnto(Tapped):
    """A card that more can be added to; ``said`` is what it holds of the fields asked here."""

    id: str
    text: str
    first: bool
    said: Fields
    version: int
    fills: Fields


class TappedCard(Tapped):
    id: str
    text: str
    first: bool
    fills: Fields


class TapAnswer(TypedDict):
    """Cards to tap for one link of what is made here."""

    link: str
    label: str
    least: int
    one: bool
    alone: bool
    cards: list[TappedCard]


class DoingAnswer(TypedDict):
    """One thing that people can do here: make a card, or add to one of ``onto``."""

    kind: CardKind
    say: str
    adds: bool
    anew: bool
    label: str
    box: bool
    first: list[str]
    carries: bool
    max: int
    asks: list[AskAnswer]
    known: dict[str, str]
    onto: list[TappedOnto]
    taps: list[TapAnswer]


class ReadAnswer(ShownAnswer):
    """What of the library lies on one's table."""

    key: str


class TakingAnswer(TypedDict):
    """What there is to tap in an activity; all empty without one."""

    activity: str | None
    kinds: list[CardKind]
    doings: list[DoingAnswer]
    says: list[str]
    reads: list[ReadAnswer]
