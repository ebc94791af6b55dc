"""Two hundred rounds of bad luck: the network drops, delays and doubles; the server is killed.

What is sent is sent by the room page of real browsers. Nothing may be lost, doubled or swapped,
and every screen ends with what the database holds.
"""

import asyncio
import random
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE
from tests.browser.people import SLOW, Phone, Room, database_texts
from tests.browser.running import RunningServer
from tests.load.people import Wall
from workshop.robots.http import Subscription

Device = Callable[..., Page]
SEED = 20
ROUNDS = 200
KILLS = 15
DOWN_ROUNDS = 2
"""So many cards are sent to a server that is not there before it is started again."""
GROUPS = ("Resident", "Staff", "Partner", "Resident")

NETWORK = """() => {
  const real = window.fetch.bind(window);
  const later = (ms) => new Promise((done) => setTimeout(done, ms));
  const lost = () => { throw new TypeError("Failed to fetch"); };
  const sendings = {
    "lost on the way": () => lost(),
    "answer lost": (send) => send().then(lost),
    "late": (send) => later(300).then(send),
    "twice at once": (send) => Promise.all([send(), send()]).then(([, second]) => second),
    "twice, once late": (send) => { later(400).then(send).catch(() => 0); return send(); },
    "": (send) => send(),
  };
  window.luck = [];
  window.fetch = async (address, options = {}) => {
    const card = options.method === "POST" && String(address).endsWith("/cards");
    return sendings[(card && window.luck.shift()) || ""](
      () => real(address, options));
  };
}"""
"""Takes the place of the network for the cards of a page; each sending draws its luck."""
LUCK = ("", "lost on the way", "answer lost", "late", "twice at once", "twice, once late")
SAVED = """() => Object.fromEntries(
  [...document.querySelectorAll("[data-part=mine] li")].map((row) =>
    [row.querySelector(".card-text").textContent, row.textContent.includes("Saved")]))"""
ALL_SAVED = f"count => Object.values(({SAVED})()).filter(Boolean).length === count"


@dataclass
class Screens:
    """Projectors that listen all the time, in a thread with a loop of its own."""

    port: int
    code: str
    walls: list[Wall] = field(default_factory=lambda: [Wall(), Wall()])
    streams: list[Subscription] = field(default_factory=list)
    tasks: list[Future[None]] = field(default_factory=list)
    loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.new_event_loop)

    def __enter__(self) -> "Screens":
        threading.Thread(target=self.loop.run_forever, daemon=True).start()
        for wall in self.walls:
            path = f"/live/{self.code}?view=projector"
            self.streams.append(Subscription(self.port, path, read=wall.read))
            run = self.streams[-1].run()
            self.tasks.append(asyncio.run_coroutine_threadsafe(run, self.loop))
        return self

    def __exit__(self, *_error: object) -> None:
        asyncio.run_coroutine_threadsafe(self._end(), self.loop).result()
        self.loop.call_soon_threadsafe(self.loop.stop)

    async def _end(self) -> None:
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*map(asyncio.wrap_future, self.tasks), return_exceptions=True)

    def drop(self, number: int) -> None:
        """The wire of one of them is pulled; it comes back and asks for what it missed."""
        self.loop.call_soon_threadsafe(self.streams[number].drop)

    def both_show(self, count: int) -> bool:
        until = time.monotonic() + 30
        while time.monotonic() < until:
            if all(len(wall.now) == count for wall in self.walls):
                return self.walls[0].now == self.walls[1].now
            time.sleep(0.05)
        return False


@pytest.mark.long
@pytest.mark.timeout(400)
def test_two_hundred_rounds_of_bad_luck_lose_double_and_swap_nothing(
    own_server: RunningServer, device: Device
) -> None:
    """Of cards dropped, delayed and doubled, with fifteen servers killed while they are sent."""
    dice = random.Random(SEED)
    room = Room(own_server).open()
    room.steer("reveal")
    phones = [Phone(device(PHONE), own_server, room.code).join(group) for group in GROUPS]
    for phone in phones:
        phone.page.evaluate(NETWORK)
    kills = set(dice.sample(range(5, ROUNDS - 5, DOWN_ROUNDS + 2), KILLS))
    written: dict[int, list[str]] = {number: [] for number in range(len(phones))}
    kept, back = list[int](), -1
    with Screens(own_server.port, room.code) as screens:
        for turn in range(ROUNDS):
            if turn == back:
                own_server.start()
            who = dice.randrange(len(phones))
            luck = dice.choices(LUCK, k=2)
            phones[who].page.evaluate("luck => window.luck.push(...luck)", luck)
            written[who].append(f"Round {turn:03} by {who}")
            phones[who].send(written[who][-1])
            if turn in kills:
                own_server.kill()
                back = turn + DOWN_ROUNDS
                promised = [text for phone in phones for text in phone.acknowledged]
                assert set(promised) <= set(database_texts(own_server, room.code))
                kept.append(len(promised))
            if dice.random() < 0.1:
                screens.drop(dice.randrange(2))
        assert len(kept) == KILLS
        assert len(set(kept)) > KILLS // 3, "cards must be saved between the kills, too"
        for who, phone in enumerate(phones):
            phone.page.wait_for_function(ALL_SAVED, arg=len(written[who]), timeout=SLOW)
            assert phone.page.evaluate(SAVED) == dict.fromkeys(reversed(written[who]), True)
            expect(phone.box).to_have_value("")
        stored = database_texts(own_server, room.code)
        assert sorted(stored) == sorted(text for texts in written.values() for text in texts)
        for who, texts in written.items():
            assert [text for text in stored if text.endswith(f"by {who}")] == texts
        assert screens.both_show(ROUNDS)
        assert room.state()["activity"]["cards"] == ROUNDS
