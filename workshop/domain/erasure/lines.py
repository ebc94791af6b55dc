"""The one line that stays of what was erased."""

from datetime import datetime
from enum import StrEnum

from workshop.db import UnitOfWork, now
from workshop.domain.people.members import new_id
from workshop.models import Erasure, Workshop


class Erasable(StrEnum):
    CARD = "card"
    PERSON = "person"
    PICTURE = "picture"
    RECORDING = "recording"
    WORKSHOP = "workshop"


def keep_line(
    work: UnitOfWork,
    workshop: Workshop,
    what: Erasable,
    object_id: str,
    by: str,
    *,
    own: bool = False,
    at: datetime | None = None,
) -> None:
    """Say that it happened. ``own`` are a person's own words, erased by that person.

    ``at`` is now, unless the moment would tell who it was (``moment_of``).
    """
    work.session.add(
        Erasure(
            id=new_id(),
            at=at or now(),
            workshop_id=workshop.id,
            code=workshop.code,
            what=what,
            object_id=object_id,
            by=by,
            own=own,
        )
    )
