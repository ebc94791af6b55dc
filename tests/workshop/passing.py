"""Time that passes without waiting for it."""

from datetime import timedelta

from sqlmodel import col, select

from workshop.db import Database
from workshop.models import ActivityRun, Workshop


def closed_long_ago(db: Database, activity: str, code: str = "") -> None:
    """As if an hour had gone by since this activity was closed, in that or the only workshop."""
    with db.write() as work:
        wanted = select(ActivityRun).where(ActivityRun.key == activity)
        if code:
            wanted = wanted.where(
                col(ActivityRun.workshop_id).in_(select(Workshop.id).where(Workshop.code == code))
            )
        run = work.session.exec(wanted).one()
        assert run.ended_at is not None
        run.ended_at -= timedelta(hours=1)
        work.commit()


def time_is_up(db: Database, activity: str) -> None:
    """As if the timer of this activity had run down a moment ago."""
    with db.write() as work:
        run = work.session.exec(select(ActivityRun).where(ActivityRun.key == activity)).one()
        assert run.ends_at is not None
        assert run.started_at is not None
        run.ends_at = run.started_at - timedelta(seconds=1)
        work.commit()
