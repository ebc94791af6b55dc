"""Cases and lenses as they are dealt to the tables: the same for a table each time it is asked."""

from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlmodel import Session

from workshop.library import Case, Lens, lens_for_table, load_library, three_for_table
from workshop.playbook import Activity
from workshop.queries.projector import Showing, case_shown, lens_shown
from workshop.queries.sql_tables import PERSON

MOST_TABLES = 12
"""More lines than this cannot be read from the back of a room."""


@dataclass(frozen=True, slots=True)
class Dealt:
    """One thing to read at a table; ``key`` names it in the library."""

    key: str
    shown: Showing


@dataclass(frozen=True, slots=True)
class AtTable:
    """What one table reads; ``table`` is None in a room without table numbers."""

    table: int | None
    titles: tuple[str, ...]


_TABLES = (
    select(PERSON.c.table_no)
    .where(PERSON.c.workshop_id == bindparam("workshop"), PERSON.c.table_no.is_not(None))
    .distinct()
    .order_by(PERSON.c.table_no)
)


def _cards(activity: Activity, table: int | None, language: str) -> list[Case | Lens]:
    library = load_library(language)
    found: list[Case | Lens] = []
    if "cases" in activity.shows:
        found += three_for_table(library.cases, table or 1)
    if "lens" in activity.shows and library.lenses:
        found.append(lens_for_table(library.lenses, table or 1))
    return found


def dealt(activity: Activity, table: int | None, language: str) -> tuple[Dealt, ...]:
    """What is read at this table in this activity; who sits at no table reads what the first has.

    Near, far and one that ended; two neighbours have the same only where the library ends.
    """
    library = load_library(language)
    return tuple(
        Dealt(
            card.slug,
            case_shown(library, card) if isinstance(card, Case) else lens_shown(library, card),
        )
        for card in _cards(activity, table, language)
    )


def dealt_to_tables(
    session: Session, workshop_id: str, activity: Activity, language: str
) -> tuple[AtTable, ...]:
    """Who reads what, for the big screen: one line a table at which somebody sits."""
    if not activity.shows:
        return ()
    there = session.connection().execute(_TABLES, {"workshop": workshop_id}).scalars().all()
    tables: list[int | None] = [*there[:MOST_TABLES]] or [None]
    return tuple(
        AtTable(
            table,
            tuple(
                card.title if isinstance(card, Case) else card.name
                for card in _cards(activity, table, language)
            ),
        )
        for table in tables
    )
