"""Each meeting by the clock: when its steps were planned to be, and when they were."""

from collections.abc import Sequence
from datetime import date, datetime, time

from workshop.errors import Sentence
from workshop.exports.document.blocks import Cell, Section, TableBlock
from workshop.exports.document.card_words import day_words
from workshop.exports.document.material import Material, RunSheetLine
from workshop.measures.agenda import Length, moment, place
from workshop.measures.local_time import local


def write_agenda(material: Material) -> tuple[Section, ...]:
    """The plan by the clock of each meeting whose day and beginning were said."""
    tables = []
    for meeting in material.workshop.meetings:
        steps = [step for step in material.steps if step.session == meeting["number"]]
        if steps and meeting.get("day") and meeting.get("starts"):
            day, clock = date.fromisoformat(str(meeting["day"])), str(meeting["starts"])
            zone = str(meeting.get("zone") or material.workshop.time_zone)
            where = str(meeting.get("place") or "")
            said = ", ".join(filter(None, (day_words(day), where, zone)))
            tables.append(_table(said, steps, day, time.fromisoformat(clock), zone))
    if not tables:
        return ()
    return (Section(key="agenda", title=Sentence("The agenda"), blocks=tuple(tables)),)


def _table(
    said: str, steps: Sequence[RunSheetLine], day: date, starts: time, zone: str
) -> TableBlock:
    lengths = [
        Length(
            step.planned,
            moment(day, time.fromisoformat(step.hold), zone) if step.hold else None,
            step.activity.rest,
        )
        for step in steps
    ]
    placed = place(moment(day, starts, zone), lengths)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            f"{_clock(one.starts, zone)}–{_clock(one.ends, zone)}",
            Sentence(step.activity.title),
            _was(step, zone),
        )
        for step, one in zip(steps, placed, strict=True)
    )
    return TableBlock(
        caption=said, head=(Sentence("Planned"), Sentence("Step"), Sentence("Was")), rows=rows
    )


def _was(step: RunSheetLine, zone: str) -> str:
    """When a step really was; “–” for one that was not opened and ended."""
    if step.started_at is None or step.ended_at is None:
        return "–"
    return f"{_clock(step.started_at, zone)}–{_clock(step.ended_at, zone)}"


def _clock(at: datetime, zone: str) -> str:
    shown = local(at, zone)
    return f"{shown.hour}:{shown:%M}"
