"""Printed sheets by their short code: which step a code is of, also when the plan has changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workshop.measures.sheet_codes import read_sheet_code, sheet_codes
from workshop.playbook import load_playbook
from workshop.queries.about import WorkshopView
from workshop.queries.room import RunState


@dataclass(frozen=True, slots=True)
class PrintedSheet:
    """The step and the table of a sheet. ``gone`` is the title of a step that was taken out."""

    run: RunState | None = None
    table: int | None = None
    gone: str = ""


def step_codes(workshop: WorkshopView, runs: Sequence[RunState]) -> Mapping[str, str]:
    """The letters of each step of the plan, and of each that the method knows."""
    known = (activity.key for activity in load_playbook(workshop.language).activities)
    return sheet_codes(workshop.code, (run.activity.key for run in runs), known)


def sheet_of(workshop: WorkshopView, runs: Sequence[RunState], typed: str) -> PrintedSheet:
    """What the sheet with that code is of; nothing where there is no such code."""
    letters, table = read_sheet_code(typed)
    found = {code: key for key, code in step_codes(workshop, runs).items()}.get(letters)
    if found is None:
        return PrintedSheet()
    run = next((run for run in runs if run.activity.key == found), None)
    gone = "" if run else load_playbook(workshop.language).activity(found).title
    return PrintedSheet(run, table, gone)
