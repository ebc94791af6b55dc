"""The last edit of the plan taken back, and the one before it, or done again: from audit rows."""

from typing import Any

from workshop.db import Database, UnitOfWork
from workshop.domain.acting import acting
from workshop.domain.people.members import new_id
from workshop.domain.plan import WHOLE_LINE, keep_plan, open_plan, require_removable
from workshop.errors import InvalidInputError, MovedOnError
from workshop.models import ActivityRun, Workshop
from workshop.queries.plan_history import REDO, UNDO, PlanEdit, last_edit, last_undone
from workshop.queries.viewer import Viewer


def undo_edit(db: Database, *, viewer: Viewer, seen: int) -> None:
    """Take back the last edit of the plan, which is the one of the revision that was ``seen``.

    Raises MovedOnError where another is the last by now, NotAllowedError where a step that it
    brought is in use.
    """
    with acting(db, viewer) as (work, viewer):
        workshop, runs = open_plan(work, viewer)
        edit = _still(last_edit(work.session, workshop.id), seen, "take back")
        back = _laid_back(work, workshop, runs, edit.before)
        keep_plan(work, workshop, viewer, back, UNDO, of=edit.verb, revision=edit.revision)


def redo_edit(db: Database, *, viewer: Viewer, seen: int) -> None:
    """Do the last edit again that was taken back, at the revision that was ``seen``.

    There is none once something else was changed. Raises as ``undo_edit`` does.
    """
    with acting(db, viewer) as (work, viewer):
        workshop, runs = open_plan(work, viewer)
        edit = _still(last_undone(work.session, workshop.id), seen, "do again")
        again = _laid_back(work, workshop, runs, edit.undone or {})
        keep_plan(work, workshop, viewer, again, REDO, of=edit.verb, revision=edit.revision)


def _still(edit: PlanEdit | None, seen: int, what: str) -> PlanEdit:
    """That edit, where it is the one that was seen."""
    if edit is None:
        raise InvalidInputError(f"There is nothing to {what}.")
    if edit.revision != seen:
        raise MovedOnError("The plan has been changed meanwhile. Look at what is there now.")
    return edit


def _laid_back(
    work: UnitOfWork, workshop: Workshop, runs: list[ActivityRun], before: dict[str, Any]
) -> list[ActivityRun]:
    """The lines as they were, in their order."""
    by_key = {run.key: run for run in runs}
    fresh = [by_key.pop(key) for key in before.get("new", ())]
    order = before.get("order") or list(by_key)
    at_first = bool(runs) and workshop.current_activity == runs[0].key
    away = workshop.current_activity not in by_key
    if not any(run.started_at for run in runs) and (
        away or (at_first and order[:1] and order[0] in before.get("gone", ()))
    ):
        workshop.current_activity = next(iter(order), None)
    for run in fresh:
        require_removable(work, workshop, run)
        work.session.delete(run)
    for key, line in before.get("gone", {}).items():
        given = {name: line[name] for name in WHOLE_LINE}
        by_key[key] = ActivityRun(id=new_id(), workshop_id=workshop.id, position=0, **given)
        work.session.add(by_key[key])
    for key, line in before.get("lines", {}).items():
        for name, value in line.items():
            setattr(by_key[key], name, value)
    if "meetings" in before:
        workshop.meetings = before["meetings"]
    return [by_key[key] for key in order]
