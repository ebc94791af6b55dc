"""The plan by the clock: when each meeting is, hard times, rests, who leads and what is needed."""

from collections.abc import Sequence
from datetime import time

from workshop.db import Database
from workshop.domain.acting import acting
from workshop.domain.changed_fields import changed_only
from workshop.domain.people.members import new_id
from workshop.domain.plan import keep_plan, open_plan, require_minutes, require_seen_minutes
from workshop.domain.room import run_of
from workshop.drafts import Draft, Line, Meeting, StepWords
from workshop.errors import InvalidInputError
from workshop.measures.agenda import Length, Rest, moment, place, rests
from workshop.measures.local_time import local
from workshop.models import ActivityRun, Workshop
from workshop.playbook import load_playbook
from workshop.queries.viewer import Viewer

RESTS = ("own.arrivals.", "own.break.", "own.lunch.")


class Needs(Draft):
    """Who leads a step, and what is needed for it."""

    leads: Line = ""
    brings: Line = ""


def set_meeting(
    db: Database, *, viewer: Viewer, draft: Meeting, seen: Meeting | None = None
) -> None:
    """Say when and where a meeting is. Without an end it ends when its plan does.

    With what was ``seen`` in the form before, only what differs from it is saved; raises
    ChangedMeanwhileError where somebody else has changed the same.
    """
    with acting(db, viewer) as (work, viewer):
        workshop, runs = open_plan(work, viewer)
        if not any(run.session == draft.number for run in runs):
            raise InvalidInputError("There is no such meeting in this plan.")
        others = [one for one in workshop.meetings if one["number"] != draft.number]
        now = next((one for one in workshop.meetings if one["number"] == draft.number), {})
        current = Meeting.stored(now or {"number": draft.number}).model_dump()
        before = None if seen is None else seen.model_dump()
        wanted = Meeting.read(current | changed_only(current, before, draft.model_dump()))
        wanted = _with_end(workshop, wanted, [run for run in runs if run.session == draft.number])
        kept = [*others, wanted.kept()]
        workshop.meetings = sorted(kept, key=lambda one: int(one["number"]))
        workshop.time_zone = workshop.time_zone or wanted.zone
        keep_plan(work, workshop, viewer, runs, "set_meeting", number=draft.number)


def _with_end(workshop: Workshop, one: Meeting, runs: list[ActivityRun]) -> Meeting:
    if one.ends is not None or one.starts is None or one.day is None or not runs:
        return one
    zone = one.zone or workshop.time_zone
    lengths = []
    for run in runs:
        hold = moment(one.day, time.fromisoformat(run.hold), zone) if run.hold else None
        lengths.append(Length(run.minutes, hold))
    end = local(place(moment(one.day, one.starts, zone), lengths)[-1].ends, zone)
    return one if end.date() != one.day else one.model_copy(update={"ends": end.time()})


def set_hold(db: Database, *, viewer: Viewer, activity: str, clock: time | None) -> None:
    """Let a step start at that time of the wall clock, whatever comes before; None lets it move."""
    with acting(db, viewer) as (work, viewer):
        workshop, runs = open_plan(work, viewer)
        run = run_of(work, workshop, activity)
        meeting = _meeting(workshop, run.session)
        if clock is not None:
            if meeting.day is None or meeting.starts is None:
                raise InvalidInputError("Say first on which day this meeting is, and when.")
            if clock < meeting.starts:
                starts = f"{meeting.starts:%H:%M}"
                raise InvalidInputError(f"This meeting begins at {starts}. Choose a later time.")
            _in_order(runs, run, clock)
        run.hold = f"{clock:%H:%M}" if clock is not None else ""
        keep_plan(work, workshop, viewer, runs, "set_hold", activity=activity, hold=run.hold)


