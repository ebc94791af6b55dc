"""What the room judges together, whoever wrote the card: the shared half of such verbs.

Anybody may say it while the room talks about it. Each change is kept with the role of who made it
and never with a name, since it is the room's choice and nobody's own.
"""

from typing import Any

from workshop.db import Database, UnitOfWork, now
from workshop.domain.acting import acting
from workshop.domain.cards import CardReceipt, loaded
from workshop.domain.journal import card_state, next_revision, record
from workshop.domain.people.members import require_joined
from workshop.domain.policy import Situation, Verb, require
from workshop.domain.room import run_of
from workshop.enums import Visibility, WorkshopState
from workshop.errors import NotFoundError
from workshop.kinds import CardKind, fields_as_json, parse_fields
from workshop.models import Card, Workshop
from workshop.playbook import load_playbook
from workshop.queries.viewer import Viewer


def judge(
    db: Database, viewer: Viewer, card_id: str, kind: CardKind, verb: str, **fields: object
) -> CardReceipt:
    """Set fields of a card that the room weighs, whoever wrote it, with revision and audit."""
    with acting(db, viewer) as (work, viewer):
        workshop, card, _ = loaded(work, viewer, card_id)
        _require_judging(work, viewer, workshop, kind)
        unseen = card.hidden or card.visibility != Visibility.ROOM
        if card.kind != kind or card.withdrawn or (unseen and not viewer.is_facilitator):
            raise NotFoundError("This card is not here any more.")
        wanted: dict[str, Any] = {**card.fields, **fields}
        parsed = fields_as_json(parse_fields(kind, wanted))
        if parsed == card.fields:
            return CardReceipt(card.id, card.revision, card.version, created=False)
        before = card_state(card)
        _set(work, workshop, card, parsed)
        record(
            work,
            workshop,
            viewer,
            verb,
            object_type="card",
            object_id=card.id,
            revision=workshop.revision,
            before=before,
            after=card_state(card),
            anonymous=True,
        )
        work.commit()
        return CardReceipt(card.id, card.revision, card.version)


def _set(work: UnitOfWork, workshop: Workshop, card: Card, fields: dict[str, Any]) -> None:
    card.fields = fields
    card.version += 1
    card.updated_at = now()
    card.revision = next_revision(work, workshop)


def _require_judging(work: UnitOfWork, viewer: Viewer, workshop: Workshop, kind: CardKind) -> None:
    """Open while the room is at an activity about such cards; a facilitator may at any time."""
    opened = False
    if workshop.current_activity is not None:
        run = run_of(work, workshop, workshop.current_activity)
        activity = load_playbook(workshop.language).activity(run.key)
        opened = run.open and kind in (*activity.about, *activity.collects)
    situation = Situation(workshop_open=workshop.state == WorkshopState.OPEN, activity_open=opened)
    require(viewer.role, Verb.WEIGH, situation)
    require_joined(viewer)
