"""Being done and raising a hand: counted for everybody, told to who steers, kept by nobody."""

import pytest
from sqlmodel import select

from tests.conftest import JoinAs
from workshop.db import Database
from workshop.domain.people.hands import lower_hands, raise_hand, say_done
from workshop.domain.room import close_activity, move_to, open_activity
from workshop.domain.workshops import MadeWorkshop
from workshop.enums import Role
from workshop.errors import ClosedError, NotAllowedError, NotFoundError, UnknownDeviceError
from workshop.models import Audit, Person
from workshop.queries.people.hands import hands_up
from workshop.queries.room import room_state
from workshop.queries.viewer import Viewer, identify

WRITE = "insights.write"


def counts(db: Database, viewer: Viewer) -> tuple[int, int]:
    """How many are done here, and how many hands are up."""
    with db.read() as session:
        found = room_state(session, viewer.workshop_id)
    assert found is not None
    return found.done, found.hands


def test_done_counts_for_the_rooms_activity_and_ends_with_it(
    db: Database, facilitator: Viewer, resident: Viewer, staff: Viewer
) -> None:
    """Twice is once, it can be taken back, and opening the activity again asks anew."""
    open_activity(db, viewer=facilitator, activity=WRITE)
    for viewer in (resident, resident, staff):
        say_done(db, viewer=viewer, activity=WRITE)
    assert counts(db, facilitator) == (2, 0)
    say_done(db, viewer=staff, activity=WRITE, done=False)
    assert counts(db, facilitator) == (1, 0)

    move_to(db, viewer=facilitator, activity="insights.name")
    assert counts(db, facilitator) == (0, 0)
    with pytest.raises(ClosedError, match="moved on"):
        say_done(db, viewer=resident, activity=WRITE)
    move_to(db, viewer=facilitator, activity=WRITE)
    with pytest.raises(ClosedError):
        say_done(db, viewer=staff, activity=WRITE)
    open_activity(db, viewer=facilitator, activity=WRITE)
    assert counts(db, facilitator) == (0, 0)


def test_hands_stand_in_a_line_that_only_the_facilitator_sees(
    db: Database, facilitator: Viewer, resident: Viewer, staff: Viewer
) -> None:
    """A hand that is up keeps its place; it goes when its person or the facilitator lowers it."""
    for viewer in (staff, resident, staff):
        raise_hand(db, viewer=viewer)
    assert counts(db, facilitator) == (0, 2)
    with db.read() as session:
        line = hands_up(session, facilitator)
        assert hands_up(session, resident) == []
    assert [(hand.name, hand.role_group, hand.table) for hand in line] == [
        ("Ben", "staff", 2),
        ("Amina", "resident", 1),
    ]
    lower_hands(db, viewer=facilitator, person_id=line[0].person_id)
    assert counts(db, facilitator) == (0, 1)
    raise_hand(db, viewer=resident, up=False)
    raise_hand(db, viewer=resident, up=False)
    assert counts(db, facilitator) == (0, 0)
    raise_hand(db, viewer=staff)
    lower_hands(db, viewer=facilitator)
    lower_hands(db, viewer=facilitator)
    assert counts(db, facilitator) == (0, 0)


def test_hands_that_went_up_since_stay_up(
    db: Database, facilitator: Viewer, resident: Viewer, staff: Viewer
) -> None:
    """Who lowers all has seen some; one that was lowered and raised again is another."""
    for viewer in (staff, resident):
        raise_hand(db, viewer=viewer)
    with db.read() as session:
        seen = hands_up(session, facilitator)
    raise_hand(db, viewer=resident, up=False)
    raise_hand(db, viewer=resident)
    lower_hands(db, viewer=facilitator, until=seen[-1].since)
    with db.read() as session:
        assert [hand.name for hand in hands_up(session, facilitator)] == ["Amina"]
    lower_hands(db, viewer=facilitator, until=seen[-1].since)
    one = seen[1]
    lower_hands(db, viewer=facilitator, person_id=one.person_id, until=one.since)
    assert counts(db, facilitator) == (0, 1)


def test_the_device_learns_its_own_signs_from_the_database(
    db: Database, workshop: MadeWorkshop, facilitator: Viewer, join_as: JoinAs
) -> None:
    """A reload, or a lock screen, changes neither."""
    token = "t" * 43
    viewer = join_as("resident", token=token)
    open_activity(db, viewer=facilitator, activity=WRITE)
    say_done(db, viewer=viewer, activity=WRITE)
    raise_hand(db, viewer=viewer)
    with db.read() as session:
        again = identify(session, token=token, code=workshop.code)
    assert (again.done_in, again.hand_up) == (WRITE, True)


def test_nobody_else_signals(db: Database, facilitator: Viewer, resident: Viewer) -> None:
    """Not the facilitator's device, not a stranger; and only who steers lowers another's hand."""
    open_activity(db, viewer=facilitator, activity=WRITE)
    stranger = Viewer(facilitator.workshop_id, facilitator.code, Role.VISITOR)
    with pytest.raises(UnknownDeviceError):
        raise_hand(db, viewer=stranger)
    with pytest.raises(NotAllowedError):
        raise_hand(db, viewer=facilitator)
    with pytest.raises(NotAllowedError):
        say_done(db, viewer=facilitator, activity=WRITE)
    with pytest.raises(NotAllowedError):
        lower_hands(db, viewer=resident)
    with pytest.raises(NotFoundError):
        lower_hands(db, viewer=facilitator, person_id="nobody")


def test_the_audit_never_says_whose_sign_it_was(
    db: Database, facilitator: Viewer, resident: Viewer
) -> None:
    """Everything that a participant signals is written down without them."""
    open_activity(db, viewer=facilitator, activity=WRITE)
    say_done(db, viewer=resident, activity=WRITE)
    raise_hand(db, viewer=resident)
    close_activity(db, viewer=facilitator)
    with db.read() as session:
        rows = session.exec(select(Audit)).all()
        person = session.get_one(Person, resident.person_id)
    signs = [row for row in rows if row.verb in ("say_done", "raise_hand")]
    assert [(row.actor_id, row.object_type) for row in signs] == [(None, "room")] * 2
    assert person.hand_at is not None
