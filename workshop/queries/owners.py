"""Who owns a workshop, and what is somebody's own: only where people sign in."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from workshop.models import Account, Ownership, Person, SignedIn, Workshop
from workshop.queries.viewer import OwnWorkshop, Viewer, find_device


@dataclass(frozen=True, slots=True)
class Owner:
    """``known``: they have signed in since they were named. ``me``: at this device."""

    email: str
    known: bool
    me: bool


def account_of(session: Session, token: str | None) -> Account | None:
    """Who has signed in on the device of ``token``; None: nobody."""
    device = find_device(session, token)
    if device is None:
        return None
    return session.exec(
        select(Account)
        .join(SignedIn, col(SignedIn.account_id) == Account.id)
        .where(SignedIn.device_id == device.id)
    ).first()


def account_on(session: Session, device_id: str | None) -> str | None:
    """The id of the account on a device; None: nobody has signed in there."""
    return session.exec(select(SignedIn.account_id).where(SignedIn.device_id == device_id)).first()


def owned_elsewhere(session: Session, token: str | None) -> list[OwnWorkshop]:
    """The workshops of who has signed in here that this device does not steer, newest first."""
    device, account = find_device(session, token), account_of(session, token)
    if device is None or account is None:
        return []
    steered = select(Person.workshop_id).where(Person.device_id == device.id, Person.is_facilitator)
    found = session.exec(
        select(Workshop)
        .join(Ownership, col(Ownership.workshop_id) == Workshop.id)
        .where(Ownership.account_id == account.id, col(Workshop.id).not_in(steered))
        .order_by(col(Workshop.created_at).desc())
    ).all()
    return [OwnWorkshop(w.code, w.title, w.state, True, w.is_example, w.erase_on) for w in found]


def owners(session: Session, viewer: Viewer) -> list[Owner]:
    """Those who own the workshop, by email."""
    mine = account_on(session, viewer.device_id)
    rows = session.exec(
        select(Ownership)
        .where(Ownership.workshop_id == viewer.workshop_id)
        .order_by(Ownership.email)
    ).all()
    return [
        Owner(row.email, row.account_id is not None, mine is not None and row.account_id == mine)
        for row in rows
    ]
