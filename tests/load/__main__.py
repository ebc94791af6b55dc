"""``uv run python -m tests.load``: how the room feels when it is full.

Starts a server of its own on 127.0.0.1, speaks to nothing else, and stops by itself.
"""

import argparse
import asyncio
import json
import os
import sys
import tempfile
from pathlib import Path

from tests.load.scenario import Found, Plan, Run
from tests.load.table import table

MOST_PEOPLE, MOST_RATE, MOST_SECONDS, MOST_WALL = 3000, 1000.0, 600.0, 20_000


def bounded(kind: type[int] | type[float], low: float, high: float):  # type: ignore[no-untyped-def]
    def read(text: str) -> float:
        try:
            value = kind(text)
        except ValueError:
            raise argparse.ArgumentTypeError(f"“{text}” is not a number") from None
        if not low <= value <= high:
            raise argparse.ArgumentTypeError(f"must be from {low:g} to {high:g}")
        return value

    return read


def parse(arguments: list[str]) -> tuple[Plan, str]:
    """The run, and what is to be printed: ``words``, ``json``, or the ``table`` of all goals."""
    parser = argparse.ArgumentParser("tests.load", description=__doc__)
    add = parser.add_argument
    add("--people", type=bounded(int, 1, MOST_PEOPLE), default=100)
    add("--rate", type=bounded(float, 0.1, MOST_RATE), default=20.0, help="cards a second in all")
    add("--seconds", type=bounded(float, 1, MOST_SECONDS), default=30.0)
    add("--projectors", type=bounded(int, 1, 20), default=2)
    add("--reconnect", type=bounded(float, 0, 1), default=0.0, help="share of devices that drop")
    add("--kill", action="store_true", help="SIGKILL the server in the middle and start it again")
    add("--idle", action="store_true", help="nobody writes: what does an idle room cost?")
    add("--join", action="store_true", help="everybody comes in at once and nobody writes")
    add("--votes", action="store_true", help="they vote at the same time")
    add("--wall", type=bounded(int, 0, MOST_WALL), default=0, help="cards there before")
    add("--floor", action="store_true", help="the bare server to compare with; also in --table")
    add("--seed", type=int, default=1)
    add("--json", dest="form", action="store_const", const="json", default="words")
    add("--table", dest="form", action="store_const", const="table", help="every goal, one by one")
    given = vars(parser.parse_args(arguments))
    form = given.pop("form")
    if given["floor"] and (given["votes"] or given["wall"]):
        parser.error("the floor knows no votes, and no cards that were there before")
    return Plan(**given), form


def percentiles(values: list[float]) -> dict[str, float] | None:
    """p50, p95, p99 and the largest, by nearest rank."""
    if not values:
        return None
    ranked = sorted(values)

    def at(share: float) -> float:
        return round(ranked[min(len(ranked) - 1, int(share * len(ranked)))], 1)

    return {"p50": at(0.5), "p95": at(0.95), "p99": at(0.99), "max": round(ranked[-1], 1)}


def summary(plan: Plan, found: Found) -> dict[str, object]:
    return {
        "people": plan.people,
        "rate": plan.rate,
        "seconds": plan.seconds,
        "cards": found.cards,
        "acknowledged_ms": percentiles(found.acknowledged),
        "shown_ms": percentiles(found.shown),
        "on_phones_ms": percentiles(found.on_phones),
        "voted_ms": percentiles(found.voted),
        "joined_ms": percentiles(found.joined),
        "join_seconds": round(found.join_seconds, 1),
        "join_cpu_ms": round(found.join_cpu, 2),
        "lost": found.lost,
        "refused": found.refused,
        "doubled": found.doubled,
        "resent": found.resent,
        "server_cpu_percent": round(found.server_cpu, 1),
        "server_cpu_ms_a_card": round(found.server_cpu_ms_a_card, 2),
        "generator_cpu_percent": round(found.generator_cpu, 1),
        "server_memory_mb": round(found.memory),
        "first_page_seconds": round(found.start_seconds, 1),
        "back_after_kill_seconds": found.back_seconds and round(found.back_seconds, 1),
        "cores": os.cpu_count(),
    }


def in_words(rows: dict[str, object]) -> str:
    def words(value: object) -> str:
        if isinstance(value, dict):
            return "  ".join(f"{name} {number:g}" for name, number in value.items())
        return "-" if value is None else str(value)

    return "\n".join(f"{name.replace('_', ' '):<26}{words(value)}" for name, value in rows.items())


def main(arguments: list[str]) -> int:
    plan, form = parse(arguments)
    if form == "table":
        for line in table(plan.seconds, floor=plan.floor):
            print(line, flush=True)
        return 0
    with tempfile.TemporaryDirectory(prefix="reframe-load-") as folder, asyncio.Runner() as runner:
        found = runner.run(Run(plan, Path(folder)).go())
    rows = summary(plan, found)
    print(json.dumps(rows) if form == "json" else in_words(rows))
    return 1 if found.lost or found.refused or found.doubled else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
