"""A day with a few more steps than its plan: for tests of ways to work that it leaves out."""

from sqlmodel import col, select

from workshop.db import Database
from workshop.domain.people.members import new_id
from workshop.enums import Way
from workshop.models import ActivityRun
from workshop.playbook import load_playbook

MORE = ("team.arrive", "segments.list", "insights.journey", "solutions.matrix")


def with_more_steps(db: Database, workshop_id: str) -> None:
    """Put these steps on the run sheet where the road has them; no revision is counted."""
    playbook = load_playbook()
    order = [activity.key for activity in playbook.activities]
    with db.write() as work:
        runs = list(
            work.session.exec(
                select(ActivityRun)
                .where(ActivityRun.workshop_id == workshop_id)
                .order_by(col(ActivityRun.position))
            )
        )
        known = {run.key for run in runs}
        for key in (key for key in MORE if key not in known):
            activity = playbook.activity(key)
            runs.append(
                ActivityRun(
                    id=new_id(),
                    workshop_id=workshop_id,
                    key=key,
                    position=0,
                    minutes=3,
                    attribution=activity.attribution,
                    hidden=activity.hidden,
                    sorting=activity.way is Way.SORT,
                )
            )
        for position, run in enumerate(sorted(runs, key=lambda run: order.index(run.key))):
            run.position = position
            work.session.add(run)
        work.commit()
