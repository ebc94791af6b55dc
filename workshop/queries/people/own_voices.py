"""The groups that the facilitator named, and where their names may be told.

Each is counted with a role group. Its own figures and its label are told only where those of the
role group are, where three people or more are in it, and where what is left of the role group
without it is nobody at all or three people or more. Left over is also who never joined: somebody
on the list of people, who wrote a card on paper, or the facilitator who joined with this group.
"""

from collections import Counter
from collections.abc import Collection, Mapping

from sqlalchemy import bindparam
from sqlalchemy import select as rows_of
from sqlmodel import Session

from workshop.drafts import OwnVoice
from workshop.enums import RoleGroup
from workshop.measures import SMALLEST_GROUP_SHOWN
from workshop.queries.sql_tables import WORKSHOP

Share = tuple[RoleGroup, str]
"""A role group, and the key of an own voice in it, "" for those in none."""

_VOICES = rows_of(WORKSHOP.c.voices).where(WORKSHOP.c.id == bindparam("workshop"))


def own_voices(session: Session, workshop_id: str) -> dict[str, OwnVoice]:
    """The own voices of a workshop by key, in their order, also those that have ended."""
    found = session.connection().execute(_VOICES, {"workshop": workshop_id}).scalar() or []
    return {one["key"]: OwnVoice.read(one) for one in found}


def shown_voices(
    sizes: Mapping[Share, int],
    groups: Collection[RoleGroup],
    *,
    listed: Mapping[RoleGroup, int] | None = None,
    beside: Collection[Share] = (),
) -> frozenset[str]:
    """The own voices that may be named, given the role groups that are and how many are in each.

    ``listed`` are how many of a role group are known of where these are more. ``beside`` is with
    whom somebody stands who is not counted, such as on a card: that needs three others around it.
    """
    shown: set[str] = set()
    for group in groups:
        within = {voice: size for (its, voice), size in sizes.items() if its is group and size > 0}
        named = {v: size for v, size in within.items() if v and size >= SMALLEST_GROUP_SHOWN}
        total = max(sum(within.values()), (listed or {}).get(group, 0))
        standing = {voice for its, voice in beside if its is group}
        while named:
            rest = total - sum(named.values())
            if points_at_nobody(rest, beside=not standing <= set(named)):
                break
            del named[min(named, key=lambda voice: (named[voice], voice))]
        shown |= set(named)
    return frozenset(shown)


def points_at_nobody(rest: int, *, beside: bool) -> bool:
    """Whether a rest of so many points at nobody, also where somebody stands ``beside`` them."""
    return rest >= SMALLEST_GROUP_SHOWN or (rest == 0 and not beside)


def by_group(shares: Mapping[Share, int]) -> Counter[RoleGroup | None]:
    """How many are in each role group, whatever their own voice."""
    found = Counter[RoleGroup | None]()
    for (group, _), number in shares.items():
        found[group] += number
    return found


def as_told(share: Share, shown: Collection[str]) -> Share:
    """With whom somebody is counted: their own voice where it is shown, else the group's others."""
    group, voice = share
    return group, voice if voice in shown else ""


def in_order(shares: Collection[Share], voices: Collection[str]) -> list[Share]:
    """By role group, in each first its own voices as the facilitator has them, then the others."""
    places = {voice: place for place, voice in enumerate((*voices, ""))}
    return sorted(
        shares, key=lambda one: (list(RoleGroup).index(one[0]), places.get(one[1], len(places)))
    )
