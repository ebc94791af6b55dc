"""Votes and turns: how many dots, whose voice is heard, and where groups see things apart."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from workshop.errors import InvalidInputError
from workshop.measures.equity import gini
from workshop.measures.exact import Number, exact, whole

SMALLEST_GROUP_SHOWN = 3
"""Below this a group's own figures could point to a person, so they are not given."""


@dataclass(frozen=True)
class Evenness:
    """How evenly turns or cards are spread over people: a nudge, never a score on anyone."""

    evenness: float | None
    """1 when all count alike, towards 0 when one has it all; None for one person or no cards."""
    top_two_share: Fraction | None
    gini: Fraction | None
    """0 when all count alike, at most (n - 1) / n; None when there are no cards."""


@dataclass(frozen=True)
class GroupSupport:
    """How many of a group's voters are in favour."""

    group: str
    in_favour: int
    voters: int


@dataclass(frozen=True)
class RoleGap:
    """Points between two groups' support in percent, the first less the second.

    None when a group is too small to be shown on its own; then there is no prompt to talk either.
    """

    points: Fraction | None
    talk: bool


def dots_each(people: int) -> int:
    """Return the dots that each voter gets: a quarter of the number, halves up, from 2 to 5."""
    number = whole(people, what="The number")
    return min(max((number + 2) // 4, 2), 5)


def voice(
    *,
    cards: Mapping[str, int],
    people: Mapping[str, int],
    smallest_group: int = SMALLEST_GROUP_SHOWN,
) -> dict[str, Fraction | None]:
    """Return, for each group, its share of all cards over its share of all people.

    1 is a voice in proportion, below 1 a quieter one. None for a group of fewer than
    ``smallest_group`` people, and for all when there are no cards. Cards of a group that is not
    among the people are refused, as the shares would not be of the same room.
    """
    strangers = [group for group in cards if group not in people]
    if strangers:
        raise InvalidInputError(f"Say how many people are in the group “{strangers[0]}”.")
    sizes = {group: whole(size, what="The people in a group") for group, size in people.items()}
    written = {group: whole(cards.get(group, 0), what="The cards of a group") for group in sizes}
    all_people, all_cards = sum(sizes.values()), sum(written.values())
    return {
        group: Fraction(written[group] * all_people, all_cards * size)
        if all_cards and size >= max(smallest_group, 1)
        else None
        for group, size in sizes.items()
    }


def evenness(counts: Sequence[int]) -> Evenness:
    """Measure how evenly counts are spread over people; someone with none still counts.

    Evenness is Shannon's entropy over its most, ln n (Pielou 1966); Gini is the mean absolute
    difference over twice the mean. Even turn-taking went with better group results in Woolley
    and others (Science 2010), a finding about groups, not a rating of people.
    """
    sizes = sorted((whole(count, what="Each count") for count in counts), reverse=True)
    total, people = sum(sizes), len(sizes)
    if not total:
        return Evenness(evenness=None, top_two_share=None, gini=None)
    return Evenness(
        evenness=_shannon_evenness(sizes, total) if people > 1 else None,
        top_two_share=Fraction(sum(sizes[:2]), total),
        gini=gini((Fraction(1, people), Fraction(size, total)) for size in reversed(sizes)),
    )


def role_gap(
    first: GroupSupport,
    second: GroupSupport,
    *,
    threshold: Number = 25,
    smallest_group: int = SMALLEST_GROUP_SHOWN,
) -> RoleGap:
    """Return the gap in support between two role groups; 25 points or more is worth a talk.

    Raises ``InvalidInputError`` when more are in favour than voted.
    """
    for support in (first, second):
        in_favour = whole(support.in_favour, what="The number in favour")
        if in_favour > whole(support.voters, what="The number of voters"):
            raise InvalidInputError(f"More are in favour in “{support.group}” than voted. Check.")
    if min(first.voters, second.voters) < max(smallest_group, 1):
        return RoleGap(points=None, talk=False)
    points = 100 * (
        Fraction(first.in_favour, first.voters) - Fraction(second.in_favour, second.voters)
    )
    return RoleGap(points=points, talk=abs(points) >= exact(threshold, what="The threshold"))


def _shannon_evenness(sizes: Sequence[int], total: int) -> float:
    shares = [size / total for size in sizes if size]
    entropy = -math.fsum(share * math.log(share) for share in shares)
    return min(max(0.0, entropy / math.log(len(sizes))), 1.0)
