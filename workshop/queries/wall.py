"""What is known at one revision, made that of another by what changed alone.

Walls for screens that hear of each change, what a room is doing while cards come, and the cards of
one viewer for pages drawn anew.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import bindparam, func, or_
from sqlalchemy import select as rows_of
from sqlmodel import Session

from workshop.db import kept_reads, read_began
from workshop.dialects.prepared import Prepared
from workshop.kinds import CardKind
from workshop.queries.cards import (
    Audience,
    CardReading,
    CardView,
    Change,
    Rules,
    audience_of,
    card_rows,
    cards_for,
    changed_cards,
    with_links,
)
from workshop.queries.projector import PLACES
from workshop.queries.room import CARDS_NOW, EVERYBODY, RoomState
from workshop.queries.sql_tables import AUDIT, CARD, WORKSHOP
from workshop.queries.viewer import Viewer

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
RELABELS = "relabels"
"""In a step of somebody who put their group right: cards that the room does not read say it too.

They keep their revision, so that the room is told of none of them; who steers reads all anew.
"""
_SINGLE = or_(*(AUDIT.c.verb == verb for verb in _CARD_BY_CARD))
_PASSED = Prepared(
    rows_of(
        func.count(),
        func.count().filter(_SINGLE),
        func.count(AUDIT.c.after[RELABELS].as_string()),
    ).where(AUDIT.c.workshop_id == bindparam("workshop"), AUDIT.c.revision > bindparam("since"))
)


@dataclass(frozen=True, slots=True)
class WallNews:
    """What makes a wall known at a revision one of now. ``whole`` begins it anew."""

    whole: bool
    changes: list[Change]


def wall_news(
    session: Session,
    workshop_id: str,
    audience: Audience,
    *,
    revision: int,
    promised: Mapping[str, Rules],
    since: int | None = None,
    before: Mapping[str, Rules] | None = None,
) -> WallNews:
    """The wall as it is at ``revision``, or what changed where each card tells that by itself.

    All is read anew unless every step ``since`` is known to change single cards, and what is
    ``promised`` about them, role labels too, stands as it stood ``before``: joining can give a
    group its label.
    """
    whole = (
        since is None
        or promised != before
        or not _card_by_card(session, workshop_id, audience, since, revision)
    )
    read = changed_cards(session, workshop_id, audience, None if whole else since, promised)
    return WallNews(whole, read.changes)


def _card_by_card(
    session: Session, workshop_id: str, audience: Audience, since: int, revision: int
) -> bool:
    """Whether every step in between is known to change single cards.

    Each revision has its line; one that was erased says nothing of what it changed.
    """
    asked = {"workshop": workshop_id, "since": since}
    lines, single, relabels = _PASSED.first(session.connection(), asked)
    known: bool = lines == single == revision - since
    return known and (audience is Audience.ROOM or not relabels)


def relabelled_unseen(session: Session, workshop_id: str, audience: Audience, since: int) -> bool:
    """Whether cards say another group for this audience that have no new revision for it."""
    if audience is Audience.ROOM:
        return False
    asked = {"workshop": workshop_id, "since": since}
    return bool(_PASSED.first(session.connection(), asked)[2])


_CAME = (
    CARD.c.workshop_id == WORKSHOP.c.id,
    CARD.c.created_revision > bindparam("since"),
    CARD.c.revision > bindparam("since"),  # the same once more, by which few rows are looked at
)
_STEPS = (
    rows_of(func.count())
    .select_from(AUDIT)
    .where(AUDIT.c.workshop_id == WORKSHOP.c.id, AUDIT.c.revision > bindparam("since"))
)
_CARDS_CAME = Prepared(
    rows_of(
        WORKSHOP.c.revision,
        WORKSHOP.c.voices,
        EVERYBODY.scalar_subquery().label("everybody"),
        _STEPS.scalar_subquery().label("steps"),
        _STEPS.where(AUDIT.c.verb == "add_card").scalar_subquery().label("added"),
        rows_of(func.count())
        .select_from(CARD)
        .where(*_CAME, CARD.c.kind == CardKind.ROSTER_ENTRY)
        .scalar_subquery()
        .label("listed"),
        CARDS_NOW.where(*_CAME).scalar_subquery().label("cards"),
    ).where(WORKSHOP.c.id == bindparam("workshop"))
)


def with_cards_that_came(session: Session, workshop_id: str, known: RoomState) -> RoomState | None:
    """What ``known`` became by cards that came, and what is promised about cards stands as it was.

    None where anything else happened, or may be told differently after a card. So a busy room does
    not count its people anew for each card: a full room is told of a hundred a second.
    """
    current = known.current
    if current is None or current.left is not None:  # a clock that stands still moves its end on
        return None
    if known.item is not None or known.vote is not None or known.dealt:
        return None
    if known.projector not in PLACES or current.activity.collects[:1] == (CardKind.BUDGET_GUESS,):
        return None
    asked = {"workshop": workshop_id, "since": known.revision}
    now_there = _CARDS_CAME.first(session.connection(), asked)
    if now_there is None or not (
        # One line for each step, and each of them a card.
        now_there.steps == now_there.added == now_there.revision - known.revision
        # A device that writes before it has joined becomes somebody, in the same step.
        and now_there.everybody == known.people + known.facilitators
        # Who is named on cards and on a list decides which groups are told on a card.
        and not now_there.voices
        and not now_there.listed
    ):
        return None
    cards = current.cards + now_there.cards
    current = replace(
        current, cards=cards, face_down=cards if current.hidden and not current.revealed else 0
    )
    return replace(known, revision=now_there.revision, current=current)


@dataclass(frozen=True, slots=True)
class _Stamp:
    """The step that a workshop stands at. A copy put back may have another at the same revision."""

    revision: int
    step: int | None
    at: datetime | None


_STAMP = (
    rows_of(AUDIT.c.revision, AUDIT.c.id, AUDIT.c.at)
    .where(AUDIT.c.workshop_id == bindparam("workshop"), AUDIT.c.revision <= bindparam("upto"))
    .order_by(AUDIT.c.revision.desc())
    .limit(1)
)
_REVISION = rows_of(WORKSHOP.c.revision).where(WORKSHOP.c.id == bindparam("workshop"))


def _stamp(session: Session, workshop_id: str, revision: int) -> _Stamp:
    asked = {"workshop": workshop_id, "upto": revision}
    row = session.connection().execute(_STAMP, asked).first()
    return _Stamp(revision, row.id, row.at) if row else _Stamp(revision, None, None)


@dataclass(frozen=True, slots=True)
class _KeptCards:
    """The cards of one viewer at a stamp, oldest first, and what they were read with."""

    stamp: _Stamp
    reading: CardReading
    created: Mapping[str, int]
    cards: Mapping[str, CardView]

    @property
    def rows(self) -> int:
        """With all that it was read with, also where this viewer is shown none of the cards."""
        return len(self.created) + len(self.reading.promised) + len(self.reading.pictures)


def kept_cards(session: Session, viewer: Viewer) -> Mapping[str, CardView]:
    """``cards_for`` by id, kept for the next page of this very viewer.

    Nothing is shared with another viewer: one device has one place, and what lies there is for
    nobody who differs in anything, the pen included. The
    revision is asked each time; only the cards that changed since are read, or all anew where
    something else decides what is read of them. What writes reads for itself: it may be undone.
    """
    kept = kept_reads(session)
    if kept is None:
        return {card.id: card for card in cards_for(session, viewer)}
    asked = {"workshop": viewer.workshop_id}
    revision = session.connection().execute(_REVISION, asked).scalar_one()
    stamp = _stamp(session, viewer.workshop_id, revision)
    place = (viewer.device_id, viewer.pen)
    reader = (viewer, viewer.pen)
    known: _KeptCards | None = kept.get(viewer.workshop_id, place, reader)
    if known is None or known.stamp != stamp:
        known = _read(session, viewer, stamp, known)
        kept.keep(viewer.workshop_id, place, reader, known, known.rows, read_began(session))
    return known.cards


def _read(session: Session, viewer: Viewer, stamp: _Stamp, known: _KeptCards | None) -> _KeptCards:
    workshop, reading = viewer.workshop_id, CardReading.of(session, viewer)
    audience = audience_of(viewer)
    if known is None or not _goes_on(session, workshop, audience, known, stamp, reading):
        rows = card_rows(session, workshop)
        found = reading.views(rows, viewer)
        created = {card.id: card.created_revision for card in rows}
    else:
        rows = card_rows(session, workshop, since=known.stamp.revision)
        created = {**known.created, **{card.id: card.created_revision for card in rows}}
        changed = {card.id for card in rows}
        as_before = {one: card for one, card in known.cards.items() if one not in changed}
        both = {**as_before, **reading.views(rows, viewer)}
        found = {one: both[one] for one in sorted(both, key=lambda one: (created[one], one))}
    return _KeptCards(stamp, reading, created, with_links(session, workshop, found))


def _goes_on(
    session: Session,
    workshop_id: str,
    audience: Audience,
    known: _KeptCards,
    stamp: _Stamp,
    reading: CardReading,
) -> bool:
    """Whether what is known differs from what is there by single cards alone."""
    since = known.stamp.revision
    return (
        known.reading == reading
        and known.stamp == _stamp(session, workshop_id, since)
        and _card_by_card(session, workshop_id, audience, since, stamp.revision)
    )
