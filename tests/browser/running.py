"""A real server in a process of its own, which a test may kill and start again."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO
from urllib.error import URLError
from urllib.request import urlopen

from tests.browser.watched.forked import WATCHED, Forked
from tests.browser.watched.silent_proxy import silent_proxy

ROOT = Path(__file__).resolve().parents[2]
HOST = "reframe.test"
"""A name for the loopback address that browsers do not take for a secure context, as in a room."""

STARTS = 150
"""Seconds after which a server that neither answers nor ends is given up and killed."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Made:
    """A workshop made by the command line."""

    code: str
    facilitator_path: str


@dataclass
class RunningServer:
    """``python app.py`` on a database and port of its own, or another program that serves.

    It answers this machine alone, so its screens show no square; "0.0.0.0" shows what a room sees.
    """

    folder: Path
    port: int = field(default_factory=free_port)
    host: str = "127.0.0.1"
    process: subprocess.Popen[bytes] | Forked | None = None
    serving: tuple[str, ...] = (sys.executable, str(ROOT / "app.py"))
    commanding: tuple[str, ...] = (sys.executable, "-m", "workshop.cli")
    cwd: Path = ROOT

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    @property
    def here(self) -> str:
        """The same server as its own machine sees it."""
        return f"http://localhost:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        return os.environ | {
            "DATABASE_URL": f"sqlite:///{self.folder / 'reframe.db'}",
            "HOST": self.host,
            "PORT": str(self.port),
            "OPEN_BROWSER": "no",
            "PUBLIC_URL": "",
            "FACILITATOR_KEY": "",
            **silent_proxy().environment,
            "NO_PROXY": "localhost,127.0.0.1",
            "no_proxy": "localhost,127.0.0.1",
            "PYTHONPATH": str(WATCHED),
            "REFRAME_TEST_ASKED": str(self.folder / "asked"),
        }

    def asked(self) -> str:
        """Whom elsewhere this server and its commands have spoken to, one line each: nobody."""
        written = self.folder / "asked"
        return written.read_text("utf-8") if written.exists() else ""

    def start(self) -> None:
        """Start, and wait until the server answers."""
        with (self.folder / "server.log").open("ab") as log:
            self.process = self._run(self.serving, log, log)
        try:
            self.expect_answers()
        except RuntimeError:
            self.kill()
            raise

    def _run(
        self, words: tuple[str, ...], out: BinaryIO, err: BinaryIO
    ) -> subprocess.Popen[bytes] | Forked:
        """A process with this server's environment: what has the product loaded, or a new one."""
        ours = words[0] == sys.executable and words[1] in (str(ROOT / "app.py"), "-m")
        if ours and sys.platform == "linux":
            return Forked(words[1:], self.cwd, self.environment, (out.fileno(), err.fileno()))
        return subprocess.Popen(words, cwd=self.cwd, env=self.environment, stdout=out, stderr=err)

    def expect_answers(self) -> None:
        """Wait as long as a very busy machine needs; a server that has ended is told at once."""
        deadline = time.monotonic() + STARTS
        while time.monotonic() < deadline:
            if self.process is not None and self.process.poll() is not None:
                break
            try:
                with urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=2) as answer:
                    if answer.status == 200:
                        return
            except (URLError, OSError):
                time.sleep(0.05)
        raise RuntimeError(f"The server did not start:\n{self.log()}")

    def log(self) -> str:
        return (self.folder / "server.log").read_text(errors="replace")

    def kill(self) -> None:
        """As a power cut would: no chance to finish anything."""
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.kill()
                raise

    def command(self, *words: str) -> str:
        """Run ``workshop …`` beside the server; its standard output."""
        with TemporaryFile() as out, TemporaryFile() as err:
            code = self._run((*self.commanding, *words), out, err).wait()
            for stream in (out, err):
                stream.seek(0)
            assert code == 0, err.read().decode()
            return out.read().decode()

    def make(self, title: str, template: str = "one-day") -> Made:
        answer = json.loads(self.command("new", title, "--template", template, "--json"))
        path = "/f/" + answer["facilitator_url"].rpartition("/f/")[2]
        return Made(answer["code"], path)
