"""Whose voice is quiet so far: for the facilitator alone, as a nudge, never a score on anybody.

Only groups whose figures may be shown are looked at (``queries.people.groups``), and no card that
should not be traced to a group. Cards on paper that belong to no person are left out, since
nobody knows how many people wrote them.
"""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import bindparam, func, select
from sqlmodel import Session

from workshop.enums import Attribution, RoleGroup
from workshop.kinds import KINDS
from workshop.measures import SMALLEST_GROUP_SHOWN, evenness, voice
from workshop.queries.people.groups import shown_groups
from workshop.queries.people.own_voices import (
    Share,
    as_told,
    by_group,
    own_voices,
    shown_voices,
)
from workshop.queries.sql_tables import ACTIVITY_RUN, CARD, PERSON
from workshop.queries.viewer import Viewer

FEWEST_CARDS = 8
"""Below this a single card changes everything."""
QUIET = 0.67
"""A voice ratio (share of cards over share of people) below which a group is called quiet."""
MOST_BY_TWO = 0.5
FEWEST_FOR_TWO = 6
"""From six people on, two who wrote half of the cards are worth a word."""


@dataclass(frozen=True, slots=True)
class Quiet:
    """A group that has written less than its number would give. Shares are whole per cent."""

    role_group: RoleGroup
    of_people: int
    of_cards: int
    voice: str = ""
    """The name of the own voice of that group which it is; "" for the group's others or all."""
    split: bool = False
    """Whether own voices of the group are told apart from it, so that these are its others."""


@dataclass(frozen=True, slots=True)
class Voices:
    """``quiet`` groups, the quietest first; ``few`` when a few people wrote most of the cards."""

    quiet: tuple[Quiet, ...]
    few: bool


_ANONYMOUS = [spec.kind for spec in KINDS.values() if spec.anonymous]
_CARDS = (
    select(CARD.c.author_id, func.count().label("cards"))
    .join(
        ACTIVITY_RUN,
        (ACTIVITY_RUN.c.workshop_id == CARD.c.workshop_id)
        & (ACTIVITY_RUN.c.key == CARD.c.activity),
    )
    .where(
        CARD.c.workshop_id == bindparam("workshop"),
        CARD.c.withdrawn.is_(False),
        ACTIVITY_RUN.c.attribution != Attribution.ANONYMOUS,
        CARD.c.kind.not_in(_ANONYMOUS),
    )
    .group_by(CARD.c.author_id)
    .subquery()
)
_WRITTEN = (
    select(PERSON.c.role_group, PERSON.c.voice, func.coalesce(_CARDS.c.cards, 0).label("cards"))
    .outerjoin(_CARDS, _CARDS.c.author_id == PERSON.c.id)
    .where(PERSON.c.workshop_id == bindparam("workshop"), PERSON.c.is_facilitator.is_(False))
)


def voices(session: Session, viewer: Viewer) -> Voices | None:
    """What the facilitator could do something about, or None: too early, or not for this viewer."""
    if not viewer.is_facilitator:
        return None
    rows = session.connection().execute(_WRITTEN, {"workshop": viewer.workshop_id}).all()
    counts = [row.cards for row in rows]
    if len(rows) < SMALLEST_GROUP_SHOWN or sum(counts) < FEWEST_CARDS:
        return None
    there = [((RoleGroup(row.role_group), row.voice), row.cards) for row in rows]
    sizes = Counter(share for share, _ in there)
    shown = shown_groups(by_group(sizes))
    named = shown_voices(sizes, shown)
    people, written = Counter[Share](), Counter[Share]()
    for share, cards in there:
        told = as_told(share, named)
        people[told] += 1
        written[told] += cards
    ratios = voice(
        cards={" ".join(share): number for share, number in written.items()},
        people={" ".join(share): number for share, number in people.items()},
    )
    low = {
        share: ratio
        for share in people
        if share[0] in shown and (ratio := ratios[" ".join(share)]) is not None
    }
    names = own_voices(session, viewer.workshop_id)
    split = {group for group, voice in people if voice}
    quiet = [
        Quiet(
            share[0],
            _percent(people, share),
            _percent(written, share),
            names[share[1]].name if share[1] else "",
            split=share[0] in split,
        )
        for share in sorted(low, key=lambda one: (low[one], one))
        if low[share] < QUIET
    ]
    by_two = evenness(counts).top_two_share
    few = len(rows) >= FEWEST_FOR_TWO and by_two is not None and by_two > MOST_BY_TWO
    return Voices(tuple(quiet), few)


def _percent(counts: Counter[Share], share: Share) -> int:
    return round(100 * counts[share] / counts.total())
