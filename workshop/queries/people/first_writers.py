"""A step in which some write first, in a room where none of them is."""

from dataclasses import replace

from sqlalchemy import bindparam, select
from sqlmodel import Session

from workshop.playbook import Activity
from workshop.queries.sql_tables import PERSON

IN_THEIR_PLACE = (
    "The people who write first are not here. Write what you believe they would say, and ask "
    "them soon."
)
_HERE = (
    select(PERSON.c.id)
    .where(
        PERSON.c.workshop_id == bindparam("workshop"),
        PERSON.c.is_facilitator.is_(False),
        PERSON.c.role_group.in_(bindparam("groups", expanding=True)),
    )
    .limit(1)
)


def in_this_room(session: Session, workshop_id: str, activity: Activity) -> Activity:
    """The activity as this room does it: everybody writes where nobody is there to write first."""
    if not activity.writers:
        return activity
    asked = {"workshop": workshop_id, "groups": list(activity.writers)}
    if session.connection().execute(_HERE, asked).first() is not None:
        return activity
    first, *others = activity.gives
    return replace(activity, gives=(replace(first, writers=()), *others), hint=IN_THEIR_PLACE)
