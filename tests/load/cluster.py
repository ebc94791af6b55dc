"""``uv run python -m tests.load.cluster``: many rooms on several servers of one database.

Starts PostgreSQL, the servers and nginx with ``deploy/several-nginx.conf`` on this machine, and
fills the rooms through nginx. Two projectors of each room follow it at servers of their own, so
that every card is timed at the server that stored it and at another one, on the same database.
"""

import argparse
import asyncio
import json
import os
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from pathlib import Path

from tests import nginx, postgres
from tests.load.__main__ import bounded, in_words, percentiles
from tests.load.people import Ledger, Person, Wall
from tests.load.server import Room, ServerProcess, free_port
from workshop.db import Database
from workshop.domain.people.members import new_token
from workshop.domain.room import open_activity
from workshop.domain.workshops import create_workshop
from workshop.drafts import NewWorkshop
from workshop.live.server import COOKIE
from workshop.playbook import WRITE_INSIGHTS, load_playbook
from workshop.queries.viewer import host
from workshop.robots.http import HOST, Client, Subscription

SETTLE_SECONDS = 20.0
LISTENS_AGAIN = 3.0
"""Seconds in which streams come back to a server that was started again, and it listens."""
BEFORE_TROUBLES = 3.0
"""Cards are timed until so long before the first trouble."""
JOINING_AT_ONCE = 20
DROPPED = (
    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE "
    "(query LIKE 'LISTEN%' OR query LIKE '%FROM workshop WHERE id = ANY%') "
    "AND pid <> pg_backend_pid()"
)
CONNECTED = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'reframe'"


@dataclass(frozen=True, slots=True)
class Plan:
    processes: int
    rooms: int
    people: int
    rate: float
    seconds: float
    troubles: bool
    seed: int


@dataclass(slots=True)
class OneRoom:
    """A workshop, its cards, and a projector of it at each of some servers."""

    room: Room
    ledger: Ledger
    walls: dict[str, Wall] = field(default_factory=dict)
    people: list[Person] = field(default_factory=list)


