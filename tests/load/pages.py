"""``uv run python -m tests.load.pages --wall 5000``: what drawing each page again costs.

Each page of the facilitator is drawn as Streamlit draws it, in this process and on a database of
its own. CPU time, so that a busy machine changes little; what counts is how little a large wall
changes, so ``--wall 50`` is the other half of it.
"""

import argparse
import os
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

from streamlit import config
from streamlit.testing.v1 import AppTest

from stages.parts import identity
from tests.load.server import Room, prepare

PAGES = (
    "console",
    "team",
    "segmentation",
    "insights",
    "horizon",
    "resources",
    "reframe",
    "solutions",
    "prototyping",
    "vision",
)
PATIENCE = 600


def draw(page: str) -> None:
    """Runs as a script of its own, so it brings what it needs."""
    import importlib

    importlib.import_module(f"stages.{page}.page").page()


def line_of(page: str, room: Room, runs: int) -> str:
    """The page after it was drawn once: the median of so many further drawings."""
    app = AppTest.from_function(draw, args=(page,), default_timeout=PATIENCE)
    app.query_params["code"] = room.code
    app.run()
    spent = []
    for _ in range(runs):
        began = time.process_time()
        app.run()
        spent.append((time.process_time() - began) * 1000)
    if app.exception:
        raise RuntimeError(app.exception[0].stack_trace)
    sent: list[Any] = [found for node in app._tree if (found := getattr(node, "proto", None))]
    size = sum(len(one.SerializeToString()) for one in sent)
    return f"| {page} | {median(spent):.0f} | {len(sent)} | {size / 1000:.0f} |"


def main() -> None:
    asked = argparse.ArgumentParser("tests.load.pages", description=__doc__)
    asked.add_argument("--wall", type=int, default=5000, help="cards that are there")
    asked.add_argument("--runs", type=int, default=7, help="drawings of each page")
    given = asked.parse_args()
    config.set_option("runner.postScriptGC", False)  # as the server has it
    with tempfile.TemporaryDirectory(prefix="reframe-pages-") as folder:
        room = prepare(Path(folder), given.wall)
        os.environ["DATABASE_URL"] = f"sqlite:///{room.path}"
        token = room.cookie.partition("=")[2]
        identity.device_token = lambda: token
        identity.address = lambda: "127.0.0.1"
        print("| page | ms of CPU | elements | kB |\n| --- | --- | --- | --- |")
        for page in PAGES:
            print(line_of(page, room, given.runs), flush=True)


if __name__ == "__main__":
    main()
