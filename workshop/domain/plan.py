"""The run sheet: adding, removing and timing activities, and how each edit is kept."""

from collections.abc import Sequence
from datetime import time
from typing import Any

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
from workshop.errors import ChangedMeanwhileError, InvalidInputError, NotAllowedError
from workshop.measures.plan_edits import LEAST_MINUTES, MOST_MINUTES, PlanLine
from workshop.models import ActivityRun, Card, VoteRound, Workshop
from workshop.playbook import WRITE_INSIGHTS, Playbook, in_own_words, load_playbook
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
    found = list(runs)
    work.session.info[_AS_OPENED] = _as_it_is(workshop, found)
    return workshop, found


_AS_OPENED = "plan as opened"
WHOLE_LINE = (
    "key",
    "minutes",
    "session",
    "attribution",
    "hidden",
    "revealed",
    "closes_at_end",
    "sorting",
    "looks_first",
    "hold",
    "leads",
    "brings",
    "words",
)
"""What of a line is brought back with it, once it was taken out."""


def _as_it_is(workshop: Workshop, runs: Sequence[ActivityRun]) -> dict[str, Any]:
    lines = {run.key: {name: getattr(run, name) for name in WHOLE_LINE} for run in runs}
    return {"lines": lines, "meetings": list(workshop.meetings)}


def _what_it_was(
    was: dict[str, Any], workshop: Workshop, runs: Sequence[ActivityRun]
) -> dict[str, Any]:
    """Of the plan as it was opened, what is otherwise now: all that taking it back needs."""
    lines, now = was["lines"], _as_it_is(workshop, runs)
    before: dict[str, Any] = {
        "lines": {
            key: changed
            for key, line in lines.items()
            if key in now["lines"]
            and (changed := {k: v for k, v in line.items() if v != now["lines"][key][k]})
        },
        "gone": {key: line for key, line in lines.items() if key not in now["lines"]},
        "new": [key for key in now["lines"] if key not in lines],
        "order": list(lines) if list(lines) != list(now["lines"]) else None,
    }
    if was["meetings"] != now["meetings"]:
        before["meetings"] = was["meetings"]
    return {name: said for name, said in before.items() if said or name == "meetings"}


def plan_lines(workshop: Workshop, runs: Sequence[ActivityRun]) -> list[PlanLine]:
    """The run sheet as edits are worked out on it."""
    playbook = load_playbook(workshop.language)
    return [
        PlanLine(
            run.key,
            run.minutes,
            run.session,
            time.fromisoformat(run.hold) if run.hold else None,
            playbook.activity(run.key).rest,
        )
        for run in runs
    ]


def named(workshop: Workshop, run: ActivityRun) -> str:
    """The title of a step as this workshop says it."""
    playbook = load_playbook(workshop.language)
    usual = playbook.words.life_question
    said = in_own_words(playbook.activity(run.key), run.words, workshop.life_question, usual)
    return said.title


def keep_plan(
    work: UnitOfWork,
    workshop: Workshop,
    viewer: Viewer,
    runs: list[ActivityRun],
    verb: str,
    **after: object,
) -> None:
    """Store the lines in this order, with what was done to them, and commit.

    The row says too what was otherwise before, so that it can be taken back.
    """
    for position, run in enumerate(runs):
        run.position = position
    was = work.session.info.pop(_AS_OPENED, None)
    record(
        work,
        workshop,
        viewer,
        verb,
        object_type="plan",
        object_id=workshop.id,
        revision=next_revision(work, workshop),
        before=None if was is None else _what_it_was(was, workshop, runs),
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
        kept = {name: run.words[name] for name in ("stage", "tables") if run.words.get(name)}
        now = StepWords.read(run.words).model_dump()
        before = None if seen is None else seen.model_dump()
        changed = changed_only(now, before, draft.model_dump())
        run.words = {**StepWords.read(now | changed).kept(), **kept}
        keep_plan(work, workshop, viewer, runs, "set_words", activity=activity)


def require_removable(work: UnitOfWork, workshop: Workshop, run: ActivityRun) -> None:
    """Whether a step may go. Raises NotAllowedError for one that holds something, or is open."""
    held = work.session.exec(
        select(Card.id).where(Card.workshop_id == workshop.id, Card.activity == run.key)
    ).first()
    if held is not None:
        raise NotAllowedError("This activity holds cards, so it stays on the run sheet.")
    voted = work.session.exec(
        select(VoteRound.id).where(
            VoteRound.workshop_id == workshop.id, VoteRound.activity == run.key
        )
    ).first()
    if voted is not None:
        raise NotAllowedError("This activity holds votes, so it stays on the run sheet.")
    if run.open or workshop.current_activity == run.key:
        raise NotAllowedError("The room is here just now. Move on first.")
    if run.key == WRITE_INSIGHTS:
        raise NotAllowedError("Every workshop keeps the activity where insights are written.")


def require_seen_minutes(workshop: Workshop, run: ActivityRun, seen: int, wanted: int = 0) -> None:
    """Raises ChangedMeanwhileError where a step takes other minutes than those that were seen."""
    if run.minutes not in (seen, wanted):
        raise ChangedMeanwhileError(
            f"Somebody has planned {run.minutes} minutes for “{named(workshop, run)}” meanwhile. "
            "Nothing was changed. Look, then press again.",
            current={"minutes": run.minutes},
        )


def require_minutes(minutes: int) -> None:
    """Raises InvalidInputError beyond 1 to 240."""
    if not LEAST_MINUTES <= minutes <= MOST_MINUTES:
        raise InvalidInputError("An activity can be planned for 1 to 240 minutes.")


def set_minutes(
    db: Database, *, viewer: Viewer, activity: str, minutes: int, seen: int | None = None
) -> None:
    """Plan more or fewer minutes (1 to 240) for an activity.

    Raises ChangedMeanwhileError when they are not those that were ``seen`` before any more.
    """
    require_minutes(minutes)
    with acting(db, viewer) as (work, viewer):
        workshop, runs = open_plan(work, viewer)
        run = run_of(work, workshop, activity)
        before = None if seen is None else {"minutes": seen}
        if not changed_only({"minutes": run.minutes}, before, {"minutes": minutes}):
            return
        run.minutes = minutes
        keep_plan(work, workshop, viewer, runs, "set_minutes", activity=activity, minutes=minutes)
