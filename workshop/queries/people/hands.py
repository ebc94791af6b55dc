"""Whose hands are up: for those who steer, and for nobody else."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from workshop.enums import RoleGroup
from workshop.models import Person
from workshop.queries.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Hand:
    """Somebody who would like to speak, with what they said of themselves. ``since`` is UTC."""

    person_id: str
    role_group: RoleGroup
    name: str
    table: int | None
    since: datetime
    voice: str = ""


def hands_up(session: Session, viewer: Viewer) -> list[Hand]:
    """The hands that are up, the longest first. Empty for participants."""
    if not viewer.is_facilitator:
        return []
    rows = session.exec(
        select(Person)
        .where(Person.workshop_id == viewer.workshop_id, col(Person.hand_at).is_not(None))
        .order_by(col(Person.hand_at), col(Person.id))
    )
    return [
        Hand(row.id, RoleGroup(row.role_group), row.name, row.table_no, row.hand_at, row.voice)
        for row in rows
        if row.hand_at is not None
    ]
