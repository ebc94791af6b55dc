"""What most tests start from: a fresh database, and a workshop with people in it."""

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import one_dialect, postgres
from tests.copying import as_new, copied, is_empty, made_anew, pour
from tests.more_steps import with_more_steps
from workshop.db import Database
from workshop.dialects.postgresql import PostgresServer
from workshop.domain.people.members import join, new_token, register_device
from workshop.domain.people.secrets import new_code
from workshop.domain.workshops import MadeWorkshop, create_workshop
from workshop.drafts import Joining, NewWorkshop
from workshop.playbook import Playbook, load_playbook
from workshop.queries.viewer import Viewer, identify

JoinAs = Callable[..., Viewer]


# A test throws its files away, so none of its commits waits for the disk.
Database.__init__.__kwdefaults__ = {"durable": False}
one_dialect.share()

STOOD_STILL = r"Timeout \(|FlakyStrategyDefinition"
"""What says of a test that it was stopped, as itself or as the library that drew its examples."""


def pytest_addoption(parser: pytest.Parser) -> None:
    kinds = ("sqlite", "postgresql")
    parser.addoption("--database", choices=kinds, default="sqlite", help="what the tests run on")


def pytest_configure(config: pytest.Config) -> None:
    postgres.WANTED = config.getoption("--database") == "postgresql"


def _asks_nobody(item: pytest.Item) -> bool:
    """Whether a test would say the same on a server: every database here is a copy of one."""
    asked: list[str] = getattr(item, "fixturenames", [])
    about_it = item.get_closest_marker("about_postgresql")
    return postgres.WANTED and about_it is None and "migrated" not in asked


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What is about a file is not asked of a server, nor the other way round.

    Nor is what asks for no database: it was answered beside the file. In CI a test that was
    stopped after its three minutes is tried once more, and the summary says so: it may have been
    the machine that stood still.
    """
    if os.environ.get("CI"):
        for item in items:
            item.add_marker(pytest.mark.flaky(reruns=1, only_rerun=[STOOD_STILL]))
    other = "about_sqlite" if postgres.WANTED else "about_postgresql"
    left_out = [one for one in items if one.get_closest_marker(other) or _asks_nobody(one)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [one for one in items if one not in left_out]


def pytest_collection_finish() -> None:
    """The garbage collector passes by what is loaded by now, as in the server itself."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A PostgreSQL server of this test process, where the tests are to run on one."""
    if not postgres.WANTED:
        yield
        return
    PostgresServer.path = tmp_path_factory.mktemp("beside") / "postgresql"
    with postgres.running():
        yield


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database that has seen every migration, to be copied."""
    path = tmp_path_factory.mktemp("migrated") / "reframe.db"
    database = made_anew(path)
    database.migrate()
    database.close()
    return path


@pytest.fixture
def db(tmp_path: Path, migrated: Path) -> Iterator[Database]:
    """A migrated database of its own."""
    database = copied(migrated, tmp_path / "reframe.db")
    yield database
    if postgres.WANTED:
        postgres.give_back(database)
    else:
        database.close()


@pytest.fixture(scope="session")
def playbook() -> Playbook:
    """The method in English, as the product ships it."""
    return load_playbook()


@pytest.fixture
def token() -> Callable[[], str]:
    """Make device tokens; nothing is stored until one is used."""
    return new_token


@pytest.fixture
def facilitator_token() -> str:
    """The token of the device that made the workshop, for a client's cookie."""
    return new_token()


def one_day(db: Database, token: str) -> MadeWorkshop:
    draft = NewWorkshop(title="Growing up in Ashby", place="Ashby")
    made = create_workshop(db, draft=draft, playbook=load_playbook(), token=token)
    with_more_steps(db, made.id)
    return made


@pytest.fixture(scope="session")
def made_once(migrated: Path) -> tuple[Path, MadeWorkshop]:
    """A database with a workshop just made, to be copied."""
    path = migrated.with_name("made.db")
    database = copied(migrated, path)
    made = one_day(database, new_token())
    database.close()
    return path, made


@pytest.fixture
def workshop(
    db: Database, made_once: tuple[Path, MadeWorkshop], facilitator_token: str
) -> MadeWorkshop:
    """A one-day workshop, just made; no activity is open yet."""
    if not is_empty(db):
        return one_day(db, facilitator_token)
    path, made = made_once
    pour(path, db)
    return as_new(db, made, new_code(), facilitator_token)


@pytest.fixture
def facilitator(db: Database, workshop: MadeWorkshop, facilitator_token: str) -> Viewer:
    with db.read() as session:
        return identify(session, token=facilitator_token, code=workshop.code)


@pytest.fixture
def join_as(db: Database, workshop: MadeWorkshop) -> JoinAs:
    """``join_as("resident", name="", table=None, token=None)`` joins with a new device."""

    def joined(
        role_group: str, *, name: str = "", table: int | None = None, token: str | None = None
    ) -> Viewer:
        device = token or new_token()
        register_device(db, token=device)
        with db.read() as session:
            viewer = identify(session, token=device, code=workshop.code)
        draft = Joining.read({"role_group": role_group, "name": name, "table": table})
        return join(db, viewer=viewer, draft=draft)

    return joined


@pytest.fixture
def resident(join_as: JoinAs) -> Viewer:
    return join_as("resident", name="Amina", table=1)


@pytest.fixture
def staff(join_as: JoinAs) -> Viewer:
    return join_as("staff", name="Ben", table=2)
