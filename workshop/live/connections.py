"""Connections tell at once, those of people who are gone are ended, and there are files enough."""

import asyncio
import contextlib
import socket
import time
from collections.abc import Callable
from typing import Any
from weakref import WeakKeyDictionary

import uvicorn

SILENT_SECONDS = 30.0
"""So long may a connection take until its first request is whole; a phone needs a second."""
LOOK_SECONDS = 5.0
START_SECONDS = 0.02
MANY_FILES = 65_536
FEW_FILES = 4_096
"""Each phone needs two or three; fewer files than this are said at the start."""
_KEEP_ALIVE = {"TCP_KEEPIDLE": 30, "TCP_KEEPINTVL": 10, "TCP_KEEPCNT": 3}
_UNHEARD_MS = 60_000


class Connections:
    """What the web server leaves undone: haste, an end of half a request and of silent peers."""

    def __init__(self, server: uvicorn.Server, clock: Callable[[], float] = time.monotonic) -> None:
        self._server = server
        self._clock = clock
        self._since: WeakKeyDictionary[Any, tuple[int, float]] = WeakKeyDictionary()

    async def keep_looking(self) -> None:
        while not self._server.started:
            await asyncio.sleep(START_SECONDS)
        self.tell_at_once()
        self.keep_open()
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            self.look()

    def tell_at_once(self) -> None:
        """Have the system send each part of an answer at once; whom it accepts inherits that.

        Python's loop asks for it only of sockets that name TCP when they are made, and Streamlit
        makes its own without: the body of an answer then waits 40 ms for the receipt of its head.
        """
        for listening in self._server.servers:
            for found in listening.sockets:
                _tell_at_once(found)

    def keep_open(self) -> None:
        """Keep a connection for what its phone sends next, as long as one without a request.

        The usual 5 s are over before somebody has chosen a group or written a card; another
        connection costs a weak network up to a second, and the server more than the request.
        """
        self._server.config.timeout_keep_alive = int(SILENT_SECONDS)

    def look(self) -> int:
        """End connections that have been without a whole request for too long; answers how many."""
        ended = 0
        for protocol in list(self._server.server_state.connections):
            transport = getattr(protocol, "transport", None)
            if transport is None or not hasattr(protocol, "cycle"):
                continue  # a web socket, which has its own pings
            if protocol not in self._since:
                _notice_when_gone(transport)
            cycle = protocol.cycle
            waits = cycle is None or cycle.response_complete
            now = (id(cycle), self._clock())  # by name: it leads back to what is to be let go
            before, since = self._since.setdefault(protocol, now)
            if not waits or before != now[0]:  # a request came, perhaps between two looks
                self._since[protocol] = now
            elif self._clock() - since >= SILENT_SECONDS:
                transport.close()
                ended += 1
        return ended


def _tell_at_once(found: Any) -> None:
    with contextlib.suppress(OSError):  # no TCP
        found.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def _notice_when_gone(transport: Any) -> None:
    """Have the system find out that nobody is at the other end, as after a phone's last battery."""
    found = transport.get_extra_info("socket")
    if found is None:
        return
    _tell_at_once(found)  # who came while the server was starting
    with contextlib.suppress(OSError):
        found.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        for name, value in _KEEP_ALIVE.items():
            if hasattr(socket, name):
                found.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)
        if hasattr(socket, "TCP_USER_TIMEOUT"):
            found.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, _UNHEARD_MS)


def more_files() -> int | None:
    """Have the system let this process keep as many files open as it may; answers how many.

    None where no such limit is known, as on Windows.
    """
    try:
        import resource
    except ImportError:
        return None
    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MANY_FILES if most == resource.RLIM_INFINITY else min(most, MANY_FILES)
    if wanted > now:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))
    return int(resource.getrlimit(resource.RLIMIT_NOFILE)[0])


def few_files(allowed: int | None) -> str:
    """A sentence where the system allows so few files that a full room may feel it; else ""."""
    if allowed is None or allowed >= FEW_FILES:
        return ""
    people = max(0, (allowed - 100) // 3)
    return (
        f"This system lets Reframe keep only {allowed:,} connections and files open, enough for "
        f"about {people:,} people. Raise the limit (ulimit -n) for more."
    )
