"""WebKit as Debian builds it, the engine of Safari, by the WebDriver that comes with it."""

import base64
import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from tests.browser.engines.ending import end
from tests.browser.engines.window import GoneError, Window
from tests.browser.running import free_port

STARTS = 120  # seconds
BROWSERS = ("/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1", "/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1")
GONE = ("no such window", "stale element reference", "unknown error", "javascript error")


def path() -> str | None:
    """The small browser that comes with the engine."""
    found = shutil.which("MiniBrowser") or next(
        (f"{folder}/MiniBrowser" for folder in BROWSERS if Path(folder, "MiniBrowser").exists()),
        None,
    )
    return found if found and shutil.which("WebKitWebDriver") and shutil.which("Xvfb") else None


@dataclass
class WebKitWindow(Window):
    """A browser of its own: a session keeps nothing and shares nothing."""

    http: httpx.Client
    session: str

    def ask(self, method: str, path: str, **params: object) -> Any:
        body = None if method in ("GET", "DELETE") else params
        answer = self.http.request(method, f"/session/{self.session}{path}", json=body)
        value = answer.json()["value"]
        if answer.status_code != 200:
            kind = GoneError if value["error"] in GONE else AssertionError
            raise kind(f"{path}: {value['error']}: {value['message']}")
        return value

    def go(self, url: str) -> None:
        self.ask("POST", "/url", url=url)

    def run(self, body: str, *given: object) -> Any:
        script = (
            f"return JSON.stringify((function () {{{body}\n}})"
            ".apply(null, JSON.parse(arguments[0])) ?? null, "
            "(key, value) => value instanceof Node ? true : value)"
        )
        return json.loads(
            self.ask("POST", "/execute/sync", script=script, args=[json.dumps(given)])
        )

    def press_at(self, x: float, y: float) -> None:
        moves = [
            {"type": "pointerMove", "duration": 0, "x": round(x), "y": round(y)},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        hand = {"type": "pointer", "id": "hand", "actions": moves}
        self.ask("POST", "/actions", actions=[hand])

    def keys(self, text: str) -> None:
        moves = [
            {"type": kind, "value": letter} for letter in text for kind in ("keyDown", "keyUp")
        ]
        self.ask("POST", "/actions", actions=[{"type": "key", "id": "board", "actions": moves}])

    def shot(self, path: Path) -> None:
        path.write_bytes(base64.b64decode(self.ask("GET", "/screenshot")))

    def close(self) -> None:
        self.ask("DELETE", "")


@dataclass
class WebKit:
    """Screens to open windows on, until it is closed."""

    screen: str
    folder: Path
    stack: ExitStack

    def open(self, width: int, height: int) -> WebKitWindow:
        port = free_port()
        with (self.folder / "webkit.log").open("ab") as log:
            driver = subprocess.Popen(
                ["WebKitWebDriver", f"--port={port}"],
                stdout=log,
                stderr=log,
                env=os.environ
                | {"DISPLAY": self.screen, "HOME": str(self.folder), "LANG": "en_GB.UTF-8"}
                | {
                    "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
                    "WEBKIT_DISABLE_DMABUF_RENDERER": "1",
                },
            )
        self.stack.callback(end, driver)
        http = self.stack.enter_context(
            httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=90, trust_env=False)
        )
        wanted = {"webkitgtk:browserOptions": {"binary": path(), "args": ["--automation"]}}
        answer = _when_it_listens(http, {"capabilities": {"alwaysMatch": wanted}})
        window = WebKitWindow(http, answer["sessionId"])
        window.ask("POST", "/window/rect", width=width, height=height, x=0, y=0)
        inner = window.run("return [innerWidth, innerHeight]")
        window.ask("POST", "/window/rect", width=2 * width - inner[0], height=2 * height - inner[1])
        print(
            f"\n{answer['capabilities']['browserName']} {answer['capabilities']['browserVersion']}"
        )
        return window


def _when_it_listens(http: httpx.Client, asked: dict[str, object]) -> dict[str, Any]:
    deadline = time.monotonic() + STARTS
    while True:
        try:
            answer = http.post("/session", json=asked)
        except httpx.ConnectError:
            assert time.monotonic() < deadline, "WebKitWebDriver did not start"
            time.sleep(0.1)
            continue
        assert answer.status_code == 200, answer.text
        made: dict[str, Any] = answer.json()["value"]
        return made


@contextmanager
def webkit(folder: Path) -> Iterator[WebKit]:
    """Windows of WebKit on a screen that nobody sees."""
    reading, writing = os.pipe()
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "2000x1300x24", "-nolisten", "tcp"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as said:
            number = said.readline().strip()
        with ExitStack() as stack:
            yield WebKit(f":{number}", folder, stack)
    finally:
        end(screen)
