"""Several steps of a plan at once: moved, copied, taken out; and what each table does in one.

What an edit makes of the lines is said in ``measures.plan_edits``; who may do it, and what holds
whatever is moved, is said here.
"""

from collections.abc import Mapping, Sequence

from workshop.db import Database, UnitOfWork
from workshop.domain.acting import acting
from workshop.domain.changed_fields import changed_only
from workshop.domain.people.members import new_id
from workshop.domain.plan import (
    keep_plan,
    named,
    open_plan,
    plan_lines,
    require_removable,
    require_seen_minutes,
)
from workshop.domain.room import run_of
from workshop.drafts import Draft, StepTables, StepWords
from workshop.errors import InvalidInputError, NotFoundError
from workshop.measures.plan_edits import (
    PlanLine,
    copied,
    crossing,
    emptied,
    moved,
    nudged,
    taken_along,
    without,
)
from workshop.models import ActivityRun, Workshop
from workshop.playbook import load_playbook
from workshop.queries.viewer import Viewer

MOST_LINES = 300


class TablesDo(Draft):
    """What each table does in a step, table 1 first; "" does as everybody does."""

    tables: StepTables = ()


def move_steps(
    db: Database,
    *,
    viewer: Viewer,
    activities: Sequence[str],
    before: str | None,
    session: int | None = None,
) -> None:
    """Put these steps together before that one, or at the end.

    Between two meetings ``session`` says which; else it is the later. Raises InvalidInputError
    where hard times would cross, change their day, or a meeting would be left empty.
    """
    with acting(db, viewer) as (work, viewer):
        workshop, runs = open_plan(work, viewer)
        lines = _chosen(workshop, runs, activities)
        if before is not None and all(line.key != before for line in lines):
            raise NotFoundError("This step is not on the plan any more.")
        now = moved(lines, activities, before, session)
        _keep_order(work, workshop, viewer, runs, lines, now, activities)


def nudge_steps(db: Database, *, viewer: Viewer, activities: Sequence[str], earlier: bool) -> None:
    """Move these steps together one place; at the edge of their meeting into the next one."""
    with acting(db, viewer) as (work, viewer):
        workshop, runs = open_plan(work, viewer)
        lines = _chosen(workshop, runs, activities)
        now = nudged(lines, activities, earlier=earlier)
        if now == lines:
            raise InvalidInputError("This activity is at the end of the run sheet already.")
        _keep_order(work, workshop, viewer, runs, lines, now, activities)


def _chosen(
    workshop: Workshop, runs: Sequence[ActivityRun], activities: Sequence[str]
) -> list[PlanLine]:
    """The lines of the plan, where all of these steps are among them."""
    lines = plan_lines(workshop, runs)
    if not activities:
        raise InvalidInputError("Choose a step first.")
    if not set(activities) <= {line.key for line in lines}:
        raise NotFoundError("This step is not on the plan any more.")
    return lines


def _keep_order(
    work: UnitOfWork,
    workshop: Workshop,
    viewer: Viewer,
    runs: list[ActivityRun],
    was: list[PlanLine],
    now: list[PlanLine],
    activities: Sequence[str],
) -> None:
    if now == was:
        return
    _require_whole(workshop, runs, was, now)
    by_key = {run.key: run for run in runs}
    for line in now:
        by_key[line.key].session = line.session
    ordered = [by_key[line.key] for line in now]
    keep_plan(work, workshop, viewer, ordered, "move_activity", activities=list(activities))


def _require_whole(
    workshop: Workshop, runs: Sequence[ActivityRun], was: list[PlanLine], now: list[PlanLine]
) -> None:
    """What holds whatever is moved. A plan that had its hard times crossed may be put right."""
    titles = {run.key: named(workshop, run) for run in runs}
    if (along := taken_along(was, now)) is not None:
        raise InvalidInputError(
            f"“{titles[along.key]}” is held at {along.hold:%H:%M} on its day. Let it move first."
        )
    crossed = crossing(now)
    if crossed is not None and crossing(was) is None:
        one, other = crossed
        raise InvalidInputError(
            f"“{titles[one.key]}” is held at {one.hold:%H:%M} and “{titles[other.key]}” at "
            f"{other.hold:%H:%M}, so they stay in this order."
        )
    if (empty := emptied(was, now)) is not None:
        raise InvalidInputError(f"Meeting {empty} would have no step any more. Leave it one.")


