"""The primary dies and its standby takes its place: nothing that was acknowledged is lost."""

import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import httpx
import pytest
from sqlmodel import select

from tests import postgres
from tests.workshop.live.conftest import WRITE, Browser, Listener, serving
from workshop.db import Database
from workshop.domain.room import open_activity
from workshop.domain.workshops import create_workshop
from workshop.drafts import NewWorkshop
from workshop.errors import StorageError
from workshop.live.hub import Hub
from workshop.live.server import COOKIE, Server
from workshop.models import Audit, Card
from workshop.playbook import Playbook
from workshop.queries.viewer import host
from workshop.settings import Settings

pytestmark = pytest.mark.about_postgresql

STREAMING = "SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'"
WRITERS = 4


@dataclass
class Pair:
    """A primary that waits for its standby before it says that something is stored."""

    primary: postgres.Running
    second: postgres.Running

    @property
    def address(self) -> str:
        """Whichever of the two may be written to, as libpq finds it."""
        both = f"{self.primary.folder},{self.second.folder}"
        return f"postgresql+psycopg://reframe@/reframe?host={both}&target_session_attrs=read-write"


@pytest.fixture
def pair() -> Iterator[Pair]:
    with postgres.one_server() as primary:
        primary.ask("CREATE DATABASE reframe")
        with postgres.standby(primary) as second:
            primary.ask("ALTER SYSTEM SET synchronous_standby_names = '*'")
            primary.ask("SELECT pg_reload_conf()")
            until(lambda: primary.ask(STREAMING) == [(1,)])
            yield Pair(primary, second)


def test_a_standby_is_said_to_be_only_for_reading_before_anything_is_tried(pair: Pair) -> None:
    primary, second = (Database(one.address("reframe")) for one in (pair.primary, pair.second))
    primary.migrate()
    there = "SELECT count(*) FROM pg_tables WHERE tablename = 'reframe_tries'"
    until(lambda: pair.second.ask(there, of="reframe") == [(1,)])
    with pytest.raises(StorageError, match="only be read"), second.write("one"):
        pass
    with primary.write("one"):
        pass
    primary.close()
    second.close()


def until(holds: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_what_was_acknowledged_before_is_there_after(
    pair: Pair, playbook: Playbook, token: Callable[[], str]
) -> None:
    """Everybody sends until it is answered, as phones do: stored once, and the wall has it."""
    db = Database(pair.address, durable=True)
    db.migrate()
    key = token()
    draft = NewWorkshop(title="Growing up in Ashby", place="Ashby")
    made = create_workshop(db, draft=draft, playbook=playbook, token=key)
    with db.read() as session:
        viewer = host(session, made.code)
    open_activity(db, viewer=viewer, activity=WRITE, anyway=True)
    acknowledged: list[str] = []
    refused: list[str] = []
    enough = threading.Event()

    def write(site: str, me: int) -> None:
        with httpx.Client(base_url=site, timeout=60) as client:
            client.cookies.set(COOKIE, key, domain="127.0.0.1")
            browser, number = Browser(client, made.code), 0
            gives_up, owed = time.monotonic() + 120, False
            while not enough.is_set() or (owed and time.monotonic() < gives_up):
                words = f"Card {number} of {me}"
                answer = browser.add(words, key=f"one and the same {me} {number}")
                owed = answer.status_code not in (200, 201)  # it may be stored all the same
                if not owed:
                    acknowledged.append(words)
                    number += 1
                else:
                    refused.append(f"{answer.status_code} {answer.json()['detail']}")
                    time.sleep(0.1)

    with ExitStack() as stack:
        site = stack.enter_context(serving(Server(db, Hub(db), Settings(db.url))))
        wall = Listener(site, f"/live/{made.code}?view=console", key).start()
        stack.callback(wall.stop)
        writing = [threading.Thread(target=write, args=(site, me)) for me in range(WRITERS)]
        for one in writing:
            one.start()
        try:
            until(lambda: len(acknowledged) > 20)
            pair.primary.stop(signal.SIGKILL)
            before = len(acknowledged)
            assert pair.second.ask("SELECT pg_promote()") == [(True,)]
            until(lambda: len(acknowledged) > before + 20)
        finally:
            enough.set()
            for one in writing:
                one.join()
        with db.read() as session:
            stored = session.exec(select(Card.text)).all()
            revisions = session.exec(select(Audit.revision)).all()
        wall.wait(lambda: len(wall.cards) == len(stored))
    db.close()
    assert Counter(stored) == Counter(acknowledged)
    assert sorted(revisions) == list(range(1, len(revisions) + 1))
    assert {one[:3] for one in refused} <= {"503"}
