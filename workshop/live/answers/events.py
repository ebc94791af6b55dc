"""What a stream says: the body of each of its events, by the event's name."""

from types import MappingProxyType
from typing import Any

from typing_extensions import TypedDict

from workshop.live.answers.cards import OwnCardAnswer, WallCards
from workshop.live.answers.room import RoomAnswer


class AllAnew(TypedDict):
    """What was known is forgotten: all that there is follows."""


class FetchIt(TypedDict):
    """All that there is is much: fetch it by itself, packed, and come back with its id."""


class TroubleTold(TypedDict):
    """That nothing can be stored just now, and why; "" takes it back."""

    detail: str


class PingTold(TypedDict):
    """The hour on the server's clock, ISO 8601 in UTC."""

    now: str


SAID: MappingProxyType[str, Any] = MappingProxyType(
    {
        "snapshot": AllAnew,
        "room": RoomAnswer,
        "cards": WallCards,
        "mine": list[OwnCardAnswer],
        "fetch": FetchIt,
        "trouble": TroubleTold,
        "ping": PingTold,
    }
)
