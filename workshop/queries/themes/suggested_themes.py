"""A first grouping of the cards that are in no theme yet, for people to accept or refuse."""

from dataclasses import dataclass

from sqlmodel import Session

from workshop.grouping import suggest_groups
from workshop.kinds import CardKind
from workshop.models import Workshop
from workshop.queries.cards import Audience, CardView, news
from workshop.queries.pictures import UNTYPED
from workshop.queries.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A proposed theme; ``cards`` in the order in which they were written."""

    name: str
    cards: tuple[str, ...]


def suggested_themes(session: Session, viewer: Viewer, kind: CardKind) -> tuple[Suggestion, ...]:
    """Groups of the loose cards of a kind that the room may read, whoever asks.

    What was only spoken has no words yet that would put it beside others.
    """
    found = news(session, viewer.workshop_id, Audience.ROOM, None).changes
    shown = {change.id: change.card for change in found if change.card is not None}
    themes = {
        card.id for card in shown.values() if card.kind == CardKind.THEME and not card.merged_into
    }
    loose = [
        card
        for card in shown.values()
        if card.kind == kind
        and card.text != UNTYPED
        and card.merged_into not in shown
        and not themes & set(card.themes)
    ]
    language = session.get_one(Workshop, viewer.workshop_id).language
    said = [_compared_by(card, language) for card in loose]
    groups = suggest_groups([text for text, _ in said], language, [own for _, own in said])
    return tuple(
        Suggestion(group.name, tuple(loose[place].id for place in group.cards)) for group in groups
    )


def _compared_by(card: CardView, language: str) -> tuple[str, str]:
    """The words by which a card is compared, and their language where it is known.

    What it says in the room's language puts it beside the others; else its own words do.
    """
    common = next((one for one in card.translations if one.language == language), None)
    return (common.text, language) if common else (card.text, card.language)
