"""Who steers and who could: for those who steer, and for nobody else."""

from dataclasses import dataclass

from sqlalchemy import bindparam
from sqlalchemy import select as rows_of
from sqlmodel import Session, col, select

from workshop.dialects.prepared import Prepared
from workshop.enums import RoleGroup
from workshop.models import Person
from workshop.queries.sql_tables import PERSON
from workshop.queries.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Steerer:
    """A device that steers, or one that could be asked to. Facilitators stand first."""

    person_id: str
    role_group: RoleGroup
    name: str
    table: int | None
    steers: bool
    is_me: bool
    voice: str = ""


_STEERING = Prepared(
    rows_of(PERSON.c.id).where(
        PERSON.c.workshop_id == bindparam("workshop"), PERSON.c.is_facilitator
    )
)


def steering_now(session: Session, workshop_id: str) -> frozenset[str]:
    """The ids of the people whose devices steer this workshop."""
    return frozenset(_STEERING.scalars(session.connection(), {"workshop": workshop_id}))


def could_steer(session: Session, viewer: Viewer) -> list[Steerer]:
    """Who steers, and whom the facilitator can tell apart: named, or with a hand up.

    Somebody without either is asked to raise their hand first. Empty for participants.
    """
    if not viewer.is_facilitator:
        return []
    rows = session.exec(
        select(Person)
        .where(
            Person.workshop_id == viewer.workshop_id,
            col(Person.device_id).is_not(None),
            col(Person.is_facilitator)
            | (col(Person.name) != "")
            | col(Person.hand_at).is_not(None),
        )
        .order_by(
            col(Person.is_facilitator).desc(),
            col(Person.hand_at).is_(None),
            col(Person.name),
            col(Person.id),
        )
    )
    return [
        Steerer(
            row.id,
            RoleGroup(row.role_group),
            row.name,
            row.table_no,
            row.is_facilitator,
            row.id == viewer.person_id,
            row.voice,
        )
        for row in rows
    ]
