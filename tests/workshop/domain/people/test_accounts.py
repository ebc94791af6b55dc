"""Signing in, and what owning a workshop gives and takes."""

from collections.abc import Callable

import pytest
from sqlmodel import select

from tests.conftest import one_day
from workshop.db import Database
from workshop.domain.people.accounts import (
    Claims,
    add_owner,
    leave,
    may_make,
    remove_owner,
    sign_in,
    steer_own,
)
from workshop.domain.people.members import new_token, register_device, take_over
from workshop.domain.templates.own_templates import copy_workshop
from workshop.domain.workshops import MadeWorkshop, delete_workshop
from workshop.enums import Role
from workshop.errors import InvalidInputError, NotAllowedError, WorkshopError
from workshop.models import Account, Ownership, SignedIn
from workshop.queries.owners import Owner, owned_elsewhere, owners
from workshop.queries.viewer import Viewer, identify
from workshop.settings import SignIn

ISSUER = "https://login.council.example"
SETTINGS = SignIn("https://x.example", "id", "secret", "c" * 32, ("@council.example",))
Device = Callable[[str], str]


def claims(name: str, *, subject: str = "", verified: bool | None = True) -> Claims:
    return Claims(ISSUER, subject or name, f"{name}@council.example", verified)


@pytest.fixture
def device(db: Database) -> Device:
    """``device("ada")`` is a new browser on which she has signed in."""

    def signed_in(name: str) -> str:
        token = new_token()
        register_device(db, token=token)
        sign_in(db, token=token, claims=claims(name), lets_in=SETTINGS)
        return token

    return signed_in


def who(db: Database, made: MadeWorkshop, token: str) -> Viewer:
    with db.read() as session:
        return identify(session, token=token, code=made.code)


def listed(db: Database, token: str) -> list[str]:
    with db.read() as session:
        return [one.code for one in owned_elsewhere(session, token)]


def test_a_workshop_is_run_from_any_device_where_its_owner_signs_in(
    db: Database, device: Device
) -> None:
    laptop, tablet, stranger = device("ada"), device("ada"), device("ben")
    made = one_day(db, laptop)
    assert [listed(db, one) for one in (laptop, tablet, stranger)] == [[], [made.code], []]
    assert who(db, made, tablet).person_id is None
    with pytest.raises(NotAllowedError, match="do not own"):
        steer_own(db, token=stranger, code=made.code)
    steer_own(db, token=tablet, code=made.code)
    assert who(db, made, tablet).role is Role.FACILITATOR
    assert listed(db, tablet) == []
    with db.read() as session:
        assert owners(session, who(db, made, laptop)) == [
            Owner("ada@council.example", known=True, me=True)
        ]


def test_who_copies_a_plan_owns_the_copy(db: Database, device: Device) -> None:
    laptop, tablet = device("ada"), device("ada")
    made = one_day(db, laptop)
    copy = copy_workshop(db, viewer=who(db, made, laptop), title="Next month", token=laptop)
    assert set(listed(db, tablet)) == {made.code, copy.code}


def test_a_code_that_nobody_has_is_answered_like_one_of_somebody_else(
    db: Database, device: Device
) -> None:
    made, stranger = one_day(db, device("ada")), device("ben")
    said = []
    for code in (made.code, "BBBBB"):
        with pytest.raises(NotAllowedError) as refused:
            steer_own(db, token=stranger, code=code)
        said.append(str(refused.value))
    assert said[0] == said[1]


def test_an_owner_is_named_by_email_and_bound_to_the_account_that_comes(
    db: Database, device: Device
) -> None:
    """Whoever is given the same address later gets nothing by it."""
    laptop = device("ada")
    made = one_day(db, laptop)
    add_owner(db, viewer=who(db, made, laptop), email=" Ben@Council.example ")
    add_owner(db, viewer=who(db, made, laptop), email="ben@council.example")
    with db.read() as session:
        found = owners(session, who(db, made, laptop))
    assert [(one.email, one.known) for one in found] == [
        ("ada@council.example", True),
        ("ben@council.example", False),
    ]
    bens = device("ben")
    assert listed(db, bens) == [made.code]
    namesake = new_token()
    register_device(db, token=namesake)
    sign_in(db, token=namesake, claims=claims("ben", subject="another"), lets_in=SETTINGS)
    assert listed(db, namesake) == []


