"""The one way a workshop moves on: a new revision and its audit row, in the same transaction."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam

from workshop.db import UnitOfWork, now
from workshop.dialects.prepared import Prepared
from workshop.enums import Attribution
from workshop.kinds import KINDS, CardKind
from workshop.models import ActivityRun, Card, Workshop
from workshop.queries.sql_tables import AUDIT, WORKSHOP
from workshop.queries.viewer import Viewer

_ADD_AUDIT = Prepared(AUDIT.insert().inline())

CARD_STATE = (
    "text",
    "fields",
    "hidden",
    "withdrawn",
    "starred",
    "visibility",
    "position",
    "activity",
    "kind",
    "language",
    "translations",
)


def card_state(card: Card) -> dict[str, Any]:
    """The columns of a card that a verb can change, for the audit and for undo."""
    return {name: getattr(card, name) for name in CARD_STATE}


def next_revision(work: UnitOfWork, workshop: Workshop) -> int:
    """Count the workshop on by one; the write lock makes the number this writer's alone."""
    workshop.revision += 1
    work.touched(workshop.id, workshop.revision)
    return workshop.revision


_COUNT_ON = Prepared(
    WORKSHOP.update()
    .where(WORKSHOP.c.id == bindparam("workshop"))
    .values(revision=WORKSHOP.c.revision + 1)
    .returning(WORKSHOP.c.revision)
)


def count_on(work: UnitOfWork, workshop_id: str) -> int:
    """As ``next_revision``, for a workshop that is not loaded as an object here."""
    (revision,) = _COUNT_ON.scalars(work.connection, {"workshop": workshop_id})
    work.touched(workshop_id, revision)
    return int(revision)


def record(
    work: UnitOfWork,
    workshop: Workshop,
    viewer: Viewer,
    verb: str,
    *,
    object_type: str,
    object_id: str,
    revision: int,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    anonymous: bool = False,
    at: datetime | None = None,
) -> None:
    """Add the audit row. ``anonymous`` leaves the actor out for good: nobody can look it up.

    ``at`` is now, unless the moment would tell who it was (``moment_of``).
    """
    work.flush()
    _ADD_AUDIT.run(
        work.connection,
        {
            "workshop_id": workshop.id,
            "revision": revision,
            "at": at or now(),
            "actor_id": None if anonymous else viewer.person_id,
            "actor_role": viewer.role,
            "verb": verb,
            "object_type": object_type,
            "object_id": object_id,
            "before": before,
            "after": after,
        },
    )


def hides_author(run: ActivityRun, card: Card) -> bool:
    """True where the promise to the writer is that nobody learns who wrote."""
    return run.attribution != Attribution.NAMED or KINDS[CardKind(card.kind)].anonymous


def is_nameless(run: ActivityRun, card: Card) -> bool:
    """True where nobody may learn who wrote, nor from which group or table."""
    return keeps_nameless(run.attribution, CardKind(card.kind))


def keeps_nameless(promised: str, kind: CardKind) -> bool:
    """Whether nobody may learn who wrote a card of this kind under that promise of a step."""
    return promised == Attribution.ANONYMOUS or KINDS[kind].anonymous


def moment_of(run: ActivityRun, card: Card) -> datetime:
    """Now, or the hour alone of a nameless card: who sat beside somebody knows when they typed."""
    return this_hour() if is_nameless(run, card) else now()


def this_hour() -> datetime:
    return now().replace(minute=0, second=0, microsecond=0)
