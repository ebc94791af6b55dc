"""``uv run python -m tests.load --table``: every goal of a full room, measured one after the other.

Each row is a run with a server and a generator of its own, so that none warms the next one up. It
is said as soon as it is known, and a run that breaks costs its own row alone: all take long.
"""

import json
import os
import platform
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
WALLS = (50, 5000)
JOINING = (300, 1000, 3000)
PAIRS = 3

Found = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """One room, and what p95 it aims at in milliseconds: acknowledged, and seen by all walls."""

    name: str
    options: str
    acknowledged: float | None = None
    shown: float | None = None
    floor: bool = False
    """Whether the bare server can hold this room too."""


ROOMS = (
    Row("100 people, 20 cards a second", "--people 100 --rate 20", 10, 20, floor=True),
    Row("300 people, 50 cards a second and votes", "--people 300 --rate 50 --votes", None, 40),
    Row("1,000 people, 100 cards a second", "--people 1000 --rate 100", None, 100, floor=True),
    Row("1,000 people, 400 cards a second", "--people 1000 --rate 400", None, 100, floor=True),
    Row("3,000 people, 150 cards a second", "--people 3000 --rate 150", None, None, floor=True),
    Row(
        "300 people, 50 cards a second and votes, 30 % reconnecting, one kill −9",
        "--people 300 --rate 50 --votes --reconnect 0.3 --kill",
    ),
)


class NotMeasuredError(Exception):
    """A run that ended without figures; the last it said."""


def measured(options: str, seconds: float) -> Found:
    """One run in a process of its own. Raises NotMeasuredError."""
    words = [*options.split(), "--seconds", str(seconds), "--json"]
    ran = subprocess.run(
        [sys.executable, "-m", "tests.load", *words],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    if not ran.stdout:
        said = ran.stderr.strip().splitlines() or [f"it ended with {ran.returncode}"]
        raise NotMeasuredError(said[-1])
    found: Found = json.loads(ran.stdout)
    return found


def room_line(row: Row, options: str, seconds: float) -> str:
    """The room measured now; where that was not possible, why."""
    try:
        found = measured(options, seconds)
    except NotMeasuredError as error:
        return f"| {row.name} | not measured: {error} | - | - | - | - | - |"
    cells = [row.name]
    goals = (("acknowledged_ms", row.acknowledged), ("shown_ms", row.shown), ("on_phones_ms", None))
    for name, goal in goals:
        times = found[name]
        if times is None:
            cells.append("-")
            continue
        aim = f" (goal {goal:g})" if goal else ""
        cells.append(f"{times['p50']:.0f} / {times['p95']:.0f}{aim}")
    cells.append(f"{found['lost']}, {found['refused']}, {found['doubled']}")
    cells.append(f"{found['server_cpu_ms_a_card']:.2f}")
    cells.append(f"{found['join_cpu_ms']:.1f}")
    return f"| {' | '.join(cells)} |"


def ratios(pairs: list[tuple[Found, Found]]) -> str:
    """How many times as dear a new card is on the large wall: the median of the pairs."""

    def median(costs: list[float]) -> float:
        return sorted(costs)[len(costs) // 2]

    if any(run["shown_ms"] is None for pair in pairs for run in pair):
        raise NotMeasuredError("no card came to every projector")
    work = median([b["server_cpu_ms_a_card"] / a["server_cpu_ms_a_card"] for a, b in pairs])
    wait = median([b["shown_ms"]["p50"] / a["shown_ms"]["p50"] for a, b in pairs])
    return f"{work:.2f} times the work and {wait:.2f} times the wait"


def machine() -> str:
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists() and (found := re.search(r"^model name\s*: (.*)$", info.read_text(), re.M)):
        model = found[1]
    return (
        f"{os.cpu_count()} cores of {model}, {platform.system()}, Python {sys.version.split()[0]}"
    )


def room_lines(seconds: float, *, floor: bool) -> Iterator[str]:
    """Each room, and under it the same room of the bare server where it can hold that."""
    for row in ROOMS:
        yield room_line(row, row.options, seconds)
        if floor and row.floor:
            bare = replace(row, name=f"{row.name}: the floor", acknowledged=None, shown=None)
            yield room_line(bare, f"{row.options} --floor", seconds)


def join_line(people: int, *, floor: bool) -> str:
    """What a join costs in a room of so many, and where there are no rules."""
    found = measured(f"--people {people} --join", 1)
    cost, took = found["join_cpu_ms"], found["join_seconds"]
    memory = found["server_memory_mb"]
    bare = ""
    if floor:
        least = measured(f"--people {people} --join --floor", 1)
        bare = f", the floor {least['join_cpu_ms']:.1f} ms and {least['server_memory_mb']} MB"
    return (
        f"{people:,} people join in {took:g} s, {cost:.1f} ms of CPU each (goal 4); "
        f"the server then has {memory} MB{bare}."
    )


def full_wall_line() -> str:
    full = measured("--people 100 --join --wall 2000", 1)["join_cpu_ms"]
    return f"A join at a wall of 2,000 costs {full:.1f} ms of CPU (goal 6)."


def idle_line(seconds: float) -> str:
    idle = measured("--people 300 --idle", seconds)["server_cpu_percent"]
    return f"300 people who only look cost {idle:.1f} % of one core (goal 3)."


def walls_line(seconds: float) -> str:
    small, large = WALLS
    pairs = [
        (
            measured(f"--rate 20 --wall {small}", seconds),
            measured(f"--rate 20 --wall {large}", seconds),
        )
        for _ in range(PAIRS)
    ]
    return f"A new card on a wall of {large:,} costs {ratios(pairs)} of one on a wall of {small}."


def table(seconds: float, *, floor: bool = False) -> Iterator[str]:
    """All of it as Markdown, line by line. Takes about twenty times ``seconds`` and the joining."""
    yield f"Load generator and server on the same {machine()}; SQLite on disk; milliseconds."
    yield ""
    yield (
        "| room | acknowledged p50 / p95 | seen on every projector p50 / p95 "
        "| on other phones p50 / p95 | lost, refused, doubled "
        "| server CPU a card | server CPU a join |"
    )
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    yield from room_lines(seconds, floor=floor)
    yield ""
    lines: list[tuple[str, Callable[[], str]]] = [
        ("300 people who only look", partial(idle_line, seconds)),
        *(
            (f"{people:,} people join", partial(join_line, people, floor=floor))
            for people in JOINING
        ),
        ("A join at a wall of 2,000", full_wall_line),
        ("A new card on a large wall", partial(walls_line, seconds)),
    ]
    for name, made in lines:
        try:
            yield f"- {made()}"
        except NotMeasuredError as error:
            yield f"- {name}: not measured: {error}"
