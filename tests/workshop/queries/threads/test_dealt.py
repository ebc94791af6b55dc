"""Cases and lenses on the tables: the same for a table each time, another for its neighbour."""

from itertools import pairwise

from workshop.db import Database
from workshop.domain import room
from workshop.domain.people.members import join
from workshop.drafts import Joining
from workshop.library import load_library
from workshop.playbook import Playbook
from workshop.queries.room import room_state
from workshop.queries.threads.dealt import dealt
from workshop.queries.threads.taking import taking
from workshop.queries.viewer import Viewer


def test_each_table_reads_three_cases_near_far_and_one_that_ended(playbook: Playbook) -> None:
    cases = playbook.activity("horizon.cases")
    first, second = (dealt(cases, table, "en") for table in (1, 2))
    assert [one.shown.kind for one in first] == ["case"] * 3
    assert not {one.key for one in first} & {one.key for one in second}
    assert first == dealt(cases, 1, "en") == dealt(cases, None, "en")
    found = [load_library("en").case(one.key) for one in first]
    assert [case.distance for case in found[:2]] == ["near", "far"]
    assert found[2].outcome_kind in ("closed", "mixed")


def test_no_two_neighbours_look_through_the_same_lens(playbook: Playbook) -> None:
    lens = playbook.activity("horizon.lens")
    drawn = [dealt(lens, table, "en")[0].key for table in range(1, 9)]
    assert all(one != other for one, other in pairwise(drawn))


def test_the_big_screen_says_which_table_reads_what(
    db: Database, facilitator: Viewer, resident: Viewer, staff: Viewer
) -> None:
    """One line a table at which somebody sits, and only while that step is open."""
    for viewer, table in ((resident, 3), (staff, 7)):
        join(db, viewer=viewer, draft=Joining(role_group="resident", table=table))
    room.open_activity(db, viewer=facilitator, activity="horizon.cases")
    with db.read() as session:
        state = room_state(session, facilitator.workshop_id)
        mine = taking(session, resident, "horizon.cases").reads
    assert state is not None
    assert [(one.table, len(one.titles)) for one in state.dealt] == [(3, 3), (7, 3)]
    assert len(mine) == 3
    room.open_activity(db, viewer=facilitator, activity="insights.write")
    with db.read() as session:
        later = room_state(session, facilitator.workshop_id)
    assert later is not None
    assert later.dealt == ()
