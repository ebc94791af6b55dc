"""The state of the room, which every screen shows alike."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from workshop.enums import Attribution, RoleGroup, Visibility, WorkshopState
from workshop.models import ActivityRun, Card, Person, Workshop
from workshop.playbook import Activity, load_playbook
from workshop.queries.showing import PLACES, Showing, showing
from workshop.queries.viewer import Viewer


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


def room_state(session: Session, workshop_id: str) -> RoomState | None:
    """The room's state, or None when the workshop was deleted."""
    workshop = session.get(Workshop, workshop_id)
    if workshop is None:
        return None
    playbook = load_playbook(workshop.language)
    keys = session.exec(
        select(ActivityRun.key)
        .where(ActivityRun.workshop_id == workshop_id)
        .order_by(col(ActivityRun.position))
    ).all()
    here = keys.index(workshop.current_activity) if workshop.current_activity in keys else -1
    item = showing(session, workshop_id, workshop.language, workshop.projector)
    following = keys[here + 1] if here + 1 < len(keys) else None
    return RoomState(
        code=workshop.code,
        title=workshop.title,
        revision=workshop.revision,
        language=workshop.language,
        closed=workshop.state != WorkshopState.OPEN,
        paused=workshop.paused,
        life_question=workshop.life_question,
        projector=workshop.projector if item or workshop.projector in PLACES else "wall",
        item=item,
        people=_people(session, workshop_id),
        current=_current(session, workshop),
        next_activity=playbook.activity(following) if following else None,
    )


def _people(session: Session, workshop_id: str) -> int:
    return session.exec(
        select(func.count())
        .select_from(Person)
        .where(Person.workshop_id == workshop_id, col(Person.is_facilitator).is_(False))
    ).one()


def _current(session: Session, workshop: Workshop) -> RunState | None:
    run = session.exec(
        select(ActivityRun).where(
            ActivityRun.workshop_id == workshop.id, ActivityRun.key == workshop.current_activity
        )
    ).first()
    if run is None:
        return None
    return _run_state(run, workshop.language, room_counts(session, workshop.id, run.key)[run.key])


def _run_state(run: ActivityRun, language: str, cards: int) -> RunState:
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


def room_counts(session: Session, workshop_id: str, activity: str | None = None) -> dict[str, int]:
    """How many cards the room may count, by activity; private and hidden ones are not there."""
    wanted = (
        select(Card.activity, func.count())
        .where(
            Card.workshop_id == workshop_id,
            Card.visibility == Visibility.ROOM,
            col(Card.hidden).is_(False),
            col(Card.withdrawn).is_(False),
        )
        .group_by(col(Card.activity))
    )
    if activity is not None:
        wanted = wanted.where(Card.activity == activity)
    counts = dict.fromkeys([activity] if activity else [], 0)
    counts.update(dict(session.exec(wanted).all()))
    return counts


def run_sheet(session: Session, workshop_id: str) -> list[RunState]:
    """Every activity of the workshop in its order, with what happened to it."""
    workshop = session.get_one(Workshop, workshop_id)
    counts = room_counts(session, workshop_id)
    runs = session.exec(
        select(ActivityRun)
        .where(ActivityRun.workshop_id == workshop_id)
        .order_by(col(ActivityRun.position))
    )
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
    rows = session.exec(
        select(
            Person.role_group,
            func.count(func.distinct(Person.id)),
            func.count(func.distinct(Card.author_id)),
        )
        .join(
            Card, (col(Card.author_id) == Person.id) & col(Card.withdrawn).is_(False), isouter=True
        )
        .where(Person.workshop_id == viewer.workshop_id, col(Person.is_facilitator).is_(False))
        .group_by(Person.role_group)
    ).all()
    found = {
        RoleGroup(group): GroupCount(RoleGroup(group), people, added)
        for group, people, added in rows
    }
    return [found[group] for group in RoleGroup if group in found]
