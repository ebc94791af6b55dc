"""Where none of those who write first is here, everybody writes; and who may be told by a few."""

import pytest

from tests.conftest import JoinAs
from workshop.db import Database
from workshop.domain import room
from workshop.domain.cards import add_card
from workshop.drafts import NewCard
from workshop.errors import NotAllowedError
from workshop.live.wire import room_json
from workshop.queries.people.few import is_few
from workshop.queries.people.first_writers import IN_THEIR_PLACE
from workshop.queries.room import room_state
from workshop.queries.viewer import Viewer

WRITE = "vision.write"
LINE = NewCard.read(
    {"activity": WRITE, "kind": "vision_line", "text": "A place where boys are met"}
)


def told(db: Database, viewer: Viewer) -> tuple[list[str], str]:
    with db.read() as session:
        state = room_state(session, viewer.workshop_id)
    assert state is not None
    body = room_json(state)["activity"]
    return body["writers"], body["hint"]


def test_staff_write_for_residents_only_while_no_resident_is_here(
    db: Database, facilitator: Viewer, join_as: JoinAs
) -> None:
    """They are told to ask them soon; with the first resident the words are theirs again."""
    staff = join_as("staff")
    room.open_activity(db, viewer=facilitator, activity=WRITE, anyway=True)
    assert told(db, facilitator) == ([], IN_THEIR_PLACE)
    add_card(db, viewer=staff, draft=LINE)
    join_as("resident")
    assert told(db, facilitator)[0] == ["resident"]
    with pytest.raises(NotAllowedError, match="write first"):
        add_card(db, viewer=staff, draft=LINE)


def test_one_or_two_of_a_group_are_few(db: Database, facilitator: Viewer, join_as: JoinAs) -> None:
    first = join_as("councillor")
    join_as("councillor")
    with db.read() as session:
        assert is_few(session, first)
        assert not is_few(session, facilitator)
    join_as("councillor")
    with db.read() as session:
        assert not is_few(session, first)


def test_a_step_of_sorting_begins_with_the_cards_on_the_big_screen(
    db: Database, facilitator: Viewer
) -> None:
    """It used to say that there are none, beside ten cards."""
    room.move_to(db, viewer=facilitator, activity="insights.sort")
    with db.read() as session:
        state = room_state(session, facilitator.workshop_id)
    assert state is not None
    assert state.projector == "themes"
