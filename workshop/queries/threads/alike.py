"""Cards that say nearly what somebody is about to say, as far as this person may read them."""

from dataclasses import dataclass
from functools import cache

from sqlmodel import Session, col, or_, select

from workshop.grouping.closeness import Said, is_close
from workshop.kinds import CardKind
from workshop.models import Card
from workshop.playbook import load_playbook
from workshop.queries.cards import Audience, Sight, rules, sight
from workshop.queries.viewer import Viewer

MOST_COMPARED = 400
MOST_ASKED = 3


@dataclass(frozen=True, slots=True)
class Alike:
    """A card that may be meant; ``language`` is that of its words where it is not the room's."""

    id: str
    text: str
    language: str = ""

    def said(self) -> dict[str, str]:
        """As a page gets it."""
        found = {"id": self.id, "text": self.text}
        return {**found, "lang": self.language} if self.language else found


@cache
def started_from() -> frozenset[CardKind]:
    """The kinds that later steps start from or decide on: there a second card splits a thread."""
    activities = load_playbook().activities
    taken = {taken.kind for activity in activities for taken in activity.takes}
    return frozenset(taken | {activity.decide.kind for activity in activities if activity.decide})


def alike(
    session: Session, viewer: Viewer, kind: CardKind, text: str, language: str = "en"
) -> tuple[Alike, ...]:
    """Cards of this kind that say nearly the same, the newest first.

    What lies face down, is hidden or was taken back is looked at by nobody but its own writer.
    """
    if kind not in started_from() or not text.strip():
        return ()
    promised = rules(session, viewer.workshop_id)
    said = Said.of(text, language)
    people = [one for one in (viewer.person_id, *viewer.people) if one is not None]
    shown = [key for key, rule in promised.items() if not rule.face_down]
    cards = session.exec(
        select(Card)
        .where(
            Card.workshop_id == viewer.workshop_id,
            Card.kind == kind,
            col(Card.withdrawn).is_(False),
            col(Card.merged_into).is_(None),
            or_(
                col(Card.activity).in_(shown),
                col(Card.author_id).in_(people),
                col(Card.author_mark).is_not(None),
            ),
        )
        .order_by(col(Card.created_revision).desc())
        .limit(MOST_COMPARED)
    )
    found = []
    for card in cards:
        own = viewer.wrote(card) and not card.hidden
        readable = own or sight(card, promised.get(card.activity), Audience.ROOM) is Sight.SHOWN
        if readable and is_close(said, Said.of(card.text, card.language or language)):
            found.append(Alike(card.id, " ".join(card.text.split()), card.language))
    return tuple(found[:MOST_ASKED])
