"""Paper that follows from the plan: the run sheet, and what to bring."""

from math import ceil
from typing import Any

from workshop.enums import Way
from workshop.exports.paper.room import PaperRoom
from workshop.queries.agenda import day_words
from workshop.queries.room import RunState
from workshop.queries.schedule import lasting

CARDS_EACH = 3
"""Blank cards for each person in a step in which people write."""


def run_sheet(room: PaperRoom) -> list[dict[str, Any]]:
    """A table for each meeting: times, minutes, words to read aloud, who leads, what is needed."""
    numbers = sorted({run.session for run in room.runs})
    pages = []
    for number in numbers:
        day, runs = room.days.get(number), [run for run in room.runs if run.session == number]
        minutes = lasting(sum(run.minutes for run in runs))
        title = "Run sheet" if len(numbers) == 1 else f"Run sheet: meeting {number}"
        facts = [f"{len(runs)} steps, {minutes}"]
        if day is not None and day.meeting.day is not None:
            hours = f"{day.on_the_clock(day.begins)} to {day.on_the_clock(day.finishes)}"
            facts = [day_words(day.meeting.day), f"{hours} ({day.zone or 'UTC'})", *facts]
        place = room.workshop.meeting(number).place or room.workshop.venue
        lines = [_line(room, run) for run in runs]
        lead = " · ".join([*facts, *([place] if place else [])])
        pages.append({"is": "run", "title": title, "lead": lead, "lines": lines})
    return pages


def _line(room: PaperRoom, run: RunState) -> dict[str, Any]:
    activity, day = run.activity, room.days.get(run.session)
    starts, tracks = "", {number: said for number, said in enumerate(run.tables, 1) if said}
    if day is not None:
        line = next(one for one in day.lines if one.run is run)
        starts, tracks = day.on_the_clock(line.placed.starts), day.tracks(line)
    return {
        "starts": starts,
        "held": bool(run.hold),
        "minutes": str(run.minutes),
        "title": f"{room.number(run)}. {activity.title}",
        "tables": [f"Table {number}: {said}" for number, said in tracks.items()],
        "aloud": list(activity.aloud),
        "prompt": activity.prompt,
        "steps": list(activity.steps),
        "leads": run.leads,
        "needs": run.brings,
        "code": room.codes[activity.key],
        "rest": activity.rest,
    }


def materials(room: PaperRoom) -> list[dict[str, Any]]:
    """What to bring, counted from the plan, the people and the tables."""
    people, tables = room.people, room.tables
    writing = sum(run.activity.way is Way.WRITE for run in room.runs)
    sheets = sum(has_sheet(run) for run in room.runs)
    votes = sum(run.activity.votes is not None for run in room.runs)
    rests = sum(run.activity.rest for run in room.runs)
    counted = [
        ("Pens, thick enough to read from a metre", people + ceil(people / 5)),
        ("Blank cards by group", people * CARDS_EACH * max(1, writing)),
        ("Worksheets, one for each table and step", sheets * tables),
        ("Ballots", people * votes),
        ("Slips with the code", people),
        ("Door signs", 2),
        ("Agreements on words and photos, two for each person", people * 2),
        ("Rolls of tape or packs of sticky tack", max(1, ceil(tables / 2))),
        ("Big sheets for the wall (A1), or a free wall of three metres", tables),
    ]
    if rests:
        counted.append(("Drinks, for all who rest", people * rests))
    brings = [(run.brings, f"step {room.number(run)}") for run in room.runs if run.brings]
    lead = f"For {people} people at {tables} tables, if some or all work on paper."
    rows = [[what, f"{number:,}"] for what, number in counted if number]
    rows += [[what, where] for what, where in brings]
    screen = ["A big screen or a projector, its cable, and an extension lead", "1"]
    table = {"head": ["What", "How many"], "rows": [*rows, screen]}
    return [{"is": "list", "title": "What to bring", "lead": lead, **table}]


def has_sheet(run: RunState) -> bool:
    """Whether people write something in this step that a sheet can hold."""
    return bool(run.activity.on_paper) and not run.activity.rest
