"""What was done to the plan last, and can be taken back, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from workshop.models import Audit
from workshop.playbook import Playbook
from workshop.queries.room import RunState

UNDO = "undo_plan"


@dataclass(frozen=True, slots=True)
class PlanEdit:
    """One edit of the plan that can be taken back. ``before`` is what was otherwise, ``activities``
    are the steps that it was about, where it says so."""

    revision: int
    verb: str
    before: dict[str, Any]
    activities: tuple[str, ...] = ()


def last_edit(session: Session, workshop_id: str) -> PlanEdit | None:
    """The last edit that was not taken back; None where there is none.

    What stood in the plan when it was made, copied or brought in is the beginning.
    """
    rows = session.exec(
        select(Audit.revision, Audit.verb)
        .where(Audit.workshop_id == workshop_id, Audit.object_type == "plan")
        .order_by(col(Audit.revision))
    )
    stack: list[int] = []
    for revision, verb in rows:
        if verb != UNDO:
            stack.append(revision)
        elif stack:
            stack.pop()
    if not stack:
        return None
    row = session.exec(
        select(Audit).where(Audit.workshop_id == workshop_id, Audit.revision == stack[-1])
    ).one()
    about = tuple((row.after or {}).get("activities", ()))
    return PlanEdit(row.revision, row.verb, row.before, about) if row.before is not None else None


def edit_words(edit: PlanEdit, runs: Sequence[RunState], playbook: Playbook) -> str:
    """What that edit was, as “8 → 10 minutes”, “moving Lunch” or “taking out 3 steps”."""
    titles = {run.activity.key: run.activity.title for run in runs}
    gone: Mapping[str, Any] = edit.before.get("gone", {})
    lines: Mapping[str, Any] = edit.before.get("lines", {})
    new: Sequence[str] = edit.before.get("new", ())
    if gone:
        names = [_title(line, key, playbook) for key, line in gone.items()]
        return f"taking out {_one_or_many(names)}"
    if new:
        return f"adding {_one_or_many([titles.get(key, '') for key in new])}"
    if edit.before.get("order") or any("session" in line for line in lines.values()):
        return f"moving {_one_or_many([titles.get(key, '') for key in edit.activities])}"
    timed = {key: line["minutes"] for key, line in lines.items() if "minutes" in line}
    if len(timed) == 1:
        key, was = next(iter(timed.items()))
        now = next((run.minutes for run in runs if run.activity.key == key), was)
        return f"{was} → {now} minutes"
    if timed:
        return f"the minutes of {len(timed)} steps"
    if lines:
        return f"a change of {_one_or_many([titles.get(key, '') for key in lines])}"
    return "when and where" if "meetings" in edit.before else "the last change"


def _title(line: Mapping[str, Any], key: str, playbook: Playbook) -> str:
    said = line.get("words", {}).get("title")
    return str(said or playbook.activity(key).title)


def _one_or_many(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 and names[0] else f"{len(names)} steps"
