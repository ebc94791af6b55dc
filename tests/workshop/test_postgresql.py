"""What is PostgreSQL's own: its turns, its news, its troubles, and what differs from SQLite."""

import json
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text
from sqlmodel import select

from tests import postgres
from workshop.db import Database
from workshop.dialects import WriteTurn
from workshop.domain.cards import CardReceipt, add_card
from workshop.domain.room import open_activity
from workshop.domain.workshops import MadeWorkshop
from workshop.drafts import NewCard
from workshop.errors import StorageError, WorkshopError
from workshop.models import Audit, Card, Device, Table, Workshop
from workshop.queries.viewer import Viewer, identify
from workshop.storage import postgres_sentence
from workshop.upgrade import newest, upgrade

pytestmark = pytest.mark.about_postgresql

WRITE = "insights.write"


@pytest.fixture
def writing(db: Database, facilitator: Viewer) -> None:
    open_activity(db, viewer=facilitator, activity=WRITE)


def card(number: int | str = 1) -> NewCard:
    return NewCard(activity=WRITE, text=f"Card {number}")


def device(name: str) -> Device:
    return Device(id=name, token_hash=name, created_at=datetime.now(UTC))


def another(db: Database) -> Database:
    """The same database as another process of the product has it."""
    return Database(db.url)


def test_two_processes_give_each_revision_once(
    db: Database, writing: None, workshop: MadeWorkshop, resident: Viewer
) -> None:
    """What one read before it waited for its turn is read again, and never counted on."""
    both = [db, another(db)]

    def add(number: int) -> CardReceipt:
        return add_card(both[number % 2], viewer=resident, draft=card(number), key=f"{number}")

    with ThreadPoolExecutor(12) as threads:
        found = list(threads.map(add, range(60)))
    both[1].close()
    with db.read() as session:
        revisions = session.exec(select(Audit.revision)).all()
        last = session.get_one(Workshop, workshop.id).revision
    assert sorted(revisions) == list(range(1, last + 1))
    assert len({one.revision for one in found}) == 60


def test_the_same_key_at_two_processes_adds_one_card(
    db: Database, writing: None, resident: Viewer
) -> None:
    both = [db, another(db)]

    def add(number: int) -> str:
        return add_card(both[number % 2], viewer=resident, draft=card(), key="one").id

    with ThreadPoolExecutor(8) as threads:
        assert len(set(threads.map(add, range(16)))) == 1
    both[1].close()


def test_writes_about_different_workshops_do_not_wait_for_each_other(db: Database) -> None:
    other = another(db)
    with db.write("one"), other.write("two"):
        pass
    for held, asked in (("one", "one"), ("", "two"), ("two", "")):
        begun = other._writer.connect()
        with db.write(held), pytest.raises(StorageError, match="Others are writing"):
            other.dialect.take(lambda begun=begun: begun, WriteTurn(asked, waits=False))
        begun.close()
    other.close()


def test_what_shares_a_transaction_never_waits_for_a_second_workshop(db: Database) -> None:
    """Two processes that each held one and waited for the other's would stand still."""
    other = another(db)
    done: list[str] = []

    def job(name: str) -> Callable[[], None]:
        def act() -> None:
            with db.write(name) as work:
                work.session.add(device(name))
                work.commit()
            done.append(name)

        return act

    held, free = threading.Event(), threading.Event()

    def hold() -> None:
        with other.write("second"):
            held.set()
            free.wait(10)

    with ThreadPoolExecutor(1) as thread:
        holding = thread.submit(hold)
        held.wait(10)
        threading.Timer(0.3, free.set).start()
        outcomes = db.together([job("first"), job("second")])
        holding.result(10)
    other.close()
    assert [one.error for one in outcomes] == [None, None]
    with db.read() as session:
        assert len(session.exec(select(Device.id)).all()) == 2


def test_a_commit_of_another_process_is_heard(
    db: Database, writing: None, workshop: MadeWorkshop, resident: Viewer
) -> None:
    other, watch = another(db), db.watch()
    first = watch({workshop.id})
    made = add_card(other, viewer=resident, draft=card())
    until, heard = time.monotonic() + 30, dict[str, int]()
    while heard.get(workshop.id) != made.revision and time.monotonic() < until:
        heard = watch({workshop.id})  # it may hear of earlier commits first
    watch.close()
    other.close()
    assert first[workshop.id] < made.revision
    assert heard == {workshop.id: made.revision}


def test_several_commits_told_at_once_are_heard_as_the_last_one(
    db: Database, workshop: MadeWorkshop
) -> None:
    """What is said twice in one transaction is heard once, so each word stands for all before."""
    watch = db.watch()
    was = watch({workshop.id})[workshop.id]
    for revision in (was + 1, was + 2, was + 1):
        db.dialect.tell({workshop.id: revision})
    until, heard = time.monotonic() + 30, dict[str, int]()
    while heard.get(workshop.id) != was + 2 and time.monotonic() < until:
        heard = watch({workshop.id}) or heard
        assert heard.get(workshop.id, 0) <= was + 2
    watch.close()
    assert heard == {workshop.id: was + 2}


