"""The runs: a burst of cards, an idle room, a room that comes in at once."""

import asyncio
import math
import random
import resource
import sqlite3
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tests.load.people import Ledger, Person, Wall
from tests.load.server import Room, ServerProcess, prepare, prepare_floor
from workshop.robots.http import Client, Subscription

SETTLE_SECONDS = 10.0
JOINING_AT_ONCE = 20
LISTENING_PHONES = 5
"""Phones whose stream is read; of the others only the bytes are counted."""
BALLOTS = """
    SELECT group_concat(score, ' ') FROM
        (SELECT voter_id, score FROM ballot JOIN card ON card.id = card_id ORDER BY card.rowid)
    GROUP BY voter_id
"""


@dataclass(frozen=True, slots=True)
class Plan:
    people: int
    rate: float
    seconds: float
    projectors: int
    reconnect: float
    kill: bool
    idle: bool
    join: bool
    wall: int
    votes: bool
    seed: int
    floor: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """What one run showed. Times in milliseconds, CPU in per cent of one core, memory in MB.

    ``join_cpu`` is what a join costs the server, in milliseconds of CPU.
    """

    cards: int
    acknowledged: list[float]
    shown: list[float]
    on_phones: list[float]
    voted: list[float]
    joined: list[float]
    join_seconds: float
    join_cpu: float
    lost: int
    refused: int
    doubled: int
    resent: int
    server_cpu: float
    server_cpu_ms_a_card: float
    generator_cpu: float
    memory: float
    start_seconds: float
    back_seconds: float | None


