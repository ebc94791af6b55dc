"""Which totals of a vote may be told: one rule for every screen, stream, answer and file.

Whatever can be added to or taken from what is told comes to a sum over whole *cells*: the parts
into which the sets of voters told so far cut each other. So a set is told only if every cell that
it leaves behind holds three people or more, in the vote itself, between groups and all, and
between one round and the next. Nobody's ballot, and no two people's, can then be worked out, also
by somebody who knows who voted when.

Ballots that somebody else typed, and those of devices that came after the vote had opened, count
in every total. They do not make a small group large enough to be told: whoever brought them knows
what is on them.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

from workshop.enums import RoleGroup, VoterWay
from workshop.measures import SMALLEST_GROUP_SHOWN
from workshop.queries.people.groups import COMPARED


@dataclass(frozen=True, slots=True)
class Voted:
    """Somebody who voted in a round: the same ``mark`` in every round, and never who it is."""

    mark: str
    group: RoleGroup | None
    way: VoterWay
    voice: str = ""
    """The key of the own voice with which they voted, where it can be told at all."""


Voters = frozenset[Voted]


class Cells:
    """The voters whose sums are told, as the cells that the sets told so far cut them into."""

    def __init__(self) -> None:
        self._cells: tuple[frozenset[str], ...] = ()
        self._many: frozenset[frozenset[str]] = frozenset()
        self._ways: dict[str, VoterWay] = {}

    def tell(self, voters: Iterable[Voted], *, of_a_group: bool = False) -> bool:
        """Whether this set may be told beside all others; it counts as told from then on."""
        found = {voter.mark: voter.way for voter in voters}
        if len(found) < SMALLEST_GROUP_SHOWN:  # no part of it can be larger
            return False
        people = frozenset(found)
        cells = _cut(self._cells, people)
        ways = self._ways | found
        cut = {cell for cell in cells if cell not in self._cells}
        asked = cut | {cell for cell in cells if cell <= people and cell not in self._many}
        if not all(_is_many(cell, ways, of_a_group) for cell in asked):
            return False
        self._cells, self._ways, self._many = cells, ways, self._many | asked
        return True

    def part(self, voters: Iterable[Voted]) -> None:
        """This set may have been told, whatever it leaves behind: nothing told may point into it.

        What is small of it stays small, and no set that holds it is told from then on.
        """
        found = {voter.mark: voter.way for voter in voters}
        self._cells, self._ways = _cut(self._cells, frozenset(found)), self._ways | found


def _cut(cells: tuple[frozenset[str], ...], people: frozenset[str]) -> tuple[frozenset[str], ...]:
    parts = [part for cell in cells for part in (cell & people, cell - people)]
    rest = people.difference(*cells)
    return tuple(part for part in (*parts, rest) if part)


def _is_many(cell: frozenset[str], ways: Mapping[str, VoterWay], of_a_group: bool) -> bool:
    """Whether the sum of these people tells of none of them.

    Where nobody voted on a device of their own, all was typed by people who know it anyway.
    """
    if len(cell) < SMALLEST_GROUP_SHOWN:
        return False
    own = sum(ways[mark] is VoterWay.OWN for mark in cell)
    late = sum(ways[mark] is VoterWay.LATE for mark in cell)
    counted = own if of_a_group else own + late
    return counted >= SMALLEST_GROUP_SHOWN or own + late == 0


def tell_groups(cells: Cells, voters: Voters) -> frozenset[str]:
    """The role groups told beside all of these voters: those that are compared come first.

    Then the own voices in them, by key, the largest first.
    """
    by_group: dict[RoleGroup, list[Voted]] = {}
    for one in voters:
        if one.group is not None:
            by_group.setdefault(one.group, []).append(one)
    present = [group for group in RoleGroup if group in by_group]
    order = sorted(present, key=lambda group: (group not in COMPARED, -len(by_group[group])))
    groups = frozenset(group for group in order if cells.tell(by_group[group], of_a_group=True))
    voices: dict[str, set[Voted]] = {}
    for one in voters:
        if one.voice and one.group in groups:
            voices.setdefault(one.voice, set()).add(one)
    largest_first = sorted(voices, key=lambda voice: (-len(voices[voice]), voice))
    told = [voice for voice in largest_first if cells.tell(voices[voice], of_a_group=True)]
    return groups.union(told)


@dataclass(frozen=True, slots=True)
class ToldRound:
    """What may be told of a round: for all, for groups, and the same for each card.

    Groups are role groups and, by key, own voices. ``groups`` is None where nothing of the round
    is told. A card that is not in ``cards`` has no figures at all.
    """

    groups: frozenset[str] | None
    cards: Mapping[str, frozenset[str]]


NOTHING_TOLD = ToldRound(None, {})


class Telling:
    """Goes over the rounds of one activity in their order, and says what each may tell.

    Rounds with another method or number of dots are other questions: nobody's ballot of the one is
    their ballot of the other.
    """

    def __init__(self) -> None:
        self._all: dict[Hashable, Cells] = {}
        self._by_card: dict[tuple[Hashable, str], Cells] = {}

    def round(
        self,
        question: Hashable,
        voters: Voters,
        answered: Mapping[str, Voters],
        parts: Mapping[str, Iterable[Voters]],
    ) -> ToldRound:
        """What a round may tell. ``answered`` are the voters behind each card's figures.

        ``parts`` are those of the cards that were made into it. Their figures stood for themselves
        before, and may again: what one person said of one of them follows if nearly all said
        something of both, or if only one or two did.
        """
        every = self._all.setdefault(question, Cells())
        if not every.tell(voters):
            return NOTHING_TOLD
        groups = tell_groups(every, voters)
        cards = {}
        for card, people in answered.items():
            cells = self._by_card.setdefault((question, card), Cells())
            for part in parts.get(card, ()):
                cells.part(part)
            if not people or cells.tell(people):
                cards[card] = tell_groups(cells, people) & groups
        return ToldRound(groups, cards)
