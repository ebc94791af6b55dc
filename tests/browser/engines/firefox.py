"""Firefox by WebDriver BiDi, which it speaks itself: no driver beside it."""

import base64
import json
import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from tests.browser.engines.ending import end
from tests.browser.engines.window import GoneError, Window
from tests.browser.running import HOST

NAMES = ("firefox-esr", "firefox")
STARTS = 120  # seconds
GONE = ("no such frame", "no such history entry", "unknown error", "no such node")
PREFS: dict[str, object] = {
    "network.dns.localDomains": HOST,  # a name that is no secure context, as in a room
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
    "browser.aboutwelcome.enabled": False,
    "app.update.disabledForTesting": True,
    "intl.accept_languages": "en-GB, en",
    "network.proxy.type": 0,
}


def path() -> str | None:
    return next(filter(None, map(shutil.which, NAMES)), None)


@dataclass
class Firefox:
    """A running browser and its line."""

    line: ClientConnection
    asked: int = 0
    heard: list[dict[str, Any]] = field(default_factory=list)

    def ask(self, method: str, **params: object) -> dict[str, Any]:
        self.asked += 1
        mine = self.asked
        self.line.send(json.dumps({"id": mine, "method": method, "params": params}))
        while True:
            said = json.loads(self.line.recv(timeout=90))
            if said.get("id") != mine:
                self.heard.append(said)
            elif said["type"] == "error":
                kind = GoneError if said["error"] in GONE else AssertionError
                raise kind(f"{method}: {said['error']}: {said['message']}")
            else:
                found: dict[str, Any] = said["result"]
                return found

    def open(self, width: int, height: int) -> "FirefoxWindow":
        """A window, not a tab: a page that lies behind another sleeps."""
        user = self.ask("browser.createUserContext")["userContext"]
        made = self.ask("browsingContext.create", type="window", userContext=user)["context"]
        size = {"width": width, "height": height}
        self.ask("browsingContext.setViewport", context=made, viewport=size)
        return FirefoxWindow(self, made, user)


@dataclass
class FirefoxWindow(Window):
    firefox: Firefox
    context: str
    user: str

    def go(self, url: str) -> None:
        self.firefox.ask("browsingContext.navigate", context=self.context, url=url, wait="complete")

    def run(self, body: str, *given: object) -> Any:
        answer = self.firefox.ask(
            "script.callFunction",
            functionDeclaration=f"(given) => JSON.stringify((function () {{{body}\n}})"
            ".apply(null, JSON.parse(given)) ?? null, (key, value) => "
            "value instanceof Node ? true : value)",
            arguments=[{"type": "string", "value": json.dumps(given)}],
            target={"context": self.context},
            awaitPromise=True,
        )
        if answer["type"] == "exception":
            raise AssertionError(answer["exceptionDetails"]["text"])
        return json.loads(answer["result"]["value"])

    def press_at(self, x: float, y: float) -> None:
        moves = [
            {"type": "pointerMove", "x": round(x), "y": round(y)},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        hand = {"type": "pointer", "id": "hand", "actions": moves}
        self.firefox.ask("input.performActions", context=self.context, actions=[hand])

    def keys(self, text: str) -> None:
        moves = [
            {"type": kind, "value": letter} for letter in text for kind in ("keyDown", "keyUp")
        ]
        board = {"type": "key", "id": "board", "actions": moves}
        self.firefox.ask("input.performActions", context=self.context, actions=[board])

    def shot(self, path: Path) -> None:
        answer = self.firefox.ask("browsingContext.captureScreenshot", context=self.context)
        path.write_bytes(base64.b64decode(answer["data"]))

    def close(self) -> None:
        self.firefox.ask("browser.removeUserContext", userContext=self.user)


@contextmanager
def firefox(folder: Path, **more: object) -> Iterator[Firefox]:
    """A Firefox with a profile of its own in the folder; ``more`` are preferences of its."""
    profile = folder / "profile"
    profile.mkdir()
    prefs = PREFS | more
    lines = [
        f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in prefs.items()
    ]
    (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
    log = folder / "firefox.log"
    words = ["--headless", "--no-remote", "--remote-debugging-port=0", "--profile", str(profile)]
    with log.open("wb") as out:
        process = subprocess.Popen(
            [path() or "", *words],
            stdout=out,
            stderr=out,
            env=os.environ | {"HOME": str(folder), "MOZ_HEADLESS": "1"},
        )
    try:
        address = _address(log, process)
        with connect(f"{address}/session", max_size=None, proxy=None) as line:
            opened = Firefox(line)
            said = opened.ask("session.new", capabilities={})["capabilities"]
            print(f"\n{said['browserName']} {said['browserVersion']}")
            yield opened
    except ConnectionClosed as error:
        raise AssertionError(log.read_text(errors="replace")) from error
    finally:
        end(process)


def _address(log: Path, process: "subprocess.Popen[bytes]") -> str:
    deadline = time.monotonic() + STARTS
    while time.monotonic() < deadline and process.poll() is None:
        found = re.search(r"listening on (ws://\S+)", log.read_text(errors="replace"))
        if found:
            return found[1]
        time.sleep(0.1)
    raise AssertionError(f"Firefox did not start:\n{log.read_text(errors='replace')}")
