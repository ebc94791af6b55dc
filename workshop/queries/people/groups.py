"""How large each role group is, and which of them may be named without naming a person."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import bindparam, func
from sqlalchemy import select as rows_of
from sqlmodel import Session

from workshop.enums import RoleGroup
from workshop.kinds import CardKind
from workshop.measures import SMALLEST_GROUP_SHOWN
from workshop.queries.people.own_voices import by_group, own_voices, shown_voices
from workshop.queries.sql_tables import CARD, PERSON

COMPARED = (RoleGroup.RESIDENT, RoleGroup.STAFF)
"""Those who live it and those who work in it: a gap between their answers is worth a talk."""


def shown_groups(sizes: Mapping[RoleGroup | None, int]) -> frozenset[RoleGroup]:
    """The role groups whose own figures may be shown, given how many people are in each.

    A group of one or two is not shown. As the figures of all are known, what is left over after
    the groups shown must come from three people or more, so another group is held back where it
    does not: first one of those that are not compared, then the smallest. People of no known group
    (None) are always among what is left over.
    """
    named = {group: size for group, size in sizes.items() if group is not None and size > 0}
    shown = {group for group, size in named.items() if size >= SMALLEST_GROUP_SHOWN}
    total = sum(sizes.values())
    while shown and 0 < total - sum(named[group] for group in shown) < SMALLEST_GROUP_SHOWN:
        shown.remove(min(shown, key=lambda g: (g in COMPARED, named[g], list(RoleGroup).index(g))))
    return frozenset(shown)


_JOINED = (
    rows_of(PERSON.c.role_group, PERSON.c.voice, func.count())
    .where(PERSON.c.workshop_id == bindparam("workshop"), PERSON.c.is_facilitator.is_(False))
    .group_by(PERSON.c.role_group, PERSON.c.voice)
)
_LISTED = rows_of(CARD.c.fields).where(
    CARD.c.workshop_id == bindparam("workshop"),
    CARD.c.kind == CardKind.ROSTER_ENTRY,
    CARD.c.withdrawn.is_(False),
)


@dataclass(frozen=True, slots=True)
class Labels:
    """What a card may carry as its label: role groups, and own voices by key with their names."""

    groups: frozenset[RoleGroup] = frozenset()
    voices: Mapping[str, str] = field(default_factory=dict)


def labels(session: Session, workshop_id: str) -> Labels:
    """The role groups and own voices that may be told on a card: three people or more are in each.

    Counted are those who joined, or those whom the list of people names where these are more: a
    room may write on paper alone. That list knows nobody's own voice.
    """
    asked = {"workshop": workshop_id}
    joined = session.connection().execute(_JOINED, asked)
    shares = {(RoleGroup(group), voice): number for group, voice, number in joined}
    sizes = by_group(shares)
    fields = session.connection().execute(_LISTED, asked).scalars()
    listed = Counter(RoleGroup(one["role_group"]) for one in fields if one.get("role_group"))
    groups = shown_groups({g: max(sizes[g], listed[g]) for g in RoleGroup})
    if not any(voice for _, voice in shares):
        return Labels(groups)
    shown, named = shown_voices(shares, groups), own_voices(session, workshop_id)
    return Labels(groups, {key: one.name for key, one in named.items() if key in shown})
