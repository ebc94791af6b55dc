"""The last edit of the plan taken back, and the one before it, from what the audit rows hold."""

from typing import Any

from workshop.db import Database, UnitOfWork
from workshop.domain.acting import acting
from workshop.domain.people.members import new_id
from workshop.domain.plan import WHOLE_LINE, keep_plan, open_plan, require_removable
from workshop.errors import InvalidInputError, MovedOnError
from workshop.models import ActivityRun, Workshop
from workshop.queries.plan_history import UNDO, last_edit
from workshop.queries.viewer import Viewer


def undo_edit(db: Database, *, viewer: Viewer, seen: int) -> None:
    """Take back the last edit of the plan, which is the one of the revision that was ``seen``.

    Raises MovedOnError where another is the last by now, NotAllowedError where a step that it
    brought is in use.
    """
    with acting(db, viewer) as (work, viewer):
        workshop, runs = open_plan(work, viewer)
        edit = last_edit(work.session, workshop.id)
        if edit is None:
            raise InvalidInputError("There is nothing to take back.")
        if edit.revision != seen:
            raise MovedOnError("The plan has been changed meanwhile. Look at what is there now.")
        back = _laid_back(work, workshop, runs, edit.before)
        keep_plan(work, workshop, viewer, back, UNDO, of=edit.verb, revision=edit.revision)


def _laid_back(
    work: UnitOfWork, workshop: Workshop, runs: list[ActivityRun], before: dict[str, Any]
) -> list[ActivityRun]:
    """The lines as they were, in their order."""
    by_key = {run.key: run for run in runs}
    begun = any(run.started_at for run in runs)
    fresh = [by_key.pop(key) for key in before.get("new", ())]
    if not begun and workshop.current_activity not in by_key:
        workshop.current_activity = next(iter(before.get("order") or by_key), None)
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
    order = before.get("order") or [run.key for run in runs]
    return [by_key[key] for key in order]
