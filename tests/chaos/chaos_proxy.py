"""A bad network between phones and server, by a seeded schedule.

What a hotel's wifi, a full access point and a caching box do to HTTP, on real sockets: another
page in the server's place, cut lines, late and doubled requests, answers cut short or kept from
before, and requests that overtake each other. ``heal`` makes it a good network again.
"""

import asyncio
import random
import threading
from collections import Counter
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import h11

CHUNK = 65_536
HOST = "127.0.0.1"
SPELL_SECONDS = (0.2, 0.9)
"""So long a spell of one weather lasts; a page takes ten of its own seconds in one of these."""
SLEEP, LATE, HELD = 1.5, (0.2, 1.2), 0.4

PORTAL = (
    b"<!doctype html><title>Guest wifi</title><h1>Welcome</h1><form><button>Accept</button></form>"
)
CARD = b'{"id": "made-up", "revision": 3, "version": 1, "hand": true, "done_in": null, "cards": []}'
Header = tuple[bytes, bytes]


@dataclass(frozen=True)
class Answer:
    """A whole answer, the server's or somebody else's."""

    status: int
    headers: list[Header]
    body: bytes = b""


def strange(status: int, kind: str, body: bytes = b"", **more: str) -> Answer:
    named = {"content-type": kind, "content-length": str(len(body)), **more}
    return Answer(status, [(name.encode(), value.encode()) for name, value in named.items()], body)


STRANGE = (
    strange(200, "text/html", PORTAL),
    strange(204, "text/html"),
    strange(302, "text/html", location="http://login.example/"),
    strange(307, "text/html", location="/elsewhere"),
    strange(403, "text/html", PORTAL),
    strange(404, "application/problem+json", b'{"detail": "No."}'),
    strange(511, "text/html", PORTAL),
    strange(503, "text/html", PORTAL),
    strange(200, "application/json", CARD),
    strange(201, "application/json", CARD[:-9]),
    strange(200, "application/json"),
)
"""What somebody else answers; none of it is the room's."""

WEATHER: dict[str, dict[str, int]] = {
    "fair": {"pass": 1},
    "portal": {"answer": 6, "swallow": 3, "pass": 1},
    "crowded": {"late": 4, "double": 3, "double late": 4, "hold": 3, "pass": 3},
    "breaking": {"cut before": 3, "cut after": 4, "truncate": 3, "kept": 2, "sleep": 1, "pass": 3},
}


@dataclass
class Asked:
    """One request of a client, read whole."""

    method: bytes
    target: bytes
    headers: list[Header]
    body: bytes

    @property
    def stream(self) -> bool:
        return self.target.startswith(b"/live/")


