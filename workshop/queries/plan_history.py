"""What was done to the plan last and can be taken back, or was taken back and can be done again."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from workshop.drafts import Meeting
from workshop.errors import InvalidInputError
from workshop.models import Audit
from workshop.playbook import Playbook
from workshop.queries.room import RunState

UNDO, REDO = "undo_plan", "redo_plan"
PLAN = "plan"
"""What the audit calls the plan as a whole."""


@dataclass(frozen=True, slots=True)
class PlanEdit:
    """One edit of the plan that can be taken back, or done again. ``before`` is what was otherwise
    before it, ``activities`` are the steps that it was about, where it says so. One that was taken
    back has what was otherwise before that in ``undone``, and the revision of that.
    """

    revision: int
    verb: str
    before: dict[str, Any]
    activities: tuple[str, ...] = ()
    undone: dict[str, Any] | None = None


def last_edit(session: Session, workshop_id: str) -> PlanEdit | None:
    """The last edit that was not taken back; None where there is none.

    What stood in the plan when it was made, copied or brought in is the beginning.
    """
    done, _undone = _history(session, workshop_id)
    return _edit(_row(session, workshop_id, done[-1])) if done else None


def last_undone(session: Session, workshop_id: str) -> PlanEdit | None:
    """The last edit that was taken back with none made since; None where there is none."""
    _done, undone = _history(session, workshop_id)
    if not undone:
        return None
    revision, of = undone[-1]
    back, edit = _row(session, workshop_id, revision), _edit(_row(session, workshop_id, of))
    if edit is None or back.before is None:
        return None
    return PlanEdit(revision, edit.verb, edit.before, edit.activities, back.before)


def _history(session: Session, workshop_id: str) -> tuple[list[int], list[tuple[int, int]]]:
    """Revisions of the edits that stand, and of what was taken back: when, and which edit."""
    rows = session.exec(
        select(Audit.revision, Audit.verb)
        .where(Audit.workshop_id == workshop_id, Audit.object_type == PLAN)
        .order_by(col(Audit.revision))
    )
    done: list[int] = []
    undone: list[tuple[int, int]] = []
    for revision, verb in rows:
        if verb == UNDO:
            if done:
                undone.append((revision, done.pop()))
        elif verb == REDO:
            if undone:
                done.append(undone.pop()[1])
        else:
            done.append(revision)
            undone.clear()
    return done, undone


def _row(session: Session, workshop_id: str, revision: int) -> Audit:
    return session.exec(
        select(Audit).where(Audit.workshop_id == workshop_id, Audit.revision == revision)
    ).one()


def _edit(row: Audit) -> PlanEdit | None:
    about = tuple((row.after or {}).get("activities", ()))
    return PlanEdit(row.revision, row.verb, row.before, about) if row.before is not None else None


def edit_words(edit: PlanEdit, runs: Sequence[RunState], playbook: Playbook) -> str:
    """What that edit was, as “8 → 10 minutes”, “moving Lunch” or “taking out 3 steps”."""
    titles = {run.activity.key: run.activity.title for run in runs}
    for part in ("gone", "lines"):  # as they were called before it was taken back
        lines = (edit.undone or {}).get(part, {}).items()
        named = ((key, line) for key, line in lines if part == "gone" or line.get("words"))
        titles |= {key: _title(line, key, playbook) for key, line in named}
    gone: Mapping[str, Any] = edit.before.get("gone", {})
    changed: Mapping[str, Any] = edit.before.get("lines", {})
    new: Sequence[str] = edit.before.get("new", ())
    if gone:
        names = [_title(line, key, playbook) for key, line in gone.items()]
        return f"taking out {_one_or_many(names)}"
    if new:
        return f"adding {_one_or_many([titles.get(key, '') for key in new])}"
    if edit.before.get("order") or any("session" in line for line in changed.values()):
        return f"moving {_one_or_many([titles.get(key, '') for key in edit.activities])}"
    timed = {key: line["minutes"] for key, line in changed.items() if "minutes" in line}
    if len(timed) == 1:
        key, was = next(iter(timed.items()))
        return f"{was} → {_minutes(edit, key, runs, was)} minutes"
    if timed:
        return f"the minutes of {len(timed)} steps"
    if changed:
        return f"a change of {_one_or_many([titles.get(key, '') for key in changed])}"
    return "when and where" if "meetings" in edit.before else "the last change"


def _minutes(edit: PlanEdit, key: str, runs: Sequence[RunState], was: int) -> int:
    """What that edit made of the minutes of a step."""
    if edit.undone is not None:
        return int(edit.undone.get("lines", {}).get(key, {}).get("minutes", was))
    return next((run.minutes for run in runs if run.activity.key == key), was)


def _title(line: Mapping[str, Any], key: str, playbook: Playbook) -> str:
    said = line.get("words", {}).get("title")
    return str(said or playbook.activity(key).title)


def _one_or_many(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 and names[0] else f"{len(names)} steps"


def meetings_before(session: Session, workshop_id: str) -> dict[int, Meeting]:
    """Each meeting as it was when it last had a day and a beginning, by number, from past plans."""
    rows = session.exec(
        select(Audit.before)
        .where(Audit.workshop_id == workshop_id, Audit.object_type == PLAN)
        .order_by(col(Audit.revision))
    )
    found = (meeting for before in rows if before for meeting in _meetings(before))
    return {one.number: one for one in found if one.day and one.starts}


def _meetings(before: Mapping[str, Any]) -> Iterator[Meeting]:
    """Those that can be read: what an older version let in must not end every later invitation."""
    said = before.get("meetings")
    for one in said if isinstance(said, list) else ():
        with suppress(InvalidInputError):
            yield Meeting.read(one)
