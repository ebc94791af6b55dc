"""Cookie in, viewer out."""

import pytest

from workshop.db import Database
from workshop.domain.people.members import new_token, register_device
from workshop.domain.workshops import MadeWorkshop
from workshop.enums import Role, RoleGroup
from workshop.errors import NotFoundError
from workshop.queries.viewer import Viewer, host, identify


def test_an_unknown_device_is_a_visitor(db: Database, workshop: MadeWorkshop) -> None:
    """No cookie, or a cookie that nobody gave, sees the workshop's code and nothing else."""
    with db.read() as session:
        found = [identify(session, token=t, code=workshop.code) for t in (None, new_token())]
    assert found == [Viewer(workshop.id, workshop.code, Role.VISITOR)] * 2


def test_a_device_that_has_not_joined_is_a_participant_without_a_person(
    db: Database, workshop: MadeWorkshop
) -> None:
    """It may join; it has written nothing."""
    token = new_token()
    register_device(db, token=token)
    with db.read() as session:
        found = identify(session, token=token, code=workshop.code)
    assert (found.role, found.person_id, found.role_group) == (
        Role.PARTICIPANT,
        None,
        RoleGroup.UNKNOWN,
    )
    assert found.device_id is not None


def test_a_person_is_found_with_all_they_chose(
    db: Database, workshop: MadeWorkshop, resident: Viewer, facilitator: Viewer
) -> None:
    """Joining answers the same viewer that the cookie does from then on."""
    assert (resident.role_group, resident.name, resident.table_no) == (
        RoleGroup.RESIDENT,
        "Amina",
        1,
    )
    assert (resident.role, facilitator.role) == (Role.PARTICIPANT, Role.FACILITATOR)


def test_the_command_line_is_the_host(db: Database, workshop: MadeWorkshop) -> None:
    """It needs no device, and may do what a facilitator may."""
    with db.read() as session:
        found = host(session, f" {workshop.code.lower()} ")
    assert found == Viewer(workshop.id, workshop.code, Role.HOST)
    assert found.is_facilitator


@pytest.mark.parametrize("code", ["", "QQQQQ", "\x00", "\ud800", "ＡＢＣＤＥ", "%", "x" * 10_000])
def test_a_wrong_code_is_a_sentence(code: str, db: Database, workshop: MadeWorkshop) -> None:
    """Whatever was typed, it is looked up safely or refused in words."""
    with db.read() as session, pytest.raises(NotFoundError, match="No workshop has this code"):
        identify(session, token=None, code=code)
