"""Cards that a verb makes beside what it was asked for, such as the lines of a file."""

from typing import Any

from workshop.db import UnitOfWork, now
from workshop.domain.cards import sign
from workshop.domain.people.members import new_id, person_for
from workshop.enums import Via, Visibility
from workshop.kinds import CardKind, fields_as_json, parse_fields, parse_text
from workshop.models import ActivityRun, Card, Person, Workshop
from workshop.queries.viewer import Viewer


def writer_of(work: UnitOfWork, workshop: Workshop, viewer: Viewer) -> Person | None:
    """Who acts, or None on the command line."""
    if viewer.device_id is None:
        return None
    return person_for(work, workshop, viewer.device_id)


def make_card(
    work: UnitOfWork,
    workshop: Workshop,
    run: ActivityRun,
    kind: CardKind,
    text: str,
    fields: dict[str, Any],
    *,
    person: Person | None,
    pen: bytes = b"",
    card_id: str = "",
) -> Card:
    """A card that the room can see, at the workshop's revision, validated as any other."""
    moment = now()
    made = Card(
        id=card_id or new_id(),
        workshop_id=workshop.id,
        activity=run.key,
        kind=kind,
        text=parse_text(kind, text),
        fields=fields_as_json(parse_fields(kind, fields)),
        via=Via.APP,
        visibility=Visibility.ROOM,
        created_revision=workshop.revision,
        revision=workshop.revision,
        created_at=moment,
        updated_at=moment,
    )
    sign(made, run, person, None, pen)
    work.session.add(made)
    return made
