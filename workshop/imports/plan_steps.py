"""Edits of the plan in an archive. Undo writes them back into the plan, so they must be as good."""

import json
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from workshop.drafts import Line, Meeting, StepWords
from workshop.enums import Attribution
from workshop.errors import InvalidInputError
from workshop.exports.telling.record import AuditRecord, Minutes, Small
from workshop.imports.archive_file import refuse


class _Line(BaseModel):
    """What ``domain.plan`` keeps of a line that was changed."""

    model_config = ConfigDict(extra="forbid", strict=True)

    key: str = ""
    minutes: Minutes = 1
    session: Small = 1
    attribution: Attribution = Attribution.ROLE
    hidden: bool = False
    revealed: bool = False
    closes_at_end: bool = False
    sorting: bool = False
    looks_first: bool = False
    hold: Annotated[str, Field(pattern=r"^([01]\d:[0-5]\d|2[0-3]:[0-5]\d)?$")] = ""
    leads: Line = ""
    brings: Line = ""
    words: dict[str, Any] = {}


class _PlanBefore(BaseModel):
    """What was otherwise before an edit."""

    model_config = ConfigDict(extra="forbid", strict=True)

    lines: dict[str, _Line] = {}
    gone: dict[str, _Line] = {}
    new: list[str] = []
    order: list[str] | None = None
    meetings: list[dict[str, Any]] = []


class _PlanAfter(BaseModel):
    """What such a row says of the edit; only this is read of it."""

    activities: list[str] = []


def check_plan_step(where: str, row: AuditRecord) -> None:
    """Raises InvalidInputError where an edit of the plan could not be read, or taken back."""
    try:
        was = _PlanBefore.model_validate_json(json.dumps(row.before or {}))
        for line in (*was.lines.values(), *was.gone.values()):
            StepWords.read(line.words)
        for meeting in was.meetings:
            Meeting.read(meeting)
    except (ValidationError, InvalidInputError):
        refuse(f"{where}.before")
    try:
        _PlanAfter.model_validate_json(json.dumps(row.after or {}))
    except ValidationError:
        refuse(f"{where}.after")
