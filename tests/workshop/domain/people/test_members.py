"""Devices, joining and taking over."""

import threading

import pytest
from sqlmodel import func, select

from workshop.db import Database
from workshop.domain.people.members import join, new_token, register_device, take_over
from workshop.domain.workshops import MadeWorkshop, close_workshop, renew_secret
from workshop.drafts import Joining
from workshop.enums import Role, RoleGroup
from workshop.errors import ClosedError, NotFoundError, UnknownDeviceError
from workshop.models import Device, Person
from workshop.queries.viewer import OwnWorkshop, Viewer, identify, own_workshops


def viewer_of(db: Database, token: str | None, code: str) -> Viewer:
    with db.read() as session:
        return identify(session, token=token, code=code)


def people(db: Database) -> int:
    with db.read() as session:
        return session.exec(select(func.count()).select_from(Person)).one()


def test_a_device_is_registered_once(db: Database) -> None:
    """However often, and from however many tabs at once, a browser opens the link."""
    token = new_token()
    threads = [
        threading.Thread(target=register_device, args=(db,), kwargs={"token": token})
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with db.read() as session:
        assert len(session.exec(select(Device)).all()) == 1


@pytest.mark.parametrize("token", ["", "short", "x" * 65, "ä" * 43, "'; --" * 9, "\ud800" * 40])
def test_a_token_of_another_form_is_nobody(
    token: str, db: Database, workshop: MadeWorkshop
) -> None:
    """Such a device is a visitor, and cannot be registered."""
    assert viewer_of(db, token, workshop.code).role is Role.VISITOR
    with pytest.raises(UnknownDeviceError):
        register_device(db, token=token)


def test_joining_again_changes_the_same_person(db: Database, workshop: MadeWorkshop) -> None:
    """A second choice replaces the first; nobody is counted twice."""
    token = new_token()
    register_device(db, token=token)
    before = people(db)
    seen = viewer_of(db, token, workshop.code)
    assert (seen.role, seen.person_id) == (Role.PARTICIPANT, None)
    first = join(db, viewer=seen, draft=Joining(role_group=RoleGroup.RESIDENT))
    second = join(db, viewer=first, draft=Joining(role_group=RoleGroup.STAFF, name="Ben", table=2))
    assert second == viewer_of(db, token, workshop.code)
    assert (second.person_id, second.role_group, second.name, second.table_no) == (
        first.person_id,
        RoleGroup.STAFF,
        "Ben",
        2,
    )
    assert people(db) == before + 1


def test_a_visitor_cannot_join_without_a_device(db: Database, workshop: MadeWorkshop) -> None:
    """The cookie comes first, so that the same person is found again."""
    with pytest.raises(UnknownDeviceError):
        join(db, viewer=viewer_of(db, None, workshop.code), draft=Joining())


def test_nobody_joins_a_closed_workshop(
    db: Database, workshop: MadeWorkshop, facilitator: Viewer
) -> None:
    """A sentence says who can open it again."""
    close_workshop(db, viewer=facilitator)
    token = new_token()
    register_device(db, token=token)
    with pytest.raises(ClosedError, match="can open it again"):
        join(db, viewer=viewer_of(db, token, workshop.code), draft=Joining())


def test_a_facilitator_who_joins_stays_one(db: Database, facilitator: Viewer) -> None:
    """Choosing a role group on the room page takes nothing away."""
    draft = Joining(role_group=RoleGroup.STAFF)
    assert join(db, viewer=facilitator, draft=draft).role is Role.FACILITATOR


@pytest.mark.parametrize("typed", ["{}", "  {}  ", "{} ."])
def test_the_four_words_open_however_they_are_typed(
    typed: str, db: Database, workshop: MadeWorkshop
) -> None:
    """Spaces or hyphens, small letters or capitals, from the link or from paper."""
    token = new_token()
    words = typed.format(workshop.secret.upper().replace("-", "  "))
    assert take_over(db, token=token, secret=words) == workshop.code
    assert viewer_of(db, token, workshop.code).role is Role.FACILITATOR


@pytest.mark.parametrize("secret", ["", "one", "one two three four", "\x00", "😀" * 50, "a" * 9999])
def test_other_words_open_nothing(secret: str, db: Database, workshop: MadeWorkshop) -> None:
    """Nobody becomes a facilitator by guessing, and no device is kept for trying."""
    with pytest.raises(NotFoundError, match="four words"):
        take_over(db, token=new_token(), secret=secret)
    with db.read() as session:
        assert len(session.exec(select(Device)).all()) == 1


def test_new_words_end_the_old_ones(
    db: Database, workshop: MadeWorkshop, facilitator: Viewer
) -> None:
    """A link that was seen on the projector can be made worthless; facilitators stay."""
    secret = renew_secret(db, viewer=facilitator)
    with pytest.raises(NotFoundError):
        take_over(db, token=new_token(), secret=workshop.secret)
    assert take_over(db, token=new_token(), secret=secret) == workshop.code


def test_a_device_finds_its_workshops(
    db: Database, workshop: MadeWorkshop, facilitator_token: str
) -> None:
    """The device that made a workshop finds it again; a stranger finds none."""
    with db.read() as session:
        own = own_workshops(session, facilitator_token)
        assert own_workshops(session, new_token()) == []
    assert own == [OwnWorkshop(workshop.code, "Growing up in Ashby", "open", True, False)]