def _in_order(runs: list[ActivityRun], run: ActivityRun, clock: time) -> None:
    here = runs.index(run)
    for number, other in enumerate(runs):
        if other is run or not other.hold or other.session != run.session:
            continue
        held = time.fromisoformat(other.hold)
        if (number < here and held >= clock) or (number > here and held <= clock):
            where = "earlier" if number > here else "later"
            raise InvalidInputError(
                f"Another step is held at {other.hold}. Choose a time that is {where}, or move it."
            )


def _meeting(workshop: Workshop, number: int) -> Meeting:
    found = (one for one in workshop.meetings if one["number"] == number)
    return Meeting.stored(next(found, {"number": number}))


def set_needs(
    db: Database, *, viewer: Viewer, activity: str, draft: Needs, seen: Needs | None = None
) -> None:
    """Say who leads a step and what is needed for it.

    With what was ``seen`` before, only what differs from it is saved; raises ChangedMeanwhileError
    where somebody else has changed the same.
    """
    with acting(db, viewer) as (work, viewer):
        workshop, runs = open_plan(work, viewer)
        run = run_of(work, workshop, activity)
        current = {"leads": run.leads, "brings": run.brings}
        before = None if seen is None else seen.model_dump()
        for name, value in changed_only(current, before, draft.model_dump()).items():
            setattr(run, name, value)
        keep_plan(work, workshop, viewer, runs, "set_needs", activity=activity)


def add_rests(db: Database, *, viewer: Viewer, number: int) -> int:
    """Put arriving, breaks and lunch into a meeting that has a start; answers how many.

    The meeting then ends when its plan does. Raises InvalidInputError where there are rests.
    """
    with acting(db, viewer) as (work, viewer):
        workshop, runs = open_plan(work, viewer)
        meeting = _meeting(workshop, number)
        own = [run for run in runs if run.session == number]
        if meeting.day is None or meeting.starts is None or not own:
            raise InvalidInputError("Say first on which day this meeting is, and when.")
        if any(run.key.startswith(RESTS) for run in own):
            raise InvalidInputError("This meeting has rests already. Add more one by one.")
        found = rests(meeting.starts, [run.minutes for run in own])
        for rest in found:
            made = _rest(workshop, own[rest.before], rest)
            work.session.add(made)
            runs.insert(runs.index(own[rest.before]), made)
        if not any(run.started_at for run in runs):
            workshop.current_activity = runs[0].key
        now = [run for run in runs if run.session == number]
        ends = _with_end(workshop, meeting.model_copy(update={"ends": None}), now)
        workshop.meetings = [
            ends.kept() if one["number"] == number else one for one in workshop.meetings
        ]
        keep_plan(work, workshop, viewer, runs, "add_rests", number=number)
        return len(found)


def _rest(workshop: Workshop, before: ActivityRun, rest: Rest) -> ActivityRun:
    name = f"own.{rest.sort}.{new_id()[:8].replace('_', 'x').replace('-', 'x')}"
    playbook = load_playbook(workshop.language)
    wanted = playbook.activity(name)
    stage = before.words.get("stage") or playbook.activity(before.key).stage
    return ActivityRun(
        id=new_id(),
        workshop_id=workshop.id,
        key=name,
        position=0,
        minutes=rest.minutes,
        session=before.session,
        attribution=wanted.attribution,
        hidden=wanted.hidden,
        hold=f"{rest.hold:%H:%M}" if rest.hold else "",
        words=StepWords.read({"stage": stage}).kept(),
    )


def shorten(db: Database, *, viewer: Viewer, cuts: Sequence[tuple[str, int, int]]) -> None:
    """Plan other minutes for several steps as one act: key, minutes as they were seen, and new.

    Raises ChangedMeanwhileError where somebody has changed one of them; nothing has happened then.
    """
    with acting(db, viewer) as (work, viewer):
        workshop, runs = open_plan(work, viewer)
        for key, seen, minutes in cuts:
            require_minutes(minutes)
            run = run_of(work, workshop, key)
            require_seen_minutes(workshop, run, seen, minutes)
            run.minutes = minutes
        said = {key: minutes for key, _, minutes in cuts}
        keep_plan(work, workshop, viewer, runs, "shorten", minutes=said)
