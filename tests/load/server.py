"""A server process of our own, on this machine, with a fresh database and a workshop in it."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from workshop.db import Database
from workshop.domain.cards import add_card
from workshop.domain.people.members import new_token
from workshop.domain.room import open_activity
from workshop.domain.workshops import create_workshop
from workshop.drafts import NewCard, NewWorkshop
from workshop.live.server import COOKIE
from workshop.playbook import WRITE_INSIGHTS, load_playbook
from workshop.queries.viewer import host
from workshop.robots.http import HOST, Client

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60
VOTE = "reframe.choose"
VOTED_ON = ("reframe.questions", "How might we meet people who wait where they wait?")
OPTIONS = 4


@dataclass(frozen=True, slots=True)
class Room:
    """A workshop with its writing activity open, and the facilitator's cookie."""

    path: Path
    code: str
    cookie: str
    activity: str
    options: tuple[str, ...] = ()


def prepare(folder: Path, wall: int, votes: bool = False) -> Room:
    """A new database with one workshop, and ``wall`` cards that were there before.

    With ``votes`` the room is where people write and vote at the same time.
    """
    path = folder / "load.db"
    db = Database(f"sqlite:///{path}", durable=False)
    db.migrate()
    token = new_token()
    draft = NewWorkshop(title="Load")
    made = create_workshop(db, draft=draft, playbook=load_playbook(), token=token)
    with db.read() as session:
        viewer = host(session, made.code)

    def put(activity: str, text: str) -> str:
        return add_card(db, viewer=viewer, draft=NewCard(activity=activity, text=text)).id

    options = [put(*VOTED_ON) for _ in range(OPTIONS)] if votes else []
    activity = VOTE if votes else WRITE_INSIGHTS
    open_activity(db, viewer=viewer, activity=activity, anyway=True)
    for start in range(0, wall, 50):
        words = "the bus comes once an hour and nobody waits for it in the rain"
        numbers = range(start, min(start + 50, wall))
        db.together([partial(put, activity, f"before {number}: {words}") for number in numbers])
    db.close()
    return Room(path, made.code, f"{COOKIE}={token}", activity, tuple(options))


def prepare_floor(folder: Path) -> Room:
    """The same room of the floor, which makes its own tables and has no rules."""
    return Room(folder / "floor.db", "FLOOR", "", WRITE_INSIGHTS)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


SETTLE_SECONDS, IDLE_SECONDS = 30.0, 1.0
"""So long at most until it is idle, and so long it is idle then: its loading begins a bit late."""


@dataclass(frozen=True, slots=True)
class Usage:
    """CPU seconds so far and megabytes now; zeros where the system does not say."""

    cpu: float
    memory: float


class ServerProcess:
    """``python app.py`` with default settings but for the address, the port and the database.

    ``url`` is another database than the file at ``path``.
    With ``floor`` it is the bare server of ``tests/load/floor.py`` that others are compared with.
    """

    def __init__(self, path: Path, log: Path, *, floor: bool = False, url: str = "") -> None:
        self.port = free_port()
        bare = ["-m", "tests.load.floor", str(path), str(self.port)]
        self._command = [sys.executable, *(bare if floor else ["app.py"])]
        self.log = log
        self.start_seconds = 0.0
        self._environ = os.environ | {
            "HOST": HOST,
            "PORT": str(self.port),
            "OPEN_BROWSER": "no",
            "DATABASE_URL": url or f"sqlite:///{path}",
        }
        self._process: subprocess.Popen[bytes] | None = None

    async def start(self) -> None:
        """Start and wait for the first page. Raises RuntimeError with the server's last words."""
        began = time.perf_counter()
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command, cwd=ROOT, env=self._environ, stdout=log, stderr=log
            )
        while time.perf_counter() - began < START_SECONDS:
            if self._process.poll() is not None:
                break
            try:
                if (await Client(self.port).request("GET", "/")).status == 200:
                    self.start_seconds = time.perf_counter() - began
                    return
            except OSError:
                await asyncio.sleep(0.05)
        self.stop()
        raise RuntimeError(f"The server did not start: {self.log.read_text()[-2000:]}")

    async def settled(self) -> None:
        """Wait until it has loaded what its first visitors need, as any room would have it."""
        until = time.perf_counter() + SETTLE_SECONDS
        used = self.usage().cpu
        while time.perf_counter() < until:
            await asyncio.sleep(IDLE_SECONDS)
            before, used = used, self.usage().cpu
            if used - before < IDLE_SECONDS / 10:
                return

    def kill(self) -> None:
        """SIGKILL: no warning, no flush, nothing said to anybody."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    def stop(self) -> None:
        if self._process is None or self._process.poll() is not None:
            return
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self.kill()

    def usage(self) -> Usage:
        assert self._process is not None
        try:
            stat = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
            status = Path(f"/proc/{self._process.pid}/status").read_text()
        except OSError:
            return Usage(0, 0)
        ticks = int(stat[11]) + int(stat[12])
        memory = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return Usage(ticks / os.sysconf("SC_CLK_TCK"), int(memory.split()[1]) / 1024)
