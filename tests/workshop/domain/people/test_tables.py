"""Tables in one press: everybody who has joined has one, and whoever comes later gets one too."""

from collections import Counter

import pytest

from tests.conftest import JoinAs
from workshop.db import Database
from workshop.domain.people.members import join
from workshop.domain.people.tables import form_tables, no_tables
from workshop.drafts import Joining
from workshop.enums import RoleGroup
from workshop.errors import InvalidInputError, MovedOnError, NotAllowedError
from workshop.live.wire import room_json
from workshop.queries.people.deals import last_deal
from workshop.queries.room import room_state
from workshop.queries.viewer import Viewer, as_now


def told(db: Database, viewer: Viewer) -> tuple[list[int], str]:
    """How many sit at each table, and what the big screen shows."""
    with db.read() as session:
        state = room_state(session, viewer.workshop_id)
    assert state is not None
    body = room_json(state)
    return body["tables"], body["projector"]["show"]


def table(db: Database, viewer: Viewer) -> int | None:
    with db.read() as session:
        return as_now(session, viewer).table_no


def test_one_press_seats_everybody_and_shows_the_tables(
    db: Database, facilitator: Viewer, join_as: JoinAs
) -> None:
    """Twelve people at three tables of four, both groups at each; the same seed seats alike."""
    people = [join_as(group) for group in ["resident"] * 6 + ["staff"] * 6]
    form_tables(db, viewer=facilitator, seed=7)
    assert told(db, facilitator) == ([4, 4, 4], "tables")
    first = [table(db, one) for one in people]
    mixed = Counter(zip(first, ["resident"] * 6 + ["staff"] * 6, strict=True))
    assert set(mixed.values()) == {2}
    form_tables(db, viewer=facilitator, seed=7)
    assert [table(db, one) for one in people] == first
    no_tables(db, viewer=facilitator)
    assert told(db, facilitator) == ([], "wall")
    assert {table(db, one) for one in people} == {None}


def test_a_press_at_an_older_seating_moves_nobody(
    db: Database, facilitator: Viewer, join_as: JoinAs
) -> None:
    """Pressed twice people are seated once; other tables since are neither mixed nor taken away."""
    people = [join_as(group) for group in ["resident"] * 6 + ["staff"] * 6]

    def deal() -> int:
        with db.read() as session:
            return last_deal(session, facilitator.workshop_id)

    assert deal() == 0
    form_tables(db, viewer=facilitator, seen=0)
    where = [table(db, one) for one in people]
    with pytest.raises(MovedOnError, match="Nobody was seated anew"):
        form_tables(db, viewer=facilitator, seen=0)
    assert [table(db, one) for one in people] == where
    first = deal()
    form_tables(db, viewer=facilitator, seen=first)
    with pytest.raises(MovedOnError):
        no_tables(db, viewer=facilitator, seen=first)
    no_tables(db, viewer=facilitator, seen=deal())
    assert deal() == 0


def test_who_comes_later_gets_a_table_and_keeps_it(
    db: Database, facilitator: Viewer, join_as: JoinAs
) -> None:
    for group in ["resident"] * 4 + ["staff"] * 3:
        join_as(group)
    form_tables(db, viewer=facilitator)
    late = join_as("staff")
    assert late.table_no in (1, 2)
    assert sorted(told(db, facilitator)[0]) == [4, 4]


def test_who_says_a_table_sits_there(db: Database, facilitator: Viewer, join_as: JoinAs) -> None:
    """The number of a real table is stronger than what was dealt."""
    join_as("resident")
    join_as("resident")
    form_tables(db, viewer=facilitator, tables=2)
    assert join_as("staff", table=2).table_no == 2


def test_who_puts_their_name_right_stays_where_they_were_seated(
    db: Database, facilitator: Viewer, join_as: JoinAs
) -> None:
    """Their form was opened before the tables were formed; a table that they change is theirs."""
    viewer = join_as("resident", table=9, token="t" * 43)
    join_as("staff")
    form_tables(db, viewer=facilitator, tables=2)
    seat = table(db, viewer)
    assert seat in (1, 2)
    right = Joining(role_group=RoleGroup.RESIDENT, name="Anna", table=9, seated=9)
    assert join(db, viewer=viewer, draft=right).table_no == seat
    moved = right.model_copy(update={"table": 7})
    assert join(db, viewer=viewer, draft=moved).table_no == 7
    no_tables(db, viewer=facilitator)
    none = right.model_copy(update={"table": None, "seated": 0})
    assert join(db, viewer=viewer, draft=none).table_no is None


def test_an_empty_room_is_told_to_count_and_nobody_else_forms_tables(
    db: Database, facilitator: Viewer, join_as: JoinAs
) -> None:
    with pytest.raises(InvalidInputError, match="Let people count"):
        form_tables(db, viewer=facilitator)
    resident = join_as("resident")
    with pytest.raises(NotAllowedError):
        form_tables(db, viewer=resident)
    with pytest.raises(InvalidInputError, match="1 to 60"):
        form_tables(db, viewer=facilitator, tables=0)