@dataclass
class ChaosProxy:
    """Listens on a port of its own in a thread of its own, in front of ``upstream``."""

    upstream: int
    seed: int
    port: int = 0
    done: Counter[str] = field(default_factory=Counter)
    _loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.new_event_loop)
    _weather: str = "fair"
    _kept: dict[bytes, Answer] = field(default_factory=dict)
    _kept_streams: dict[bytes, bytes] = field(default_factory=dict)
    _tasks: set[asyncio.Task[Any]] = field(default_factory=set)
    _later: set[asyncio.Task[Any]] = field(default_factory=set)
    _lines: set[asyncio.StreamWriter] = field(default_factory=set)
    _held: list[asyncio.Event] = field(default_factory=list)
    _turns: asyncio.Task[None] | None = None

    def __post_init__(self) -> None:
        self._dice = random.Random(self.seed)
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> "ChaosProxy":
        self._thread.start()
        assert self._ready.wait(10)
        return self

    def __exit__(self, *_error: object) -> None:
        self._do(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def break_out(self) -> None:
        """Bad weather from now on, in spells."""
        self._loop.call_soon_threadsafe(self._begin)

    def heal(self) -> None:
        """Fair weather; what was late comes now, and then nothing is under way any more."""
        self._do(self._calm())

    def _do(self, work: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(30)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._open())
        self._ready.set()
        self._loop.run_forever()
        self._loop.close()

    async def _open(self) -> None:
        self._door = await asyncio.start_server(self._line, HOST, 0)
        self.port = self._door.sockets[0].getsockname()[1]

    def _begin(self) -> None:
        self._turns = self._loop.create_task(self._change())

    async def _change(self) -> None:
        """One spell after another, never the same twice; streams break when the weather does."""
        while True:
            others = [name for name in WEATHER if name != self._weather]
            self._weather = self._dice.choice(others)
            for line in list(self._lines):
                if self._weather != "fair" and self._dice.random() < 0.3:
                    line.transport.abort()
            await asyncio.sleep(self._dice.uniform(*SPELL_SECONDS))

    async def _calm(self) -> None:
        if self._turns is not None:
            self._turns.cancel()
        self._weather = "fair"
        for event in self._held:
            event.set()
        while self._later:
            await asyncio.gather(*self._later, return_exceptions=True)

    async def _end(self) -> None:
        self._door.close()
        await self._calm()
        tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _line(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection of a client, for as many requests as it likes."""
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        http = h11.Connection(h11.SERVER)
        try:
            with suppress(OSError, h11.ProtocolError, asyncio.CancelledError):
                while asked := await _read(http, reader):
                    await self._serve(asked, http, writer)
                    if http.our_state is not h11.DONE or http.their_state is not h11.DONE:
                        break
                    http.start_next_cycle()
        finally:
            writer.transport.abort() if writer.transport.is_closing() else writer.close()

    async def _serve(
        self, asked: Asked, http: h11.Connection, writer: asyncio.StreamWriter
    ) -> None:
        kinds = WEATHER[self._weather]
        what = self._dice.choices(list(kinds), list(kinds.values()))[0]
        self.done[what] += 1
        if asked.stream and what == "kept" and asked.target in self._kept_streams:
            writer.write(self._kept_streams[asked.target])
            await writer.drain()
            return writer.close()
        if asked.stream and what not in ("answer", "swallow", "cut before", "sleep"):
            return await self._stream(asked, writer)
        answer = await self._mischief(what, asked)
        if answer is None:
            writer.transport.abort()
        elif what == "truncate":
            _send(http, writer, answer, cut=len(answer.body) // 2)
            await writer.drain()
            writer.close()
        else:
            _send(http, writer, answer)
            await writer.drain()
        return None

    async def _mischief(self, what: str, asked: Asked) -> Answer | None:
        """What the client hears, or None where the line breaks."""
        match what:
            case "answer":
                return self._dice.choice(STRANGE)
            case "swallow":
                await self._forward(asked)
                return self._dice.choice(STRANGE)
            case "cut before":
                return None
            case "cut after":
                await self._forward(asked)
                return None
            case "sleep":
                await asyncio.sleep(SLEEP)
                return None
            case "late":
                await asyncio.sleep(self._dice.uniform(*LATE) / 2)
            case "double":
                return (await asyncio.gather(self._forward(asked), self._forward(asked)))[1]
            case "double late":
                self._do_later(asked, self._dice.uniform(*LATE))
            case "hold":
                await self._overtaken()
            case "kept" if asked.target in self._kept:
                return self._kept[asked.target]
        answer = await self._forward(asked)
        if what != "hold":
            self._let_go()
        self._kept[asked.target] = answer
        return answer

    def _do_later(self, asked: Asked, seconds: float) -> None:
        async def later() -> None:
            await asyncio.sleep(seconds)
            with suppress(OSError, h11.ProtocolError):
                await self._forward(asked)

        task = self._loop.create_task(later())
        self._later.add(task)
        task.add_done_callback(self._later.discard)

    async def _overtaken(self) -> None:
        """Wait until another request has gone first, or for a while."""
        event = asyncio.Event()
        self._held.append(event)
        with suppress(TimeoutError):
            await asyncio.wait_for(event.wait(), HELD)
        self._held.remove(event)

    def _let_go(self) -> None:
        if self._held:
            self._held[0].set()

    async def _forward(self, asked: Asked) -> Answer:
        """What the server answers to this."""
        http = h11.Connection(h11.CLIENT)
        reader, writer = await asyncio.open_connection(HOST, self.upstream)
        try:
            writer.write(_request(http, asked))
            head: h11.Response | None = None
            body = bytearray()
            while True:
                event = http.next_event()
                if event is h11.NEED_DATA:
                    http.receive_data(await reader.read(CHUNK))
                elif isinstance(event, h11.Response):
                    head = event
                elif isinstance(event, h11.Data):
                    body += event.data
                else:
                    break
            assert head is not None, "the server has ended the line without an answer"
            headers = [pair for pair in head.headers.raw_items() if pair[0].lower() not in HOP]
            return Answer(head.status_code, headers, bytes(body))
        finally:
            writer.transport.abort()

    async def _stream(self, asked: Asked, writer: asyncio.StreamWriter) -> None:
        """Bytes as they come, until either end or the weather breaks the line."""
        reader, upstream = await asyncio.open_connection(HOST, self.upstream)
        self._lines.add(writer)
        heard = bytearray()
        try:
            upstream.write(_request(h11.Connection(h11.CLIENT), asked))
            while chunk := await reader.read(CHUNK):
                heard += chunk
                writer.write(chunk)
                await writer.drain()
        finally:
            self._kept_streams[asked.target] = bytes(heard)
            self._lines.discard(writer)
            upstream.transport.abort()
            writer.transport.abort()


HOP = {b"connection", b"keep-alive", b"transfer-encoding", b"content-length"}


async def _read(http: h11.Connection, reader: asyncio.StreamReader) -> Asked | None:
    """The next request of a line, or None where it has ended."""
    head: h11.Request | None = None
    body = bytearray()
    while True:
        event = http.next_event()
        if event is h11.NEED_DATA:
            http.receive_data(await reader.read(CHUNK))
        elif isinstance(event, h11.Request):
            head = event
        elif isinstance(event, h11.Data):
            body += event.data
        elif isinstance(event, h11.EndOfMessage) and head is not None:
            return Asked(head.method, head.target, list(head.headers.raw_items()), bytes(body))
        else:
            return None


def _request(http: h11.Connection, asked: Asked) -> bytes:
    """The request as it goes to the server: one to a line."""
    kept = [pair for pair in asked.headers if pair[0].lower() not in HOP]
    length = [(b"content-length", str(len(asked.body)).encode())] if asked.body else []
    headers = [*kept, *length, (b"connection", b"close")]
    sent = http.send(h11.Request(method=asked.method, target=asked.target, headers=headers)) or b""
    if asked.body:
        sent += http.send(h11.Data(data=asked.body)) or b""
    return sent + (http.send(h11.EndOfMessage()) or b"")


def _send(
    http: h11.Connection, writer: asyncio.StreamWriter, answer: Answer, cut: int | None = None
) -> None:
    """The answer, or only so many bytes of its body."""
    bodiless = answer.status in (204, 304)
    kept = [pair for pair in answer.headers if pair[0].lower() not in HOP]
    length = [] if bodiless else [(b"content-length", str(len(answer.body)).encode())]
    head = h11.Response(status_code=answer.status, headers=[*kept, *length])
    writer.write(http.send(head) or b"")
    if not bodiless and answer.body:
        writer.write(http.send(h11.Data(data=answer.body[:cut])) or b"")
    if cut is None:
        writer.write(http.send(h11.EndOfMessage()) or b"")
