"""Whether somebody's group is so small here that others may guess who wrote."""

from sqlalchemy import bindparam, func, select
from sqlmodel import Session

from workshop.dialects.prepared import Prepared
from workshop.measures import SMALLEST_GROUP_SHOWN
from workshop.queries.sql_tables import PERSON
from workshop.queries.viewer import Viewer

_ALIKE = Prepared(
    select(func.count())
    .select_from(PERSON)
    .where(
        PERSON.c.workshop_id == bindparam("workshop"),
        PERSON.c.role_group == bindparam("group"),
        PERSON.c.is_facilitator.is_(False),
    )
)


def is_few(session: Session, viewer: Viewer) -> bool:
    """Whether only one or two people of this person's group have joined, themselves among them."""
    if viewer.person_id is None or viewer.is_facilitator:
        return False
    asked = {"workshop": viewer.workshop_id, "group": viewer.role_group}
    (alike,) = _ALIKE.scalars(session.connection(), asked)
    return bool(alike < SMALLEST_GROUP_SHOWN)
