"""Agreeing on a challenge, and taking an agreement back: clear acts, each kept in the audit."""

from collections.abc import Callable
from datetime import date
from typing import Any

from workshop.db import Database, UnitOfWork, now
from workshop.domain.acting import acting
from workshop.domain.demands import is_agreed, require_demands
from workshop.domain.journal import card_state, next_revision, record
from workshop.domain.policy import Situation, Verb, require
from workshop.enums import WorkshopState
from workshop.errors import InvalidInputError, NotFoundError
from workshop.kinds import CardKind, fields_as_json, parse_fields
from workshop.models import Card, Workshop
from workshop.queries.viewer import Viewer


def agree_on(db: Database, *, viewer: Viewer, card_id: str, version: int, on: date) -> None:
    """Note that the room agreed on this challenge on that day; from then on it is locked.

    ``version`` is the one that the room read. Raises InvalidInputError when it has changed since,
    when two insights are missing, or when two challenges are agreed already.
    """

    def change(work: UnitOfWork, card: Card) -> None:
        if card.version != version:
            raise InvalidInputError(
                "Somebody changed this challenge just now. Read it again, then agree on it."
            )
        fields = {**card.fields, "agreed": True, "agreed_on": on}
        card.fields = fields_as_json(parse_fields(CardKind.REFRAME, fields))
        require_demands(work, card, viewer)

    _settle(db, viewer, card_id, "agree_on", change)


def take_agreement_back(db: Database, *, viewer: Viewer, card_id: str) -> None:
    """Take the room's agreement off a challenge, knowingly; it can be changed again then."""

    def change(_work: UnitOfWork, card: Card) -> None:
        if not is_agreed(card):
            raise InvalidInputError("The room has not agreed on this challenge.")
        card.fields = {
            name: value
            for name, value in card.fields.items()
            if name not in ("agreed", "agreed_on")
        }

    _settle(db, viewer, card_id, "take_agreement_back", change)


def _settle(
    db: Database,
    viewer: Viewer,
    card_id: str,
    verb: str,
    change: Callable[[UnitOfWork, Card], None],
) -> None:
    """Change the agreement of one challenge with its version, revision and audit row."""
    with acting(db, viewer) as (work, viewer):
        workshop = work.session.get_one(Workshop, viewer.workshop_id)
        situation = Situation(workshop_open=workshop.state == WorkshopState.OPEN)
        require(viewer.role, Verb.STEER, situation)
        card = work.session.get(Card, card_id)
        if card is None or card.workshop_id != workshop.id or card.kind != CardKind.REFRAME:
            raise NotFoundError("This challenge is not here any more.")
        before: dict[str, Any] = card_state(card)
        change(work, card)
        card.version += 1
        card.updated_at = now()
        card.revision = next_revision(work, workshop)
        record(
            work,
            workshop,
            viewer,
            verb,
            object_type="card",
            object_id=card.id,
            revision=card.revision,
            before=before,
            after=card_state(card),
        )
        work.commit()
