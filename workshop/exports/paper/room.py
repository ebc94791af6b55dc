"""What the printed pieces are made from: one workshop, read once, frozen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from workshop.db import Database, now
from workshop.domain.policy import Situation, Verb, require
from workshop.exports.paper.codes import step_codes
from workshop.exports.telling.collect import collect_story
from workshop.exports.telling.edition import Edition
from workshop.exports.telling.story import WorkshopStory
from workshop.measures.local_time import local
from workshop.playbook import Playbook, load_playbook
from workshop.queries.about import WorkshopView, about
from workshop.queries.agenda import Agenda, agenda
from workshop.queries.room import RunState, room_state, run_sheet
from workshop.queries.viewer import Viewer, looking
from workshop.queries.votes.rounds import Option, options

USUAL_PEOPLE, SEATS = 20, 5
"""How many people paper is counted for while nobody has joined, and how many sit at a table."""


@dataclass(frozen=True, kw_only=True)
class PaperRoom:
    """A workshop as paper needs it. ``join`` is the address of the room, ``codes`` the letters of
    each step's sheet, ``votes`` what can be voted on now, by step.
    """

    workshop: WorkshopView
    playbook: Playbook
    runs: tuple[RunState, ...]
    days: Mapping[int, Agenda]
    people: int
    tables: int
    join: str
    codes: Mapping[str, str]
    votes: Mapping[str, Sequence[Option]]
    story: WorkshopStory
    today: date

    def number(self, run: RunState) -> int:
        """The place of a step in the plan, from 1."""
        return 1 + self.runs.index(run)


def read_paper(
    db: Database, viewer: Viewer, *, base: str, people: int = 0, tables: int = 0
) -> PaperRoom:
    """Read the viewer's workshop. ``base`` is the address of the server for phones.

    Without ``people`` or ``tables`` it is who has joined and sits, else a usual room. Raises
    NotAllowedError for who does not facilitate.
    """
    require(viewer.role, Verb.READ_ALL, Situation())
    story = collect_story(db, viewer, Edition.read(roles_only=True))
    with looking(db, viewer) as (session, viewer):
        return _read(session, viewer, story, base, people, tables)


def _read(
    session: Session, viewer: Viewer, story: WorkshopStory, base: str, people: int, tables: int
) -> PaperRoom:
    workshop = about(session, viewer.workshop_id)
    runs = tuple(run_sheet(session, workshop.id))
    state = room_state(session, workshop.id)
    joined = state.people if state else 0
    people = people or joined or USUAL_PEOPLE
    seated = len(state.tables) if state else 0
    numbers = sorted({run.session for run in runs})
    days = {number: agenda(workshop, runs, number) for number in numbers}
    return PaperRoom(
        workshop=workshop,
        playbook=load_playbook(workshop.language),
        runs=runs,
        days={number: day for number, day in days.items() if day is not None},
        people=people,
        tables=tables or seated or max(1, round(people / SEATS)),
        join=f"{base}/join/{workshop.code}",
        codes=step_codes(workshop, runs),
        votes={
            run.activity.key: options(session, workshop.id, run.activity)
            for run in runs
            if run.activity.votes is not None
        },
        story=story,
        today=local(now(), workshop.time_zone).date(),
    )
