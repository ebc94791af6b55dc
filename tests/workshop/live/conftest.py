"""A real server in a thread, people with browsers of their own, and somebody who reads streams."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware

from tests.described import Description
from workshop.db import Database
from workshop.domain.promises import tighten
from workshop.domain.room import open_activity
from workshop.domain.workshops import MadeWorkshop
from workshop.enums import Attribution
from workshop.live.hub import Hub
from workshop.live.server import COOKIE, Server
from workshop.live.site import DeviceCookie, Edge, routes, running
from workshop.queries.viewer import Viewer
from workshop.settings import Settings

PATIENCE = 10.0
ROOT = Path(__file__).resolve().parents[3]
T = TypeVar("T")


def in_a_thread(work: Callable[[], T]) -> T:
    """A loop of its own, also where a browser test before left one in this thread."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result()


WRITE = "insights.write"


@pytest.fixture
def server(db: Database) -> Server:
    settings = Settings(database_url=db.url, open_browser=False)
    return Server(db=db, hub=Hub(db), settings=settings)


@pytest.fixture
def site(server: Server) -> Iterator[str]:
    """The address of the light pages, the API and the streams, served by a real server."""
    with serving(server) as address:
        yield address


@contextmanager
def serving(server: Server) -> Iterator[str]:
    """Serve in a thread, and stop although streams are open."""

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> Any:
        async with running(server):
            yield

    doors = routes(server)
    layers = [Middleware(DeviceCookie), Middleware(Edge, routes=doors)]
    app = Starlette(routes=doors, lifespan=lifespan, middleware=layers)
    config = uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning")
    running_server = uvicorn.Server(config)
    thread = threading.Thread(target=running_server.run)
    thread.start()
    while not running_server.started:
        time.sleep(0.01)
    port = running_server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:  # a test that fails must not leave it running, which would hold up the whole run
        server.hub.close()
        running_server.should_exit = True
        thread.join(PATIENCE)
    assert not thread.is_alive(), "the server must stop although streams were open"


@dataclass
class Browser:
    """One device in one workshop."""

    http: httpx.Client
    code: str

    @property
    def token(self) -> str:
        return self.http.cookies[COOKIE]

    def api(self, path: str = "") -> str:
        return f"/api/{self.code}{path}"

    def add(self, text: str, key: str = "", **body: Any) -> httpx.Response:
        sent = {"activity": WRITE, "text": text, **body}
        key = key or f"key-{text[:60].encode().hex()}-{time.monotonic_ns()}"
        return self.http.post(self.api("/cards"), json=sent, headers={"Idempotency-Key": key})

    def added(self, text: str, **body: Any) -> str:
        answer = self.add(text, **body)
        assert answer.status_code == 201, answer.text
        found: str = answer.json()["id"]
        return found

    def steer(self, do: str, **more: Any) -> httpx.Response:
        return self.http.post(self.api("/steer"), json={"do": do, **more})


NewBrowser = Callable[..., Browser]


@pytest.fixture(scope="session")
def described() -> Description:
    """The description of the API; whatever a browser is answered here is held to it."""
    return Description(json.loads((ROOT / "docs" / "openapi.json").read_text("utf-8")))


def held(described: Description, answer: httpx.Response) -> None:
    if answer.headers.get("content-type", "").partition(";")[0].endswith("json"):
        answer.read()
        described.hold(answer)


@pytest.fixture
def new_browser(site: str, workshop: MadeWorkshop, described: Description) -> Iterator[NewBrowser]:
    """``new_browser(join="resident", token="")``: a device, joined unless ``join`` is empty."""
    opened: list[httpx.Client] = []

    def make(
        join: str = "resident", name: str = "", token: str = "", table: int | None = None
    ) -> Browser:
        hooks = {"response": [partial(held, described)]}
        client = httpx.Client(base_url=site, timeout=PATIENCE, event_hooks=hooks)
        opened.append(client)
        browser = Browser(client, workshop.code)
        if token:
            client.cookies.set(COOKIE, token, domain="127.0.0.1")
        if join:
            client.get(f"/join/{workshop.code}")
            choice = {"role_group": join, "name": name, "table": table}
            assert client.post(browser.api("/join"), json=choice).status_code == 200
        return browser

    yield make
    for client in opened:
        client.close()