def test_who_owns_it_no_more_steers_it_no_more(db: Database, device: Device) -> None:
    laptop, bens = device("ada"), device("ben")
    made = one_day(db, laptop)
    add_owner(db, viewer=who(db, made, laptop), email="ben@council.example")
    steer_own(db, token=bens, code=made.code)
    remove_owner(db, viewer=who(db, made, laptop), email="ben@council.example")
    assert who(db, made, bens).role is Role.PARTICIPANT
    with pytest.raises(NotAllowedError):
        steer_own(db, token=bens, code=made.code)
    with pytest.raises(NotAllowedError, match="Nobody else owns"):
        remove_owner(db, viewer=who(db, made, laptop), email="ada@council.example")


def test_only_an_owner_says_who_owns_it(
    db: Database, device: Device, workshop: MadeWorkshop
) -> None:
    """Who came by the four words runs the room. Where nobody owns it yet, they may name one."""
    made, guest = one_day(db, device("ada")), device("ben")
    take_over(db, token=guest, secret=made.secret)
    with pytest.raises(NotAllowedError, match="owns this workshop"):
        add_owner(db, viewer=who(db, made, guest), email="ben@council.example")
    with pytest.raises(NotAllowedError, match="owns this workshop"):
        remove_owner(db, viewer=who(db, made, guest), email="ada@council.example")
    take_over(db, token=guest, secret=workshop.secret)
    add_owner(db, viewer=who(db, workshop, guest), email="ben@council.example")
    with pytest.raises(InvalidInputError):
        add_owner(db, viewer=who(db, workshop, guest), email="not an email")


def test_a_participant_changes_no_owner(
    db: Database, workshop: MadeWorkshop, resident: Viewer
) -> None:
    for verb in (add_owner, remove_owner):
        with pytest.raises(NotAllowedError):
            verb(db, viewer=resident, email="ada@council.example")
    with db.read() as session:
        assert session.exec(select(Ownership)).all() == []


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (Claims(ISSUER, "ada", "", True), "no email"),
        (Claims(ISSUER, "", "ada@council.example", True), "no email"),
        (claims("ada", verified=False), "not verified"),
        (Claims(ISSUER, "eve", "eve@elsewhere.example", True), "may not run workshops"),
        (Claims(ISSUER, "eve", "eve@council.example@elsewhere.example", True), "no email"),
    ],
)
def test_an_account_is_let_in_only_as_the_settings_say(
    db: Database, said: Claims, sentence: str
) -> None:
    token = new_token()
    register_device(db, token=token)
    with pytest.raises(WorkshopError, match=sentence):
        sign_in(db, token=token, claims=said, lets_in=SETTINGS)
    assert not may_make(db, token, SETTINGS)
    with db.read() as session:
        assert session.exec(select(Account)).all() == []


def test_who_signs_out_leaves_the_device_and_nothing_of_theirs(
    db: Database, device: Device
) -> None:
    """Another device goes on; the last that steers a room goes on too, so that somebody does."""
    laptop, tablet = device("ada"), device("ada")
    made = one_day(db, laptop)
    steer_own(db, token=tablet, code=made.code)
    assert may_make(db, tablet, SETTINGS)
    leave(db, token=tablet)
    leave(db, token=tablet)
    assert not may_make(db, tablet, SETTINGS)
    assert who(db, made, tablet).role is Role.PARTICIPANT
    assert who(db, made, laptop).role is Role.FACILITATOR
    leave(db, token=laptop)
    assert who(db, made, laptop).role is Role.FACILITATOR
    with db.read() as session:
        assert session.exec(select(SignedIn)).all() == []
        assert len(session.exec(select(Account)).all()) == 1
    delete_workshop(db, viewer=who(db, made, laptop), typed_code=made.code)
    with db.read() as session:
        assert session.exec(select(Ownership)).all() == []
        assert session.exec(select(Account)).all() == []


def test_somebody_who_owned_nothing_is_forgotten_when_they_sign_out(
    db: Database, device: Device
) -> None:
    leave(db, token=device("ada"))
    with db.read() as session:
        assert session.exec(select(Account)).all() == []


def test_settings_that_let_nobody_in_any_more_end_what_an_account_may_do(
    db: Database, device: Device
) -> None:
    token = device("ada")
    assert may_make(db, token, SETTINGS)
    assert not may_make(db, token, SignIn("x", "id", "s", "c" * 32, ("ben@council.example",)))
    assert not may_make(db, token, None)
