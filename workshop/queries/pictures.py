"""The pictures of cards that a viewer may see: exactly those of the cards they may read.

A recording is heard by fewer: a voice tells whose it is.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlmodel import Session, col, select

from workshop.enums import Attribution
from workshop.kinds import KINDS, CardKind
from workshop.models import Card, Media, Recording
from workshop.queries.cards import Audience, CardView, Sight, rules, sight
from workshop.queries.viewer import Viewer

UNTYPED = "Spoken, not yet typed"
"""What a card says that was only spoken, until somebody has typed its words."""


@dataclass(frozen=True, slots=True)
class PictureView:
    """A picture with the words for those who cannot see it."""

    id: str
    card_id: str
    mime: str
    alt: str
    content: bytes


def pictures_of(
    session: Session, viewer: Viewer, cards: Iterable[CardView]
) -> tuple[PictureView, ...]:
    """The pictures of these cards, oldest first. The cards are those that ``cards_for`` gave."""
    wanted = [card.id for card in cards]
    rows = session.exec(
        select(Media)
        .where(Media.workshop_id == viewer.workshop_id, col(Media.card_id).in_(wanted))
        .order_by(col(Media.created_at), col(Media.id))
    )
    return tuple(PictureView(row.id, row.card_id, row.mime, row.alt, row.content) for row in rows)


def picture_for(
    session: Session, viewer: Viewer, picture_id: str, *, audience: Audience
) -> PictureView | None:
    """One picture, if its card lies face up for this audience or is this viewer's own."""
    kept = session.get(Media, picture_id)
    card = session.get(Card, kept.card_id) if kept else None
    if kept is None or card is None or card.workshop_id != viewer.workshop_id:
        return None
    rule = rules(session, viewer.workshop_id).get(card.activity)
    own = viewer.wrote(card) and not card.withdrawn
    if not own and sight(card, rule, audience) is not Sight.SHOWN:
        return None
    return PictureView(kept.id, kept.card_id, kept.mime, kept.alt, kept.content)


@dataclass(frozen=True, slots=True)
class RecordingView:
    """The voice in which a card was spoken."""

    mime: str
    content: bytes


def recording_for(session: Session, viewer: Viewer, card_id: str) -> RecordingView | None:
    """The recording of a card, for whose voice it is, and for who facilitates once it is revealed.

    Nobody else hears it: a voice is known again, whatever was promised of names.
    """
    card = session.get(Card, card_id)
    if card is None or card.workshop_id != viewer.workshop_id or card.withdrawn:
        return None
    if not viewer.wrote(card) and not (viewer.is_facilitator and _face_up(session, card)):
        return None
    kept = session.exec(select(Recording).where(Recording.card_id == card_id)).first()
    return RecordingView(kept.mime, kept.content) if kept else None


def _face_up(session: Session, card: Card) -> bool:
    rule = rules(session, card.workshop_id).get(card.activity)
    return rule is not None and not rule.face_down


def spoken_cards(session: Session, viewer: Viewer) -> frozenset[str]:
    """The cards of which this viewer may hear the recording as the facilitator."""
    if not viewer.is_facilitator:
        return frozenset()
    promised = rules(session, viewer.workshop_id)
    rows = session.exec(
        select(Card.id, Card.activity)
        .join(Recording, col(Recording.card_id) == col(Card.id))
        .where(Recording.workshop_id == viewer.workshop_id, col(Card.withdrawn).is_(False))
    )
    return frozenset(
        card
        for card, activity in rows
        if (rule := promised.get(activity)) is not None and not rule.face_down
    )


def recorded(session: Session, cards: Collection[str]) -> list[str]:
    """Which of these cards have a recording: of one's own, so whoever asks may hear them."""
    if not cards:
        return []
    found = session.exec(select(Recording.card_id).where(col(Recording.card_id).in_(cards)))
    return sorted(found)


def untyped_cards(session: Session, viewer: Viewer) -> int:
    """How many cards have a voice alone, those that lie face down too: somebody has to type it."""
    rows = session.exec(
        select(Card.id)
        .join(Recording, col(Recording.card_id) == col(Card.id))
        .where(
            Recording.workshop_id == viewer.workshop_id,
            Card.text == UNTYPED,
            col(Card.withdrawn).is_(False),
        )
    )
    return len(rows.all())


def untyped_at_the_close(session: Session, viewer: Viewer) -> int:
    """How many spoken cards nobody has typed yet whose recordings go when the workshop closes."""
    promised = rules(session, viewer.workshop_id)
    rows = session.exec(
        select(Card.kind, Card.activity)
        .join(Recording, col(Recording.card_id) == col(Card.id))
        .where(
            Card.workshop_id == viewer.workshop_id,
            Card.text == UNTYPED,
            col(Card.withdrawn).is_(False),
        )
    )
    return sum(
        1
        for kind, activity in rows
        if KINDS[CardKind(kind)].anonymous
        or ((rule := promised.get(activity)) and rule.attribution is not Attribution.NAMED)
    )
