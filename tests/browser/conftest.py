"""Real browsers against a real server.

Without a browser these tests are skipped with a sentence, but in CI that is a failure. All servers
stand behind a proxy that never answers; neither they nor any page may ask for anything elsewhere.
"""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect, sync_playwright

from tests.browser.browsers import NoBrowserError, chromium
from tests.browser.people import SLOW
from tests.browser.running import HOST, RunningServer
from tests.browser.watched.silent_proxy import silent_proxy

OFF = (
    # Boxes of the address bar, drawn for every page: half of what opening one costs (Chromium 156).
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxFullPopup",
    # What Playwright turns off itself: of two such lists the browser takes the last alone.
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
    "AimEnabled",
)
FLAGS = [
    f"--disable-features={','.join(OFF)}",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    f"--host-resolver-rules=MAP {HOST} 127.0.0.1",
]
expect.set_options(timeout=SLOW)  # a busy machine is no mistake of the product
OWN = ("localhost", "127.0.0.1", HOST)
PROJECTOR = {"width": 1920, "height": 1080}
CONSOLE = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    try:
        path = chromium()
    except NoBrowserError as problem:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(problem))
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield opened
        opened.close()


HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """In CI a browser test that fails is tried once more; the summary names it, to be mended."""
    if os.environ.get("CI"):
        for item in items:
            if HERE in item.path.parents:
                item.add_marker(pytest.mark.flaky(reruns=1), append=False)  # whatever fails it


TRACE = re.compile(r"^Traceback \(most recent call last\):\n((?:[ \t].*\n)*)(\S.*)", re.MULTILINE)
FRAME = re.compile(r'^  File "([^"]+)"', re.MULTILINE)
OVERLAP = "RuntimeError: dictionary changed size during iteration"


def mistakes(log: str) -> list[str]:
    """The tracebacks of a server's log, but for one that is Streamlit's from end to end.

    Two runs of one page hold a lock each around the same state (Streamlit 1.67, ``SessionState``):
    the end of an old one may meet the start of a new one.
    """
    found = [(trace[0], trace[1], trace[2]) for trace in TRACE.finditer(log)]
    assert len(found) == log.count("Traceback (most"), log
    theirs = re.compile(r"/(site-packages/streamlit|lib/python3[.\d]*)/")
    return [
        whole
        for whole, frames, last in found
        if last != OVERLAP or not all(map(theirs.search, FRAME.findall(frames)))
    ]


def end(running: RunningServer) -> None:
    """Stop a server that made no mistake and asked nobody for anything."""
    running.stop()
    assert mistakes(running.log()) == []
    assert (running.asked(), silent_proxy().asked) == ("", 0)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """One server for all tests of a module; each test makes workshops of its own."""
    running = RunningServer(tmp_path_factory.mktemp("server"))
    running.start()
    yield running
    end(running)


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[RunningServer]:
    """A server that this test may kill."""
    running = RunningServer(tmp_path)
    running.start()
    yield running
    end(running)


def stays_here(url: str) -> bool:
    """Whether a page asks its own server, or a name that only the guest wifi of a test leads to."""
    found = urlsplit(url)
    host = found.hostname or ""
    return found.scheme not in ("http", "https") or host in OWN or host.endswith(".example")


@pytest.fixture
def device(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Make devices with cookies of their own: ``device(PHONE)`` is a fresh page."""
    contexts: list[BrowserContext] = []
    elsewhere: list[str] = []

    def look(request: Request) -> None:
        # The page of the provider with which facilitators sign in is not ours.
        asks = urlsplit(request.headers.get("referer", "")).hostname
        if asks != "127.0.0.1" and not stays_here(request.url):
            elsewhere.append(request.url)

    def make(size: dict[str, int], **options: object) -> Page:
        context = browser.new_context(viewport=size, locale="en-GB", **options)  # type: ignore[arg-type]
        context.set_default_timeout(SLOW)
        context.on("request", look)
        contexts.append(context)
        return context.new_page()

    yield make
    for context in contexts:
        context.close()
    assert elsewhere == []
