"""Concerns as the room may know them: what was read out, never from whom."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from workshop.kinds import CardKind
from workshop.models import Card
from workshop.queries.viewer import Viewer


@dataclass(frozen=True, slots=True)
class HeardConcern:
    """What became of a concern that was read out. ``status`` is "" where nobody said.

    Its words were spoken once; they stand on no screen but the facilitator's own.
    """

    id: str
    response: str
    owner: str
    status: str
    by_when: date | None


def heard_concerns(session: Session, viewer: Viewer) -> tuple[HeardConcern, ...]:
    """The concerns that were read out to the room, oldest first; the same for everybody in it.

    Neither the writer nor the group that it came from is told: in a small room that is a name.
    """
    if not viewer.workshop_id or (viewer.person_id is None and not viewer.is_facilitator):
        return ()
    rows = session.exec(
        select(Card)
        .where(
            Card.workshop_id == viewer.workshop_id,
            Card.kind == CardKind.CONCERN,
            col(Card.withdrawn).is_(False),
            col(Card.hidden).is_(False),
        )
        .order_by(col(Card.created_revision))
    )
    return tuple(_heard(card) for card in rows if card.fields.get("read_out"))


def _heard(card: Card) -> HeardConcern:
    fields = card.fields
    by_when = fields.get("by_when")
    return HeardConcern(
        id=card.id,
        response=fields.get("response") or "",
        owner=fields.get("owner") or "",
        status=fields.get("status") or "",
        by_when=date.fromisoformat(by_when) if by_when else None,
    )
