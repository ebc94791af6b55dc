"""The state of the room, which every screen shows alike."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, bindparam, case, func, select
from sqlmodel import Session

from workshop.db import now
from workshop.dialects.prepared import Prepared
from workshop.enums import Attribution, RoleGroup, Visibility, WorkshopState
from workshop.kinds import CardKind
from workshop.measures import SMALLEST_GROUP_SHOWN
from workshop.models import Workshop
from workshop.playbook import Activity, in_own_words, load_playbook
from workshop.queries.money.guesses import parts_to_guess
from workshop.queries.people.first_writers import in_this_room
from workshop.queries.people.groups import shown_groups
from workshop.queries.people.own_voices import (
    Share,
    as_told,
    by_group,
    in_order,
    own_voices,
    shown_voices,
)
from workshop.queries.projector import PLACES, THEME, Showing, showing, theme_shown
from workshop.queries.sql_tables import ACTIVITY_RUN, CARD, PERSON, WORKSHOP
from workshop.queries.threads.dealt import AtTable, dealt_to_tables
from workshop.queries.viewer import Viewer
from workshop.queries.votes.rounds import RoundState, latest_round


@dataclass(frozen=True, slots=True)
class RunState:
    """One line of the run sheet with what happened to it. Times are UTC, ``minutes`` planned."""

    activity: Activity
    minutes: int
    session: int
    attribution: Attribution
    hidden: bool
    open: bool
    revealed: bool
    ends_at: datetime | None
    started_at: datetime | None
    ended_at: datetime | None
    cards: int
    face_down: int
    closes_at_end: bool = False
    sorting: bool = False
    looks_first: bool = False
    hold: str = ""
    leads: str = ""
    brings: str = ""
    left: timedelta | None = None
    """What is left of its time while the clock stands still; ``ends_at`` moves on meanwhile."""
    tables: tuple[str, ...] = ()
    """What each table does, table 1 first, where they do different things: ``measures.tracks``."""


@dataclass(frozen=True, slots=True)
class RoomState:
    """What the room is doing, at one revision.

    ``done`` counts who has said so in the current activity, ``hands`` the hands that are up;
    ``last_hand`` is when the newest of these was raised. Both are as before only where nobody's
    hand has gone down.
    """

    code: str
    title: str
    revision: int
    language: str
    closed: bool
    paused: bool
    locked: bool
    life_question: str
    projector: str
    item: Showing | None
    people: int
    facilitators: int
    done: int
    hands: int
    last_hand: datetime | None
    current: RunState | None
    next_activity: Activity | None
    vote: RoundState | None
    tables: tuple[int, ...] = ()
    """How many people sit at each table; empty where no tables were formed."""
    split: tuple[str, ...] = ()
    """Parts of the work over which people now share out £100, each on their own."""
    dealt: tuple[AtTable, ...] = ()
    """What of the library each table reads in this activity."""


_COUNTED = (
    CARD.c.visibility == Visibility.ROOM,
    CARD.c.hidden.is_(False),
    CARD.c.withdrawn.is_(False),
)
EVERYBODY = select(func.count()).select_from(PERSON).where(PERSON.c.workshop_id == WORKSHOP.c.id)
_FACILITATORS = (
    select(func.count())
    .select_from(PERSON)
    .where(PERSON.c.workshop_id == WORKSHOP.c.id, PERSON.c.is_facilitator.is_(True))
)
_DONE = (
    select(func.count())
    .select_from(PERSON)
    .where(PERSON.c.workshop_id == WORKSHOP.c.id, PERSON.c.done_in == WORKSHOP.c.current_activity)
)
_HANDS = (
    select(func.count())
    .select_from(PERSON)
    .where(PERSON.c.workshop_id == WORKSHOP.c.id, PERSON.c.hand_at.is_not(None))
)
_LAST_HAND = select(func.max(PERSON.c.hand_at)).where(PERSON.c.workshop_id == WORKSHOP.c.id)
CARDS_NOW = (
    select(func.count())
    .select_from(CARD)
    .where(
        CARD.c.workshop_id == WORKSHOP.c.id,
        CARD.c.activity == WORKSHOP.c.current_activity,
        *_COUNTED,
    )
)
_ROOM = Prepared(
    select(
        WORKSHOP,
        EVERYBODY.scalar_subquery().label("everybody"),
        _FACILITATORS.scalar_subquery().label("facilitators"),
        _DONE.scalar_subquery().label("done"),
        _HANDS.scalar_subquery().label("hands"),
        _LAST_HAND.scalar_subquery().label("last_hand"),
        CARDS_NOW.scalar_subquery().label("cards"),
    ).where(WORKSHOP.c.id == bindparam("workshop"))
)
_RUNS = (
    select(ACTIVITY_RUN)
    .where(ACTIVITY_RUN.c.workshop_id == bindparam("workshop"))
    .order_by(ACTIVITY_RUN.c.position)
)
_WHERE = ACTIVITY_RUN.alias("here")
_HERE = (
    select(_WHERE.c.position)
    .where(_WHERE.c.workshop_id == bindparam("workshop"), _WHERE.c.key == bindparam("current"))
    .scalar_subquery()
)
_FROM_HERE = Prepared(
    _RUNS.where(ACTIVITY_RUN.c.position >= func.coalesce(_HERE, 0))
    .order_by(ACTIVITY_RUN.c.key != bindparam("current"))
    .limit(2)
)
"""The room's step and the next one: the rest of the plan is not asked for at every commit."""


