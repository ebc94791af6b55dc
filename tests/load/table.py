"""``uv run python -m tests.load --table``: every goal of a full room, measured one after the other.

Each row is a run with a server and a generator of its own, so that none warms the next one up.
"""

import json
import os
import platform
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
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


def measured(options: str, seconds: float) -> Found:
    """One run in a process of its own."""
    words = [*options.split(), "--seconds", str(seconds), "--json"]
    ran = subprocess.run(
        [sys.executable, "-m", "tests.load", *words],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    if not ran.stdout:
        raise RuntimeError(ran.stderr[-2000:])
    found: Found = json.loads(ran.stdout)
    return found


def room_line(row: Row, found: Found) -> str:
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
        yield room_line(row, measured(row.options, seconds))
        if floor and row.floor:
            bare = replace(row, name=f"{row.name}: the floor", acknowledged=None, shown=None)
            yield room_line(bare, measured(f"{row.options} --floor", seconds))


def join_lines(*, floor: bool) -> Iterator[str]:
    """What a join costs in small and large rooms, on a full wall, and where there are no rules."""
    for people in JOINING:
        found = measured(f"--people {people} --join", 1)
        cost, took = found["join_cpu_ms"], found["join_seconds"]
        memory = found["server_memory_mb"]
        bare = ""
        if floor:
            least = measured(f"--people {people} --join --floor", 1)
            bare = f", the floor {least['join_cpu_ms']:.1f} ms and {least['server_memory_mb']} MB"
        yield (
            f"- {people:,} people join in {took:g} s, {cost:.1f} ms of CPU each (goal 4); "
            f"the server then has {memory} MB{bare}."
        )
    full = measured("--people 100 --join --wall 2000", 1)["join_cpu_ms"]
    yield f"- A join at a wall of 2,000 costs {full:.1f} ms of CPU (goal 6)."


def table(seconds: float, *, floor: bool = False) -> str:
    """All of it as Markdown. Takes about twenty times ``seconds`` and the joining."""
    idle = measured("--people 300 --idle", seconds)
    walls = [tuple(measured(f"--rate 20 --wall {n}", seconds) for n in WALLS) for _ in range(PAIRS)]
    lines = [
        f"Load generator and server on the same {machine()}; SQLite on disk; milliseconds.",
        "",
        "| room | acknowledged p50 / p95 | seen on every projector p50 / p95 "
        "| on other phones p50 / p95 | lost, refused, doubled "
        "| server CPU a card | server CPU a join |",
        "| --- | --- | --- | --- | --- | --- | --- |",
        *room_lines(seconds, floor=floor),
        "",
        f"- 300 people who only look cost {idle['server_cpu_percent']:.1f} % of one core (goal 3).",
        *join_lines(floor=floor),
        f"- A new card on a wall of 5,000 costs {ratios(walls)} of one on a wall of 50.",  # type: ignore[arg-type]
    ]
    return "\n".join(lines)
