"""Everything that the launcher mounts: routes, middleware, start and shutdown."""

import asyncio
import logging
import signal
import sys
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from types import FrameType
from typing import Any

import uvicorn
from filelock import Timeout
from starlette.datastructures import MutableHeaders
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import BaseRoute, Match, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from workshop.db import open_database
from workshop.domain.people.members import new_token
from workshop.errors import SettingsError, WorkshopError
from workshop.live import security_headers
from workshop.live.api import Api
from workshop.live.auto_close import keep_time
from workshop.live.connections import Connections
from workshop.live.hub import Hub
from workshop.live.limits import Limits
from workshop.live.openapi import openapi_route
from workshop.live.pages import Pages, get_ready
from workshop.live.running.keeping_time import keep_to_days
from workshop.live.running.metrics import Measurements
from workshop.live.running.nightly import keep_nights
from workshop.live.running.others import keep_saying
from workshop.live.running.state import MachineDoors
from workshop.live.server import COOKIE, COOKIE_SECONDS, Server
from workshop.live.stream import stream_route
from workshop.live.this_server import RUNNING
from workshop.settings import Settings

LOG = logging.getLogger(__name__)
SWITCH_SECONDS = 0.0005
GRACE_SECONDS = 2
SETTLED_SECONDS = 0.3
"""By then a server that starts listens, and what nobody waits for holds nobody up."""


def make_server(settings: Settings) -> Server:
    """A server over the settings' database, brought up to date and taken for this process.

    Raises SettingsError when another server already uses the same SQLite database.
    """
    db = open_database(settings)
    limits = Limits(between=db.dialect.between)
    server = Server(db=db, hub=Hub(db), settings=settings, limits=limits)
    _take(server)
    return server


def _take(server: Server) -> None:
    if not server.db.dialect.alone:
        return
    try:
        server.lock.acquire(timeout=0)
    except Timeout:
        raise SettingsError(
            "Another Reframe server already uses this database. Stop it first, or set DATABASE_URL "
            "and PORT to other values. On SQLite one server process does all the work."
        ) from None


def routes(server: Server, measured: Measurements | None = None) -> list[BaseRoute]:
    machines = MachineDoors(server, measured or Measurements(server)).routes()
    made = [*machines, *Pages(server).routes(), *Api(server).routes(), stream_route(server)]
    return [openapi_route(made), *made]


@asynccontextmanager
async def running(
    server: Server,
    *,
    loads: Callable[[], None] = lambda: None,
    settled: Callable[[], None] = lambda: None,
) -> AsyncIterator[None]:
    """Start the hub; at a signal end all streams first, or they would hold up the shutdown.

    Once the server listens it makes ready what its first phone needs, then ``loads`` what else
    somebody would wait for, in a thread; after both ``settled`` is called.
    Raises SettingsError when another server already uses the same SQLite database.
    """
    _take(server)
    await server.hub.start()
    tasks = [asyncio.create_task(keep_time(server.db))]
    tasks.append(asyncio.create_task(keep_nights(server.settings)))
    tasks.append(asyncio.create_task(keep_to_days(server.db)))
    tasks.append(asyncio.create_task(keep_saying(server.hub)))
    tasks.append(asyncio.create_task(_before_the_first(server.settings, loads, settled)))
    tasks += [asyncio.create_task(Connections(one).keep_looking()) for one in _web_servers()]
    restore = _chain_signals(server)
    RUNNING[server.settings.database_url] = server
    patience = sys.getswitchinterval()
    # A thread that comes back from the database waits this long for one that computes. At the
    # usual 5 ms every statement of a busy room costs 5 ms, and a card has several.
    sys.setswitchinterval(SWITCH_SECONDS)
    try:
        yield
    finally:
        sys.setswitchinterval(patience)
        restore()
        for task in tasks:
            task.cancel()
        RUNNING.pop(server.settings.database_url, None)
        await server.hub.stop()
        server.writer.close()
        server.readers.close()
        server.lock.release(force=True)


async def _before_the_first(
    settings: Settings, loads: Callable[[], None], settled: Callable[[], None]
) -> None:
    await asyncio.sleep(SETTLED_SECONDS)
    try:
        await asyncio.to_thread(get_ready, settings.language)
        await asyncio.to_thread(loads)
    except WorkshopError as problem:
        LOG.warning("The room page could not be made ready: %s", problem)
    except Exception:  # whoever comes first meets it too, and is told
        LOG.exception("What the first pages need could not be loaded.")
    finally:
        settled()


