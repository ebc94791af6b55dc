"""Who is asking: cookie in, viewer out. Everything else asks the viewer, never the cookie."""

import hashlib
import re
from dataclasses import dataclass

from sqlmodel import Session, select

from workshop.enums import Role, RoleGroup
from workshop.errors import NotFoundError
from workshop.models import Device, Person, Workshop

TOKEN = re.compile(r"[A-Za-z0-9_-]{32,64}")


@dataclass(frozen=True, slots=True)
class Viewer:
    """One person looking at one workshop. An unknown device is a VISITOR and sees nothing."""

    workshop_id: str
    code: str
    role: Role
    device_id: str | None = None
    person_id: str | None = None
    role_group: RoleGroup = RoleGroup.UNKNOWN
    name: str = ""
    table_no: int | None = None

    @property
    def is_facilitator(self) -> bool:
        return self.role in (Role.FACILITATOR, Role.HOST)


def token_hash(token: str) -> str:
    """What the database keeps of a device's token: enough to know it, not to use it."""
    return hashlib.sha256(token.encode()).hexdigest()


def find_workshop(session: Session, code: str) -> Workshop:
    """The workshop behind a code as typed. Raises NotFoundError."""
    found = session.exec(select(Workshop).where(Workshop.code == code.strip().upper())).first()
    if found is None:
        raise NotFoundError("No workshop has this code. Check the five letters on the big screen.")
    return found


def find_device(session: Session, token: str | None) -> Device | None:
    if token is None or not TOKEN.fullmatch(token):
        return None
    return session.exec(select(Device).where(Device.token_hash == token_hash(token))).first()


def identify(session: Session, *, token: str | None, code: str) -> Viewer:
    """The viewer behind this cookie in this workshop. Raises NotFoundError for a wrong code.

    A known device that has not joined yet is a participant without a person; an unknown device is
    a visitor.
    """
    workshop = find_workshop(session, code)
    device = find_device(session, token)
    if device is None:
        return Viewer(workshop.id, workshop.code, Role.VISITOR)
    person = session.exec(
        select(Person).where(Person.workshop_id == workshop.id, Person.device_id == device.id)
    ).first()
    if person is None:
        return Viewer(workshop.id, workshop.code, Role.PARTICIPANT, device.id)
    return Viewer(
        workshop.id,
        workshop.code,
        Role.FACILITATOR if person.is_facilitator else Role.PARTICIPANT,
        device.id,
        person.id,
        RoleGroup(person.role_group),
        person.name,
        person.table_no,
    )


def host(session: Session, code: str) -> Viewer:
    """The command line on the server itself, which may do what a facilitator may."""
    workshop = find_workshop(session, code)
    return Viewer(workshop.id, workshop.code, Role.HOST)


@dataclass(frozen=True, slots=True)
class OwnWorkshop:
    """A workshop that this device made or took over, or joined."""

    code: str
    title: str
    state: str
    facilitates: bool
    is_example: bool


def own_workshops(session: Session, token: str | None) -> list[OwnWorkshop]:
    """The workshops this device is in, newest first."""
    device = find_device(session, token)
    if device is None:
        return []
    rows = session.exec(
        select(Workshop, Person)
        .where(Person.workshop_id == Workshop.id, Person.device_id == device.id)
        .order_by(Workshop.created_at.desc())  # type: ignore[attr-defined]
    ).all()
    return [OwnWorkshop(w.code, w.title, w.state, p.is_facilitator, w.is_example) for w, p in rows]
