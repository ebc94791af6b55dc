"""Pictures are redrawn by processes that are kept: what a file does to its reader ends with it.

A process has little memory (where the system can hold it to that) and little time for each picture.
One that breaks, hangs or grows is ended, and the next picture gets another; the server goes on.
"""

import atexit
import logging
import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock, Semaphore, Timer
from typing import BinaryIO, cast

from workshop.errors import InvalidInputError, StorageError
from workshop.pictures.limits import DAMAGED, REFUSALS, TOO_LARGE, Mime
from workshop.pictures.worker import REFUSED, SORTS, hear, say

SECONDS = 30.0
MEMORY = 2 * 1024**3
"""Bytes of address space: 50 million pixels are held a few times over while they are redrawn."""
AT_ONCE = 2
MOST_EACH = 500
"""A process is replaced after so many pictures, whatever its libraries did not give back."""
MOST_ANSWERED = 32 * 1024 * 1024
"""Bytes that are taken from a process: a picture of 2,000 by 2,000 pixels, and no more."""
BUSY = "The server is very busy. Please wait a moment."
_ROOT = Path(__file__).resolve().parents[2]
_WORKER = (sys.executable, "-m", "workshop.pictures.worker", str(MEMORY))
_HANDED_ON = ("PATH", "LANG", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "TEMP", "TMP")
"""What the system needs to start a process; no secret of the server is told to one."""
_BEGINS: dict[Mime, bytes] = {
    "image/png": b"\x89PNG\r\n\x1a\n",
    "image/jpeg": b"\xff\xd8\xff",
    "image/webp": b"RIFF",
}
_log = logging.getLogger(__name__)


def _environment() -> dict[str, str]:
    found = {name: os.environ[name] for name in _HANDED_ON if name in os.environ}
    paths = [str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**found, "PYTHONPATH": os.pathsep.join(paths), "OMP_NUM_THREADS": "1"}


class _Ended(Exception):  # noqa: N818 - no mistake of anybody here
    """The process is not there any more; ``late`` where its time was over."""

    def __init__(self, *, late: bool) -> None:
        super().__init__()
        self.late = late


@dataclass(eq=False)
class _Kept:
    """One process that redraws pictures, and how many it has had."""

    command: Sequence[str]
    had: int = 0
    process: "subprocess.Popen[bytes]" = field(init=False)

    def __post_init__(self) -> None:
        try:
            self.process = subprocess.Popen(  # noqa: S603 - a module of ours, by this very Python
                self.command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=_ROOT,
                env=_environment(),
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:  # no memory, no more files
            raise StorageError(BUSY) from error
        self._asked = cast(BinaryIO, self.process.stdin)
        self._said = cast(BinaryIO, self.process.stdout)

    def ask(self, content: bytes, seconds: float) -> tuple[bytes, bytes]:
        """Its letter, and what follows. Raises _Ended where it gave no answer in time, and is gone.

        What it says is believed no more than the picture was.
        """
        late: list[bool] = []

        def over() -> None:
            late.append(True)
            self.process.kill()

        watch, self.had = Timer(seconds, over), self.had + 1
        watch.daemon = True
        watch.start()
        try:
            say(self._asked, content)
            found = hear(self._said, MOST_ANSWERED) or b""
        except OSError:
            found = b""
        finally:
            watch.cancel()
        letter, rest = found[:1], found[1:]
        if late or not _is_answer(letter, rest):
            self.end()
            raise _Ended(late=bool(late))
        return letter, rest

    def end(self) -> None:
        self.process.kill()
        for pipe in (self._asked, self._said):
            with suppress(OSError):
                pipe.close()
        self.process.wait()


def _is_answer(letter: bytes, rest: bytes) -> bool:
    """Whether a process that does what it should would say this."""
    if letter == REFUSED:
        return rest.decode(errors="replace") in REFUSALS
    return letter in SORTS and rest.startswith(_BEGINS[SORTS[letter]])


@dataclass
class Redrawers:
    """The processes that wait for a picture; at most ``AT_ONCE`` are at work."""

    command: Sequence[str] = _WORKER
    seconds: float = SECONDS
    _idle: list[_Kept] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)
    _places: Semaphore = field(default_factory=lambda: Semaphore(AT_ONCE))

    def redraw(self, content: bytes) -> tuple[Mime, bytes]:
        """The picture made new. Raises InvalidInputError with one sentence."""
        with self._places:
            letter, rest = self._ask(content)
        if letter == REFUSED:
            raise InvalidInputError(REFUSALS[rest.decode()])
        return SORTS[letter], rest

    def _ask(self, content: bytes) -> tuple[bytes, bytes]:
        """One that ended while it was idle, for no fault of this picture, is replaced once."""
        for kept, fresh in ((self._take(), False), (None, True)):
            one = kept or _Kept(self.command)
            rested = one.had > 0 and not fresh
            try:
                found = one.ask(content, self.seconds)
            except _Ended as ended:
                if rested and not ended.late:
                    continue
                # Where every picture ends like this, no process can start: the log says so.
                _log.warning("what reads pictures ended with %s", one.process.returncode)
                raise InvalidInputError(TOO_LARGE if ended.late else DAMAGED) from None
            self._put(one)
            return found
        raise AssertionError("the second one is fresh")

    def _take(self) -> _Kept | None:
        with self._lock:
            return self._idle.pop() if self._idle else None

    def _put(self, one: _Kept) -> None:
        if one.had >= MOST_EACH:
            one.end()
            return
        with self._lock:
            self._idle.append(one)

    def end(self) -> None:
        """End those that wait. They would end by themselves with this process."""
        with self._lock:
            idle = [*self._idle]
            self._idle.clear()
        for one in idle:
            one.end()

    def begin_anew(self) -> None:
        """In a copy of this process, which has none of its own, and ends nobody else's."""
        self._idle = []
        self._lock, self._places = Lock(), Semaphore(AT_ONCE)


_OURS = Redrawers()
atexit.register(_OURS.end)
if sys.platform != "win32":
    os.register_at_fork(after_in_child=_OURS.begin_anew)


def redrawn(content: bytes) -> tuple[Mime, bytes]:
    """As ``redraw.redrawn``, in a process of its own."""
    return _OURS.redraw(content)