def _web_servers() -> list[uvicorn.Server]:
    """The web server that runs this app, which nothing but its signal handlers leads to."""
    handlers = (signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM))
    owners = {id(found): found for found in (getattr(one, "__self__", None) for one in handlers)}
    return [owner for owner in owners.values() if isinstance(owner, uvicorn.Server)]


def _chain_signals(server: Server) -> Any:
    if threading.current_thread() is not threading.main_thread():
        return lambda: None
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    for handler in before.values():
        owner = getattr(handler, "__self__", None)
        if isinstance(owner, uvicorn.Server) and owner.config.timeout_graceful_shutdown is None:
            # A phone that sleeps while megabytes wait for it would hold the shutdown for ever.
            owner.config.timeout_graceful_shutdown = GRACE_SECONDS

    def end(number: int, frame: FrameType | None) -> None:
        server.hub.close()
        earlier = before[signal.Signals(number)]
        if callable(earlier):
            earlier(number, frame)

    for number in before:
        signal.signal(number, end)

    def restore() -> None:
        for number, handler in before.items():
            signal.signal(number, handler)

    return restore


STREAM, API, WAY_IN, ROOM = "/live/", "/api/", "/join/", "/room/"
OF_THE_ROOM = (STREAM, API, WAY_IN, f"{ROOM}{{code}}")
READING = frozenset(("GET", "HEAD"))
LEAST_PACKED, PACKING = 500, 6
"""Bytes from which an answer is compressed, and how hard: more effort saves no byte of a page."""


CONDITIONS = (b"if-none-match", b"if-modified-since")


class DeviceCookie:
    """Give every browser that opens a page its device cookie, and every answer safe headers.

    ``secure`` is behind https; ``lasting`` where browsers may insist on it for a year; ``path`` is
    where the cookie belongs.
    """

    def __init__(
        self,
        app: ASGIApp,
        secure: bool = False,
        lasting: bool = False,
        policy: str = "",
        path: str = "/",
    ) -> None:
        self.app = app
        self.policy = policy or security_headers.app_policy("")
        self.secure = secure
        self.lasting = lasting
        self.path = path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        asked = dict(scope["headers"])
        known = f"{COOKIE}=".encode() in asked.get(b"cookie", b"")
        if not known and b"text/html" in asked.get(b"accept", b""):
            # "Not modified" cannot be told from an asset's, and would bring no cookie with it.
            kept = [pair for pair in scope["headers"] if pair[0] not in CONDITIONS]
            scope = {**scope, "headers": kept}
        del asked  # a stream stays open for hours

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                security_headers.make_safe(
                    headers, path=scope["path"], policy=self.policy, lasting=self.lasting
                )
                if not known and _is_page(message, headers):
                    headers.append("Set-Cookie", self._cookie())
            await send(message)

        await self.app(scope, receive, sending)

    def _cookie(self) -> str:
        secure = "; Secure" if self.secure else ""
        return (
            f"{COOKIE}={new_token()}; Max-Age={COOKIE_SECONDS}; Path={self.path}; HttpOnly; "
            f"SameSite=lax{secure}"
        )


class Edge:
    """Answer what the room asks, sends and hears before the app's own layers.

    All that these do for it is to compress what is read, which is done here. A stream must not be
    compressed, and what is answered to somebody who sent something is too short for it.
    """

    def __init__(self, app: ASGIApp, routes: Sequence[BaseRoute]) -> None:
        self.app = app
        self._doors: dict[str, list[tuple[Route, ASGIApp]]] = {}
        for route in routes:
            if isinstance(route, Route) and route.path.startswith(OF_THE_ROOM):
                for method in route.methods or ():
                    answer = _packing(route) if _packs(route, method) else route.handle
                    self._doors.setdefault(method, []).append((route, answer))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].startswith((STREAM, API, WAY_IN, ROOM)):
            for route, answer in self._doors.get(scope["method"], ()):
                match, found = route.matches(scope)
                if match is Match.FULL:
                    await answer({**scope, **found}, receive, send)
                    return
        await self.app(scope, receive, send)


def _packs(route: Route, method: str) -> bool:
    if route.path.startswith(API):
        return method in READING
    return not route.path.startswith(STREAM)


def _packing(route: Route) -> ASGIApp:
    return GZipMiddleware(route.handle, minimum_size=LEAST_PACKED, compresslevel=PACKING)


def _is_page(message: Message, headers: MutableHeaders) -> bool:
    html = headers.get("content-type", "").startswith("text/html")
    return html and message["status"] == 200 and COOKIE not in headers.get("set-cookie", "")
