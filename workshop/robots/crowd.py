"""A room full of robots to rehearse with: late, slow, doubling, and one who pastes an essay.

They come in over HTTP like anybody else, so a rehearsal also shows whether the server holds. They
look at the room's state every few seconds and do what a person would do; each of their cards says
that a robot wrote it.
"""

import asyncio
import contextlib
import logging
import random
import secrets
import threading
import time
from dataclasses import dataclass
from typing import Any

from workshop.enums import VoteMethod
from workshop.robots.device import RefusedError, come_in, send_card
from workshop.robots.http import Answer, Client

ROBOTS = 18
LOOK_SECONDS = 2.5
LONGEST_SECONDS = 4 * 3600.0
LOG = logging.getLogger(__name__)

SENTENCES = (
    "The bus stops before the late shift ends.",
    "Nobody told us that the hours had changed.",
    "The form asks for an address, and I have none.",
    "My neighbour helps more than the office does.",
    "The park is empty after four.",
    "I had to tell my story three times.",
    "There is a hall that stands empty every Monday.",
    "People come for the tea and stay for the talk.",
    "The letters are too hard to read.",
    "We could open the school on Saturdays.",
)


@dataclass(frozen=True, slots=True)
class Temper:
    """How a robot behaves. Times are in seconds after a step has opened."""

    name: str
    first: tuple[float, float]
    cards: int
    late: bool = False
    doubles: bool = False
    essay: bool = False
    hand: bool = False


TEMPERS = (
    Temper("quick", (4, 15), 2),
    Temper("steady", (10, 40), 1),
    Temper("slow", (50, 90), 1),
    Temper("late", (0, 4), 1, late=True),
    Temper("double", (8, 25), 1, doubles=True),
    Temper("essay", (15, 45), 1, essay=True),
    Temper("asking", (10, 30), 1, hand=True),
    Temper("quiet", (20, 60), 0),
)


class Robot:
    """One of them. ``pace`` 1 is a person's pace; a test takes less."""

    def __init__(self, number: int, code: str, port: int, pace: float = 1.0) -> None:
        self.number = number
        self.code = code
        self.temper = TEMPERS[number % len(TEMPERS)]
        self.client = Client(port)
        self.random = random.Random(number)  # noqa: S311 - not a secret
        self.pace = pace
        self._step = ""
        self._due = 0.0
        self._voted = ""

    async def live(self) -> None:
        """Come in and take part until cancelled. Raises RefusedError when the room is gone."""
        await come_in(self.client, self.code, self.number, f"Robot {self.number}")
        while True:
            answer = await self._ask("GET", "")
            if answer is not None and answer.status == 404:
                raise RefusedError("This rehearsal has ended.")
            if answer is not None and answer.status == 200:
                await self._take_part(answer.json())
            await asyncio.sleep(LOOK_SECONDS * self.pace * self.random.uniform(0.7, 1.3))

    async def _ask(self, method: str, path: str, body: Any = None) -> Answer | None:
        try:
            return await self.client.request(method, f"/api/{self.code}{path}", body)
        except (OSError, TimeoutError):
            return None

    async def _take_part(self, state: dict[str, Any]) -> None:
        activity = state["activity"]
        if activity is None or state["closed"] or state["paused"]:
            return
        step = f"{activity['key']} {activity['open']}"
        if step != self._step:
            self._step = step
            self._due = time.monotonic() + self.random.uniform(*self.temper.first) * self.pace
        if time.monotonic() < self._due:
            return
        self._due = float("inf")
        # The late one had its words ready, and sends them when the others have stopped.
        writes = activity["box"] and activity["open"] is not self.temper.late
        if writes and (activity["open"] or activity["late_until"]):
            await self._write(activity["key"])
        if activity["open"]:
            await self._vote(activity["vote"])
            await self._signal(activity["key"])

    async def _write(self, key: str) -> None:
        for _ in range(self.temper.cards):
            text = f"Robot {self.number}: {self.random.choice(SENTENCES)}"
            body = {"activity": key, "text": text}
            if self.temper.essay:
                essay = {**body, "text": f"{text} {'And so on. ' * 900}"}
                await send_card(self.client, self.code, essay, patience=10)
            once = secrets.token_urlsafe(16)
            for _again in range(3 if self.temper.doubles else 1):
                await send_card(self.client, self.code, body, key=once, patience=10)

    async def _vote(self, vote: dict[str, Any] | None) -> None:
        if not vote or not vote["open"] or vote["round"] == self._voted or not self.temper.cards:
            return
        answer = await self._ask("GET", "/votes")
        if answer is None or answer.status != 200:
            return
        cards = [option["id"] for option in answer.json()["options"]]
        self._voted = vote["round"]
        choices = self._choices(vote, cards)
        await self._ask("PUT", f"/votes/{vote['round']}", {"choices": choices})

    def _choices(self, vote: dict[str, Any], cards: list[str]) -> list[dict[str, Any]]:
        draw = self.random
        if vote["method"] == VoteMethod.DOTS:
            return [{"card": c} for c in draw.sample(cards, min(vote["dots"], len(cards)))]
        if vote["method"] == VoteMethod.SCORE:
            return [{"card": card, "score": draw.randint(1, 5)} for card in cards]
        if vote["method"] == VoteMethod.CONSENT:
            return [
                {"card": c, "consent": draw.choice(("yes", "yes", "live", "no"))} for c in cards
            ]
        return [{"card": c, "x": draw.randint(0, 100), "y": draw.randint(0, 100)} for c in cards]

    async def _signal(self, key: str) -> None:
        if self.temper.hand:
            await self._ask("POST", "/hand", {"up": True})
        if not self.temper.late:
            await self._ask("POST", "/done", {"activity": key})