class Run:
    """One server, one room, everybody in it."""

    def __init__(self, plan: Plan, folder: Path) -> None:
        self.plan = plan
        self.room: Room = (
            prepare_floor(folder) if plan.floor else prepare(folder, plan.wall, plan.votes)
        )
        self.server = ServerProcess(self.room.path, folder / "server.log", floor=plan.floor)
        self.ledger = Ledger()
        self.people: list[Person] = []
        self.walls = [Wall() for _ in range(plan.projectors)]
        self.phones = [Wall() for _ in range(min(plan.people, LISTENING_PHONES))]
        self.screens: list[Subscription] = []
        self.tasks: list[asyncio.Task[None]] = []
        self.joined: list[float] = []
        self.random = random.Random(plan.seed)
        self.back_seconds: float | None = None

    async def go(self) -> Found:
        await self.server.start()
        try:
            return await self._play()
        finally:
            for task in self.tasks:
                task.cancel()
            await asyncio.gather(*self.tasks, return_exceptions=True)
            self.server.stop()

    async def _play(self) -> Found:
        plan = self.plan
        await self.server.settled()
        self._open_screens()
        before, own, began = self.server.usage(), _own_cpu(), time.perf_counter()
        await self._everybody_joins(plan.people if plan.join else JOINING_AT_ONCE)
        join_seconds = time.perf_counter() - began
        generator = (_own_cpu() - own) / join_seconds * 100
        await asyncio.sleep(1)
        start, own, began = self.server.usage(), _own_cpu(), time.perf_counter()
        if plan.idle:
            await asyncio.sleep(plan.seconds)
        elif not plan.join:
            await self._burst()
        seconds = time.perf_counter() - began
        end = self.server.usage()
        # A server that was killed took its count with it: only what came after is known.
        used = end.cpu if plan.kill else end.cpu - start.cpu
        if not plan.join:
            generator = (_own_cpu() - own) / seconds * 100
        await self._settle()
        lost, doubled = self._compare()
        acknowledged = self.ledger.acknowledged
        return Found(
            cards=len(self.ledger.begun),
            acknowledged=[(acknowledged[k][1] - self.ledger.begun[k]) * 1e3 for k in acknowledged],
            shown=self._until_all_have_it(self.walls),
            on_phones=self._until_all_have_it(self.phones),
            voted=self.ledger.voted,
            joined=self.joined,
            join_seconds=join_seconds,
            join_cpu=(start.cpu - before.cpu) / plan.people * 1e3,
            lost=lost,
            refused=self.ledger.refused + sum(s.refused for s in self._streams()),
            doubled=doubled,
            resent=self.ledger.resent,
            server_cpu=used / seconds * 100,
            # Cards that waited count where they were done: a run may last longer than its plan.
            server_cpu_ms_a_card=used * 1e3 / max(1, len(self.ledger.begun)),
            generator_cpu=generator,
            memory=end.memory,
            start_seconds=self.server.start_seconds,
            back_seconds=self.back_seconds,
        )

    def _until_all_have_it(self, screens: list[Wall]) -> list[float]:
        """From the press to the last of these screens, for each card that came to all of them."""
        last = {
            card: max(screen.seen.get(card, math.inf) for screen in screens)
            for card, _ in self._acknowledged()
        }
        found = [
            (last[card] - self.ledger.begun[key]) * 1e3
            for key, (card, _) in self.ledger.acknowledged.items()
        ]
        return [time for time in found if time < math.inf]

    def _acknowledged(self) -> list[tuple[str, float]]:
        return list(self.ledger.acknowledged.values())

    def _open_screens(self) -> None:
        """Projectors without a cookie, and the facilitator's console."""
        port, code = self.server.port, self.room.code
        for wall in self.walls:
            path = f"/live/{code}?view=projector"
            self.screens.append(Subscription(port, path, read=wall.read))
        self.screens.append(Subscription(port, f"/live/{code}?view=console", self.room.cookie))
        self.tasks += [asyncio.create_task(screen.run()) for screen in self.screens]

    async def _everybody_joins(self, at_once: int) -> None:
        gate = asyncio.Semaphore(at_once)

        async def come(number: int) -> None:
            person = Person(number, self.room, Client(self.server.port), self.ledger)
            if number < len(self.phones):
                person.screen = self.phones[number]
            async with gate:
                began = time.perf_counter()
                await person.join()
                assert person.stream is not None
                self.tasks.append(asyncio.create_task(person.stream.run()))
                await person.stream.open.wait()
                self.joined.append((time.perf_counter() - began) * 1e3)
            self.people.append(person)

        await asyncio.gather(*(come(number) for number in range(self.plan.people)))

    async def _burst(self) -> None:
        """Cards at random moments with the mean rate, whether or not the server keeps up."""
        plan = self.plan
        loop = asyncio.get_running_loop()
        began = loop.time()
        others = [asyncio.create_task(self._reconnect())] if plan.reconnect else []
        if plan.votes:
            others.append(asyncio.create_task(self._vote()))
        if plan.kill:
            others.append(asyncio.create_task(self._kill()))
        due = self.random.expovariate(plan.rate)
        while due < plan.seconds:
            await asyncio.sleep(max(0, began + due - loop.time()))
            self.random.choice(self.people).write()
            due += self.random.expovariate(plan.rate)
        await asyncio.gather(*(person.finished() for person in self.people), *others)

    async def _vote(self) -> None:
        """Everybody votes once or more, with half as many ballots a second as cards."""
        answer = await self.people[0].client.request("GET", f"/api/{self.room.code}")
        round_id = answer.json()["activity"]["vote"]["round"]
        loop = asyncio.get_running_loop()
        began, due, sent = loop.time(), 0.0, list[asyncio.Task[None]]()
        while (due := due + self.random.expovariate(self.plan.rate / 2)) < self.plan.seconds:
            await asyncio.sleep(max(0, began + due - loop.time()))
            person = self.people[len(sent) % len(self.people)]
            scores = [self.random.randint(1, 5) for _ in self.room.options]
            sent.append(asyncio.create_task(person.vote(round_id, scores)))
        await asyncio.gather(*sent)

    async def _reconnect(self) -> None:
        """Cut that share of the devices, spread over the run, stream and requests alike."""
        chosen = self.random.sample(self.people, round(len(self.people) * self.plan.reconnect))
        for person in chosen:
            await asyncio.sleep(self.plan.seconds / len(chosen))
            person.client.drop()
            if person.stream is not None:
                person.stream.drop()

    async def _kill(self) -> None:
        await asyncio.sleep(self.plan.seconds / 2)
        self.server.kill()
        await self.server.start()
        self.back_seconds = self.server.start_seconds

    def _streams(self) -> list[Subscription]:
        return [*self.screens, *(p.stream for p in self.people if p.stream is not None)]

    async def _settle(self) -> None:
        """Wait until every wall shows everything that was acknowledged, but not for ever."""
        wanted = {card for card, _ in self._acknowledged()}
        until = time.perf_counter() + SETTLE_SECONDS
        while time.perf_counter() < until and any(wanted - wall.now for wall in self.walls):
            await asyncio.sleep(0.05)

    def _compare(self) -> tuple[int, int]:
        """Cards that a wall or the database lacks, and cards that are there more than once."""
        with closing(sqlite3.connect(self.room.path)) as connection:
            stored = dict(connection.execute("SELECT id, text FROM card"))
            voted = list(connection.execute(BALLOTS))
        keys = Counter(text.partition(" ")[0] for text in stored.values())
        sent = self.ledger.begun
        doubled = sum(count - 1 for key, count in keys.items() if key in sent)
        lost = {k for k in sent if k not in self.ledger.acknowledged}
        for key, (card, _) in self.ledger.acknowledged.items():
            if card not in stored or any(card not in wall.now for wall in self.walls):
                lost.add(key)
        extra = sum(len(wall.now - stored.keys()) for wall in self.walls)
        cast = Counter(tuple(scores) for scores in self.ledger.ballots.values())
        kept = Counter(tuple(int(score) for score in scores.split()) for (scores,) in voted)
        return len(lost) + extra + (cast - kept).total(), doubled + (kept - cast).total()


def _own_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime
