"""The app's own pages for everybody: axe-core on each of them, for both kinds of people.

Those of a day just begun always; those of a whole workshop too, in light and dark for each kind of
people, with ``uv run pytest -m matrix tests/browser/test_accessibility_app.py``.
"""

from collections.abc import Callable
from itertools import product

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import CONSOLE
from tests.browser.people import SLOW, Console, Phone, Room
from tests.browser.running import RunningServer
from workshop.db import Database
from workshop.enums import StageKey
from workshop.examples import build_example

pytestmark = pytest.mark.timeout(600)  # a dozen pages of the app in each test
Device = Callable[..., Page]
STAGES = [stage.value for stage in StageKey]
PAGES = ["", "tour", "console", "plan", *STAGES, "downloads"]


def a_day_begun(server: RunningServer) -> Room:
    """Some cards are there, so that pages have something to show."""
    room = Room(server).open()
    for number in range(3):
        room.add(f"Something that surprised me, number {number}")
    room.steer("reveal")
    return room


def look(console: Console, code: str, pages: list[str]) -> dict[str, set[tuple[str, str]]]:
    """What is broken on each of these pages, once it is drawn."""
    found = {}
    for name in pages:
        console.come(code, name)
        main = console.page.get_by_role("main")
        content = main.get_by_role("heading").or_(main.get_by_role("alert"))
        if name == "plan":  # its sheet is drawn a moment after the page; others read a list
            sheet = main.get_by_role("grid", name="Run sheet").get_by_role("row")
            content = sheet.nth(1).or_(main.get_by_text("New solutions: "))
        expect(content.first).to_be_visible(timeout=SLOW)
        console.settled()
        broken = violations(console.page)
        if broken:
            found[name or "welcome"] = broken
    return found


def test_the_facilitators_pages_break_no_rule(server: RunningServer, device: Device) -> None:
    """Welcome, tour, console, plan, the nine stages and the downloads."""
    room = a_day_begun(server)
    console = Console(device(CONSOLE, reduced_motion="reduce"), server).take_over(room.words)
    assert look(console, room.code, PAGES) == {}


def test_a_participants_pages_break_no_rule(server: RunningServer, device: Device) -> None:
    """The same addresses, as somebody sees them who has joined with a role group."""
    room = a_day_begun(server)
    phone = Phone(device(CONSOLE, reduced_motion="reduce"), server, room.code).join()
    assert look(Console(phone.page, server), room.code, PAGES) == {}


def is_dark(page: Page) -> bool:
    """Whether the app stands on the dark paper."""
    app = page.get_by_test_id("stApp")
    paper: str = app.evaluate("node => getComputedStyle(node).backgroundColor")
    return max(int(part) for part in paper.strip("rgb()").split(",")[:3]) < 64


def test_the_dark_pages_break_no_rule(server: RunningServer, device: Device) -> None:
    """The facilitator's pages once more, in the dark colours."""
    room = a_day_begun(server)
    page = device(CONSOLE, reduced_motion="reduce", color_scheme="dark")
    console = Console(page, server).take_over(room.words)
    assert look(console, room.code, PAGES) == {}
    assert is_dark(page)


@pytest.mark.matrix
@pytest.mark.parametrize(
    ("who", "colours"), list(product(("facilitator", "participant"), ("light", "dark")))
)
def test_no_page_of_a_whole_workshop_breaks_a_rule(
    server: RunningServer, device: Device, who: str, colours: str
) -> None:
    """With something in every part, as the example has it."""
    db = Database(server.environment["DATABASE_URL"])
    made = build_example(db)
    db.close()
    page = device(CONSOLE, reduced_motion="reduce", color_scheme=colours)
    if who == "facilitator":
        Console(page, server).take_over(made.secret)
    else:
        Phone(page, server, made.code).join()
    assert look(Console(page, server), made.code, PAGES) == {}
    assert is_dark(page) == (colours == "dark")


def test_pages_with_more_contrast_break_no_rule(server: RunningServer, device: Device) -> None:
    room = a_day_begun(server)
    page = device(CONSOLE, reduced_motion="reduce", contrast="more")
    console = Console(page, server).take_over(room.words)
    assert look(console, room.code, ["", "tour", "vision"]) == {}


def test_making_a_workshop_breaks_no_rule(server: RunningServer, device: Device) -> None:
    """The screen with the four words, the rarely used parts of the console, and open forms."""
    found = {}
    page = device(CONSOLE, reduced_motion="reduce")
    console = Console(page, server).welcome()
    console.make("Growing up in Ashby", "Taster")
    console.settled()
    found["the four words"] = violations(page)
    console.press("Open the console")
    console.expect_button("Open for writing")
    console.press("Open for writing")
    console.expect_button("Close the writing")
    delete = page.get_by_label("Type the five-letter code to delete this workshop")
    for part, there in (
        ("Look after this workshop", delete),
        ("How to do it", page.get_by_test_id("stPopoverBody")),
        ("Set up the room", page.get_by_role("button", name="Lock the room")),
        ("Add a card", page.get_by_text("Write for somebody without a device")),
    ):
        console.press(part)
        expect(there).to_be_visible(timeout=SLOW)
        console.settled()
        found[part] = violations(page)
        if part != "Add a card":
            page.keyboard.press("Escape")
    page.get_by_text("Write for somebody without a device").click()
    expect(page.get_by_label("Whose card is it?")).to_be_visible(timeout=SLOW)
    console.settled()
    found["a form for somebody"] = violations(page)
    assert {place: broken for place, broken in found.items() if broken} == {}
