"""Reading the recorded voices that the facilitator may hear by now, for the archive alone."""

from collections.abc import Mapping
from typing import cast

from sqlmodel import Session, col, select

from workshop.exports.telling.record import RecordingRecord
from workshop.models import ActivityRun, Card, Recording, Workshop
from workshop.recordings.kept import SoundMime


def collect_voices(
    session: Session, workshop: Workshop, cards: Mapping[str, str]
) -> tuple[RecordingRecord, ...]:
    """In the order of ``cards``, which are the records' names by id.

    The voice on a card that was taken back is heard by nobody, and one on a card that lies face
    down by its writer alone, as the phone said before anybody spoke.
    """
    rows = session.exec(
        select(Recording)
        .join(Card, col(Card.id) == col(Recording.card_id))
        .join(
            ActivityRun,
            (col(ActivityRun.workshop_id) == col(Card.workshop_id))
            & (col(ActivityRun.key) == col(Card.activity)),
        )
        .where(
            Recording.workshop_id == workshop.id,
            col(Card.withdrawn).is_(False),
            col(ActivityRun.revealed).is_(True) | col(ActivityRun.hidden).is_(False),
        )
    ).all()
    order = {card: place for place, card in enumerate(cards)}
    return tuple(
        RecordingRecord(
            card=cards[row.card_id],
            mime=cast(SoundMime, row.mime),
            content=row.content,
            created_at=row.created_at,
        )
        for row in sorted(rows, key=lambda row: order[row.card_id])
    )
