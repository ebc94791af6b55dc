"""What a steering request asks for: ``{"do": "open"}`` and the like as the domain's verbs."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from workshop.db import Database
from workshop.domain import promises, room, timer
from workshop.domain.people import hands, moderation, steerers, tables
from workshop.domain.seen import Seen
from workshop.domain.themes import sorts
from workshop.domain.threads import choices
from workshop.errors import InvalidInputError
from workshop.queries.viewer import Viewer

RELATIVE: Mapping[str, Callable[..., None]] = {
    "next": partial(room.step, forward=True),
    "previous": partial(room.step, forward=False),
    "close": room.close_activity,
    "new-round": room.new_round,
    "reset-round": room.reset_round,
    "stop-timer": timer.stop_timer,
    "close-at-end": partial(timer.close_at_end, closes=True),
    "stay-open": partial(timer.close_at_end, closes=False),
}
"""What is meant of the step that was seen when it was asked: ``"at": "its key"`` names that."""
PLAIN: Mapping[str, Callable[..., None]] = {
    "lock": partial(steerers.lock_room, locked=True),
    "unlock": partial(steerers.lock_room, locked=False),
    "pause": partial(room.pause, paused=True),
    "resume": partial(room.pause, paused=False),
    "no-tables": tables.no_tables,
}
"""What is the same wherever the room is."""


_WITHIN = timedelta(milliseconds=1, microseconds=-1)
"""The state says times in whole milliseconds."""
WITH_MORE = (
    "move",
    "open",
    "reveal",
    "sorting",
    "write-alone",
    "take-on",
    "ask",
    "vote-again",
    "minutes",
    "show",
    "tables",
    "look-first",
    "lower-hands",
)
"""What is asked with a word or a number of its own."""


def steering(db: Database, viewer: Viewer, given: dict[str, Any]) -> Callable[[], None]:
    """The domain verb that a steering request names. Raises InvalidInputError for none."""
    do = given.get("do")
    activity = given.get("activity")
    if activity is not None and not isinstance(activity, str):
        raise InvalidInputError("“activity” must be the key of an activity.")
    at = _seen(given)
    if isinstance(do, str) and do in PLAIN:
        return partial(PLAIN[do], db, viewer=viewer)
    if isinstance(do, str) and do in RELATIVE:
        return partial(RELATIVE[do], db, viewer=viewer, at=at)
    match do:
        case "tables" | "look-first" | "lower-hands":
            return _with_people(db, viewer, do, given)
        case "move" if activity:
            return partial(room.move_to, db, viewer=viewer, activity=activity)
        case "open":
            anyway = given.get("anyway") is True
            return partial(
                room.open_activity, db, viewer=viewer, activity=activity, anyway=anyway, at=at
            )
        case "reveal":
            return partial(room.reveal, db, viewer=viewer, activity=activity, at=at)
        case "sorting" if type(given.get("allowed")) is bool:
            return partial(sorts.allow_sorting, db, viewer=viewer, allowed=given["allowed"], at=at)
        case "write-alone" if activity:
            return partial(promises.write_alone, db, viewer=viewer, activity=activity)
        case "take-on" | "ask" | "vote-again":
            return _choosing(db, viewer, do, given, at)
        case "minutes" if type(given.get("minutes")) is int:
            return partial(timer.add_minutes, db, viewer=viewer, minutes=given["minutes"], at=at)
        case "show":
            return partial(room.show, db, viewer=viewer, what=str(given.get("what")))
    raise InvalidInputError("This is not something that the room can be asked to do.")


def _with_people(
    db: Database, viewer: Viewer, do: str, given: dict[str, Any]
) -> Callable[[], None]:
    """Tables for group work, looking first at what people write, and hands that were seen."""
    if do == "tables":
        number, formed = given.get("tables"), given.get("formed")
        if number is not None and type(number) is not int:
            raise InvalidInputError("“tables” must be a whole number.")
        if formed is not None and formed is not False:
            raise InvalidInputError("“formed” can only be false: none were formed yet.")
        seen = 0 if formed is False else None
        return partial(tables.form_tables, db, viewer=viewer, tables=number, seen=seen)
    if do == "lower-hands":
        return partial(hands.lower_hands, db, viewer=viewer, until=_moment(given.get("last_hand")))
    if type(given.get("wanted")) is not bool:
        raise InvalidInputError("“wanted” must be true or false.")
    activity, wanted = given.get("activity"), given["wanted"]
    return partial(moderation.look_first, db, viewer=viewer, activity=activity, wanted=wanted)


def _moment(given: object) -> datetime | None:
    """When the newest of the hands that the asker saw went up, as the state of the room says it."""
    if given is None:
        return None
    try:
        found = datetime.fromisoformat(given) + _WITHIN if isinstance(given, str) else None
    except (ValueError, OverflowError):
        found = None
    if found is None or found.tzinfo is None:
        raise InvalidInputError("“last_hand” must be a time, as the state of the room says it.")
    return found


def _seen(given: dict[str, Any]) -> Seen | None:
    """The step and the round that the asker saw; None for one that did not say."""
    if "at" not in given:
        return None
    step, vote = given["at"], given.get("round")
    if not all(one is None or isinstance(one, str) for one in (step, vote)):
        raise InvalidInputError("“at” must be the key of an activity, “round” the id of a vote.")
    return Seen(step, vote)


def _choosing(
    db: Database, viewer: Viewer, do: str, given: dict[str, Any], at: Seen | None
) -> Callable[[], None]:
    """What the room takes on, from the vote's proposal where no cards are named."""
    cards = _ids(given.get("cards"))
    activity = given.get("activity")

    def run() -> None:
        if do == "ask":
            choices.ask(db, viewer=viewer, activity=activity, cards=cards, at=at)
        elif do == "vote-again":
            choices.vote_again(db, viewer=viewer, activity=activity, cards=cards, at=at)
        else:
            choices.take_on(
                db,
                viewer=viewer,
                activity=activity,
                cards=cards,
                insights=_ids(given.get("insights")) or (),
                anyway=given.get("anyway") is True,
                at=at,
            )

    return run


def _ids(given: object) -> list[str] | None:
    if given is None:
        return None
    if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
        raise InvalidInputError("“cards” must be a list of cards' ids.")
    return given
