"""In which language a card is, and what it says in others: added beside its words, never over them.

Whoever may read a card may translate it. The room's first look is kept: where cards wait for a
yes, only the facilitator adds words to a card that lies face up.
"""

from typing import Any

from workshop.db import Database, UnitOfWork
from workshop.domain.acting import acting
from workshop.domain.cards import CardReceipt, loaded, record_card
from workshop.domain.grace import require_for
from workshop.domain.journal import card_state, moment_of, next_revision
from workshop.domain.new_cards import stored_language
from workshop.domain.people.moderation import require_free
from workshop.domain.policy import Verb
from workshop.drafts import CardLanguage, Translation
from workshop.errors import (
    ChangedMeanwhileError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
)
from workshop.kinds import CardKind, parse_text
from workshop.models import ActivityRun, Card, Person, Workshop
from workshop.queries.cards import Audience, Sight, may_write, rules, sight
from workshop.queries.viewer import Viewer


def set_language(db: Database, *, viewer: Viewer, card_id: str, draft: CardLanguage) -> CardReceipt:
    """Say in which language a card is; for its writers and facilitators."""
    with acting(db, viewer) as (work, viewer):
        workshop, card, run = _read(work, viewer, card_id)
        if not (viewer.is_facilitator or may_write(card, run, viewer)):
            raise NotAllowedError("Only the person who wrote this card can do this.")
        kept = {name: one for name, one in card.translations.items() if name != draft.language}
        language = stored_language(draft.language, workshop.language)
        values = {"language": language, "translations": kept}
        return _kept(work, viewer, (workshop, card, run), "set_language", values)


def translate(
    db: Database, *, viewer: Viewer, card_id: str, language: str, draft: Translation
) -> CardReceipt:
    """Say a card's words in another language; without words, what was said there goes.

    Raises ChangedMeanwhileError, with the stored words as ``current``, where somebody else has
    said it first.
    """
    with acting(db, viewer) as (work, viewer):
        workshop, card, run = _read(work, viewer, card_id)
        device = work.session.get(Person, viewer.person_id) if viewer.person_id else None
        require_free(run, device, viewer)
        asked = CardLanguage.read({"language": language}).language
        if not asked or asked == (card.language or workshop.language):
            raise InvalidInputError("These are the card’s own words. Choose another language.")
        now = str(card.translations.get(asked, {}).get("text", ""))
        text = parse_text(CardKind(card.kind), draft.text) if draft.text else ""
        if now not in (draft.was, text):
            raise ChangedMeanwhileError(
                "Somebody saved a newer text first. Both are shown; keep what you need of each.",
                current={"text": now, "version": card.version},
            )
        kept = {name: one for name, one in card.translations.items() if name != asked}
        said = {asked: {"text": text, "of": card.version}} if text else {}
        values = {"translations": kept | said}
        return _kept(work, viewer, (workshop, card, run), "translate", values)


Loaded = tuple[Workshop, Card, ActivityRun]


def _read(work: UnitOfWork, viewer: Viewer, card_id: str) -> Loaded:
    """A card that this person has before them, as the room sees it or as its writer."""
    workshop, card, run = loaded(work, viewer, card_id)
    require_for(viewer, Verb.TRANSLATE, workshop, run)
    rule = rules(work.session, viewer.workshop_id).get(card.activity)
    audience = Audience.FACILITATOR if viewer.is_facilitator else Audience.ROOM
    own = viewer.wrote(card) and not card.withdrawn
    if not own and sight(card, rule, audience) is not Sight.SHOWN:
        raise NotFoundError("This card is not here any more.")
    return workshop, card, run


def _kept(
    work: UnitOfWork, viewer: Viewer, found: Loaded, name: str, values: dict[str, Any]
) -> CardReceipt:
    workshop, card, run = found
    if all(getattr(card, column) == value for column, value in values.items()):
        return CardReceipt(card.id, card.revision, card.version, created=False)
    before = card_state(card)
    card.revision = next_revision(work, workshop)
    card.updated_at = moment_of(run, card)
    for column, value in values.items():
        setattr(card, column, value)
    record_card(work, workshop, viewer, name, card, run, before=before, after=card_state(card))
    work.commit()
    return CardReceipt(card.id, card.revision, card.version)
