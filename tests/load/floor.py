"""``python -m tests.load.floor DATABASE PORT``: the least that could do this work, to compare with.

Bare Starlette over raw SQLite, with the guarantees that cost time and nothing else: acknowledged
only after the disk has it (WAL, FULL), a key stores nothing twice, a joined phone is known after
a restart, one writing thread whose jobs share a transaction, and a stream for each phone. It
checks nothing and knows no rules: what the product costs beyond it is the price of those.
"""

import asyncio
import json
import os
import secrets
import sqlite3
import sys
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

MOST_TOGETHER = 64
PHONE_GAP = float(os.environ.get("FLOOR_PHONE_GAP", "1"))
"""Seconds between two messages to phones."""
TABLES = """
    CREATE TABLE IF NOT EXISTS device(token TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS joined(token TEXT PRIMARY KEY, role TEXT) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS card(id TEXT PRIMARY KEY, key TEXT UNIQUE, who TEXT, text TEXT);
    CREATE TABLE IF NOT EXISTS ballot(voter_id TEXT, card_id TEXT, score INTEGER);
"""

Act = Callable[[sqlite3.Connection], Any]


@dataclass(frozen=True, slots=True)
class Job:
    act: Act
    done: asyncio.Future[Any]


class Floor:
    """One room: what is stored, and the streams that hear of it."""

    def __init__(self, path: str) -> None:
        self.db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self.db.executescript(f"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; {TABLES}")
        self.jobs: SimpleQueue[Job] = SimpleQueue()
        self.walls: set[asyncio.Queue[bytes]] = set()
        self.phones: set[asyncio.Queue[bytes]] = set()
        self.late: list[dict[str, str]] = []
        self.loop: asyncio.AbstractEventLoop | None = None

    def write(self) -> None:
        """The writing thread: those that wait share a transaction and the disk."""
        while True:
            jobs = [self.jobs.get()]
            with suppress(Empty):
                while len(jobs) < MOST_TOGETHER:
                    jobs.append(self.jobs.get_nowait())
            self.db.execute("BEGIN IMMEDIATE")
            answers = [job.act(self.db) for job in jobs]
            self.db.execute("COMMIT")
            assert self.loop is not None
            self.loop.call_soon_threadsafe(self.settle, jobs, answers)

    def settle(self, jobs: list[Job], answers: list[Any]) -> None:
        new = [answer for answer in answers if answer is not None]
        for job, answer in zip(jobs, answers, strict=True):
            if not job.done.done():
                job.done.set_result(answer)
        say(self.walls, new)
        self.late += new

    async def do(self, act: Act) -> Any:
        done: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self.jobs.put(Job(act, done))
        return await done

    async def tell_phones(self) -> None:
        while True:
            await asyncio.sleep(PHONE_GAP)
            late, self.late = self.late, []
            say(self.phones, late)

    async def root(self, _request: Request) -> Response:
        return PlainTextResponse("floor")

    async def door(self, request: Request) -> Response:
        token = secrets.token_urlsafe(32)
        await self.do(lambda db: db.execute("INSERT INTO device VALUES(?)", (token,)) and None)
        answer = Response(status_code=303, headers={"Location": f"/room/{code_of(request)}"})
        answer.set_cookie("device", token)
        return answer

    async def join(self, request: Request) -> Response:
        given, token = await request.json(), request.cookies["device"]
        row = (token, given["role_group"])
        await self.do(lambda db: db.execute("REPLACE INTO joined VALUES(?, ?)", row) and None)
        return JSONResponse({"me": {"joined": True}})

    async def add(self, request: Request) -> Response:
        given, key = await request.json(), request.headers["idempotency-key"]
        card = secrets.token_urlsafe(12)
        row = (card, key, request.cookies.get("device"), given["text"])

        def act(db: sqlite3.Connection) -> dict[str, str] | None:
            done = db.execute("INSERT OR IGNORE INTO card VALUES(?, ?, ?, ?)", row)
            return {"op": "add", "id": card, "text": given["text"]} if done.rowcount else None

        if await self.do(act) is None:
            (card,) = self.db.execute("SELECT id FROM card WHERE key = ?", (key,)).fetchone()
            return JSONResponse({"id": card}, 200)
        return JSONResponse({"id": card}, 201)

    async def live(self, request: Request) -> Response:
        queue: asyncio.Queue[bytes] = asyncio.Queue()
        mine = self.phones if request.query_params.get("view") == "phone" else self.walls
        mine.add(queue)

        async def events() -> AsyncIterator[bytes]:
            yield b"retry: 1000\n\n"
            try:
                while True:
                    yield await queue.get()
            finally:
                mine.discard(queue)

        return StreamingResponse(events(), media_type="text/event-stream")

    def app(self) -> Starlette:
        @asynccontextmanager
        async def life(_app: Starlette) -> AsyncIterator[None]:
            self.loop = asyncio.get_running_loop()
            threading.Thread(target=self.write, daemon=True).start()
            ticking = asyncio.create_task(self.tell_phones())
            yield
            ticking.cancel()

        code = "{code}"
        return Starlette(
            lifespan=life,
            routes=[
                Route("/", self.root),
                Route(f"/join/{code}", self.door),
                Route(f"/room/{code}", self.root),
                Route(f"/api/{code}/join", self.join, methods=["POST"]),
                Route(f"/api/{code}/cards", self.add, methods=["POST"]),
                Route(f"/live/{code}", self.live),
            ],
        )


def code_of(request: Request) -> str:
    return str(request.path_params["code"])


def say(to: set[asyncio.Queue[bytes]], new: list[dict[str, str]]) -> None:
    if new:
        payload = b"event: cards\ndata: " + json.dumps(new).encode() + b"\n\n"
        for queue in to:
            queue.put_nowait(payload)


if __name__ == "__main__":
    uvicorn.run(
        Floor(sys.argv[1]).app(),
        host="127.0.0.1",
        port=int(sys.argv[2]),
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=1,
    )
