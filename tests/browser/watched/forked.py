"""Servers and commands without loading the product for each: forks of a process that has."""

import atexit
import json
import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[3]
WATCHED = Path(__file__).parent
"""On the path of every server: it writes down whom they speak to."""

MODULES = ("stages.serving", "workshop.cli.main", "stages.frame")
"""What ``app.py`` and ``workshop`` load before they read any setting, and then what draws pages."""


class Forked:
    """A process that runs what ``python`` would run; spoken to as ``subprocess.Popen`` is."""

    def __init__(
        self,
        arguments: Sequence[str],
        cwd: Path,
        env: Mapping[str, str],
        out: tuple[int, int],
    ) -> None:
        """``out``: the files of standard output and standard error."""
        wished = {"arguments": list(arguments), "cwd": str(cwd), "env": dict(env)}
        self._line = socket.socket(socket.AF_UNIX)
        self._line.connect(str(_loaded()))
        socket.send_fds(self._line, [b"x"], out)
        self._line.sendall(f"{json.dumps(wished)}\n".encode())
        self._said = self._line.makefile("r", encoding="utf-8")
        self.pid = self._hear()
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """How it ended; None while it runs."""
        if self.returncode is None and select.select([self._line], [], [], 0)[0]:
            self._end()
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        if self.returncode is None:
            if not select.select([self._line], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired(str(self.pid), timeout or 0)
            self._end()
        assert self.returncode is not None
        return self.returncode

    def _hear(self) -> int:
        """The next number that its keeper tells."""
        said = ""
        with suppress(ConnectionError):
            said = self._said.readline()
        if not said:
            raise RuntimeError("Whoever keeps this fork ended before it; see its standard error.")
        return int(said)

    def _end(self) -> None:
        self.returncode = self._hear()
        self._said.close()
        self._line.close()

    def send_signal(self, number: signal.Signals) -> None:
        if self.poll() is None:
            with suppress(ProcessLookupError):  # it ended meanwhile
                os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)


@cache
def _loaded() -> Path:
    """The socket of this test process's own process that has loaded the product."""
    kept = TemporaryDirectory(prefix="loaded-")
    atexit.register(kept.cleanup)
    folder = Path(kept.name)
    path = folder / "socket"
    environment = os.environ | {
        "PYTHONPATH": str(WATCHED),
        "REFRAME_TEST_ASKED": str(folder / "asked"),
    }
    process = subprocess.Popen(  # ends with this process, which holds its standard input
        [sys.executable, str(WATCHED / "loaded.py"), str(path), *MODULES],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    _KEPT.append(process)
    assert process.stdout is not None
    assert process.stdout.readline() == b"loaded\n"
    assert not (folder / "asked").exists(), "Loading the product speaks to somebody."
    return path


_KEPT: list[subprocess.Popen[bytes]] = []
