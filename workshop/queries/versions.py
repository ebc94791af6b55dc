"""What a card said before: its earlier versions, from the record of changes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from workshop.models import Audit, Card
from workshop.queries.viewer import Viewer


@dataclass(frozen=True, slots=True)
class EarlierVersion:
    """What a card said until ``until`` (UTC), and what was done to it then, as the audit has it."""

    text: str
    fields: dict[str, Any]
    until: datetime
    verb: str


def earlier_versions(session: Session, viewer: Viewer, card_id: str) -> list[EarlierVersion]:
    """Everything that this card said before, latest first. Empty for participants.

    People may have taken words back on purpose, so earlier ones are for the facilitator only.
    """
    card = session.get(Card, card_id)
    if not viewer.is_facilitator or card is None or card.workshop_id != viewer.workshop_id:
        return []
    rows = session.exec(
        select(Audit)
        .where(Audit.workshop_id == viewer.workshop_id, Audit.object_id == card_id)
        .order_by(col(Audit.revision).desc())
    )
    found = []
    for row in rows:
        before, after = row.before or {}, row.after or {}
        if "text" not in before or "text" not in after:
            continue
        if (before["text"], before["fields"]) != (after["text"], after["fields"]):
            found.append(EarlierVersion(before["text"], before["fields"], row.at, row.verb))
    return found