@pytest.fixture
def host_browser(new_browser: NewBrowser, facilitator_token: str) -> Browser:
    """The facilitator's own device."""
    return new_browser(join="", token=facilitator_token)


@pytest.fixture
def writing(db: Database, facilitator: Viewer) -> None:
    """The room writes insights: hidden until the reveal, each with its role."""
    open_activity(db, viewer=facilitator, activity=WRITE)


@pytest.fixture
def writing_anonymously(db: Database, facilitator: Viewer, writing: None) -> None:
    tighten(db, viewer=facilitator, activity=WRITE, attribution=Attribution.ANONYMOUS)


@dataclass
class Listener:
    """Reads one stream in a thread, and applies it as a client does."""

    site: str
    path: str
    token: str = ""
    last_id: str = ""
    raw: bytearray = field(default_factory=bytearray)
    events: list[tuple[str, Any]] = field(default_factory=list)
    cards: dict[str, dict[str, Any]] = field(default_factory=dict)
    room: dict[str, Any] = field(default_factory=dict)
    snapshots: int = 0
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    ended: bool = False
    _news: threading.Condition = field(default_factory=threading.Condition)
    _stop: bool = False

    def start(self) -> "Listener":
        threading.Thread(target=self._read, daemon=True).start()
        self.wait(lambda: self.status > 0 and (self.status != 200 or bool(self.room)))
        return self

    def _read(self) -> None:
        cookies = {COOKIE: self.token} if self.token else {}
        headers = {"Last-Event-ID": self.last_id} if self.last_id else {}
        try:
            with (
                httpx.Client(base_url=self.site, timeout=None, cookies=cookies) as client,
                client.stream("GET", self.path, headers=headers) as answer,
            ):
                self.headers = dict(answer.headers)
                self._note(status=answer.status_code)
                text = b""
                for chunk in answer.iter_bytes():
                    self.raw += chunk
                    *whole, text = (text + chunk).split(b"\n\n")
                    for event in whole:
                        self._apply(event.decode())
                    if self._stop:
                        return
        except httpx.HTTPError:
            pass
        finally:
            self._note(ended=True)

    def _note(self, **values: Any) -> None:
        with self._news:
            for name, value in values.items():
                setattr(self, name, value)
            self._news.notify_all()

    def _apply(self, event: str) -> None:
        lines = dict(line.partition(": ")[::2] for line in event.split("\n"))
        if "event" not in lines:
            return
        data = json.loads(lines["data"])
        with self._news:
            self.last_id = lines.get("id", self.last_id)
            self.events.append((lines["event"], data))
            match lines["event"]:
                case "snapshot":
                    self.cards.clear()
                    self.snapshots += 1
                case "room":
                    self.room = data
                case "cards":
                    for change in data:
                        if change["op"] == "remove":
                            self.cards.pop(change["id"], None)
                        else:
                            self.cards[change["id"]] = change
            self._news.notify_all()

    def wait(self, condition: Callable[[], bool]) -> None:
        with self._news:
            assert self._news.wait_for(condition, PATIENCE), self.raw.decode()[-2000:]

    def until_revision(self, revision: int) -> None:
        self.wait(lambda: self.room.get("revision", 0) >= revision)

    def stop(self) -> None:
        self._stop = True


Listen = Callable[..., Listener]


@pytest.fixture
def listen(site: str, workshop: MadeWorkshop) -> Iterator[Listen]:
    """``listen("projector", token="", last_id="")`` opens a stream of the workshop."""
    opened: list[Listener] = []

    def open_stream(view: str, token: str = "", last_id: str = "") -> Listener:
        path = f"/live/{workshop.code}?view={view}"
        listener = Listener(site, path, token, last_id)
        opened.append(listener)
        return listener.start()

    yield open_stream
    for listener in opened:
        listener.stop()
