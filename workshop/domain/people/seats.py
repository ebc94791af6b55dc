"""Who sits at which table, and a seat for whoever has none."""

from collections import defaultdict
from collections.abc import Collection

from sqlmodel import col, select

from workshop.db import UnitOfWork, now
from workshop.measures.seating import seat_for
from workshop.models import Person, Workshop


def sit(person: Person, table: int | None) -> None:
    """Be at this table from now on; who stays where they are has been there since they came."""
    if person.table_no != table:
        person.table_since = None if table is None else now()
    person.table_no = table


def everybody(work: UnitOfWork, workshop: Workshop) -> list[Person]:
    """Everybody who is no facilitator, in an order that is the same every time."""
    wanted = select(Person).where(
        Person.workshop_id == workshop.id, col(Person.is_facilitator).is_(False)
    )
    return list(work.session.exec(wanted.order_by(col(Person.joined_at), col(Person.id))))


def sits_with(person: Person, here: Collection[str]) -> str:
    """Whose seat decides: their scribe's, or their own where the facilitator types for them."""
    scribe = person.scribe_id
    return scribe if scribe is not None and scribe in here else person.id


def take_a_seat(work: UnitOfWork, workshop: Workshop, person: Person) -> None:
    """Seat somebody who has no table, where tables were formed; and those they write for."""
    if not workshop.tables or person.is_facilitator:
        return
    scribed: dict[str, list[Person]] = defaultdict(list)
    seated = []
    people = everybody(work, workshop)
    ids = {one.id for one in people}
    for one in people:
        if sits_with(one, ids) != one.id:
            scribed[sits_with(one, ids)].append(one)
        elif one.table_no is not None and one.id != person.id:
            seated.append((one.table_no, one.role_group))
    if person.table_no is None:
        sit(person, seat_for(person.role_group, seated, workshop.tables))
    for one in scribed[person.id]:
        sit(one, person.table_no)