def test_news_missed_while_the_line_was_cut_are_read_before_anything_is_said(
    db: Database, writing: None, workshop: MadeWorkshop, resident: Viewer
) -> None:
    watch = db.watch()
    watch({workshop.id})
    postgres.ask(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE query LIKE 'LISTEN%' OR query LIKE '%FROM workshop WHERE id = ANY%'"
        " AND pid <> pg_backend_pid()"
    )
    made = add_card(db, viewer=resident, draft=card())
    with pytest.raises(StorageError, match="does not answer"):
        watch({workshop.id})
    assert watch({workshop.id}) == {workshop.id: made.revision}
    watch.close()


def test_a_commit_that_nobody_told_of_is_found_by_looking(
    db: Database, workshop: MadeWorkshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its process died between the commit and the word."""
    monkeypatch.setattr("workshop.dialects.postgresql.LOOK_SECONDS", 0.0)
    watch = db.watch()
    was = watch({workshop.id})[workshop.id]
    postgres.ask("UPDATE workshop SET revision = revision + 1", of=postgres._name(db))
    assert watch({workshop.id}) == {workshop.id: was + 1}
    postgres.ask("DELETE FROM ownership", of=postgres._name(db))
    assert watch({workshop.id, "gone"})["gone"] == -1
    watch.close()


def test_times_come_back_aware_and_in_utc_wherever_the_server_is(db: Database) -> None:
    postgres.ask(f"ALTER DATABASE \"{postgres._name(db)}\" SET timezone = 'Asia/Kolkata'")
    other = another(db)
    moment = datetime(2026, 11, 28, 9, 30, tzinfo=UTC)
    with other.write() as work:
        work.session.add(Device(id="a", token_hash="a", created_at=moment))
        work.commit()
    with other.read() as session:
        found = session.get_one(Device, "a").created_at
    other.close()
    assert found == moment
    assert found.utcoffset() == timedelta(0)


def test_texts_have_the_order_of_sqlite_and_json_its_own(db: Database) -> None:
    postgres.ask(
        'CREATE DATABASE "in_words" TEMPLATE template0 LOCALE_PROVIDER icu '
        "ICU_LOCALE 'en-GB' LOCALE 'C.UTF-8'"
    )
    other = Database(postgres.address("in_words"))
    other.migrate()
    names = ["zebra", "Ärger", "apple", "Zoo", "_", "école"]
    with other.write() as work:
        work.session.add_all(device(name) for name in names)
        work.commit()
    with other.read() as session:
        found = session.exec(select(Device.id).order_by(Device.id)).all()
    other.close()
    assert found == sorted(names)


def test_fields_keep_the_order_in_which_they_were_written(
    db: Database, writing: None, resident: Viewer
) -> None:
    made = add_card(db, viewer=resident, draft=card())
    fields = {"zz": 1, "a": 2, "m": "\u0000 is no text"}
    with db.write() as work:
        work.session.get_one(Card, made.id).fields = fields
        work.commit()
    with db.read() as session:
        assert json.dumps(session.get_one(Card, made.id).fields) == json.dumps(fields)


def test_the_one_character_that_it_does_not_know_is_no_trouble(db: Database) -> None:
    with db.read() as session, pytest.raises(WorkshopError, match="code"):
        identify(session, token=None, code="AB\0CD")


def rules(db: Database, table: str) -> dict[str, set[object]]:
    """What a database itself refuses in a table: two of one, what leads nowhere, what is wrong."""
    with db.read() as session:
        found = inspect(session.connection())
        alone = found.get_unique_constraints(table)
        indexes = [one for one in found.get_indexes(table) if one["unique"]]
        points = found.get_foreign_keys(table)
        return {
            "key": {tuple(found.get_pk_constraint(table)["constrained_columns"])},
            "once": {tuple(one["column_names"]) for one in (*alone, *indexes)},
            "leads": {(tuple(one["constrained_columns"]), one["referred_table"]) for one in points},
            "checked": {one["name"] for one in found.get_check_constraints(table)},
        }


def test_the_database_refuses_what_sqlite_refuses(db: Database, tmp_path: Path) -> None:
    file = Database(f"sqlite:///{tmp_path / 'beside.db'}")
    file.migrate()
    for table in Table.metadata.sorted_tables:
        assert rules(db, table.name) == rules(file, table.name), table.name
    file.close()


def test_an_older_database_is_brought_up_to_date_by_one_while_others_wait() -> None:
    from alembic import command
    from alembic.config import Config

    from workshop.upgrade import MIGRATIONS

    postgres.ask("CREATE DATABASE from_before TEMPLATE template0")
    engine = create_engine(postgres.address("from_before"))
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0010")
        connection.execute(text("INSERT INTO device VALUES ('d', 'd', now())"))
    engine.dispose()
    several = [Database(postgres.address("from_before")) for _ in range(4)]
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(Database.migrate, several))
    with several[0].read() as session:
        assert session.exec(select(Device.id)).all() == ["d"]
        found = session.connection().exec_driver_sql("SELECT version_num FROM alembic_version")
        assert frozenset(found.scalars()) == newest()
        assert not upgrade(session.connection(), lambda: None)
    for one in several:
        one.close()


def test_statements_that_were_prepared_survive_other_tables(
    db: Database, writing: None, resident: Viewer
) -> None:
    """Another process has changed a column's type meanwhile; one act asks again, the next goes."""
    for number in range(8):
        add_card(db, viewer=resident, draft=card(number))
    postgres.ask("ALTER TABLE workshop ALTER sponsor TYPE text", of=postgres._name(db))
    refused = []
    for number in range(8):
        try:
            add_card(db, viewer=resident, draft=card(number), key=f"{number}")
        except StorageError as problem:
            refused.append(str(problem))
    assert set(refused[:1]) <= {"The database was just brought up to date. Please try again."}
    assert len(refused) <= 1


def test_an_older_server_does_not_write_into_a_newer_database(db: Database) -> None:
    postgres.ask("UPDATE alembic_version SET version_num = '9999'", of=postgres._name(db))
    try:
        with pytest.raises(StorageError, match="newest Reframe"), db.write("one"):
            pass
        with pytest.raises(StorageError, match="newest Reframe"):
            another(db).migrate()
    finally:
        back = f"UPDATE alembic_version SET version_num = '{min(newest())}'"
        postgres.ask(back, of=postgres._name(db))


def test_troubles_are_sentences_that_say_what_to_do(db: Database) -> None:
    nowhere = Database(postgres.address("nowhere"))
    with pytest.raises(StorageError, match="no such database"):
        nowhere.migrate()
    away = Database("postgresql+psycopg://reframe@127.0.0.1:1/reframe")
    with pytest.raises(StorageError, match="does not answer"), away.read() as session:
        session.connection()
    slow = "SET LOCAL statement_timeout = 50; SELECT pg_sleep(5)"
    with pytest.raises(StorageError, match="too long"), db.read() as session:
        session.connection().exec_driver_sql(slow)
    standby = "SET TRANSACTION READ ONLY; DELETE FROM device"
    with pytest.raises(StorageError, match="only be read"), db.write() as work:
        work.session.connection().exec_driver_sql(standby)
    assert "disk is full" in postgres_sentence("53100")
    assert "no connection left" in postgres_sentence("", "fatal: sorry, too many clients already")
    assert "user and the password" in postgres_sentence("", "password authentication failed for")


def test_a_server_that_was_started_again_is_found_at_once(
    db: Database, writing: None, resident: Viewer
) -> None:
    """Every connection that was open is dead; nobody is told of it."""
    add_card(db, viewer=resident, draft=card(1))
    postgres.ask(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        f"WHERE datname = '{postgres._name(db)}'"
    )
    add_card(db, viewer=resident, draft=card(2))
    with db.read() as session:
        assert len(session.exec(select(Card.id)).all()) == 2


ADD = """
import sys
from concurrent.futures import ThreadPoolExecutor
from workshop.db import Database
from workshop.dialects import WriteTurn
from workshop.domain.cards import add_card
from workshop.drafts import NewCard
from workshop.queries.viewer import identify

url, code, token, me = sys.argv[1:]
db = Database(url)
with db.read() as session:
    viewer = identify(session, token=token, code=code)

def add(number):
    draft = NewCard(activity="insights.write", text=f"Card {number} of {me}")
    first = add_card(db, viewer=viewer, draft=draft, key=f"{me} {number}")
    again = add_card(db, viewer=viewer, draft=draft, key=f"{me} {number}")
    assert first.id == again.id

with ThreadPoolExecutor(40) as threads:
    list(threads.map(add, range(200)))
db.close()
"""


@pytest.mark.long
def test_forty_threads_in_each_of_four_processes(
    db: Database,
    writing: None,
    workshop: MadeWorkshop,
    join_as: Callable[..., Viewer],
    token: Callable[[], str],
) -> None:
    """800 cards, each sent twice: distinct revisions without a gap, and no card twice."""
    own = [token() for _ in range(4)]
    for one in own:
        join_as("resident", token=one)
    running = [
        subprocess.Popen(
            [sys.executable, "-c", ADD, db.url, workshop.code, one, str(number)],
            cwd=Path(__file__).parents[2],
        )
        for number, one in enumerate(own)
    ]
    assert [one.wait(170) for one in running] == [0, 0, 0, 0]
    with db.read() as session:
        cards = session.exec(select(Card.text)).all()
        revisions = session.exec(select(Audit.revision)).all()
        last = session.get_one(Workshop, workshop.id).revision
    assert len(cards) == 800
    assert set(Counter(cards).values()) == {1}
    assert sorted(revisions) == list(range(1, last + 1))
