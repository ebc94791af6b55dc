"""Signing in with a council's own accounts, and what owning a workshop gives.

An account is nobody in a room: it opens the workshops that it owns on any device, and makes some
from another machine than the server's. Everything is asked of the database where it acts: what a
page or a cookie says was true when somebody signed in.
"""

import re
from dataclasses import dataclass, field

from sqlmodel import col, delete, func, select

from workshop.db import Database, UnitOfWork
from workshop.domain.acting import acting
from workshop.domain.journal import next_revision, record
from workshop.domain.people.members import device_for, make_facilitator, new_id
from workshop.domain.policy import Situation, Verb, require
from workshop.enums import Role
from workshop.errors import InvalidInputError, NotAllowedError, NotFoundError
from workshop.models import Account, Ownership, Person, SignedIn, Workshop
from workshop.queries.owners import account_of, account_on
from workshop.queries.viewer import Viewer, find_device
from workshop.security_log import SecurityEvent, note
from workshop.settings import SignIn

_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,190}")
NOT_YOURS = "You do not own this workshop. Ask one of its owners, or for its four words."
MOST_OWNERS = 50


@dataclass(frozen=True, slots=True)
class Claims:
    """What the provider says of somebody. ``email_verified`` None: it does not say."""

    issuer: str
    subject: str
    email: str = field(repr=False)
    email_verified: bool | None = None


def sign_in(db: Database, *, token: str, claims: Claims, lets_in: SignIn) -> None:
    """Know from now on who sits at this device, and that workshops named after them are theirs.

    Signing in again changes nothing. Raises NotAllowedError for somebody without an email that the
    provider has verified, or whom the settings do not let in.
    """
    email = claims.email.strip().casefold()
    if not (claims.issuer and claims.subject and _EMAIL.fullmatch(email)):
        raise NotAllowedError("Your account has no email here. Ask who looks after your accounts.")
    if claims.email_verified is False:
        raise NotAllowedError("Your email is not verified yet. Do that first, then sign in again.")
    if not lets_in.lets_in(email):
        raise NotAllowedError("This account may not run workshops here. Ask who runs this server.")
    with db.read() as session:
        now = account_of(session, token)
        if now is not None and _is(now, claims) and now.email == email:
            return
    with db.write() as work:
        device = device_for(work, token)
        account = _account(work, claims, email)
        work.session.merge(SignedIn(device_id=device, account_id=account.id))
        for owned in _named(work, email):
            owned.account_id = account.id
        work.commit()
        note(SecurityEvent.SIGNED_IN)


def _is(account: Account, claims: Claims) -> bool:
    return (account.issuer, account.subject) == (claims.issuer, claims.subject)


def _account(work: UnitOfWork, claims: Claims, email: str) -> Account:
    known = select(Account).where(
        Account.issuer == claims.issuer, Account.subject == claims.subject
    )
    account = work.session.exec(known).first()
    if account is None:
        account = Account(id=new_id(), issuer=claims.issuer, subject=claims.subject, email=email)
        work.session.add(account)
    account.email = email
    work.session.flush()
    return account


def _named(work: UnitOfWork, email: str) -> list[Ownership]:
    """What waits for whoever signs in first with this email."""
    waiting = select(Ownership).where(Ownership.email == email, col(Ownership.account_id).is_(None))
    return list(work.session.exec(waiting))


def leave(db: Database, *, token: str) -> None:
    """Nobody is signed in on this device any more, and it steers what others steer no more.

    An account that owns nothing and is on no device is forgotten.
    """
    with db.write() as work:
        device = find_device(work.session, token)
        account = account_of(work.session, token)
        if device is None or account is None:
            return
        work.session.exec(delete(SignedIn).where(col(SignedIn.device_id) == device.id))
        owned = select(Ownership.workshop_id).where(Ownership.account_id == account.id)
        for workshop_id in work.session.exec(owned).all():
            _end_steering(work, workshop_id, device.id)
        work.session.flush()
        forget_idle_accounts(work)
        work.commit()
        note(SecurityEvent.SIGNED_OUT)


def _end_steering(work: UnitOfWork, workshop_id: str, device_id: str) -> None:
    workshop = work.session.get_one(Workshop, workshop_id)
    for person in _steer_no_more(work, workshop_id, [device_id]):
        viewer = Viewer(workshop.id, workshop.code, Role.PARTICIPANT, device_id, person.id)
        _record(work, workshop, viewer, "end_steering", person.id)


def forget_idle_accounts(work: UnitOfWork) -> None:
    """Of who owns nothing and is signed in nowhere, nothing is kept."""
    owning = select(Ownership.account_id).where(col(Ownership.account_id).is_not(None))
    idle = col(Account.id).not_in(owning), col(Account.id).not_in(select(SignedIn.account_id))
    work.session.exec(delete(Account).where(*idle))


def may_make(db: Database, token: str | None, settings: SignIn | None) -> bool:
    """Whether who has signed in on this device may make workshops from it."""
    if settings is None:
        return False
    with db.read() as session:
        account = account_of(session, token)
        return account is not None and settings.lets_in(account.email)


