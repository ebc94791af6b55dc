"""The pictures of cards that a viewer may see: exactly those of the cards they may read."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session, col, select

from workshop.models import Card, Media
from workshop.queries.cards import Audience, CardView, Sight, rules, sight
from workshop.queries.viewer import Viewer


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