class Crowd:
    """The robots of one rehearsal, in a thread of their own."""

    def __init__(self, code: str, port: int, number: int = ROBOTS, pace: float = 1.0) -> None:
        self.code = code
        self._robots = [Robot(one, code, port, pace) for one in range(1, number + 1)]
        self._loop: asyncio.AbstractEventLoop | None = None
        self._main: asyncio.Task[None] | None = None
        self._thread = threading.Thread(target=self._run, name=f"robots-{code}", daemon=True)

    def start(self) -> None:
        self._thread.start()

    @property
    def alive(self) -> bool:
        return self._thread.is_alive()

    def stop(self, wait: float = 0.0) -> None:
        """Send them home; they are gone after a moment, or after ``wait`` seconds at most."""
        loop, main = self._loop, self._main
        if loop is not None and main is not None:
            with contextlib.suppress(RuntimeError):  # they have gone by themselves
                loop.call_soon_threadsafe(main.cancel)
        if wait:
            self._thread.join(wait)

    def _run(self) -> None:
        try:
            asyncio.run(self._live())
        except asyncio.CancelledError:
            pass
        except Exception:
            LOG.exception("The robots of %s stopped", self.code)

    async def _live(self) -> None:
        self._loop, self._main = asyncio.get_running_loop(), asyncio.current_task()
        try:
            async with asyncio.timeout(LONGEST_SECONDS), asyncio.TaskGroup() as group:
                for robot in self._robots:
                    group.create_task(robot.live())
        except* (RefusedError, OSError, TimeoutError) as gone:
            LOG.info("The robots of %s went home: %s", self.code, gone.exceptions[0])
        finally:
            for robot in self._robots:
                robot.client.drop()


_CROWDS: dict[str, Crowd] = {}


def send_in(code: str, port: int) -> None:
    """Let the robots of a rehearsal come in, unless they are there."""
    if not are_in(code):
        _CROWDS[code] = Crowd(code, port)
        _CROWDS[code].start()


def send_home(code: str) -> None:
    """Let them go. What they wrote stays until the rehearsal is ended."""
    crowd = _CROWDS.pop(code, None)
    if crowd is not None:
        crowd.stop()


def are_in(code: str) -> bool:
    """Whether robots take part in this room just now."""
    crowd = _CROWDS.get(code)
    return crowd is not None and crowd.alive
