"""The real server as one process: shutdown, a second server, and commits of other processes."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from sqlmodel import select

from tests.workshop.live.conftest import WRITE, Listener
from workshop.db import Database, now
from workshop.domain.people.members import new_token
from workshop.domain.room import open_activity
from workshop.domain.workshops import MadeWorkshop
from workshop.live.server import COOKIE
from workshop.models import ActivityRun, Card
from workshop.queries.viewer import Viewer

ROOT = Path(__file__).resolve().parents[3]
START_SECONDS = 90
END_SECONDS = 10

ADD = """
import sys
from workshop.db import Database
from workshop.domain.cards import add_card
from workshop.drafts import NewCard
from workshop.queries.viewer import host
db = Database(sys.argv[1])
with db.read() as session:
    viewer = host(session, sys.argv[2])
print(add_card(db, viewer=viewer, draft=NewCard(activity=sys.argv[3], text="From elsewhere")).id)
"""


def environment(url: str, port: int) -> dict[str, str]:
    given = {"DATABASE_URL": url, "PORT": str(port), "HOST": "127.0.0.1", "OPEN_BROWSER": "no"}
    return os.environ | given


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Where the server's process writes what it says."""
    return tmp_path / "server.log"


@pytest.fixture
def process(db: Database, log: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """``app.py`` with the test's database, and its address once it answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with log.open("wb") as output:
        started = subprocess.Popen(
            [sys.executable, "app.py"],
            cwd=ROOT,
            env=environment(db.url, port),
            stdout=output,
            stderr=output,
        )
    site = f"http://127.0.0.1:{port}"
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and started.poll() is None:
        try:
            if httpx.get(f"{site}/healthz").status_code == 200:
                break
        except httpx.TransportError:
            time.sleep(0.1)
    yield started, site
    started.kill()
    started.wait()


def fill(db: Database, workshop_id: str) -> None:
    """Eight megabytes of revealed cards, more than a connection's buffers hold."""
    with db.write() as work:
        run = select(ActivityRun).where(ActivityRun.key == WRITE)
        work.session.exec(run).one().revealed = True
        for number in range(2000):
            work.session.add(
                Card(
                    id=f"filling{number}",
                    workshop_id=workshop_id,
                    activity=WRITE,
                    kind="insight",
                    text="rain " * 800,
                    created_revision=1,
                    revision=1,
                    created_at=now(),
                    updated_at=now(),
                )
            )
        work.commit()


def _a_second_one_is_refused(db: Database) -> None:
    second = subprocess.run(
        [sys.executable, "app.py"],
        cwd=ROOT,
        env=environment(db.url, 1),
        check=False,
        capture_output=True,
        text=True,
        timeout=START_SECONDS,
    )
    said = second.stdout + second.stderr
    assert second.returncode != 0
    assert "Another Reframe server already uses this database" in said
    assert "Traceback" not in said


def test_the_process_lives_with_others_and_ends_at_once(
    process: tuple[subprocess.Popen[bytes], str],
    log: Path,
    db: Database,
    workshop: MadeWorkshop,
    facilitator: Viewer,
) -> None:
    """One life of a server: a card of another process, a second server, then SIGTERM.

    The card reaches an open stream; the second server of a file is refused with a sentence and no
    stack trace; the first ends in good time although a stream is open, and another whose reader
    sleeps while megabytes wait for it.
    """
    started, site = process
    open_activity(db, viewer=facilitator, activity=WRITE)
    wall = Listener(site, f"/live/{workshop.code}?view=projector").start()
    wall.wait(lambda: wall.room["activity"]["open"])
    arguments = [sys.executable, "-c", ADD, db.url, workshop.code, WRITE]
    card = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, check=True)
    wall.wait(lambda: card.stdout.strip() in wall.cards)

    if db.dialect.alone:
        _a_second_one_is_refused(db)
    fill(db, facilitator.workshop_id)
    host, _, port = site.rpartition("//")[2].partition(":")
    with socket.socket() as asleep:
        asleep.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        asleep.connect((host, int(port)))
        asleep.sendall(
            f"GET /live/{workshop.code}?view=projector HTTP/1.1\r\nHost: {host}\r\n\r\n".encode()
        )
        assert asleep.recv(1)
        time.sleep(1)
        began = time.monotonic()
        started.send_signal(signal.SIGTERM)
        started.wait(END_SECONDS)
        assert time.monotonic() - began < END_SECONDS
    wall.wait(lambda: wall.ended)
    assert "Traceback" not in log.read_text()


def test_a_server_that_was_killed_has_kept_what_it_acknowledged(
    process: tuple[subprocess.Popen[bytes], str],
    db: Database,
    workshop: MadeWorkshop,
    facilitator: Viewer,
) -> None:
    """SIGKILL right after the answer: the card is in the file."""
    started, site = process
    open_activity(db, viewer=facilitator, activity=WRITE)
    with httpx.Client(base_url=site) as client:
        client.get(f"/join/{workshop.code}")
        ids = []
        for number in range(20):
            answer = client.post(
                f"/api/{workshop.code}/cards",
                json={"activity": WRITE, "text": f"card {number}"},
                headers={"Idempotency-Key": new_token()},
            )
            ids.append(answer.json()["id"])
        assert COOKIE in client.cookies
        started.kill()
    with db.read() as session:
        kept = session.connection().exec_driver_sql("SELECT id FROM card ORDER BY revision").all()
    assert [row[0] for row in kept] == ids