def copy_steps(db: Database, *, viewer: Viewer, activities: Sequence[str]) -> list[str]:
    """Put a copy of each of these steps behind the last of them; answers the keys of the copies.

    A copy has minutes, words, promise, who leads and what it needs; no cards, and no hard time.
    """
    with acting(db, viewer) as (work, viewer):
        workshop, runs = open_plan(work, viewer)
        lines = _chosen(workshop, runs, activities)
        if len(lines) + len(activities) > MOST_LINES:
            raise InvalidInputError(f"A plan has {MOST_LINES} steps at most.")
        now = copied(lines, activities, copy_key)
        by_key = {run.key: run for run in runs}
        fresh = [line for line in now if line.key not in by_key]
        sources = [run for run in runs if run.key in activities]
        playbook = load_playbook(workshop.language)
        for line, source in zip(fresh, sources, strict=True):
            activity = playbook.activity(line.key)
            made = ActivityRun(
                id=new_id(),
                workshop_id=workshop.id,
                key=line.key,
                position=0,
                minutes=source.minutes,
                session=line.session,
                attribution=source.attribution,
                hidden=source.hidden,
                sorting=activity.makes_themes,
                looks_first=source.looks_first,
                closes_at_end=source.closes_at_end,
                leads=source.leads,
                brings=source.brings,
                words=dict(source.words),
            )
            by_key[line.key] = made
            work.session.add(made)
        ordered = [by_key[line.key] for line in now]
        made_keys = [line.key for line in fresh]
        keep_plan(work, workshop, viewer, ordered, "copy_steps", activities=made_keys)
        return made_keys


def copy_key(key: str) -> str:
    """A key for a copy of that step: ``own.again.KEY.NAME``, or one of its own sort anew."""
    name = new_id()[:8].replace("_", "x").replace("-", "x")
    if key.startswith("own."):
        return f"{key.rpartition('.')[0]}.{name}"
    return f"own.again.{key}.{name}"


def remove_steps(
    db: Database,
    *,
    viewer: Viewer,
    activities: Sequence[str],
    seen: Mapping[str, int] | None = None,
) -> None:
    """Take these steps off the plan, all or none. Raises NotAllowedError for one that stays.

    With the minutes that were ``seen`` of each, raises ChangedMeanwhileError where somebody has
    planned others for it: what was to be won by it is not what it takes any more.
    """
    with acting(db, viewer) as (work, viewer):
        workshop, runs = open_plan(work, viewer)
        lines = _chosen(workshop, runs, activities)
        _require_whole(workshop, runs, lines, without(lines, activities))
        going = [run for run in runs if run.key in activities]
        for run in going:
            if seen is not None:
                require_seen_minutes(workshop, run, seen[run.key])
            require_removable(work, workshop, run)
        for run in going:
            runs.remove(run)
            work.session.delete(run)
        keep_plan(
            work, workshop, viewer, runs, "remove_activity", activities=[run.key for run in going]
        )


def set_tables(
    db: Database,
    *,
    viewer: Viewer,
    activity: str,
    draft: TablesDo,
    seen: TablesDo | None = None,
) -> None:
    """Say what each table does, where tables do different things at the same time.

    With what was ``seen`` before, only what differs from it is saved; raises ChangedMeanwhileError
    where somebody else has changed the same.
    """
    with acting(db, viewer) as (work, viewer):
        workshop, runs = open_plan(work, viewer)
        run = run_of(work, workshop, activity)
        current = {"tables": StepWords.read(run.words).tables or ()}
        before = None if seen is None else seen.model_dump()
        changed = changed_only(current, before, draft.model_dump())
        if not changed:
            return
        words = {name: said for name, said in run.words.items() if name != "tables"}
        run.words = {**words, **StepWords.read(changed).kept()}
        keep_plan(work, workshop, viewer, runs, "set_tables", activity=activity)