_REVISION = Prepared(select(WORKSHOP.c.revision).where(WORKSHOP.c.id == bindparam("workshop")))


def revision_of(session: Session, workshop_id: str) -> int | None:
    """The workshop's revision now; None when it was deleted."""
    found = _REVISION.scalars(session.connection(), {"workshop": workshop_id})
    return found[0] if found else None


def room_state(session: Session, workshop_id: str) -> RoomState | None:
    """The room's state, or None when the workshop was deleted."""
    connection = session.connection()
    room = _ROOM.first(connection, {"workshop": workshop_id})
    if room is None:
        return None
    asked = {"workshop": workshop_id, "current": room.current_activity or ""}
    runs = _FROM_HERE.all(connection, asked)
    here = runs.pop(0) if runs and runs[0].key == room.current_activity else None
    following = runs[0] if runs else None
    item = showing(session, workshop_id, room.language, room.projector)
    current = _run_state(here, room, room.cards) if here else None
    if current is not None:
        activity = in_this_room(session, workshop_id, current.activity)
        current = replace(current, activity=activity)
    if current is not None and current.ends_at is not None and room.paused_at is not None:
        left = current.ends_at - room.paused_at
        current = replace(current, ends_at=now() + left, left=left)
    return RoomState(
        code=room.code,
        title=room.title,
        revision=room.revision,
        language=room.language,
        closed=room.state != WorkshopState.OPEN,
        paused=room.paused,
        locked=room.locked,
        life_question=room.life_question,
        projector=_place(session, workshop_id, room.projector) if item is None else room.projector,
        item=item,
        people=room.everybody - room.facilitators,
        facilitators=room.facilitators,
        done=room.done,
        hands=room.hands,
        last_hand=room.last_hand,
        current=current,
        next_activity=_activity(following, room) if following else None,
        vote=latest_round(session, workshop_id, current.activity) if current else None,
        tables=_tables(session, workshop_id, room.tables),
        split=_split(session, workshop_id, current),
        dealt=dealt_to_tables(session, workshop_id, current.activity, room.language)
        if current
        else (),
    )


_AT_TABLES = Prepared(
    select(PERSON.c.table_no, func.count().label("people"))
    .where(PERSON.c.workshop_id == bindparam("workshop"), PERSON.c.is_facilitator.is_(False))
    .group_by(PERSON.c.table_no)
)


def _tables(session: Session, workshop_id: str, tables: int) -> tuple[int, ...]:
    if not tables:
        return ()
    rows = _AT_TABLES.all(session.connection(), {"workshop": workshop_id})
    people = {row.table_no: row.people for row in rows}
    return tuple(people.get(table, 0) for table in range(1, tables + 1))


def _split(session: Session, workshop_id: str, current: RunState | None) -> tuple[str, ...]:
    if current is None or current.revealed:
        return ()
    if current.activity.collects[:1] != (CardKind.BUDGET_GUESS,):
        return ()
    return parts_to_guess(session, workshop_id)


def _place(session: Session, workshop_id: str, what: str) -> str:
    """What the projector shows where it is no one thing; the themes for one that is gone."""
    if what.startswith(f"{THEME}:"):
        theme = theme_shown(session, workshop_id, what)
        return f"{THEME}:{theme}" if theme else "themes"
    return what if what in PLACES else "wall"


def _activity(run: Row[Any], workshop: Row[Any] | Workshop) -> Activity:
    """A step as this workshop says it."""
    playbook = load_playbook(workshop.language)
    usual = playbook.words.life_question
    return in_own_words(playbook.activity(run.key), run.words, workshop.life_question, usual)


def _run_state(run: Row[Any], workshop: Row[Any] | Workshop, cards: int) -> RunState:
    return RunState(
        activity=_activity(run, workshop),
        minutes=run.minutes,
        session=run.session,
        attribution=Attribution(run.attribution),
        hidden=run.hidden,
        open=run.open,
        revealed=run.revealed,
        ends_at=run.ends_at,
        started_at=run.started_at,
        ended_at=run.ended_at,
        closes_at_end=run.closes_at_end,
        sorting=run.sorting,
        looks_first=run.looks_first,
        hold=run.hold,
        leads=run.leads,
        brings=run.brings,
        tables=tuple(map(str, (run.words or {}).get("tables", ()))),
        cards=cards,
        face_down=cards if run.hidden and not run.revealed else 0,
    )


