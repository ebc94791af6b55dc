"""The app's own pages for everybody: axe-core on each of them, for both kinds of people.

Those of a day just begun always; those of a whole workshop too, in light and dark for each kind of
people, with ``uv run pytest -m matrix tests/browser/test_accessibility_app.py``.
"""

from collections.abc import Callable
from typing import Any

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
COLOURS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light", "contrast": "no-preference"},
    "dark": {"color_scheme": "dark", "contrast": "no-preference"},
    "contrast": {"color_scheme": "light", "contrast": "more"},
}
_ON_PAPER = """(dark) => {
  const paper = getComputedStyle(document.querySelector("[data-testid=stApp]")).backgroundColor;
  return paper.match(/\\d+/g).slice(0, 3).every((part) => Number(part) < 64) === dark;
}"""
"""Whether the app stands on the dark paper, or on the light one."""
PAGES = ["", "tour", "console", "plan", *STAGES, "downloads"]


def a_day_begun(server: RunningServer) -> Room:
    """Some cards are there, so that pages have something to show."""
    room = Room(server).open()
    for number in range(3):
        room.add(f"Something that surprised me, number {number}")
    room.steer("reveal")
    return room


def look(
    console: Console, code: str, pages: list[str], colours: tuple[str, ...] = ("light",)
) -> dict[str, set[tuple[str, str]]]:
    """What is broken on each of these pages, once it is drawn, in each of these colours."""
    found = {}
    for name in pages:
        console.page.emulate_media(**COLOURS[colours[0]])
        console.come(code, name)
        main = console.page.get_by_role("main")
        content = main.get_by_role("heading").or_(main.get_by_role("alert"))
        if name == "plan":  # its sheet is drawn a moment after the page; others read a list
            sheet = main.get_by_role("grid", name="Run sheet").get_by_role("row")
            content = sheet.nth(1).or_(main.get_by_text("New solutions: "))
        expect(content.first).to_be_visible(timeout=SLOW)
        for each in colours:
            console.page.emulate_media(**COLOURS[each])
            console.page.wait_for_function(_ON_PAPER, arg=each == "dark", timeout=SLOW)
            console.settled()
            broken = violations(console.page)
            if broken:
                found[f"{name or 'welcome'}, {each}"] = broken
    return found


_FILLED = """() => {
  const main = document.querySelector("main, .stMain");
  main.insertAdjacentHTML("beforeend", "<span class=rf-bar-line><span>half</span></span>"
    + "<i style='forced-color-adjust: none; background: Highlight; color: HighlightText'></i>");
  const is = (one) => getComputedStyle(one).backgroundColor;
  const group = "[data-testid=stButtonGroup] button";
  const chosen = document.querySelector(`${group}[data-selected=true]`);
  const [bar, high] = [...main.children].slice(-2);
  return { chosen: is(chosen) === is(high),
    said: getComputedStyle(chosen.querySelector("p")).color === getComputedStyle(high).color,
    other: is(document.querySelector(`${group}:not([data-selected=true])`)) === is(high),
    bar: is(bar.firstElementChild) !== "rgb(255, 255, 255)" };
}"""
"""In chosen colours: what of the page is a field, as what is chosen and the length of a bar are."""


def a_menu_and_chosen_colours(console: Console, code: str) -> None:
    """What opens above a page has the colours of the dark too, and what is chosen is filled."""
    page = console.page
    page.emulate_media(**COLOURS["dark"])
    console.come(code, "team").settled()
    page.get_by_role("button", name="Steps of this stage").click()
    expect(page.get_by_test_id("stPopoverBody")).to_be_visible()
    assert violations(page) == set()
    page.keyboard.press("Escape")
    page.emulate_media(forced_colors="active", color_scheme="light")
    expect(page.get_by_test_id("stButtonGroup").first).to_be_visible()
    filled = page.evaluate(_FILLED)
    assert filled == {"chosen": True, "said": True, "other": False, "bar": True}


def test_the_facilitators_pages_break_no_rule(server: RunningServer, device: Device) -> None:
    """Welcome, tour, console, plan, the nine stages and the downloads, in light and dark."""
    room = a_day_begun(server)
    console = Console(device(CONSOLE, reduced_motion="reduce"), server).take_over(room.words)
    assert look(console, room.code, PAGES, ("light", "dark")) == {}
    assert look(console, room.code, ["", "tour", "vision"], ("contrast",)) == {}
    a_menu_and_chosen_colours(console, room.code)


def test_a_participants_pages_break_no_rule(server: RunningServer, device: Device) -> None:
    """The same addresses, as somebody sees them who has joined with a role group."""
    room = a_day_begun(server)
    phone = Phone(device(CONSOLE, reduced_motion="reduce"), server, room.code).join()
    assert look(Console(phone.page, server), room.code, PAGES) == {}


@pytest.mark.matrix
@pytest.mark.parametrize("who", ["facilitator", "participant"])
def test_no_page_of_a_whole_workshop_breaks_a_rule(
    server: RunningServer, device: Device, who: str
) -> None:
    """With something in every part, as the example has it."""
    db = Database(server.environment["DATABASE_URL"])
    made = build_example(db)
    db.close()
    page = device(CONSOLE, reduced_motion="reduce")
    if who == "facilitator":
        Console(page, server).take_over(made.secret)
    else:
        Phone(page, server, made.code).join()
    assert look(Console(page, server), made.code, PAGES, ("light", "dark")) == {}


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
