"""Who may do what, when: one table, closed by default."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from workshop.enums import Role
from workshop.errors import ClosedError, NotAllowedError, UnknownDeviceError


class Verb(StrEnum):
    JOIN = "join"
    ADD_CARD = "add_card"
    EDIT_CARD = "edit_card"
    WITHDRAW_CARD = "withdraw_card"
    HIDE_CARD = "hide_card"
    STAR_CARD = "star_card"
    LINK_CARDS = "link_cards"
    SORT = "sort"
    COMMENT = "comment"
    TRANSLATE = "translate"
    WEIGH = "weigh"
    VOTE = "vote"
    VOTE_FOR = "vote_for"
    SIGNAL = "signal"
    PUT_FORWARD = "put_forward"
    IMPORT_SPEND = "import_spend"
    UNDO = "undo"
    STEER = "steer"
    PLAN = "plan"
    DESCRIBE = "describe"
    CLOSE_WORKSHOP = "close_workshop"
    REOPEN_WORKSHOP = "reopen_workshop"
    DELETE_WORKSHOP = "delete_workshop"
    RENEW_SECRET = "renew_secret"  # noqa: S105 - the name of a verb
    SHARE_SUMMARY = "share_summary"
    ERASE = "erase"
    READ_HELD = "read_held"
    SET_RETENTION = "set_retention"
    READ_ROOM = "read_room"
    READ_ALL = "read_all"


class When(StrEnum):
    """The state in which a verb is allowed."""

    ALWAYS = "always"
    WORKSHOP_OPEN = "workshop open"
    ACTIVITY_OPEN = "workshop and activity open"
    ACTIVITY_SORTED = "workshop open, activity open and sorted by all"
    OWN = "own words, in every state"
    OWN_WORKSHOP_OPEN = "own card, workshop open"
    OWN_ACTIVITY_OPEN = "own card, workshop and activity open"


_OWN = frozenset({When.OWN, When.OWN_WORKSHOP_OPEN, When.OWN_ACTIVITY_OPEN})
_ALWAYS = frozenset({When.ALWAYS, When.OWN})
_ACTIVITY = frozenset({When.ACTIVITY_OPEN, When.OWN_ACTIVITY_OPEN})

_FACILITATOR: Mapping[Verb, When] = {
    Verb.JOIN: When.WORKSHOP_OPEN,
    Verb.ADD_CARD: When.WORKSHOP_OPEN,
    Verb.EDIT_CARD: When.WORKSHOP_OPEN,
    Verb.WITHDRAW_CARD: When.OWN_WORKSHOP_OPEN,
    Verb.HIDE_CARD: When.WORKSHOP_OPEN,
    Verb.STAR_CARD: When.WORKSHOP_OPEN,
    Verb.LINK_CARDS: When.WORKSHOP_OPEN,
    Verb.SORT: When.WORKSHOP_OPEN,
    Verb.COMMENT: When.WORKSHOP_OPEN,
    Verb.TRANSLATE: When.WORKSHOP_OPEN,
    Verb.WEIGH: When.WORKSHOP_OPEN,
    Verb.VOTE_FOR: When.ACTIVITY_OPEN,
    Verb.PUT_FORWARD: When.WORKSHOP_OPEN,
    Verb.IMPORT_SPEND: When.WORKSHOP_OPEN,
    Verb.UNDO: When.WORKSHOP_OPEN,
    Verb.STEER: When.WORKSHOP_OPEN,
    Verb.PLAN: When.WORKSHOP_OPEN,
    Verb.DESCRIBE: When.WORKSHOP_OPEN,
    Verb.CLOSE_WORKSHOP: When.WORKSHOP_OPEN,
    Verb.REOPEN_WORKSHOP: When.ALWAYS,
    Verb.DELETE_WORKSHOP: When.ALWAYS,
    Verb.RENEW_SECRET: When.ALWAYS,
    Verb.SHARE_SUMMARY: When.ALWAYS,
    Verb.ERASE: When.ALWAYS,
    Verb.READ_HELD: When.ALWAYS,
    Verb.SET_RETENTION: When.ALWAYS,
    Verb.READ_ROOM: When.ALWAYS,
    Verb.READ_ALL: When.ALWAYS,
}

ALLOWED: Mapping[Role, Mapping[Verb, When]] = {
    Role.VISITOR: {},
    Role.PARTICIPANT: {
        Verb.JOIN: When.WORKSHOP_OPEN,
        Verb.ADD_CARD: When.ACTIVITY_OPEN,
        Verb.EDIT_CARD: When.OWN_ACTIVITY_OPEN,
        Verb.WITHDRAW_CARD: When.OWN_WORKSHOP_OPEN,
        Verb.SORT: When.ACTIVITY_SORTED,
        Verb.COMMENT: When.ACTIVITY_SORTED,
        Verb.TRANSLATE: When.WORKSHOP_OPEN,
        Verb.WEIGH: When.ACTIVITY_OPEN,
        Verb.VOTE: When.ACTIVITY_OPEN,
        Verb.SIGNAL: When.WORKSHOP_OPEN,
        Verb.PUT_FORWARD: When.WORKSHOP_OPEN,
        Verb.ERASE: When.OWN,
        Verb.READ_HELD: When.OWN,
        Verb.READ_ROOM: When.ALWAYS,
    },
    Role.FACILITATOR: _FACILITATOR,
    Role.HOST: _FACILITATOR,
}


@dataclass(frozen=True, slots=True)
class Situation:
    """What the decision depends on, read in the same transaction that will write."""

    workshop_open: bool = True
    activity_open: bool = False
    own_card: bool = False
    sorting: bool = False


def require(role: Role, verb: Verb, situation: Situation) -> None:
    """Pass in silence, or raise the error whose sentence says what to do."""
    when = ALLOWED[role].get(verb)
    if when is None:
        if role is Role.VISITOR:
            raise UnknownDeviceError("Please join the workshop with its code first.")
        raise NotAllowedError("Only the facilitator can do this.")
    if when not in _ALWAYS and not situation.workshop_open:
        raise ClosedError("This workshop is closed. The facilitator can open it again.")
    if when in _OWN and not situation.own_card:
        raise NotAllowedError("Only the person who wrote this card can do this.")
    if when is When.ACTIVITY_SORTED and not (situation.activity_open and situation.sorting):
        raise NotAllowedError("The facilitator sorts the cards just now. Say what you would move.")
    if when in _ACTIVITY and not situation.activity_open:
        raise ClosedError("This activity is not open now. Keep your words and ask the facilitator.")
