"""For whom a table's device writes: told to that device alone."""

from dataclasses import dataclass, replace

from sqlmodel import Session, col, select

from workshop.enums import RoleGroup
from workshop.errors import NotAllowedError
from workshop.models import Person
from workshop.queries.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody without a device, as they told their scribe."""

    id: str
    role_group: RoleGroup
    name: str
    table: int | None = None
    voice: str = ""


def speaker(session: Session, viewer: Viewer, person_id: str) -> Viewer:
    """The scribe with the voice of somebody they write for. Raises NotAllowedError for others."""
    person = session.get(Person, person_id)
    if person is None or person.scribe_id is None or person.scribe_id != viewer.person_id:
        raise NotAllowedError("This device does not write for this person. Add them here first.")
    return replace(
        viewer,
        person_id=person.id,
        role_group=RoleGroup(person.role_group),
        voice=person.voice,
        name=person.name,
        table_no=person.table_no,
    )


def seats(session: Session, viewer: Viewer) -> list[Seat]:
    """The people for whom this viewer's device writes, in the order in which they came."""
    if not viewer.people:
        return []
    rows = session.exec(
        select(Person)
        .where(Person.workshop_id == viewer.workshop_id, Person.scribe_id == viewer.person_id)
        .order_by(col(Person.joined_at), col(Person.id))
    )
    return [
        Seat(row.id, RoleGroup(row.role_group), row.name, row.table_no, row.voice) for row in rows
    ]
