"""The load generator itself, on a small room: it counts truly, and nothing is lost."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.load import cluster
from tests.load import table as goals
from tests.load.__main__ import parse

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    "options",
    [
        pytest.param(["--reconnect", "0.3", "--votes"], marks=pytest.mark.long),
        ["--kill"],
        pytest.param(["--floor"], marks=pytest.mark.long),
    ],
)
def test_ten_people_lose_nothing(options: list[str]) -> None:
    """Every card is acknowledged, stored once, and on every wall, whatever drops meanwhile.

    Every ballot too is in the database as it was last acknowledged.
    """
    arguments = ["--people", "10", "--rate", "10", "--seconds", "4", "--json", *options]
    ran = subprocess.run(
        [sys.executable, "-m", "tests.load", *arguments],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
        timeout=170,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    found = json.loads(ran.stdout)
    counts = {name: found[name] for name in ("lost", "refused", "doubled")}
    assert counts == {"lost": 0, "refused": 0, "doubled": 0}
    assert found["cards"] > 0


@pytest.mark.parametrize(
    "options",
    [
        ["--people", "100000"],
        ["--rate", "1e9"],
        ["--seconds", "86400"],
        ["--reconnect", "2"],
        ["--floor", "--votes"],
    ],
)
def test_a_run_is_bounded(options: list[str]) -> None:
    """Nobody can start a run that does not end, or that is too much for a machine."""
    with pytest.raises(SystemExit):
        parse(options)


@pytest.mark.parametrize(
    "options", [["--rooms", "501"], ["--processes", "2", "9"], ["--processes"]]
)
def test_a_run_of_many_rooms_is_bounded(options: list[str]) -> None:
    with pytest.raises(SystemExit):
        cluster.parse(options)


def test_a_run_for_each_number_of_processes_makes_one_table() -> None:
    plans, form = cluster.parse(["--processes", "2", "4", "--table"])
    assert ([plan.processes for plan in plans], form) == ([2, 4], "table")
    took = {"p50": 1.0, "p95": 2.5, "p99": 3.0, "max": 9.0}
    runs = [{"processes": at, "seed": 1, "same_ms": took, "p95_ratio": None} for at in (2, 4)]
    assert cluster.table(runs).splitlines() == [
        "|  | 2 processes | 4 processes |",
        "| --- | ---: | ---: |",
        "| same ms | 1 / 2.5 / 3 | 1 / 2.5 / 3 |",
        "| p95 ratio | - | - |",
    ]


def test_a_run_that_breaks_costs_the_table_its_own_row_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each row is there before the next run begins, so that half an hour is not lost at its end."""
    asked: list[str] = []

    def measured(options: str, _seconds: float) -> goals.Found:
        asked.append(options)
        if "--people 3000" in options or "5000" in options:
            raise goals.NotMeasuredError("OSError: too many open files")
        times = {"p50": 2.0, "p95": 5.0}
        counts = dict.fromkeys(("lost", "refused", "doubled"), 0)
        cost = {"server_cpu_ms_a_card": 1.5, "join_cpu_ms": 3.0, "server_cpu_percent": 0.5}
        made = {"join_seconds": 2, "server_memory_mb": 90, **cost, **counts}
        return {**made, "acknowledged_ms": times, "shown_ms": times, "on_phones_ms": None}

    monkeypatch.setattr(goals, "measured", measured)
    monkeypatch.setattr(goals, "ROOMS", (goals.ROOMS[0], goals.ROOMS[4]))
    monkeypatch.setattr(goals, "JOINING", (300, 3000))
    lines = goals.table(1, floor=True)
    assert [next(lines) for _ in range(5)][4:] == [
        "| 100 people, 20 cards a second | 2 / 5 (goal 10) | 2 / 5 (goal 20) | - | 0, 0, 0 "
        "| 1.50 | 3.0 |"
    ]
    assert asked == ["--people 100 --rate 20"]
    assert list(lines) == [
        "| 100 people, 20 cards a second: the floor | 2 / 5 | 2 / 5 | - | 0, 0, 0 | 1.50 | 3.0 |",
        "| 3,000 people, 150 cards a second | not measured: OSError: too many open files "
        "| - | - | - | - | - |",
        "| 3,000 people, 150 cards a second: the floor | not measured: OSError: too many open "
        "files | - | - | - | - | - |",
        "",
        "- 300 people who only look cost 0.5 % of one core (goal 3).",
        "- 300 people join in 2 s, 3.0 ms of CPU each (goal 4); the server then has 90 MB, "
        "the floor 3.0 ms and 90 MB.",
        "- 3,000 people join: not measured: OSError: too many open files",
        "- A join at a wall of 2,000 costs 3.0 ms of CPU (goal 6).",
        "- A new card on a large wall: not measured: OSError: too many open files",
    ]


@pytest.mark.long
def test_two_servers_lose_nothing_when_one_dies_and_the_database_restarts() -> None:
    """Behind nginx, on PostgreSQL: a kill −9, listening lines cut, two seconds without database."""
    arguments = ["--rooms", "3", "--people", "5", "--rate", "5", "--seconds", "24", "--troubles"]
    ran = subprocess.run(
        [sys.executable, "-m", "tests.load.cluster", *arguments, "--json"],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
        timeout=170,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    found = json.loads(ran.stdout.splitlines()[-1])
    counts = {name: found[name] for name in ("lost", "refused", "doubled")}
    assert counts == {"lost": 0, "refused": 0, "doubled": 0}
    assert found["cards"] > 0
    assert found["lines_cut"] >= 1
    assert found["resent"] + found["asked_to_wait"] > 0
