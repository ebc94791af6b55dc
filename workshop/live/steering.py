"""What a steering request asks for: ``{"do": "open"}`` and the like as the domain's verbs."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from workshop.db import Database
from workshop.domain import promises, room, timer
from workshop.domain.people import hands, steerers
from workshop.domain.themes import sorts
from workshop.errors import InvalidInputError
from workshop.queries.viewer import Viewer

PLAIN: Mapping[str, Callable[..., None]] = {
    "next": partial(room.step, forward=True),
    "previous": partial(room.step, forward=False),
    "close": room.close_activity,
    "new-round": room.new_round,
    "reset-round": room.reset_round,
    "stop-timer": timer.stop_timer,
    "close-at-end": partial(timer.close_at_end, closes=True),
    "stay-open": partial(timer.close_at_end, closes=False),
    "lower-hands": hands.lower_hands,
    "lock": partial(steerers.lock_room, locked=True),
    "unlock": partial(steerers.lock_room, locked=False),
    "pause": partial(room.pause, paused=True),
    "resume": partial(room.pause, paused=False),
}
"""What needs to be told nothing more."""


def steering(db: Database, viewer: Viewer, given: dict[str, Any]) -> Callable[[], None]:
    """The domain verb that a steering request names. Raises InvalidInputError for none."""
    do = given.get("do")
    activity = given.get("activity")
    if activity is not None and not isinstance(activity, str):
        raise InvalidInputError("“activity” must be the key of an activity.")
    if isinstance(do, str) and do in PLAIN:
        return partial(PLAIN[do], db, viewer=viewer)
    match do:
        case "move" if activity:
            return partial(room.move_to, db, viewer=viewer, activity=activity)
        case "open":
            anyway = given.get("anyway") is True
            return partial(room.open_activity, db, viewer=viewer, activity=activity, anyway=anyway)
        case "reveal":
            return partial(room.reveal, db, viewer=viewer, activity=activity)
        case "sorting" if type(given.get("allowed")) is bool:
            return partial(sorts.allow_sorting, db, viewer=viewer, allowed=given["allowed"])
        case "write-alone" if activity:
            return partial(promises.write_alone, db, viewer=viewer, activity=activity)
        case "minutes" if type(given.get("minutes")) is int:
            return partial(timer.add_minutes, db, viewer=viewer, minutes=given["minutes"])
        case "show":
            return partial(room.show, db, viewer=viewer, what=str(given.get("what")))
    raise InvalidInputError("This is not something that the room can be asked to do.")
