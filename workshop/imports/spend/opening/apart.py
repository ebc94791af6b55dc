"""Workbooks that may be large are read by a process of their own, with little time and memory.

Whatever a file does to its reader, the server goes on, and a person hears one sentence. Linux holds
the process to its memory. Elsewhere that is not sure, so there the sizes of all sheets are parsed
before any is read, and the time is bounded; old XLS and XLSB files have the time alone.
"""

import os
import pickle
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from workshop.errors import InvalidInputError
from workshop.imports.spend.opening.binary_file import (
    DAMAGED,
    TOO_LARGE,
    NotPlainError,
    Sizes,
    read_workbook,
    unpacks_to,
)
from workshop.imports.spend.spreadsheet import Progress, Workbook

SMALL = 8 * 1024 * 1024
"""Bytes of an unpacked workbook up to which its sizes are all parsed here, and it is read here."""
PLAIN = 64 * 1024 * 1024
"""The same of one in which each cell says its place plainly, so that its size is seen at once."""
_ROOT = Path(__file__).resolve().parents[4]
_REFUSED = 3


@dataclass(frozen=True)
class ReadingLimits:
    """What one reading may use: seconds of waiting, and bytes of memory."""

    seconds: float = 90
    memory: int = 3 * 1024**3


def read_bounded(data: bytes, progress: Progress | None = None) -> Workbook:
    """All sheets of a workbook. Raises InvalidInputError with one sentence."""
    size = unpacks_to(data)
    if size is not None and size <= SMALL:
        return read_workbook(data, progress)
    if size is not None and size <= PLAIN:
        with suppress(NotPlainError):
            return read_workbook(data, progress, sizes=Sizes.PLAIN)
    return read_apart(data)


def read_apart(data: bytes, limits: ReadingLimits | None = None) -> Workbook:
    """The same by a process of its own; it ends with the reading, or where a limit is met."""
    limits = limits or ReadingLimits()
    try:
        done = subprocess.run(  # noqa: S603 - this very module, by this very Python
            [sys.executable, "-m", __name__, str(limits.memory), str(int(limits.seconds) + 1)],
            input=data,
            capture_output=True,
            timeout=limits.seconds,
            check=False,
            cwd=_ROOT,
            env={**os.environ, "PYTHONPATH": str(_ROOT), "OMP_NUM_THREADS": "1"},
        )
    except subprocess.TimeoutExpired:
        raise InvalidInputError(TOO_LARGE) from None
    if done.returncode == _REFUSED:
        raise InvalidInputError(done.stdout.decode("utf-8", "replace") or DAMAGED)
    if done.returncode != 0:
        raise InvalidInputError(TOO_LARGE)
    book: Workbook = pickle.loads(done.stdout)  # noqa: S301 - our own process wrote it
    return book


def _limit(memory: int, seconds: int) -> bool:
    """Hold this process to its limits; whether its memory is held for sure."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        return sys.platform.startswith("linux")
    return False


def main() -> int:
    """A workbook from standard input becomes its sheets, or a sentence, on standard output."""
    held = _limit(int(sys.argv[1]), int(sys.argv[2]))
    out = sys.stdout.buffer
    try:
        book = read_workbook(sys.stdin.buffer.read(), sizes=Sizes.UNKNOWN if held else Sizes.PARSED)
    except InvalidInputError as refused:
        out.write(str(refused).encode())
        return _REFUSED
    pickle.dump(book, out, pickle.HIGHEST_PROTOCOL)
    out.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
