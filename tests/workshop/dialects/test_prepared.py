"""Prepared statements answer what SQLAlchemy answers, in the transactions of everything else."""

from collections.abc import Callable
from functools import partial

import pytest
from sqlalchemy import bindparam, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col
from sqlmodel import select as mapped

from tests.workshop.filled import Filled
from workshop.db import Database, now
from workshop.dialects.prepared import Prepared
from workshop.errors import NotFoundError
from workshop.models import Device, Person
from workshop.queries.sql_tables import ACTIVITY_RUN, AUDIT, CARD, DEVICE, PERSON, WORKSHOP
from workshop.queries.viewer import Viewer

ADD_DEVICE = Prepared(DEVICE.insert().inline())


def device(number: int) -> dict[str, object]:
    return {"id": f"device {number}", "token_hash": f"hash {number}", "created_at": now()}


def there(db: Database) -> list[str]:
    with db.read() as session:
        named = mapped(Device.id).where(col(Device.id).startswith("device "))
        return sorted(session.exec(named))


@pytest.mark.parametrize("table", [WORKSHOP, PERSON, ACTIVITY_RUN, CARD, AUDIT])
def test_rows_are_those_of_sqlalchemy(db: Database, filled: Filled, table: object) -> None:
    """Times, JSON, truth values and nothing at all come back as they do elsewhere."""
    statement = select(table).order_by("id")  # type: ignore[call-overload]
    with db.rows() as connection:
        usual = connection.execute(statement).all()
        found = Prepared(statement).all(connection, {})
    assert usual
    assert [one._asdict() for one in found] == [dict(one._mapping) for one in usual]


def test_columns_of_one_name_stand_one_after_the_other(db: Database, filled: Filled) -> None:
    joined = select(WORKSHOP.c.id, PERSON.c.id, PERSON.c.name).join(
        PERSON, PERSON.c.workshop_id == WORKSHOP.c.id
    )
    with db.rows() as connection:
        usual = connection.execute(joined).all()
        found = Prepared(joined).all(connection, {})
    assert [tuple(one) for one in found] == [tuple(one) for one in usual]


def test_values_of_its_own_and_values_given(db: Database, filled: Filled) -> None:
    counted = Prepared(
        WORKSHOP.update()
        .where(WORKSHOP.c.id == bindparam("workshop"))
        .values(revision=WORKSHOP.c.revision + 7)
        .returning(WORKSHOP.c.revision)
    )
    asked = {"workshop": filled.facilitator.workshop_id}
    with db.write(asked["workshop"]) as work:
        first = counted.scalars(work.connection, asked)
        again = counted.scalars(work.connection, asked)
    assert again == [first[0] + 7]
    assert counted_nowhere(db, counted) == []


def counted_nowhere(db: Database, counted: Prepared) -> list[object]:
    with db.write("nowhere") as work:
        return counted.scalars(work.connection, {"workshop": "nowhere"})


def test_a_mistake_is_raised_as_elsewhere_and_tells_no_values(db: Database) -> None:
    with pytest.raises(IntegrityError) as refused, db.write() as work:
        ADD_DEVICE.run(work.connection, device(1) | {"token_hash": None})
    assert "[parameters" not in str(refused.value)


def test_a_list_of_values_is_refused(db: Database) -> None:
    """It would make a new statement for each length."""
    listed = Prepared(DEVICE.select().where(DEVICE.c.id.in_(bindparam("ids", expanding=True))))
    with pytest.raises(TypeError, match="each length"), db.rows() as connection:
        listed.all(connection, {"ids": ["a"]})


def adds(db: Database, number: int, fails: Callable[[Session], object] | None = None) -> int:
    with db.write("room") as work:
        ADD_DEVICE.run(work.connection, device(number))
        if fails is not None:
            fails(work.session)
        work.commit()
    return number


def refuse(session: Session) -> None:
    assert session.get(Device, "device 2") is not None, "it is seen in its own transaction"
    raise NotFoundError("not here")


def test_each_of_several_jobs_is_kept_or_rolled_back_by_itself(db: Database) -> None:
    jobs = [partial(adds, db, 1), partial(adds, db, 2, refuse), partial(adds, db, 3)]
    first, second, third = db.together(jobs)
    assert (first.value, type(second.error), third.value) == (1, NotFoundError, 3)
    assert there(db) == ["device 1", "device 3"]


def test_a_part_holds_mapped_objects_and_statements_alike(db: Database) -> None:
    def job() -> None:
        with db.write("room") as work:
            ADD_DEVICE.run(work.connection, device(1))
            work.session.add(Device(**device(2)))
            work.commit()
            ADD_DEVICE.run(work.connection, device(3))  # after the commit, and so not kept

    (outcome,) = db.together([job])
    assert outcome.error is None
    assert there(db) == ["device 1", "device 2"]


def test_a_part_without_a_commit_keeps_nothing(db: Database) -> None:
    def job() -> None:
        with db.write("room") as work:
            ADD_DEVICE.run(work.connection, device(1))
            work.session.add(Device(**device(2)))
            work.flush()

    (outcome,) = db.together([job])
    assert outcome.error is None
    assert there(db) == []


def test_who_acts_is_seen_as_they_stand(db: Database, filled: Filled) -> None:
    """A row read past the session is that of now, also within one transaction."""
    viewer: Viewer = filled.facilitator
    named = Prepared(select(PERSON.c.name).where(PERSON.c.id == bindparam("person")))
    with db.write(viewer.workshop_id) as work:
        person = work.session.get_one(Person, viewer.person_id)
        person.name = "Anna"
        work.flush()
        assert named.scalars(work.connection, {"person": viewer.person_id}) == ["Anna"]