class Cluster:
    """The database, the servers, the balancer, and everybody in all rooms."""

    def __init__(self, plan: Plan, folder: Path) -> None:
        self.plan = plan
        self.folder = folder
        self.url = postgres.address("load")
        self.front = free_port()
        self.servers = [
            ServerProcess(folder / "unused", folder / f"server-{number}.log", url=self.url)
            for number in range(plan.processes)
        ]
        self.rooms: list[OneRoom] = []
        self.streams: list[Subscription] = []
        self.tasks: list[asyncio.Task[None]] = []
        self.random = random.Random(plan.seed)
        self.said: dict[str, object] = {}
        self.back: dict[str, float] = {}
        self.calm_until = float("inf")

    def prepare(self) -> None:
        postgres.ask("CREATE DATABASE load")
        db = Database(self.url, durable=False)
        db.migrate()
        for number in range(self.plan.rooms):
            token = new_token()
            draft = NewWorkshop(title=f"Load {number}")
            made = create_workshop(db, draft=draft, playbook=load_playbook(), token=token)
            with db.read() as session:
                viewer = host(session, made.code)
            open_activity(db, viewer=viewer, activity=WRITE_INSIGHTS, anyway=True)
            room = Room(self.folder, made.code, f"{COOKIE}={token}", WRITE_INSIGHTS)
            self.rooms.append(OneRoom(room, Ledger(patient=self.plan.troubles)))
        db.close()

    async def go(self) -> None:
        site = nginx.in_front_of_several([one.port for one in self.servers])
        try:
            for one in self.servers:
                await one.start()
            with nginx.in_front(self.folder, self.front, site):
                await self._play()
        finally:
            for task in self.tasks:
                task.cancel()
            await asyncio.gather(*self.tasks, return_exceptions=True)
            for one in self.servers:
                one.stop()

    async def _play(self) -> None:
        plan = self.plan
        began = time.perf_counter()
        self._open_walls()
        await self._everybody_joins()
        self.said["join_seconds"] = round(time.perf_counter() - began, 1)
        await asyncio.sleep(1)
        self.said["connections_per_process"] = self._connections() / plan.processes
        cpu, own, wall = self._cpu(), _own_cpu(), time.perf_counter()
        heard = sum(one.received for one in self.streams)
        await self._burst()
        seconds = time.perf_counter() - wall
        self.said["connections_per_process_busy"] = self._connections() / plan.processes
        if not plan.troubles:  # a server that was killed took its count with it
            self.said["server_cpu_percent"] = round((self._cpu() - cpu) / seconds * 100)
        self.said["generator_cpu_percent"] = round((_own_cpu() - own) / seconds * 100)
        heard = sum(one.received for one in self.streams) - heard
        self.said["kilobytes_a_second_to_streams"] = round(heard / seconds / 1000)
        self.said["server_memory_mb"] = round(sum(one.usage().memory for one in self.servers))
        await self._settle()

    def _connections(self) -> int:
        (found,) = postgres.ask(CONNECTED)[0]
        return int(found)

    def _cpu(self) -> float:
        return sum(one.usage().cpu for one in self.servers)

    def _open_walls(self) -> None:
        """Of each room at two servers, or at the only one."""
        for number, one in enumerate(self.rooms):
            at = [(number + more) % len(self.servers) for more in range(min(2, len(self.servers)))]
            for server in (self.servers[place] for place in at):
                wall = one.walls[f"{HOST}:{server.port}"] = Wall()
                path = f"/live/{one.room.code}?view=projector"
                self._follow(Subscription(server.port, path, read=wall.read))
            console = f"/live/{one.room.code}?view=console"
            self._follow(Subscription(self.front, console, one.room.cookie))

    def _follow(self, stream: Subscription) -> None:
        self.streams.append(stream)
        self.tasks.append(asyncio.create_task(stream.run()))

    async def _everybody_joins(self) -> None:
        gate = asyncio.Semaphore(JOINING_AT_ONCE)

        async def come(one: OneRoom, number: int) -> None:
            person = Person(number, one.room, Client(self.front), one.ledger)
            async with gate:
                await person.join()
                assert person.stream is not None
                self._follow(person.stream)
                await person.stream.open.wait()
            one.people.append(person)

        everybody = (come(one, n) for n in range(self.plan.people) for one in self.rooms)
        await asyncio.gather(*everybody)

    async def _burst(self) -> None:
        """Cards in all rooms at random moments, whether or not the servers keep up."""
        plan, loop = self.plan, asyncio.get_running_loop()
        began, due = loop.time(), self.random.expovariate(plan.rate)
        troubles = [asyncio.create_task(self._troubles())] if plan.troubles else []
        while due < plan.seconds or not all(one.done() for one in troubles):
            await asyncio.sleep(max(0, began + due - loop.time()))
            self.random.choice(self.random.choice(self.rooms).people).write()
            due += self.random.expovariate(plan.rate)
        everybody = [person for one in self.rooms for person in one.people]
        await asyncio.gather(*(person.finished() for person in everybody), *troubles)

    async def _troubles(self) -> None:
        """One server dies without a word, all listening lines are cut, the database restarts."""
        step = self.plan.seconds / 6
        await asyncio.sleep(3 * step)
        self.calm_until = time.perf_counter()
        victim = self.servers[0]
        victim.kill()
        await victim.start()
        self.back["server_back_seconds"] = round(victim.start_seconds, 1)
        await asyncio.sleep(max(LISTENS_AGAIN, step - victim.start_seconds))
        self.said["lines_cut"] = postgres.ask(DROPPED)[0][0]
        await asyncio.sleep(step)
        began = time.perf_counter()
        await asyncio.to_thread(postgres.stop)
        await asyncio.sleep(2)  # away for two seconds, as for an update
        await asyncio.to_thread(postgres.start_again)
        self.back["database_away_seconds"] = round(time.perf_counter() - began, 1)

    async def _settle(self) -> None:
        until = time.perf_counter() + SETTLE_SECONDS
        while time.perf_counter() < until and any(self._missing(one) for one in self.rooms):
            await asyncio.sleep(0.05)

    def _missing(self, one: OneRoom) -> set[str]:
        wanted = {card for card, _ in one.ledger.acknowledged.values()}
        return {card for wall in one.walls.values() for card in wanted - wall.now}

    def summary(self) -> dict[str, object]:
        """Counts, and times in milliseconds from the press of a key."""
        stored = dict(postgres.ask("SELECT id, text FROM card", of="load"))
        keys = Counter(text.partition(" ")[0] for text in stored.values())
        acknowledged, same, other = list[float](), list[float](), list[float]()
        troubled, lost = list[float](), 0
        calm = self.calm_until - BEFORE_TROUBLES
        for one in self.rooms:
            missing = self._missing(one)
            for key, begun in one.ledger.begun.items():
                card, at = one.ledger.acknowledged.get(key, ("", 0.0))
                if card not in stored or card in missing:
                    lost += 1
                    continue
                shown = {each: (wall.seen[card] - begun) * 1e3 for each, wall in one.walls.items()}
                if begun > calm:
                    troubled += shown.values()
                    continue
                acknowledged.append((at - begun) * 1e3)
                by = one.ledger.by[key].rpartition(" ")[2]
                for address, took in shown.items():
                    (same if address == by else other).append(took)
        ledgers = [one.ledger for one in self.rooms]
        begun = {key for one in ledgers for key in one.begun}
        found = {"same": percentiles(same), "other": percentiles(other)}
        ratio = found["other"] and found["same"] and found["other"]["p95"] / found["same"]["p95"]
        return {
            **asdict(self.plan),
            "in_rooms": self.plan.rooms * self.plan.people,
            "cards": len(begun),
            "acknowledged_ms": percentiles(acknowledged),
            "shown_by_the_same_server_ms": found["same"],
            "shown_by_another_server_ms": found["other"],
            # A projector at a server that died waits for it, so with troubles the ratio is of
            # the cards before them.
            "p95_ratio": ratio and round(ratio, 2),
            "shown_amid_troubles_ms": percentiles(troubled),
            "lost": lost,
            "refused": sum(one.refused for one in ledgers),
            "doubled": sum(keys[key] - 1 for key in begun if key in keys),
            "resent": sum(one.resent for one in ledgers),
            "asked_to_wait": sum(one.waited for one in ledgers),
            **self.said,
            **self.back,
            "cores": os.cpu_count(),
        }


