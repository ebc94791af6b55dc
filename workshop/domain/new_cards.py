"""A card as it is first written: of which kind it may be, and what it starts with."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any, cast

from workshop.db import UnitOfWork, now
from workshop.dialects.prepared import Prepared
from workshop.domain.people.members import new_id
from workshop.drafts import NewCard
from workshop.enums import Role, RoleGroup, Via, Visibility
from workshop.errors import InvalidInputError, NotAllowedError, Sentence, Sentences
from workshop.kinds import KINDS, CardKind, fields_as_json, parse_fields, parse_text
from workshop.models import Card, Workshop
from workshop.playbook import Activity, load_playbook
from workshop.queries.sql_tables import CARD
from workshop.queries.viewer import Viewer


def _kind(draft: NewCard, activity: Activity, viewer: Viewer, language: str) -> CardKind:
    """The kind that is made; where some write first, the others may only answer."""
    collected = activity.collects
    kind = draft.kind or (collected[0] if collected else None)
    if kind is None:
        raise InvalidInputError("This activity is done by talking. There is nothing to write here.")
    if viewer.role is not Role.PARTICIPANT:
        return kind
    if kind not in collected:
        raise InvalidInputError("A card of this kind cannot be added in this activity.")
    if activity.writers and kind is collected[0] and viewer.role_group not in activity.writers:
        groups = load_playbook(language).words.role_groups
        first = Sentences((Sentence(groups[group].label) for group in activity.writers), " · ")
        raise NotAllowedError(
            Sentence("Others write first here ({groups}). Your turn comes next.", groups=first)
        )
    return kind


@dataclass(slots=True)
class PlainCard:
    """The columns of a card that is about to be stored, as the table has them.

    A mapped object tells its session of every change, which costs more than storing the card.
    """

    id: str
    workshop_id: str
    activity: str
    kind: str
    text: str
    fields: dict[str, Any]
    created_revision: int
    revision: int
    created_at: datetime
    updated_at: datetime
    visibility: str = Visibility.ROOM
    author_id: str | None = None
    author_mark: str | None = None
    author_name: str = ""
    role_group: str = RoleGroup.UNKNOWN
    voice: str = ""
    table_no: int | None = None
    via: str = Via.PHONE
    hidden: bool = False
    withdrawn: bool = False
    starred: bool = False
    forward: bool = False
    late: bool = False
    waiting: bool = False
    merged_into: str | None = None
    position: int = 0
    version: int = 1
    language: str = ""
    translations: dict[str, Any] = field(default_factory=dict)


_COLUMNS = tuple(column.name for column in fields(PlainCard))
_ADD_CARD = Prepared(CARD.insert().inline())


def store(work: UnitOfWork, card: Card) -> None:
    """Put a plain card into its table."""
    row = {name: getattr(card, name) for name in _COLUMNS}
    _ADD_CARD.run(work.connection, row)


def new_card(
    draft: NewCard, viewer: Viewer, activity: Activity, workshop: Workshop, revision: int
) -> Card:
    """A card as it was drafted: it has the columns of the table, and ``store`` puts it there."""
    kind = _kind(draft, activity, viewer, workshop.language)
    private = draft.private or activity.private or KINDS[kind].private
    made = _plain(
        kind,
        draft.text,
        draft.fields,
        activity.key,
        viewer.workshop_id,
        revision,
        private=private,
    )
    made.language = stored_language(draft.language, workshop.language)
    return cast("Card", made)


def stored_language(language: str, rooms_own: str) -> str:
    """As it stands with a card: "" for the workshop's own."""
    return "" if language == rooms_own else language


def card_of(
    kind: CardKind,
    text: str,
    given: Mapping[str, Any],
    activity: str,
    workshop_id: str,
    revision: int,
    *,
    private: bool = False,
) -> Card:
    """A card with these words, in the form in which they are stored."""
    plain = _plain(kind, text, given, activity, workshop_id, revision, private=private)
    return Card(**{name: getattr(plain, name) for name in _COLUMNS})


def _plain(
    kind: CardKind,
    text: str,
    given: Mapping[str, Any],
    activity: str,
    workshop_id: str,
    revision: int,
    *,
    private: bool,
) -> PlainCard:
    moment = now()
    return PlainCard(
        id=new_id(),
        workshop_id=workshop_id,
        activity=activity,
        kind=kind,
        text=parse_text(kind, text),
        fields=fields_as_json(parse_fields(kind, given)),
        visibility=Visibility.FACILITATOR if private else Visibility.ROOM,
        created_revision=revision,
        revision=revision,
        created_at=moment,
        updated_at=moment,
    )
