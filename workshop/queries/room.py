"""The state of the room, which every screen shows alike."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, func, select
from sqlmodel import Session, col

from workshop.enums import Attribution, RoleGroup, Visibility, WorkshopState
from workshop.models import Card, Person, Workshop
from workshop.playbook import Activity, load_playbook
from workshop.queries.showing import PLACES, Showing, showing
from workshop.queries.tables import ACTIVITY_RUN, CARD, PERSON, WORKSHOP
from workshop.queries.viewer import Viewer
from workshop.queries.votes import RoundState, latest_round


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


@dataclass(frozen=True, slots=True)
class RoomState:
    """What the room is doing, at one revision."""

    code: str
    title: str
    revision: int
    language: str
    closed: bool
    paused: bool
    life_question: str
    projector: str
    item: Showing | None
    people: int
    current: RunState | None
    next_activity: Activity | None
    vote: RoundState | None


_COUNTED = (
    CARD.c.visibility == Visibility.ROOM,
    CARD.c.hidden.is_(False),
    CARD.c.withdrawn.is_(False),
)
_PEOPLE = (
    select(func.count())
    .select_from(PERSON)
    .where(PERSON.c.workshop_id == WORKSHOP.c.id, PERSON.c.is_facilitator.is_(False))
)
_CARDS = (
    select(func.count())
    .select_from(CARD)
    .where(
        CARD.c.workshop_id == WORKSHOP.c.id,
        CARD.c.activity == WORKSHOP.c.current_activity,
        *_COUNTED,
    )
)
_ROOM = select(
    WORKSHOP,
    _PEOPLE.scalar_subquery().label("people"),
    _CARDS.scalar_subquery().label("cards"),
).where(WORKSHOP.c.id == bindparam("workshop"))
_RUNS = (
    select(ACTIVITY_RUN)
    .where(ACTIVITY_RUN.c.workshop_id == bindparam("workshop"))
    .order_by(ACTIVITY_RUN.c.position)
)


def room_state(session: Session, workshop_id: str) -> RoomState | None:
    """The room's state, or None when the workshop was deleted."""
    connection = session.connection()
    room = connection.execute(_ROOM, {"workshop": workshop_id}).first()
    if room is None:
        return None
    runs = connection.execute(_RUNS, {"workshop": workshop_id}).all()
    keys = [run.key for run in runs]
    here = keys.index(room.current_activity) if room.current_activity in keys else -1
    following = keys[here + 1] if here + 1 < len(keys) else None
    item = showing(session, workshop_id, room.language, room.projector)
    current = _run_state(runs[here], room.language, room.cards) if here >= 0 else None
    return RoomState(
        code=room.code,
        title=room.title,
        revision=room.revision,
        language=room.language,
        closed=room.state != WorkshopState.OPEN,
        paused=room.paused,
        life_question=room.life_question,
        projector=room.projector if item or room.projector in PLACES else "wall",
        item=item,
        people=room.people,
        current=current,
        next_activity=load_playbook(room.language).activity(following) if following else None,
        vote=latest_round(session, workshop_id, current.activity) if current else None,
    )


def _run_state(run: Row[Any], language: str, cards: int) -> RunState:
    return RunState(
        activity=load_playbook(language).activity(run.key),
        minutes=run.minutes,
        session=run.session,
        attribution=Attribution(run.attribution),
        hidden=run.hidden,
        open=run.open,
        revealed=run.revealed,
        ends_at=run.ends_at,
        started_at=run.started_at,
        ended_at=run.ended_at,
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
    return [_run_state(run, workshop.language, counts.get(run.key, 0)) for run in runs]


@dataclass(frozen=True, slots=True)
class GroupCount:
    """People of one role group, and how many of them have added something."""

    role_group: RoleGroup
    people: int
    added: int


def groups_here(session: Session, viewer: Viewer) -> list[GroupCount]:
    """Who has joined, by role group; facilitators are not counted. Empty for participants."""
    if not viewer.is_facilitator:
        return []
    rows = session.execute(
        select(
            col(Person.role_group),
            func.count(func.distinct(Person.id)),
            func.count(func.distinct(Card.author_id)),
        )
        .join(
            Card, (col(Card.author_id) == Person.id) & col(Card.withdrawn).is_(False), isouter=True
        )
        .where(col(Person.workshop_id) == viewer.workshop_id, col(Person.is_facilitator).is_(False))
        .group_by(col(Person.role_group))
    ).all()
    found = {
        RoleGroup(group): GroupCount(RoleGroup(group), people, added)
        for group, people, added in rows
    }
    return [found[group] for group in RoleGroup if group in found]
