"""How large each role group is, and which of them may be named without naming a person."""

from collections import Counter
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from sqlalchemy import bindparam, func
from sqlalchemy import select as rows_of
from sqlmodel import Session

from workshop.dialects.prepared import Prepared
from workshop.enums import RoleGroup
from workshop.kinds import CardKind
from workshop.measures import SMALLEST_GROUP_SHOWN
from workshop.queries.people.own_voices import Share, by_group, own_voices, shown_voices
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


_JOINED = Prepared(
    rows_of(PERSON.c.role_group, PERSON.c.voice, PERSON.c.is_facilitator, func.count())
    .where(PERSON.c.workshop_id == bindparam("workshop"))
    .group_by(PERSON.c.role_group, PERSON.c.voice, PERSON.c.is_facilitator)
)
_WRITTEN = (
    rows_of(CARD.c.role_group, CARD.c.voice)
    .where(CARD.c.workshop_id == bindparam("workshop"), CARD.c.withdrawn.is_(False))
    .distinct()
)
_LISTED = Prepared(
    rows_of(CARD.c.fields).where(
        CARD.c.workshop_id == bindparam("workshop"),
        CARD.c.kind == CardKind.ROSTER_ENTRY,
        CARD.c.withdrawn.is_(False),
    )
)


@dataclass(frozen=True, slots=True)
class Labels:
    """What a card may carry as its label: role groups, and own voices by key with their names."""

    groups: frozenset[RoleGroup] = frozenset()
    voices: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Headcount:
    """Who stands where: how many joined, and how many a list of people names by role group.

    The list knows nobody's own voice. ``beside`` are cards and facilitators, which may be of
    somebody who is not counted: a room may write on paper alone.
    """

    sizes: Counter[Share]
    listed: Counter[RoleGroup]
    beside: AbstractSet[Share]

    def labels(self, names: Mapping[str, str]) -> Labels:
        """What may be told on a card, of a room and of a file alike. ``names`` are of own voices.

        Counted are those who joined, or those on the list where these are more.
        """
        joined = by_group(self.sizes)
        groups = shown_groups({g: max(joined[g], self.listed[g]) for g in RoleGroup})
        shown = shown_voices(self.sizes, groups, listed=self.listed, beside=self.beside)
        return Labels(groups, {key: name for key, name in names.items() if key in shown})


def headcount(session: Session, workshop_id: str, *, cards: bool = True) -> Headcount:
    """Who stands where in a room now; its ``cards`` matter where there are own voices."""
    asked = {"workshop": workshop_id}
    sizes, beside = Counter[Share](), set[Share]()
    for group, voice, facilitates, number in _JOINED.all(session.connection(), asked):
        share = (RoleGroup(group), voice)
        if facilitates:
            beside.add(share)
        else:
            sizes[share] = number
    fields = _LISTED.scalars(session.connection(), asked)
    listed = Counter(RoleGroup(one["role_group"]) for one in fields if one.get("role_group"))
    if cards:
        beside |= _on_cards(session, workshop_id)
    return Headcount(sizes, listed, beside)


def labels(session: Session, workshop_id: str) -> Labels:
    """The role groups and own voices that may be told on a card: three people or more are in each.

    A card of somebody who would be alone beside a name takes the name away from all.
    """
    there = headcount(session, workshop_id, cards=False)
    if not any(voice for _, voice in there.sizes):
        return there.labels({})
    names = {key: one.name for key, one in own_voices(session, workshop_id).items()}
    return replace(there, beside=there.beside | _on_cards(session, workshop_id)).labels(names)


def _on_cards(session: Session, workshop_id: str) -> set[Share]:
    written = session.connection().execute(_WRITTEN, {"workshop": workshop_id})
    return {(RoleGroup(group), voice) for group, voice in written}
