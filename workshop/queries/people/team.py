"""Who is in the team and what it wants: the mix of role groups, voices as counts, life goals."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from workshop.enums import RoleGroup
from workshop.kinds import CardKind
from workshop.queries.cards import CardView

MOST_GOALS = 5
"""A room keeps five life goals at most."""
PAID_HERE = (RoleGroup.STAFF, RoleGroup.MANAGER)


@dataclass(frozen=True, slots=True)
class GroupShare:
    """How many of the team belong to a role group. ``share`` is of all in the roster, 0 to 1."""

    group: RoleGroup
    count: int
    core: int
    share: Fraction


@dataclass(frozen=True, slots=True)
class TeamMix:
    """The roster by role group, largest first. ``two_hats`` run the day and decide on money."""

    groups: tuple[GroupShare, ...]
    people: int
    core: int
    two_hats: tuple[CardView, ...]

    def _count(self, *groups: RoleGroup) -> int:
        return sum(one.count for one in self.groups if one.group in groups)

    @property
    def core_lacks_residents(self) -> bool:
        """There is a core team, and nobody in it lives this life."""
        residents = sum(one.core for one in self.groups if one.group is RoleGroup.RESIDENT)
        return self.core > 0 and residents == 0

    @property
    def residents_outnumbered(self) -> bool:
        """Fewer residents than staff and managers together."""
        return self._count(RoleGroup.RESIDENT) < self._count(*PAID_HERE)


def team_mix(cards: Iterable[CardView]) -> TeamMix:
    """The mix of the roster; hidden and withdrawn entries do not count."""
    people = [card for card in _in_play(cards) if card.kind == CardKind.ROSTER_ENTRY]
    groups = Counter(_group(card) for card in people)
    core = Counter(_group(card) for card in people if card.fields.get("core_team"))
    shares = [
        GroupShare(group, groups[group], core[group], Fraction(groups[group], len(people)))
        for group in RoleGroup
        if groups[group]
    ]
    both = tuple(
        card
        for card in people
        if {"facilitator", "decision_maker"} <= set(card.fields.get("hats") or ())
    )
    largest_first = tuple(sorted(shares, key=lambda one: -one.count))
    return TeamMix(largest_first, len(people), core.total(), both)


def _group(card: CardView) -> RoleGroup:
    return RoleGroup(card.fields.get("role_group") or RoleGroup.UNKNOWN)


def voices(
    cards: Iterable[CardView], *kinds: CardKind
) -> tuple[tuple[RoleGroup | None, str, int], ...]:
    """How many cards each role group wrote, all kinds where none is named; counts, never scores.

    None stands for cards that promised not to tell their group. Those of an own voice of a group,
    with its name, stand before those of its others.
    """
    found = Counter(
        (card.role, card.voice) for card in _in_play(cards) if not kinds or card.kind in kinds
    )
    order = [*RoleGroup, None]
    told = sorted(found, key=lambda one: (order.index(one[0]), not one[1], one[1]))
    return tuple((*one, found[one]) for one in told)


@dataclass(frozen=True, slots=True)
class Goals:
    """Life goals that the room has chosen, and the others; each oldest first."""

    chosen: tuple[CardView, ...]
    others: tuple[CardView, ...]

    @property
    def too_many(self) -> int:
        """By how many there are more than five."""
        return max(0, len(self.chosen) - MOST_GOALS)


def life_goals(cards: Iterable[CardView]) -> Goals:
    """The life goals that these cards tell of; a hidden one is not among the chosen."""
    found = [card for card in cards if card.kind == CardKind.LIFE_GOAL and not card.withdrawn]
    chosen = tuple(card for card in found if card.fields.get("chosen") and not card.hidden)
    return Goals(chosen, tuple(card for card in found if card not in chosen))


def _in_play(cards: Iterable[CardView]) -> list[CardView]:
    return [card for card in cards if not (card.hidden or card.withdrawn)]
