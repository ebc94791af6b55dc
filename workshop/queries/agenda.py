"""The plan of a meeting by the clock, and whether the room keeps to it. Moments are UTC."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import ceil

from workshop.drafts import Meeting
from workshop.enums import Way
from workshop.measures.agenda import Length, Placed, moment, place
from workshop.measures.local_time import local
from workshop.measures.tracks import PlacedPart, along, needs, read_track
from workshop.queries.about import WorkshopView
from workshop.queries.room import RunState
from workshop.queries.schedule import LEAST_MINUTES, Cut

MINUTE = timedelta(minutes=1)
MOST_OFFERS = 2
_SOONEST = 1 / 3
"""One step alone is only offered where it would lose no more than this share of its time."""


@dataclass(frozen=True, slots=True)
class Line:
    """A step, and where it stands on that day."""

    run: RunState
    placed: Placed


@dataclass(frozen=True, slots=True)
class Agenda:
    """One meeting by the clock. ``aim`` is when it should end: as booked, else as planned."""

    meeting: Meeting
    zone: str
    lines: tuple[Line, ...]
    begins: datetime
    finishes: datetime
    aim: datetime

    def on_the_clock(self, at: datetime) -> str:
        """“9:05”, as a clock on the wall there shows it."""
        return clock_words(local(at, self.zone).time())

    def span(self, line: Line) -> str:
        """“9:05–9:20”."""
        starts, ends = line.placed.starts, line.placed.ends
        return f"{self.on_the_clock(starts)}–{self.on_the_clock(ends)}"

    def tracks(self, line: Line) -> dict[int, str]:
        """By number of the table, “9:05–9:20 Walk, 9:20–9:30 Write it up”."""
        placed = at_tables(line.run, line.placed.starts, line.placed.ends)
        return {
            number: ", ".join(
                f"{self.on_the_clock(one.starts)}–{self.on_the_clock(one.ends)} {one.does}".strip()
                for one in parts
            )
            for number, parts in placed.items()
        }

    def stretch(self, runs: Sequence[RunState]) -> str:
        """“9:05–10:30”, from the start of the first of these steps to the end of the last."""
        keys = {run.activity.key for run in runs}
        placed = [line.placed for line in self.lines if line.run.activity.key in keys]
        starts, ends = placed[0].starts, placed[-1].ends
        return f"{self.on_the_clock(starts)}–{self.on_the_clock(ends)}"


@dataclass(frozen=True, slots=True)
class Going:
    """How the day goes on from now. ``behind`` are whole minutes, below 0 for a room that is early.

    ``hard`` is the next hard time that does not hold as things stand; ``short`` the minutes to win
    for it, or for the end. ``coming`` are the steps that could be shortened for that.
    """

    begun: bool
    behind: int
    finishes: datetime
    hard: Line | None
    short: int
    coming: tuple[RunState, ...]


def at_tables(run: RunState, starts: datetime, ends: datetime) -> dict[int, list[PlacedPart]]:
    """By number of the table, what it does when, in a step that lasts from then to then.

    Tables that do as all do are left out.
    """
    said = {number: read_track(line) for number, line in enumerate(run.tables, 1)}
    return {number: along(starts, ends, parts) for number, parts in said.items() if parts}


def too_long(run: RunState) -> dict[int, int]:
    """By number of the table, how many minutes more than the step has it would need."""
    said = {number: needs(read_track(line)) for number, line in enumerate(run.tables, 1)}
    return {number: most - run.minutes for number, most in said.items() if most > run.minutes}


def clock_words(clock: time) -> str:
    """“9:05”."""
    return f"{clock.hour}:{clock:%M}"


def day_words(day: date) -> str:
    """“Friday 1 May 2026”."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def agenda(workshop: WorkshopView, runs: Sequence[RunState], number: int) -> Agenda | None:
    """That meeting by the clock; None while nobody has said on which day and when it begins."""
    meeting = workshop.meeting(number)
    if meeting.day is None or meeting.starts is None:
        return None
    zone = workshop.zone(number)
    own = [run for run in runs if run.session == number]
    begins = moment(meeting.day, meeting.starts, zone)
    placed = place(begins, [length(run, meeting, zone) for run in own])
    finishes = placed[-1].ends if placed else begins
    aim = finishes if meeting.ends is None else moment(meeting.day, meeting.ends, zone)
    lines = tuple(Line(run, one) for run, one in zip(own, placed, strict=True))
    return Agenda(meeting, zone, lines, begins, finishes, aim)


