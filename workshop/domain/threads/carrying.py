"""The thread of a day: what follows by itself from a tapped card, and adding to a card."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import bindparam
from sqlalchemy import select as rows_of
from sqlmodel import col, select

from workshop.db import UnitOfWork, now
from workshop.dialects.prepared import Prepared
from workshop.domain.demands import require_demands, require_rooms_own, require_unlocked
from workshop.domain.journal import next_revision
from workshop.drafts import NewCard
from workshop.errors import ChangedMeanwhileError, InvalidInputError, NotFoundError, Sentence
from workshop.kinds import CardKind, fields_as_json, parse_fields, parse_text
from workshop.models import Card, Link, Workshop
from workshop.playbook import TEXT, Activity, Given, Playbook, load_playbook
from workshop.queries.sql_tables import CARD
from workshop.queries.threads.taking import may_be_read, readable, value_of
from workshop.queries.viewer import Viewer

_CARD = Prepared(
    rows_of(CARD).where(CARD.c.id == bindparam("card"), CARD.c.workshop_id == bindparam("workshop"))
)


def completed(work: UnitOfWork, draft: NewCard, activity: Activity, workshop: Workshop) -> NewCard:
    """The draft with what is carried over from the cards that were tapped, and their own links.

    What somebody said themselves is never replaced.
    """
    kind = draft.kind or (activity.collects[0] if activity.collects else None)
    given = next((one for one in activity.gives if one.makes and one.kind is kind), None)
    if given is None or not draft.links:
        return draft
    tapped = list(_tapped(work, draft, given, workshop))
    text, fields, links = draft.text, dict(draft.fields), dict(draft.links)
    for name, (source, field) in given.carried.items():
        said = text.strip() if name == TEXT else fields.get(name)
        found = (value_of(card, field) for card in tapped if card.kind == source)
        value = next((one for one in found if one), None)
        if said or value is None:
            continue
        if name == TEXT:
            text = str(value)
        else:
            fields[name] = value
    for link, (source, field) in given.followed.items():
        ids = [card.id for card in tapped if card.kind == source]
        ends = select(Link.to_id).where(col(Link.from_id).in_(ids), Link.name == field)
        links[link] = tuple(dict.fromkeys((*links.get(link, ()), *work.session.exec(ends))))
    return draft.model_copy(update={"text": text, "fields": fields, "links": links})


def _tapped(work: UnitOfWork, draft: NewCard, given: Given, workshop: Workshop) -> Iterator[Card]:
    """Rows with the columns of a card, to be read only."""
    in_sight = readable(work.session, workshop.id)
    for link in given.tapped:
        for card_id in draft.links.get(link, ()):
            asked = {"card": card_id, "workshop": workshop.id}
            card: Card | None = _CARD.first(work.connection, asked)
            if card is not None and in_sight(card):
                yield card


def add_to(
    work: UnitOfWork, draft: NewCard, activity: Activity, workshop: Workshop, viewer: Viewer
) -> tuple[Card, dict[str, Any]]:
    """Put fields on a card that somebody made before, as far as the activity asks for them.

    Answers the card and the state before. Raises ChangedMeanwhileError, with the text and version
    as ``current``, where somebody else has answered the same since this person looked.
    """
    card = work.session.get(Card, draft.onto)
    if card is None or card.workshop_id != workshop.id or card.withdrawn:
        raise NotFoundError("This card is not here any more. Choose another one.")
    given = next((one for one in activity.gives if one.fields == card.kind), None)
    if given is None or not may_be_read(work.session, workshop.id, card):
        raise InvalidInputError("Nothing is added to cards of this kind here.")
    if unknown := [name for name in draft.fields if name not in given.asked]:
        raise InvalidInputError(f"“{unknown[0]}” is not asked here.")
    kind = CardKind(card.kind)
    fields = fields_as_json(parse_fields(kind, {**card.fields, **draft.fields}))
    text = parse_text(kind, draft.text) if TEXT in given.boxes and draft.text else card.text
    before = {"text": card.text, "fields": dict(card.fields)}
    _require_unsaid(card, draft, fields, load_playbook(workshop.language))
    require_unlocked(card)
    require_rooms_own(kind, card.fields, fields, viewer)
    card.text, card.fields = text, fields
    card.version += 1
    card.updated_at = now()
    require_demands(work, card, viewer)
    card.revision = next_revision(work, workshop)
    return card, before


def _require_unsaid(card: Card, draft: NewCard, fields: dict[str, Any], words: Playbook) -> None:
    if draft.version is None or draft.version == card.version:
        return
    changed = [name for name in draft.fields if card.fields.get(name) not in (None, "", [])]
    if any(card.fields.get(name) != fields.get(name) for name in changed):
        told = " · ".join(
            _spelled(CardKind(card.kind), name, card.fields[name], words) for name in changed
        )
        raise ChangedMeanwhileError(
            Sentence(
                "Somebody answered this just before you: “{told}”. Keep that, or use your words.",
                told=told,
            ),
            current={"text": card.text, "fields": card.fields, "version": card.version},
        )


def _spelled(kind: CardKind, name: str, value: Any, words: Playbook) -> str:
    """A value as people chose or wrote it."""
    options = words.kind(kind).fields[name].options
    values = value if isinstance(value, list) else [value]
    return ", ".join(options.get(str(one), str(one)) for one in values)