def _own_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def parse(arguments: list[str]) -> tuple[list[Plan], str]:
    """A plan for each number of processes, and how to say what came of them."""
    parser = argparse.ArgumentParser("tests.load.cluster", description=__doc__)
    add = parser.add_argument
    add("--processes", type=bounded(int, 1, 8), nargs="+", default=[2])
    add("--rooms", type=bounded(int, 1, 500), default=20)
    add("--people", type=bounded(int, 1, 100), default=30, help="in each room")
    add("--rate", type=bounded(float, 0.1, 1000), default=20.0, help="cards a second in all rooms")
    add("--seconds", type=bounded(float, 1, 600), default=30.0)
    add("--troubles", action="store_true", help="kill −9, listening lines cut, database restarted")
    add("--seed", type=int, default=1)
    add("--json", action="store_const", const="json", dest="form", help="one object a line")
    add("--table", action="store_const", const="table", dest="form", help="for docs/scale.md")
    given = vars(parser.parse_args(arguments))
    form, processes = given.pop("form") or "words", given.pop("processes")
    return [Plan(processes=one, **given) for one in processes], form


def run(plan: Plan) -> dict[str, object]:
    durable = {"fsync": "on", "full_page_writes": "on", "autovacuum": "on"}
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="reframe-cluster-"))
        stack.enter_context(postgres.running(**durable))
        cluster = Cluster(plan, Path(folder))
        cluster.prepare()
        asyncio.run(cluster.go())
        return cluster.summary()


def table(runs: list[dict[str, object]]) -> str:
    """A line for each thing that was measured, a column for each run."""

    def words(value: object) -> str:
        if isinstance(value, dict):
            return f"{value['p50']:g} / {value['p95']:g} / {value['p99']:g}"
        return "-" if value is None else str(value)

    head = ["", *(f"{one['processes']} processes" for one in runs)]
    names = [name for name in runs[0] if name not in ("processes", "seed")]
    lines = [
        head,
        ["---", *("---:" for _ in runs)],
        *([name.replace("_", " "), *(words(one.get(name)) for one in runs)] for name in names),
    ]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main(arguments: list[str]) -> int:
    plans, form = parse(arguments)
    runs = []
    for plan in plans:
        found = run(plan)
        runs.append(found)
        if form != "table":
            print(json.dumps(found) if form == "json" else in_words(found), flush=True)
    if form == "table":
        print(table(runs))
    return int(any(one["lost"] or one["refused"] or one["doubled"] for one in runs))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
