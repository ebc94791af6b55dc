"""When words are in time: while an activity is open, and for some minutes after it."""

from datetime import timedelta

from workshop.db import UnitOfWork, now
from workshop.domain.policy import Situation, Verb, require
from workshop.domain.room import run_of
from workshop.enums import WorkshopState
from workshop.models import ActivityRun, Card, Workshop
from workshop.playbook import load_playbook
from workshop.queries.viewer import Viewer

GRACE = timedelta(minutes=10)
"""How long after an activity has closed what was written while it was open is still taken."""


def require_for(
    viewer: Viewer, verb: Verb, workshop: Workshop, run: ActivityRun, *, own: bool = False
) -> None:
    require(
        viewer.role,
        verb,
        Situation(
            workshop_open=workshop.state == WorkshopState.OPEN,
            activity_open=run.open or in_grace(run),
            own_card=own,
        ),
    )


def in_grace(run: ActivityRun) -> bool:
    """Whether an activity closed so short a time ago that words may still be on their way."""
    return not run.open and run.ended_at is not None and now() - run.ended_at <= GRACE


def working_on(work: UnitOfWork, workshop: Workshop, card: Card, run: ActivityRun) -> ActivityRun:
    """The open activity in which cards of this kind are worked on, else the card's own.

    A group of people named in one activity is given its size in the next.
    """
    if run.open or in_grace(run) or workshop.current_activity is None:
        return run
    current = run_of(work, workshop, workshop.current_activity)
    activity = load_playbook(workshop.language).activity(current.key)
    return current if card.kind in (*activity.collects, *activity.about) else run
