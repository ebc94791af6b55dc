"""The server asks nobody for anything: not at its start, not for a page, not for a file.

Every socket that it opens is written down by Python itself (an audit hook that comes with the
environment), and whatever goes by the usual proxies would reach one that never answers. All other
tests in browsers hold their servers to the same (``tests/browser/conftest.py``); here even this
machine is reached by no other way than the proxy, and the watch itself is tried.
"""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import CONSOLE, end, stays_here
from tests.browser.running import RunningServer
from tests.browser.watched.forked import Forked


class Watched(RunningServer):
    """A server that has no way around the proxy."""

    @property
    def environment(self) -> dict[str, str]:
        return super().environment | {"NO_PROXY": "", "no_proxy": ""}


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    server = Watched(tmp_path)
    server.start()
    yield server
    server.stop()


def test_whoever_asked_somebody_would_be_seen(tmp_path: Path) -> None:
    """The hook is on the path of the servers' environment and writes down all but this machine.

    A fork of what has the product loaded has it too, and writes into its own server's file.
    """
    asks = tmp_path / "asks.py"
    asks.write_text(
        "import socket\n"
        "with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:\n"
        "    one.connect(('127.0.0.1', 9))\n"
        "    one.connect(('192.0.2.7', 9))\n",
        encoding="utf-8",
    )
    started, forked = (RunningServer(tmp_path / name) for name in ("started", "forked"))
    started.folder.mkdir()
    forked.folder.mkdir()
    written = "socket.connect ('192.0.2.7', 9)\n"
    subprocess.run([sys.executable, str(asks)], env=started.environment, check=False)
    assert (started.asked(), forked.asked()) == (written, "")
    if sys.platform == "linux":
        with (forked.folder / "server.log").open("wb") as log:
            out = (log.fileno(), log.fileno())
            Forked([str(asks)], tmp_path, forked.environment, out).wait(60)
        assert (started.asked(), forked.asked()) == (written, written)
    assert stays_here("http://reframe.test:80/room/x")
    assert not stays_here("https://fonts.googleapis.com/css")


def test_the_server_asks_nobody(watched: Watched, device: Callable[..., Page]) -> None:
    made = watched.make("Nothing goes out")
    page = device(CONSOLE)
    page.goto(watched.here + made.facilitator_path)
    expect(page.get_by_role("heading", name="Big screen")).to_be_visible(timeout=60_000)
    for place in ("room", "project", "join"):
        page.goto(f"{watched.here}/{place}/{made.code}")
    page.goto(f"{watched.here}/downloads?code={made.code}")
    button = page.get_by_role("button", name="Download").first
    expect(button).to_be_visible(timeout=60_000)
    with page.expect_download(timeout=60_000):
        button.click()
    end(watched)
