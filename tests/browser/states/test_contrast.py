"""Contrast in every state: words at rest and under the pointer, and the mark of the focus.

A sample runs always; all pages in all colours run with ``uv run pytest -m matrix
tests/browser/states/test_contrast.py``.
"""

from collections.abc import Callable
from itertools import product

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import CONSOLE
from tests.browser.people import SLOW, Console
from tests.browser.running import RunningServer
from tests.browser.states.contrast import faint_under_the_pointer, faint_words, unseen_focus
from workshop.db import Database
from workshop.domain.workshops import MadeWorkshop
from workshop.enums import StageKey
from workshop.examples import build_example

pytestmark = pytest.mark.timeout(600)
Device = Callable[..., Page]
STOPS = 30
"""Presses of Tab: the frame, the head, and the first controls of a page's own."""
COLOURS: dict[str, dict[str, str]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "more contrast": {"contrast": "more"},
    "forced": {"forced_colors": "active"},
}
LIGHT_PAGES = ("room", "board", "project", "sort")
APP_PAGES = ("", "tour", "console", "plan", *(stage.value for stage in StageKey), "downloads")
SAMPLE = [("dark", "console"), ("light", "plan"), ("dark", "project"), ("forced", "sort")]


@pytest.fixture(scope="module")
def example(server: RunningServer) -> MadeWorkshop:
    db = Database(server.environment["DATABASE_URL"])
    made = build_example(db)
    db.close()
    return made


def check(
    server: RunningServer, device: Device, made: MadeWorkshop, colours: str, name: str
) -> None:
    page = device(CONSOLE, bypass_csp=True, reduced_motion="reduce", **COLOURS[colours])
    console = Console(page, server).take_over(made.secret)
    if name in LIGHT_PAGES:
        page.goto(f"{server.url}/{name}/{made.code}")
        page.locator("main").first.wait_for(timeout=SLOW)
    else:
        console.come(made.code, name)
        page.get_by_role("main").get_by_role("heading").first.wait_for(timeout=SLOW)
        console.settled()
    assert faint_words(page) == []
    assert unseen_focus(page, STOPS) == []
    assert faint_under_the_pointer(page) == []


@pytest.mark.parametrize(("colours", "name"), SAMPLE)
def test_every_state_can_be_seen(
    server: RunningServer, device: Device, example: MadeWorkshop, colours: str, name: str
) -> None:
    check(server, device, example, colours, name)


@pytest.mark.matrix
@pytest.mark.parametrize(("colours", "name"), list(product(COLOURS, (*LIGHT_PAGES, *APP_PAGES))))
def test_every_state_of_every_page_can_be_seen(
    server: RunningServer, device: Device, example: MadeWorkshop, colours: str, name: str
) -> None:
    check(server, device, example, colours, name)


def test_the_check_sees_what_it_is_there_for(device: Device) -> None:
    """Pale words, words that pale under the pointer, and a control that hides its focus."""
    page = device(CONSOLE)
    page.set_content(
        "<style>button { color: #000; background: #fff; outline: none } "
        "button:hover { color: #ccc }</style>"
        "<p style='color:#bbb;background:#fff'>Pale</p><button>Turns pale</button>"
    )
    assert [one.partition(":")[0] for one in faint_words(page)] == ["p “Pale”"]
    assert unseen_focus(page, 3) == ["button “Turns pale”: 0.00"]
    assert any("Turns pale" in one for one in faint_under_the_pointer(page))