def room_counts(session: Session, workshop_id: str) -> dict[str, int]:
    """How many cards the room may count, by activity; private and hidden ones are not there."""
    wanted = (
        select(CARD.c.activity, func.count().label("cards"))
        .where(CARD.c.workshop_id == workshop_id, *_COUNTED)
        .group_by(CARD.c.activity)
    )
    return {row.activity: row.cards for row in session.connection().execute(wanted)}


def run_sheet(session: Session, workshop_id: str) -> list[RunState]:
    """Every activity of the workshop in its order, with what happened to it."""
    workshop = session.get_one(Workshop, workshop_id)
    counts = room_counts(session, workshop_id)
    runs = session.connection().execute(_RUNS, {"workshop": workshop_id})
    return [_run_state(run, workshop, counts.get(run.key, 0)) for run in runs]


@dataclass(frozen=True, slots=True)
class GroupCount:
    """People of one role group; ``role_group`` None is all who are in no group shown.

    With ``voice`` they are those in the own voice of that name; a group that is ``split`` into such
    is counted without them.

    How many have a page open now (``present``), have added something at all (``added``) and in
    the room's activity (``added_now``) are None where that would point at one or two people, the
    last also where cards name nobody. Cards that name nobody count for nobody.
    """

    role_group: RoleGroup | None
    people: int
    present: int | None
    added: int | None
    added_now: int | None
    voice: str = ""
    split: bool = False


_ADDED = (
    select(
        CARD.c.author_id.label("author"),
        func.max(case((CARD.c.activity == bindparam("activity"), 1), else_=0)).label("now"),
    )
    .where(
        CARD.c.workshop_id == bindparam("workshop"),
        CARD.c.withdrawn.is_(False),
        CARD.c.author_id.is_not(None),
    )
    .group_by(CARD.c.author_id)
    .subquery()
)
_VOICES = (
    select(PERSON.c.id, PERSON.c.role_group, PERSON.c.voice, _ADDED.c.author, _ADDED.c.now)
    .outerjoin(_ADDED, _ADDED.c.author == PERSON.c.id)
    .where(PERSON.c.workshop_id == bindparam("workshop"), PERSON.c.is_facilitator.is_(False))
)


def groups_here(
    session: Session,
    viewer: Viewer,
    *,
    activity: str | None = None,
    present: Collection[str] = (),
) -> list[GroupCount]:
    """Who has joined, by role group; facilitators are not counted. Empty for participants.

    ``present`` are the ids of the people with a page open. Groups under three are counted
    together, and not even that where those are fewer than three.
    """
    if not viewer.is_facilitator:
        return []
    asked = {"workshop": viewer.workshop_id, "activity": activity or ""}
    nameless = _is_nameless(session, viewer.workshop_id, activity)
    people: dict[Share, list[tuple[bool, bool, bool]]] = {}
    for row in session.connection().execute(_VOICES, asked):
        signs = (row.id in present, row.author is not None, bool(row.now))
        people.setdefault((RoleGroup(row.role_group), row.voice), []).append(signs)
    sizes = Counter({share: len(found) for share, found in people.items()})
    shown = shown_groups(by_group(sizes))
    voices = shown_voices(sizes, shown)
    told_together: dict[Share, list[tuple[bool, bool, bool]]] = {}
    for share, found in people.items():
        if share[0] in shown:
            told_together.setdefault(as_told(share, voices), []).extend(found)
    split = {group for group, voice in told_together if voice}
    names = own_voices(session, viewer.workshop_id)
    rows = [
        replace(
            _counted(share[0], told_together[share]),
            voice=names[share[1]].name if share[1] else "",
            split=share[0] in split,
        )
        for share in in_order(told_together, names)
    ]
    rest = [signs for (group, _), found in people.items() if group not in shown for signs in found]
    told = [*rows, _counted(None, rest)] if rest else rows
    return [replace(one, added_now=None) for one in told] if nameless else told


def _is_nameless(session: Session, workshop_id: str, activity: str | None) -> bool:
    """Whether cards of this activity name nobody, so that nobody can say who has added one."""
    promise = session.connection().scalar(
        select(ACTIVITY_RUN.c.attribution).where(
            ACTIVITY_RUN.c.workshop_id == workshop_id, ACTIVITY_RUN.c.key == activity
        )
    )
    return bool(promise == Attribution.ANONYMOUS)


def _counted(group: RoleGroup | None, people: list[tuple[bool, bool, bool]]) -> GroupCount:
    if len(people) < SMALLEST_GROUP_SHOWN:
        return GroupCount(group, len(people), None, None, None)
    present, added, added_now = (sum(column) for column in zip(*people, strict=True))
    return GroupCount(group, len(people), present, added, added_now)