def own_from_the_start(work: UnitOfWork, workshop: Workshop, device_id: str | None) -> None:
    """Who has signed in on the device that makes a workshop owns it."""
    account_id = account_on(work.session, device_id)
    if account_id is not None:
        account = work.session.get_one(Account, account_id)
        owned = Ownership(workshop_id=workshop.id, email=account.email, account_id=account.id)
        work.session.add(owned)


def steer_own(db: Database, *, token: str, code: str) -> None:
    """Make this device a facilitator of a workshop that belongs to who has signed in on it.

    Raises NotAllowedError where it does not, also for a code that nobody has.
    """
    with db.write() as work:
        account = account_of(work.session, token)
        workshop = work.session.exec(select(Workshop).where(Workshop.code == code)).first()
        if account is None or workshop is None or not _owns(work, workshop.id, account.id):
            raise NotAllowedError(NOT_YOURS)
        make_facilitator(work, workshop, token)
        work.commit()
        note(SecurityEvent.STEERING_OF_OWN, workshop.code)


def _owns(work: UnitOfWork, workshop_id: str, account_id: str) -> bool:
    found = select(Ownership).where(
        Ownership.workshop_id == workshop_id, Ownership.account_id == account_id
    )
    return work.session.exec(found).first() is not None


def add_owner(db: Database, *, viewer: Viewer, email: str) -> None:
    """Let somebody own the workshop too, from when they next sign in with this email."""
    low = email.strip().casefold()
    if not _EMAIL.fullmatch(low):
        raise InvalidInputError("Type a whole email, such as ada@council.example.")
    with acting(db, viewer) as (work, viewer):
        workshop = _owned(work, viewer)
        there = select(Ownership).where(Ownership.workshop_id == workshop.id)
        found = list(work.session.exec(there))
        if any(row.email == low for row in found):
            return
        if len(found) >= MOST_OWNERS:
            raise InvalidInputError(f"A workshop has {MOST_OWNERS} owners at most.")
        known = work.session.exec(select(Account).where(Account.email == low)).all()
        account = known[0].id if len(known) == 1 else None
        work.session.add(Ownership(workshop_id=workshop.id, email=low, account_id=account))
        _record(work, workshop, viewer, "add_owner")
        work.commit()
        note(SecurityEvent.OWNER_ADDED, workshop.code)


def remove_owner(db: Database, *, viewer: Viewer, email: str) -> None:
    """Let somebody own the workshop no more; their devices steer it no more either.

    Raises NotAllowedError for the last owner.
    """
    low = email.strip().casefold()
    with acting(db, viewer) as (work, viewer):
        workshop = _owned(work, viewer)
        found = work.session.get(Ownership, (workshop.id, low))
        if found is None:
            raise NotFoundError("Nobody with this email owns the workshop.")
        if _how_many(work, workshop.id) < 2:
            raise NotAllowedError("Nobody else owns this workshop. Add another owner first.")
        account_id = found.account_id
        work.session.delete(found)
        work.session.flush()
        if account_id is not None:
            on = select(SignedIn.device_id).where(SignedIn.account_id == account_id)
            _steer_no_more(work, workshop.id, list(work.session.exec(on)))
            forget_idle_accounts(work)
        _record(work, workshop, viewer, "remove_owner")
        work.commit()
        note(SecurityEvent.OWNER_REMOVED, workshop.code)


def _how_many(work: UnitOfWork, workshop_id: str) -> int:
    rows = select(func.count()).select_from(Ownership)
    return work.session.exec(rows.where(Ownership.workshop_id == workshop_id)).one()


def _steer_no_more(work: UnitOfWork, workshop_id: str, devices: list[str]) -> list[Person]:
    """Who steered on these devices; nobody where the room would be left without anybody."""
    steering = work.session.exec(
        select(Person).where(
            Person.workshop_id == workshop_id,
            col(Person.is_facilitator),
            col(Person.device_id).is_not(None),
        )
    ).all()
    theirs = [person for person in steering if person.device_id in devices]
    if len(theirs) == len(steering):
        return []
    for person in theirs:
        person.is_facilitator = False
    return theirs


def _owned(work: UnitOfWork, viewer: Viewer) -> Workshop:
    """The workshop, for somebody who steers it and owns it, or while nobody owns it."""
    require(viewer.role, Verb.RENEW_SECRET, Situation())
    workshop = work.session.get_one(Workshop, viewer.workshop_id)
    account_id = account_on(work.session, viewer.device_id)
    if _how_many(work, workshop.id) and not (account_id and _owns(work, workshop.id, account_id)):
        raise NotAllowedError("Only somebody who owns this workshop can do this.")
    return workshop


def _record(
    work: UnitOfWork, workshop: Workshop, viewer: Viewer, verb: str, person_id: str | None = None
) -> None:
    record(
        work,
        workshop,
        viewer,
        verb,
        object_type="person" if person_id else "workshop",
        object_id=person_id or workshop.id,
        revision=next_revision(work, workshop),
    )
