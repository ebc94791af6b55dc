"""Tables: formed in one press from those who are here, and a seat for whoever comes later."""

from sqlmodel import col, select, update

from workshop.db import Database, UnitOfWork
from workshop.domain.people.seats import everybody, sit, sits_with
from workshop.domain.room import steer
from workshop.errors import InvalidInputError, MovedOnError
from workshop.measures.seating import seating, tables_for
from workshop.models import ActivityRun, Person, Workshop
from workshop.playbook import Activity
from workshop.queries.people.deals import last_deal
from workshop.queries.threads.forwarded import tables_here
from workshop.queries.viewer import Viewer

MOST_TABLES = 60


def form_tables(
    db: Database,
    *,
    viewer: Viewer,
    tables: int | None = None,
    seed: int | None = None,
    seen: int | None = None,
) -> None:
    """Seat everybody who has joined, mixed by role group; the big screen shows the tables.

    People without a device sit with whoever writes for them, and where their paper says if that is
    the facilitator. ``tables`` is how many, four or five
    people each by default; the same ``seed`` seats the same people the same way. Raises
    MovedOnError where others were formed than those that were ``seen``, as ``last_deal`` says.
    """
    if tables is not None and not 1 <= tables <= MOST_TABLES:
        raise InvalidInputError(f"Choose 1 to {MOST_TABLES} tables.")

    def change(work: UnitOfWork, workshop: Workshop, revision: int) -> dict[str, object]:
        _require_deal(work, workshop, seen)
        people = everybody(work, workshop)
        ids = {one.id for one in people}
        own = {one.id: one.role_group for one in people if sits_with(one, ids) == one.id}
        if not own:
            raise InvalidInputError(
                "Nobody has joined yet. Let people count: 1, 2, 3, and so on. Their number is "
                "their table."
            )
        number = min(tables or tables_for(len(people)), len(own))
        seats = seating(own, number, revision if seed is None else seed)
        for one in people:
            sit(one, seats[sits_with(one, ids)])
        workshop.tables = number
        _deal_anew(work, workshop)
        workshop.projector = "tables"
        return {"tables": number}

    steer(db, viewer, "form_tables", change)


def no_tables(db: Database, *, viewer: Viewer, seen: int | None = None) -> None:
    """Take the tables away again: nobody has a number, and the big screen shows the wall.

    Raises MovedOnError where others were formed than those that were ``seen``.
    """

    def change(work: UnitOfWork, workshop: Workshop, _revision: int) -> dict[str, object]:
        _require_deal(work, workshop, seen)
        unseated = update(Person).where(col(Person.workshop_id) == workshop.id)
        work.session.exec(unseated.values(table_no=None, table_since=None))
        workshop.tables = 0
        _deal_anew(work, workshop)
        workshop.projector = "wall" if workshop.projector == "tables" else workshop.projector
        return {"tables": 0}

    steer(db, viewer, "no_tables", change)


def _require_deal(work: UnitOfWork, workshop: Workshop, seen: int | None) -> None:
    """People walk to where they were sent: a press at an older seating sends nobody elsewhere."""
    if seen is not None and seen != last_deal(work.session, workshop.id):
        raise MovedOnError(
            "The tables have been formed or taken away meanwhile. Nobody was seated anew. Look, "
            "then press again."
        )


def keep_deal(work: UnitOfWork, run: ActivityRun, activity: Activity) -> None:
    """Keep what is spread over the tables as it lies, once something is written in a step.

    Until then each table that sits down has its share. From then on nobody's is taken away.
    """
    if run.dealt_to or not any(taken.deal == "spread" for taken in activity.takes):
        return
    there = tables_here(work.session, run.workshop_id)
    stored = update(ActivityRun).where(col(ActivityRun.id) == run.id)
    work.session.exec(stored.values(dealt_to=there))


def _deal_anew(work: UnitOfWork, workshop: Workshop) -> None:
    """Other people sit at each table now, so what was spread over the old ones is spread again."""
    for run in work.session.exec(select(ActivityRun).where(ActivityRun.workshop_id == workshop.id)):
        if run.dealt_to:
            run.dealt_to = list(range(1, workshop.tables + 1))
