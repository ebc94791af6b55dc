"""The run sheet: adding, removing, moving and timing activities."""

from sqlmodel import col, select

from workshop.db import Database, UnitOfWork
from workshop.domain.acting import acting
from workshop.domain.changed_fields import changed_only
from workshop.domain.journal import next_revision, record
from workshop.domain.people.members import new_id
from workshop.domain.policy import Situation, Verb, require
from workshop.domain.room import run_of
from workshop.drafts import OwnStep, StepWords
from workshop.enums import WorkshopState
from workshop.errors import InvalidInputError, NotAllowedError
from workshop.models import ActivityRun, Card, VoteRound, Workshop
from workshop.playbook import Playbook, load_playbook
from workshop.queries.viewer import Viewer


def open_plan(work: UnitOfWork, viewer: Viewer) -> tuple[Workshop, list[ActivityRun]]:
    """The workshop and its run sheet in order, for who may change it. Raises NotAllowedError."""
    workshop = work.session.get_one(Workshop, viewer.workshop_id)
    situation = Situation(workshop_open=workshop.state == WorkshopState.OPEN)
    require(viewer.role, Verb.PLAN, situation)
    runs = work.session.exec(
        select(ActivityRun)
        .where(ActivityRun.workshop_id == workshop.id)
        .order_by(col(ActivityRun.position))
    )
    return workshop, list(runs)


def keep_plan(
    work: UnitOfWork,
    workshop: Workshop,
    viewer: Viewer,
    runs: list[ActivityRun],
    verb: str,
    **after: object,
) -> None:
    """Store the lines in this order, with what was done to them, and commit."""
    for position, run in enumerate(runs):
        run.position = position
    record(
        work,
        workshop,
        viewer,
        verb,
        object_type="plan",
        object_id=workshop.id,
        revision=next_revision(work, workshop),
        after=after,
    )
    work.commit()


def add_activity(db: Database, *, viewer: Viewer, activity: str) -> None:
    """Put an activity of the method on the run sheet, where the road has it."""
    with acting(db, viewer) as (work, viewer):
        workshop, runs = open_plan(work, viewer)
        playbook = load_playbook(workshop.language)
        wanted = playbook.activity(activity)
        if any(run.key == activity for run in runs):
            raise InvalidInputError("This activity is on the run sheet already.")
        order = _order(playbook, runs)
        run = ActivityRun(
            id=new_id(),
            workshop_id=workshop.id,
            key=wanted.key,
            position=len(runs),
            minutes=wanted.minutes,
            attribution=wanted.attribution,
            hidden=wanted.hidden,
            sorting=wanted.makes_themes,
            closes_at_end=wanted.closes_itself,
        )
        later = (i for i, other in enumerate(runs) if order[other.key] > order[wanted.key])
        place = next(later, len(runs))
        run.session = runs[place - 1].session if place else 1
        runs.insert(place, run)
        work.session.add(run)
        keep_plan(work, workshop, viewer, runs, "add_activity", activity=activity)


def _order(playbook: Playbook, runs: list[ActivityRun]) -> dict[str, int]:
    """The place of each step on the road; one's own goes with the step before it."""
    order = {found.key: place for place, found in enumerate(playbook.activities)}
    before = 0
    for run in runs:
        before = order.setdefault(run.key, before)
    return order


def add_own_step(db: Database, *, viewer: Viewer, draft: OwnStep) -> str:
    """Put a step of one's own behind the one named, or at the end; answers its key.

    What is sorted or voted on must be a kind that there is a way for.
    """
    with acting(db, viewer) as (work, viewer):
        workshop, runs = open_plan(work, viewer)
        playbook = load_playbook(workshop.language)
        wanted = playbook.activity(_own_key(draft))
        behind = next((i for i, run in enumerate(runs) if run.key == draft.after), len(runs) - 1)
        stage = playbook.activity(runs[behind].key).stage if runs else wanted.stage
        if runs and runs[behind].words.get("stage"):
            stage = runs[behind].words["stage"]
        said = {"title": draft.title or None, "prompt": draft.prompt or None, "stage": stage}
        run = ActivityRun(
            id=new_id(),
            workshop_id=workshop.id,
            key=wanted.key,
            position=len(runs),
            minutes=draft.minutes or wanted.minutes,
            session=runs[behind].session if runs else 1,
            attribution=wanted.attribution,
            hidden=wanted.hidden,
            sorting=wanted.makes_themes,
            closes_at_end=wanted.closes_itself,
            words=StepWords.read(said).kept(),
        )
        runs.insert(behind + 1, run)
        work.session.add(run)
        keep_plan(work, workshop, viewer, runs, "add_activity", activity=run.key)
        return run.key


