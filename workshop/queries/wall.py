"""A wall that is known at one revision, made that of another by what changed alone."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import bindparam, func
from sqlalchemy import select as rows_of
from sqlmodel import Session

from workshop.queries.cards import Audience, Change, Rules, changed_cards, rules
from workshop.queries.sql_tables import AUDIT

_CARD_BY_CARD = (
    "join",
    "say_done",
    "say_not_done",
    "raise_hand",
    "lower_hand",
    "lower_hands",
    "vote",
    "add_card",
    "edit_card",
    "withdraw_card",
    "restore_card",
)
"""Verbs after which only cards that have their revision are shown otherwise than before."""
_PASSED = rows_of(func.count(), func.count().filter(AUDIT.c.verb.in_(_CARD_BY_CARD))).where(
    AUDIT.c.workshop_id == bindparam("workshop"), AUDIT.c.revision > bindparam("since")
)


@dataclass(frozen=True, slots=True)
class WallNews:
    """What makes a wall known at a revision one of now. ``whole`` begins it anew.

    ``promised`` is what the next question is asked with.
    """

    whole: bool
    changes: list[Change]
    promised: dict[str, Rules]


def wall_news(
    session: Session,
    workshop_id: str,
    audience: Audience,
    *,
    revision: int,
    since: int | None = None,
    promised: Mapping[str, Rules] | None = None,
) -> WallNews:
    """The wall as it is at ``revision``, or what changed where each card tells that by itself.

    All is read anew unless every step ``since`` is known to change single cards, and what is
    promised about them, role labels too, stands as it stood: joining can give a group its label.
    """
    now = rules(session, workshop_id)
    whole = since is None or now != promised
    if not whole:
        passed = session.connection().execute(_PASSED, {"workshop": workshop_id, "since": since})
        # Each revision has its line; one that was erased says nothing of what it changed.
        whole = tuple(passed.one()) != (revision - (since or 0),) * 2
    read = changed_cards(session, workshop_id, audience, None if whole else since, now)
    return WallNews(whole, read.changes, now)
