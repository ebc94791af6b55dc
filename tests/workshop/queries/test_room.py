"""The state of the room, and who is here."""

from collections.abc import Callable

from workshop.db import Database
from workshop.domain.cards import add_card, hide_card, withdraw_card
from workshop.domain.room import open_activity, reveal
from workshop.drafts import NewCard
from workshop.enums import RoleGroup
from workshop.queries.room import groups_here, room_state, run_sheet
from workshop.queries.viewer import Viewer

WRITE = "insights.write"


def counts(db: Database, viewer: Viewer) -> tuple[int, int]:
    """Cards that the room may count, and how many of them lie face down."""
    with db.read() as session:
        state = room_state(session, viewer.workshop_id)
        sheet = run_sheet(session, viewer.workshop_id)
    assert state is not None
    assert state.current is not None
    assert state.current == next(r for r in sheet if r.activity.key == state.current.activity.key)
    return state.current.cards, state.current.face_down


def test_only_what_the_room_may_know_of_is_counted(
    db: Database, facilitator: Viewer, resident: Viewer
) -> None:
    """Private, hidden and withdrawn cards are no number on the big screen either."""
    open_activity(db, viewer=facilitator, activity=WRITE)
    drafts = [NewCard(activity=WRITE, text=str(n), private=n == 0) for n in range(4)]
    ids = [add_card(db, viewer=resident, draft=draft).id for draft in drafts]
    assert counts(db, facilitator) == (3, 3)
    hide_card(db, viewer=facilitator, card_id=ids[1])
    withdraw_card(db, viewer=resident, card_id=ids[2])
    assert counts(db, facilitator) == (1, 1)
    reveal(db, viewer=facilitator)
    assert counts(db, facilitator) == (1, 0)


def test_a_deleted_workshop_has_no_state(db: Database, facilitator: Viewer) -> None:
    """None, and no exception, for a stream that outlived its workshop."""
    with db.read() as session:
        assert room_state(session, "gone") is None


def test_who_is_here_is_for_the_facilitator(
    db: Database, facilitator: Viewer, join_as: Callable[..., Viewer]
) -> None:
    """People by role group and how many of them have added something; facilitators not counted."""
    writer, *others = [join_as("resident") for _ in range(3)]
    open_activity(db, viewer=facilitator, activity=WRITE)
    for text in ("One", "Two"):
        add_card(db, viewer=writer, draft=NewCard(activity=WRITE, text=text))
    with db.read() as session:
        here = groups_here(session, facilitator)
        told = [(group.role_group, group.people, group.added) for group in here]
        assert told == [(RoleGroup.RESIDENT, 3, 1)]
        assert groups_here(session, others[0]) == []
        state = room_state(session, facilitator.workshop_id)
    assert state is not None
    assert state.people == 3
