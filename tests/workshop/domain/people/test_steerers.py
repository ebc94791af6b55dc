"""Handing over, taking over, ending it, and the locked room."""

import pytest

from tests.conftest import JoinAs
from workshop.db import Database
from workshop.domain.cards import add_card
from workshop.domain.people.members import join, new_token, register_device, take_over
from workshop.domain.people.steerers import end_steering, hand_over, lock_room
from workshop.domain.room import open_activity
from workshop.domain.workshops import MadeWorkshop
from workshop.drafts import Joining, NewCard
from workshop.enums import Role, RoleGroup
from workshop.errors import NotAllowedError, NotFoundError, RoomLockedError
from workshop.queries.people.steerers import could_steer
from workshop.queries.viewer import Viewer, identify

WRITE = "insights.write"


def who(db: Database, code: str, token: str) -> Viewer:
    with db.read() as session:
        return identify(session, token=token, code=code)


def test_a_facilitator_hands_over_knowingly_and_can_then_stop(
    db: Database,
    workshop: MadeWorkshop,
    facilitator: Viewer,
    facilitator_token: str,
    join_as: JoinAs,
) -> None:
    """Both steer until one stops; the last one cannot, since nobody could steer then."""
    token = new_token()
    helper = join_as("staff", name="Ben", token=token)
    assert helper.person_id is not None
    assert facilitator.person_id is not None
    with pytest.raises(NotAllowedError, match="Nobody else"):
        end_steering(db, viewer=facilitator, person_id=facilitator.person_id)
    hand_over(db, viewer=facilitator, person_id=helper.person_id)
    hand_over(db, viewer=facilitator, person_id=helper.person_id)
    helper = who(db, workshop.code, token)
    assert helper.role is Role.FACILITATOR
    open_activity(db, viewer=helper, activity=WRITE)
    open_activity(db, viewer=facilitator, activity=WRITE)

    end_steering(db, viewer=helper, person_id=facilitator.person_id)
    was = who(db, workshop.code, facilitator_token)
    assert was.role is Role.PARTICIPANT
    with pytest.raises(NotAllowedError):
        open_activity(db, viewer=was, activity=WRITE)
    take_over(db, token=facilitator_token, secret=workshop.secret)
    assert who(db, workshop.code, facilitator_token).role is Role.FACILITATOR


def test_nobody_seizes_the_steering(
    db: Database, facilitator: Viewer, resident: Viewer, staff: Viewer
) -> None:
    """A participant makes neither themselves nor another steer, nor ends it for who does."""
    assert facilitator.person_id is not None
    assert staff.person_id is not None
    for person in (resident.person_id, staff.person_id):
        with pytest.raises(NotAllowedError):
            hand_over(db, viewer=resident, person_id=person or "")
    with pytest.raises(NotAllowedError):
        end_steering(db, viewer=resident, person_id=facilitator.person_id)
    with pytest.raises(NotAllowedError):
        lock_room(db, viewer=resident, locked=True)
    with pytest.raises(NotFoundError):
        hand_over(db, viewer=facilitator, person_id="no-such-person")


def test_who_can_be_told_apart_is_offered_to_the_facilitator_alone(
    db: Database, facilitator: Viewer, resident: Viewer, join_as: JoinAs
) -> None:
    """Those who steer, then the named; somebody nameless is asked to raise a hand first."""
    join_as("partner")
    with db.read() as session:
        offered = [(one.name, one.steers, one.is_me) for one in could_steer(session, facilitator)]
        assert could_steer(session, resident) == []
    assert offered == [("", True, True), ("Amina", False, False)]


def test_a_locked_room_lets_nobody_new_in_and_changes_nothing_for_the_others(
    db: Database, workshop: MadeWorkshop, facilitator: Viewer, resident: Viewer
) -> None:
    """A new device neither joins nor writes; the four words open; unlocking lets people in."""
    open_activity(db, viewer=facilitator, activity=WRITE)
    lock_room(db, viewer=facilitator, locked=True)
    lock_room(db, viewer=facilitator, locked=True)
    token = new_token()
    register_device(db, token=token)
    stranger = who(db, workshop.code, token)
    draft = Joining(role_group=RoleGroup.STAFF)
    with pytest.raises(RoomLockedError, match="Ask the facilitator"):
        join(db, viewer=stranger, draft=draft)
    card = NewCard(activity=WRITE, text="Through the window")
    with pytest.raises(RoomLockedError):
        add_card(db, viewer=stranger, draft=card)
    assert add_card(db, viewer=resident, draft=card).created
    assert join(db, viewer=resident, draft=draft).role_group is RoleGroup.STAFF
    other = new_token()
    take_over(db, token=other, secret=workshop.secret)
    assert who(db, workshop.code, other).role is Role.FACILITATOR

    lock_room(db, viewer=facilitator, locked=False)
    assert join(db, viewer=stranger, draft=draft).role_group is RoleGroup.STAFF
