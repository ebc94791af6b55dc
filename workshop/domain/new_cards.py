"""A card as it is first written: of which kind it may be, and what it starts with."""

from collections.abc import Mapping
from typing import Any

from workshop.db import now
from workshop.domain.people.members import new_id
from workshop.drafts import NewCard
from workshop.enums import Role, Visibility
from workshop.errors import InvalidInputError, NotAllowedError
from workshop.kinds import KINDS, CardKind, fields_as_json, parse_fields, parse_text
from workshop.models import Card, Workshop
from workshop.playbook import Activity, load_playbook
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
        first = " · ".join(groups[group].label for group in activity.writers)
        raise NotAllowedError(f"Others write first here ({first}). Your turn comes next.")
    return kind


def new_card(
    draft: NewCard, viewer: Viewer, activity: Activity, workshop: Workshop, revision: int
) -> Card:
    kind = _kind(draft, activity, viewer, workshop.language)
    private = draft.private or activity.private or KINDS[kind].private
    return card_of(
        kind, draft.text, draft.fields, activity.key, viewer.workshop_id, revision, private=private
    )


def card_of(
    kind: CardKind,
    text: str,
    fields: Mapping[str, Any],
    activity: str,
    workshop_id: str,
    revision: int,
    *,
    private: bool = False,
) -> Card:
    """A card with these words, in the form in which they are stored."""
    moment = now()
    return Card(
        id=new_id(),
        workshop_id=workshop_id,
        activity=activity,
        kind=kind,
        text=parse_text(kind, text),
        fields=fields_as_json(parse_fields(kind, fields)),
        visibility=Visibility.FACILITATOR if private else Visibility.ROOM,
        created_revision=revision,
        revision=revision,
        created_at=moment,
        updated_at=moment,
    )
