"""Whose cards wait for a yes: told by role group alone, since cards promised no more."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from workshop.enums import RoleGroup
from workshop.models import Person
from workshop.queries.viewer import Viewer


@dataclass(frozen=True, slots=True)
class MutedDevice:
    """A device whose new cards wait. Its person's name is not told: the card named a group."""

    person_id: str
    role_group: RoleGroup


def muted_devices(session: Session, viewer: Viewer) -> list[MutedDevice]:
    """All of them, for facilitators; none for anybody else."""
    if not viewer.is_facilitator:
        return []
    wanted = select(Person.id, Person.role_group).where(
        Person.workshop_id == viewer.workshop_id, col(Person.muted).is_(True)
    )
    return [MutedDevice(own, RoleGroup(group)) for own, group in session.exec(wanted)]
