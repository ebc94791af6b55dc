"""The day steered from the projector by keys, and handed from one device to another."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import CONSOLE, PHONE, PROJECTOR
from tests.browser.people import SLOW, Console, Phone, Projector, Room
from tests.browser.running import RunningServer
from workshop.enums import StageKey
from workshop.playbook import load_playbook

Device = Callable[..., Page]
LEFT = re.compile(r"\d+:\d\d left")


def shown(*things: Locator) -> None:
    for thing in things:
        expect(thing).to_be_visible(timeout=SLOW)


def test_the_whole_day_can_be_steered_by_keys(server: RunningServer, device: Device) -> None:
    """Next, back, open, one more minute, reveal, join screen and wall, pause, close."""
    room = Room(server, template="taster")
    page = device(PROJECTOR)
    Console(page, server).take_over(room.words)
    wall = Projector(page, server, room.code).come()
    welcome = page.get_by_role("heading", name="Come in. Your voice counts.")
    prompt = page.locator("[data-part=prompt]")
    shown(wall.bar, welcome)
    first = room.state()["activity"]["prompt"]

    def press(key: str, said: str) -> None:
        page.keyboard.press(key)
        answer = page.locator("[aria-live=polite]").get_by_text(said, exact=True)
        expect(answer).to_be_attached(timeout=SLOW)

    press("ArrowRight", "Next")
    expect(prompt).not_to_have_text(first, timeout=SLOW)
    shown(prompt)
    expect(prompt).to_have_text(room.state()["activity"]["prompt"], timeout=SLOW)
    press("ArrowLeft", "Back")
    expect(prompt).to_have_text(first, timeout=SLOW)

    press("o", "Open for writing")
    expect(wall.timer).to_have_text(LEFT, timeout=SLOW)
    closes = wall.bar.get_by_role("button", name="Close")
    shown(closes)
    closes.hover()
    page.mouse.down(click_count=2)  # the second click of a double one, which was for “Open”
    page.mouse.up(click_count=2)
    left = wall.seconds_left()
    press("m", "One more minute")
    wall.expect_more_time_than(left)

    room.add("A secret until now", activity="team.life-question")
    shown(page.get_by_text("1 card is face down"))
    wall.shows_no("A secret until now")
    press("r", "All cards are face up now. This cannot be turned back.")
    wall.shows("A secret until now")

    press("j", "Join screen")
    shown(welcome)
    press("j", "The wall")
    expect(welcome).to_be_hidden(timeout=SLOW)
    press("p", "All devices are paused")
    paused = page.get_by_text("Look up for a moment.")
    shown(paused)
    page.set_viewport_size({"width": 390, "height": 844})
    expect(paused).to_be_in_viewport(ratio=1)
    page.set_viewport_size({"width": 1366, "height": 768})
    press("p", "Go on")
    expect(page.get_by_text("Look up for a moment.")).to_be_hidden(timeout=SLOW)
    press("o", "Closed for writing")
    expect(wall.timer).to_be_hidden(timeout=SLOW)
    shown(page.get_by_text(f"{load_playbook().stage(StageKey.TEAM).plain} · closed for writing"))
    page.keyboard.press("?")
    shown(page.get_by_role("heading", name="Keys"))
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="Keys")).to_be_hidden()
    page.keyboard.press("?")
    _letters_rest(page)


def test_without_the_facilitators_cookie_there_is_no_bar_and_no_key(
    server: RunningServer, device: Device
) -> None:
    """Anybody may open the wall on a spare screen; nobody can steer from there."""
    room = Room(server).open()
    page = device(PROJECTOR)
    wall = Projector(page, server, room.code).come()
    shown(wall.wall)
    before = room.state()["revision"]
    for key in ("ArrowRight", "o", "r", "m", "j", "p", "?"):
        page.keyboard.press(key)
    refused = page.evaluate(
        """code => fetch(`/api/${code}/steer`, {
            method: "POST",
            headers: { "Content-Type": "application/json" },
            body: JSON.stringify({ do: "next" }),
        }).then(answer => answer.status)""",
        room.code,
    )
    assert refused in (401, 403)
    expect(page.get_by_role("toolbar")).to_have_count(0)
    assert room.state()["revision"] == before
    _letters_rest(page)
    page.get_by_role("button", name="Letter keys off").press("Enter")
    page.reload()
    shown(page.get_by_role("button", name="Letter keys on"))
    assert _worn_after(page, "c") == "light"


def _worn_after(page: Page, key: str) -> str | None:
    page.keyboard.press(key)
    worn: str | None = page.evaluate("document.documentElement.dataset.scheme || null")
    return worn


def _letters_rest(page: Page) -> None:
    """Once switched off (WCAG 2.1.4), until they are switched on again."""
    assert _worn_after(page, "c") == "light"
    page.get_by_role("button", name="Letter keys off").press("Enter")
    shown(page.get_by_text("Single letters do nothing now"))
    assert _worn_after(page, "c") == "light"
    page.get_by_role("button", name="Letter keys on").press("Enter")
    shown(page.get_by_text("Single letters act again"))


def test_a_second_device_takes_over_by_the_link(server: RunningServer, device: Device) -> None:
    """The link opens the console, and no longer stands in the address, which may be projected."""
    room = Room(server, template="taster")
    second = Console(device(CONSOLE), server).take_over(room.words)
    second.expect_button("Open for writing")
    assert room.words not in second.page.url
    second.press("Open for writing")
    second.expect_button("Close the writing")
    assert room.state()["activity"]["open"] is True


_RUNS = """async (opening) => {
  const button = opening.querySelector("button");
  button.scrollIntoView({ block: "center" });
  const ran = [];
  for (let frame = 0; frame < 40; frame += 1) {
    ran.push(opening.scrollTop);
    await new Promise(requestAnimationFrame);
  }
  return Math.max(...ran);
}"""
"""How far what opens has scrolled inside itself, at most."""


def test_a_second_device_takes_over_by_typing_the_four_words(
    server: RunningServer, device: Device
) -> None:
    """Wrong words are refused with a sentence; the right ones open the console. Both can steer.

    Who presses twice by habit opens a step, and does not close it.
    """
    room = Room(server, template="taster")
    first = Console(device(CONSOLE), server).take_over(room.words)
    second = Console(device(CONSOLE), server).welcome()
    second.page.get_by_text("Take over a workshop from another device").click()
    words = second.page.get_by_role("textbox", name="The four words of the workshop")
    words.fill("these are not right")  # and what is opening does not run away from under a finger
    taking = second.page.get_by_test_id("stExpander").filter(has=words)
    assert taking.locator("details").evaluate(_RUNS) == 0
    second.press("Take over")
    shown(second.page.get_by_text("These four words open no workshop."))
    words.fill(room.words.replace("-", " "))
    second.press("Take over")
    opens = second.button("Open for writing")
    opens.hover()
    second.settled()
    place = opens.bounding_box()
    assert place is not None
    x, y = place["x"] + place["width"] / 2, place["y"] + place["height"] / 2
    second.page.mouse.click(x, y)
    second.expect_button("Close the writing")
    second.page.mouse.down(click_count=2)  # the second click of a slow double one
    second.page.mouse.up(click_count=2)
    second.page.wait_for_timeout(1_000)
    assert room.state()["activity"]["open"] is True
    first.expect_button("Close the writing")
    first.press("Close the writing")
    second.expect_button("Open again")


def test_a_participant_cannot_open_the_console(server: RunningServer, device: Device) -> None:
    """They are told so in a sentence, and shown the way to the room."""
    room = Room(server).open()
    phone = Phone(device(PHONE), server, room.code).join()
    page = Console(phone.page, server).come(room.code).page
    shown(page.get_by_text("The console is for the facilitator."))
    shown(page.get_by_role("main").get_by_role("link", name="Go to the room"))
