"""The server asks nobody for anything: not at its start, not for a page, not for a file.

Every socket that it opens is written down by Python itself (an audit hook that comes with the
environment), and whatever goes by the usual proxies would reach one that never answers.
"""

import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import CONSOLE
from tests.browser.running import RunningServer

HOOK = """
import ipaddress, os, sys

def look(event, given):
    if event == "socket.connect" or event == "socket.sendto":
        sock, address = given[0], given[1]
        if not isinstance(address, tuple) or address == ("192.0.2.1", 9):
            return  # a path of this machine; a question to the routing table, nothing is sent
        try:
            if ipaddress.ip_address(address[0]).is_loopback:
                return
        except ValueError:
            pass
        with open(os.environ["REFRAME_TEST_ASKED"], "a") as file:
            file.write(f"{event} {address}\\n")

sys.addaudithook(look)
"""


@dataclass
class SilentProxy:
    """Takes every connection, answers nothing, and counts."""

    asked: int = 0
    port: int = 0
    _open: list[socket.socket] = field(default_factory=list)

    def start(self) -> "SilentProxy":
        listener = socket.create_server(("127.0.0.1", 0))
        self.port = listener.getsockname()[1]
        self._open.append(listener)
        threading.Thread(target=self._listen, args=(listener,), daemon=True).start()
        return self

    def _listen(self, listener: socket.socket) -> None:
        while True:
            try:
                self._open.append(listener.accept()[0])
            except OSError:
                return
            self.asked += 1

    def stop(self) -> None:
        for one in self._open:
            one.close()


class Watched(RunningServer):
    """A server with the hook, behind the proxy."""

    proxy = ""

    @property
    def environment(self) -> dict[str, str]:
        names = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy")
        found = super().environment | dict.fromkeys(names, self.proxy)
        found |= {"NO_PROXY": "", "no_proxy": "", "REFRAME_TEST_ASKED": str(self.folder / "asked")}
        return found | {"PYTHONPATH": str(self.folder)}


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[tuple[Watched, SilentProxy]]:
    (tmp_path / "sitecustomize.py").write_text(HOOK)
    (tmp_path / "asked").touch()
    proxy = SilentProxy().start()
    server = Watched(tmp_path)
    server.proxy = f"http://127.0.0.1:{proxy.port}"
    server.start()
    yield server, proxy
    server.stop()
    proxy.stop()


def test_the_server_asks_nobody(
    watched: tuple[Watched, SilentProxy], device: Callable[..., Page]
) -> None:
    server, proxy = watched
    made = server.make("Nothing goes out")
    page = device(CONSOLE)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(server.here + made.facilitator_path)
    expect(page.get_by_role("heading", name="Big screen")).to_be_visible(timeout=60_000)
    for place in ("room", "project", "join"):
        page.goto(f"{server.here}/{place}/{made.code}")
    page.goto(f"{server.here}/downloads?code={made.code}")
    button = page.get_by_role("button", name="Download").first
    expect(button).to_be_visible(timeout=60_000)
    with page.expect_download(timeout=60_000):
        button.click()

    server.stop()
    assert (server.folder / "asked").read_text() == ""
    assert proxy.asked == 0
    ours = (server.here, "data:", "blob:", server.here.replace("http", "ws"))
    assert [url for url in asked if not url.startswith(ours)] == []
