"""A quarter of an hour of a room's day, told in some seconds, behind a network of that seed."""

import random
import time
from dataclasses import dataclass, field

from tests.chaos.chaos_proxy import ChaosProxy
from tests.chaos.robots import Robots, Screen
from tests.chaos.truth import Faults, Truth, claims, reckon
from tests.workshop.voting import METHODS, VotingRoom
from workshop.db import Database
from workshop.domain import room
from workshop.domain.people.members import new_token
from workshop.domain.workshops import create_workshop
from workshop.drafts import NewWorkshop
from workshop.playbook import load_playbook
from workshop.queries.viewer import identify

SPEED = 4
"""So many times shorter a page waits than it would in a room."""
PACE = 300
"""Milliseconds between two acts of a robot: a person's half minute."""
STEP_SECONDS = 1.2
STEPS = ("insights.write", METHODS["dots"], METHODS["matrix"], "insights.write")
SETTLES = 300
"""Seconds until nothing waits any more; a machine with other work takes longer."""
ENOUGH, LASTS = 1.5, 30
"""A step lasts until each person did so many acts on a slow machine, or so many seconds."""


@dataclass
class Day:
    """What came of it."""

    seed: int
    acts: int = 0
    texts: int = 0
    mischief: int = 0
    faults: Faults = field(default_factory=Faults)

    def __str__(self) -> str:
        wrong = self.faults
        return (
            f"{self.seed:4} {self.acts:6} {self.texts:6} {self.mischief:9} "
            f"{len(wrong.lost):6} {len(wrong.doubled):8} {len(wrong.said):13}"
        )


HEAD = "seed   acts  texts  mischief   lost  doubled  wrongly said"


def live(db: Database, port: int, robots: Robots, seed: int, people: int) -> Day:
    """So many people write, change, take back, vote, place, raise hands and share a device."""
    day, dice = Day(seed), random.Random(seed)
    token = new_token()
    made = create_workshop(
        db, draft=NewWorkshop(title=f"Seed {seed}"), playbook=load_playbook(), token=token
    )
    with db.read() as session:
        host = identify(session, token=token, code=made.code)
    voting = VotingRoom(db, host)
    with ChaosProxy(port, seed) as proxy:
        base = f"http://127.0.0.1:{proxy.port}"
        robots.ask("begin", count=people, base=base, code=made.code, seed=seed, speed=SPEED)
        robots.ask("ready")
        proxy.break_out()
        for number, step in enumerate(STEPS, start=1):
            if step in METHODS.values():
                voting.open(next(name for name, key in METHODS.items() if key == step))
            else:
                room.open_activity(db, viewer=host, activity=step, anyway=True)
            robots.ask("act", pace=PACE)
            time.sleep(STEP_SECONDS / 2)
            for at in dice.sample(range(people), max(1, people // 8)):
                robots.ask("reload", at=at)
            time.sleep(STEP_SECONDS / 2)
            _enough(robots, round(ENOUGH * people * number))
            robots.ask("rest")
            for screen in robots.look():
                day.faults.said += claims(screen, Truth.now(db, made.id))
        proxy.heal()
        robots.ask("ready")
        screens = _settled(robots)
        day.mischief = proxy.done.total() - proxy.done["pass"]
    told = reckon(screens, Truth.now(db, made.id))
    day.faults = Faults(told.lost, told.doubled, day.faults.said + told.said)
    day.acts = sum(screen["acts"] for screen in screens)
    day.texts = sum(len(chain["texts"]) for screen in screens for chain in screen["chains"])
    robots.ask("end")
    return day


def _enough(robots: Robots, wanted: int) -> None:
    """Wait until so many acts were done; a step that cannot have as many ends all the same."""
    until = time.monotonic() + LASTS
    while time.monotonic() < until:
        if sum(screen["acts"] for screen in robots.look()) >= wanted:
            return
        time.sleep(0.1)


def _settled(robots: Robots) -> list[Screen]:
    """The screens, once nothing waits on any phone; what was refused stays there, and says so."""
    until = time.monotonic() + SETTLES
    while True:
        screens = robots.look()
        waiting = [screen["name"] for screen in screens if _waits(screen)]
        if not waiting:
            return screens
        assert time.monotonic() < until, [screen for screen in screens if _waits(screen)][:2]
        time.sleep(0.2)


def _waits(screen: Screen) -> bool:
    return screen["joining"] or any(item["state"] == "waiting" for item in screen["items"])
