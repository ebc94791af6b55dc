"""Who is in the room: people with a phone each, and screens that show the wall."""

import asyncio
import json
import secrets
import time
from collections import deque
from dataclasses import dataclass, field

from tests.load.server import Room
from workshop.robots.device import come_in
from workshop.robots.http import Client, Subscription

GIVE_UP_SECONDS = 60.0


@dataclass
class Ledger:
    """What was sent, what was answered, and when it was seen. Times are perf_counter seconds."""

    begun: dict[str, float] = field(default_factory=dict)
    acknowledged: dict[str, tuple[str, float]] = field(default_factory=dict)
    ballots: dict[int, list[int]] = field(default_factory=dict)
    voted: list[float] = field(default_factory=list)
    refused: int = 0
    resent: int = 0
    given_up: int = 0
    by: dict[str, str] = field(default_factory=dict)
    """Which server answered, where a balancer says so."""
    patient: bool = False
    """Whether an answer that the server cannot just now is counted apart."""
    waited: int = 0


@dataclass
class Person:
    """One device: joins by the code, keeps an outbox in order, resends with the same key."""

    number: int
    room: Room
    client: Client
    ledger: Ledger
    stream: Subscription | None = None
    screen: "Wall | None" = None
    _voting: Client | None = None
    _outbox: deque[str] = field(default_factory=deque)
    _sender: asyncio.Task[None] | None = None

    async def join(self) -> None:
        """As a phone does: the link, the page, the choice, the stream."""
        await come_in(self.client, self.room.code, self.number)
        self.stream = Subscription(
            self.client.port,
            f"/live/{self.room.code}?view=phone",
            self.client.cookie,
            read=self.screen.read if self.screen else None,
        )

    def write(self) -> None:
        """Put a card in the outbox and send what is there, one after the other."""
        key = secrets.token_urlsafe(16)
        self.ledger.begun[key] = time.perf_counter()
        self._outbox.append(key)
        if self._sender is None or self._sender.done():
            self._sender = asyncio.create_task(self._send())

    async def vote(self, round_id: str, scores: list[int]) -> None:
        """Set the ballot, again and again until the server has it, as the room page does."""
        choices = [
            {"card": card, "score": score}
            for card, score in zip(self.room.options, scores, strict=True)
        ]
        if self._voting is None:  # a connection of its own: each carries one request at a time
            self._voting = Client(self.client.port, self.client.cookie)
        began = time.perf_counter()
        while time.perf_counter() - began < GIVE_UP_SECONDS:
            path = f"/api/{self.room.code}/votes/{round_id}"
            try:
                answer = await self._voting.request("PUT", path, {"choices": choices})
            except OSError:
                self.ledger.resent += 1
                await asyncio.sleep(0.25)
                continue
            if answer.status == 200:
                self.ledger.ballots[self.number] = scores
                self.ledger.voted.append((time.perf_counter() - began) * 1e3)
                return
            self.ledger.refused += 1
            await asyncio.sleep(1)
        self.ledger.given_up += 1

    async def finished(self) -> None:
        if self._sender is not None:
            await self._sender

    async def _send(self) -> None:
        while self._outbox:
            if await self._try(self._outbox[0]):
                self._outbox.popleft()

    async def _try(self, key: str) -> bool:
        """True when the card needs no further attempt."""
        if time.perf_counter() - self.ledger.begun[key] > GIVE_UP_SECONDS:
            self.ledger.given_up += 1
            return True
        words = f"{key} nobody asked us when the timetable changed, so we walk" + " on" * (
            self.number % 30
        )
        body = {"activity": self.room.activity, "text": words, "fields": {}}
        try:
            answer = await self.client.request(
                "POST", f"/api/{self.room.code}/cards", body, {"Idempotency-Key": key}
            )
        except OSError:
            self.ledger.resent += 1
            await asyncio.sleep(0.25)
            return False
        if answer.status in (200, 201):
            self.ledger.acknowledged[key] = (answer.json()["id"], time.perf_counter())
            self.ledger.by[key] = answer.headers.get("x-answered-by", "")
            return True
        if self.ledger.patient and answer.status >= 500:
            self.ledger.waited += 1  # a sentence that it waits here, as on a phone
        else:
            self.ledger.refused += 1
        await asyncio.sleep(float(answer.headers.get("retry-after", "1")))
        return False


@dataclass
class Wall:
    """A screen that applies the stream and remembers when each card first came."""

    seen: dict[str, float] = field(default_factory=dict)
    now: set[str] = field(default_factory=set)
    snapshots: int = 0

    def read(self, name: str, data: bytes) -> None:
        moment = time.perf_counter()
        if name == "snapshot":
            self.now.clear()
            self.snapshots += 1
        elif name == "cards":
            for change in json.loads(data):
                if change["op"] == "remove":
                    self.now.discard(change["id"])
                else:
                    self.now.add(change["id"])
                    self.seen.setdefault(change["id"], moment)