def _own_key(draft: OwnStep) -> str:
    kind = ""
    if draft.sort in ("sort", "vote"):
        if draft.about is None:
            raise InvalidInputError("Choose first which cards this step is about.")
        kind = f"{draft.about}."
    return f"own.{draft.sort}.{kind}{new_id()[:8].replace('_', 'x').replace('-', 'x')}"


def set_words(
    db: Database, *, viewer: Viewer, activity: str, draft: StepWords, seen: StepWords | None = None
) -> None:
    """Say a step in other words, on all screens and in all files; empty ones as the method does.

    With what was ``seen`` in the form before, only what differs from it is saved; raises
    ChangedMeanwhileError where somebody else has changed the same.
    """
    with acting(db, viewer) as (work, viewer):
        workshop, runs = open_plan(work, viewer)
        run = run_of(work, workshop, activity)
        stage = {"stage": run.words["stage"]} if run.words.get("stage") else {}
        now = StepWords.read(run.words).model_dump()
        before = None if seen is None else seen.model_dump()
        changed = changed_only(now, before, draft.model_dump())
        run.words = {**StepWords.read(now | changed).kept(), **stage}
        keep_plan(work, workshop, viewer, runs, "set_words", activity=activity)


def remove_activity(db: Database, *, viewer: Viewer, activity: str) -> None:
    """Take an activity off the run sheet; one that holds cards or votes, or is open, stays."""
    with acting(db, viewer) as (work, viewer):
        workshop, runs = open_plan(work, viewer)
        run = run_of(work, workshop, activity)
        held = work.session.exec(
            select(Card.id).where(Card.workshop_id == workshop.id, Card.activity == activity)
        ).first()
        if held is not None:
            raise NotAllowedError("This activity holds cards, so it stays on the run sheet.")
        voted = work.session.exec(
            select(VoteRound.id).where(
                VoteRound.workshop_id == workshop.id, VoteRound.activity == activity
            )
        ).first()
        if voted is not None:
            raise NotAllowedError("This activity holds votes, so it stays on the run sheet.")
        if run.open or workshop.current_activity == run.key:
            raise NotAllowedError("The room is here just now. Move on first.")
        if activity == "insights.write":
            raise NotAllowedError("Every workshop keeps the activity where insights are written.")
        runs.remove(run)
        work.session.delete(run)
        keep_plan(work, workshop, viewer, runs, "remove_activity", activity=activity)


def move_activity(db: Database, *, viewer: Viewer, activity: str, earlier: bool) -> None:
    """Change places with the line before (``earlier``) or after."""
    with acting(db, viewer) as (work, viewer):
        workshop, runs = open_plan(work, viewer)
        here = runs.index(run_of(work, workshop, activity))
        there = here - 1 if earlier else here + 1
        if not 0 <= there < len(runs):
            raise InvalidInputError("This activity is at the end of the run sheet already.")
        runs[here], runs[there] = runs[there], runs[here]
        keep_plan(work, workshop, viewer, runs, "move_activity", activity=activity, to=there)


def set_minutes(
    db: Database, *, viewer: Viewer, activity: str, minutes: int, seen: int | None = None
) -> None:
    """Plan more or fewer minutes (1 to 240) for an activity.

    Raises ChangedMeanwhileError when they are not those that were ``seen`` before any more.
    """
    if not 1 <= minutes <= 240:
        raise InvalidInputError("An activity can be planned for 1 to 240 minutes.")
    with acting(db, viewer) as (work, viewer):
        workshop, runs = open_plan(work, viewer)
        run = run_of(work, workshop, activity)
        before = None if seen is None else {"minutes": seen}
        if not changed_only({"minutes": run.minutes}, before, {"minutes": minutes}):
            return
        run.minutes = minutes
        keep_plan(work, workshop, viewer, runs, "set_minutes", activity=activity, minutes=minutes)
