"""Who is here and has added something, by role group, without pointing at anybody."""

from collections.abc import Callable

from workshop.db import Database
from workshop.domain.cards import add_card, withdraw_card
from workshop.domain.room import open_activity
from workshop.drafts import NewCard
from workshop.enums import RoleGroup
from workshop.queries.room import GroupCount, groups_here
from workshop.queries.viewer import Viewer

JoinAs = Callable[..., Viewer]


def _add(db: Database, viewer: Viewer, text: str, activity: str) -> str:
    return add_card(db, viewer=viewer, draft=NewCard(activity=activity, text=text)).id


def _counts(
    db: Database, viewer: Viewer, activity: str = "insights.write", present: tuple[str, ...] = ()
) -> list[GroupCount]:
    with db.read() as session:
        return groups_here(session, viewer, activity=activity, present=present)


def test_each_group_of_three_is_counted_by_itself(
    db: Database, facilitator: Viewer, join_as: JoinAs
) -> None:
    """Here now, in this activity and at all; what was taken back, and strangers, do not count.

    Nor does a hope, which names nobody: nothing says whose it is.
    """
    people = [join_as("resident") for _ in range(3)]
    open_activity(db, viewer=facilitator, activity="team.hopes")
    _add(db, people[0], "I hope", "team.hopes")
    open_activity(db, viewer=facilitator, activity="insights.write")
    _add(db, people[1], "The bus", "insights.write")
    _add(db, people[1], "The queue", "insights.write")
    gone = _add(db, people[2], "Not this", "insights.write")
    withdraw_card(db, viewer=people[2], card_id=gone)
    _add(db, facilitator, "The facilitator's own", "insights.write")
    here = (people[0].person_id or "", "somebody else")
    assert _counts(db, facilitator, present=here) == [GroupCount(RoleGroup.RESIDENT, 3, 1, 1, 1)]


def test_one_or_two_people_are_never_counted_by_themselves(
    db: Database, facilitator: Viewer, join_as: JoinAs
) -> None:
    """Two of staff and one councillor stand together; two people alone have no figures at all."""
    open_activity(db, viewer=facilitator, activity="insights.write")
    alone = [join_as("staff") for _ in range(2)]
    _add(db, alone[0], "The form", "insights.write")
    assert _counts(db, facilitator) == [GroupCount(None, 2, None, None, None)]
    join_as("partner")
    assert _counts(db, facilitator) == [GroupCount(None, 3, 0, 1, 1)]


def test_a_small_rest_is_not_found_by_taking_the_others_away(
    db: Database, facilitator: Viewer, join_as: JoinAs
) -> None:
    """With one councillor, the smallest of the larger groups is held back too."""
    for _ in range(4):
        join_as("resident")
    for _ in range(3):
        join_as("staff")
    join_as("partner")
    assert [(c.role_group, c.people) for c in _counts(db, facilitator)] == [
        (RoleGroup.RESIDENT, 4),
        (None, 4),
    ]


def test_participants_are_told_nothing(db: Database, resident: Viewer) -> None:
    assert _counts(db, resident) == []