def length(run: RunState, meeting: Meeting, zone: str) -> Length:
    """A step as it is placed on the day of its meeting."""
    hold = None
    if run.hold and meeting.day is not None:
        hold = moment(meeting.day, time.fromisoformat(run.hold), zone)
    return Length(run.minutes, hold, run.activity.rest)


def spent_by_way(runs: Sequence[RunState]) -> dict[Way | None, int]:
    """Minutes of a plan by what people do in them, the most first; None are its rests, last."""
    spent: dict[Way | None, int] = {}
    for run in runs:
        way = None if run.activity.rest else run.activity.way
        spent[way] = spent.get(way, 0) + run.minutes
    return dict(sorted(spent.items(), key=lambda one: (one[0] is None, -one[1])))


def pace(day: Agenda, current: str | None, now: datetime) -> Going | None:
    """How the day goes on, from the step in which the room stands.

    None on any other day, and where it has not begun by its end.
    """
    if local(now, day.zone).date() != day.meeting.day or not day.lines:
        return None
    runs = [line.run for line in day.lines]
    keys = [run.activity.key for run in runs]
    here = keys.index(current) if current in keys else 0
    begun = any(run.started_at is not None for run in runs)
    if not begun and now >= day.aim:
        return None
    free, after = max(now, day.begins), here
    if begun:
        free, after = max(now, _would_end(runs[here], now)), here + 1
        if runs[here].started_at is None:
            after = here
    coming = [run for run in runs[after:] if run.started_at is None]
    placed = place(free, [length(run, day.meeting, day.zone) for run in coming])
    finishes = placed[-1].ends if placed else free
    lines = [Line(run, one) for run, one in zip(coming, placed, strict=True)]
    hard, short, until = _first_short(lines)
    if hard is None:
        # Whole minutes, as the clock on the wall shows them: what is behind is what is to be won.
        short, until = int((finishes - day.aim) / MINUTE), len(lines)
    return Going(begun, short, finishes, hard, max(0, short), tuple(coming[:until]))


def _would_end(run: RunState, now: datetime) -> datetime:
    if run.started_at is None or not run.open:
        return now
    return run.started_at + timedelta(minutes=run.minutes)


def _first_short(lines: Sequence[Line]) -> tuple[Line | None, int, int]:
    """The first hard time before which something does not fit, by how much, and its place.

    One that is missed already is none: the day is then late as a whole.
    """
    lost = 0
    for number, line in enumerate(lines):
        if line.run.hold and line.placed.held and lost:
            return line, lost, number
        lost += line.placed.lost
        if line.placed.held:
            lost = line.placed.lost
    return None, 0, len(lines)


def offers(coming: Sequence[RunState], short: int) -> list[Cut]:
    """At most two steps that could take less time, to win ``short`` minutes or as many as they can.

    The longest talk or table work first, then writing; never a vote or a rest, none to under three
    minutes, half its plan, or the minutes that a table has of its own in it.
    """
    if short <= 0:
        return []

    def spare(run: RunState) -> int:
        own = max((needs(read_track(line)) for line in run.tables), default=0)
        return run.minutes - max(LEAST_MINUTES, ceil(run.minutes / 2), own)

    may = [run for run in coming if not run.activity.rest and spare(run) > 0]
    ways = ((Way.TALK, Way.WORK), (Way.WRITE, Way.SORT))
    found = [
        run
        for way in ways
        for run in sorted(may, key=lambda run: -run.minutes)
        if run.activity.way in way
    ]
    chosen = [run for run in found if short <= run.minutes * _SOONEST][:1] or found[:MOST_OFFERS]
    if sum(map(spare, chosen)) < short:
        chosen = sorted(found, key=spare, reverse=True)[:MOST_OFFERS]
    cuts, left = [], short
    for number, run in enumerate(chosen):
        wanted = ceil(left / (len(chosen) - number))
        won = min(spare(run), wanted if number else max(wanted, left - sum(map(spare, chosen[1:]))))
        left -= won
        title = run.activity.title
        cuts.append(Cut(run.activity.key, title, run.minutes, run.minutes - won))
    order = {run.activity.key: number for number, run in enumerate(coming)}
    return sorted((cut for cut in cuts if cut.saves), key=lambda cut: order[cut.activity])
