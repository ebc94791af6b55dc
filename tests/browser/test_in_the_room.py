"""What phones promise and what a pause, a new question and the close do to every screen."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import PHONE
from tests.browser.people import SLOW, Phone, Projector, Room
from tests.browser.running import RunningServer

Device = Callable[..., Page]
SMALL = {"width": 1024, "height": 768}


def test_a_worry_is_chosen_before_it_is_sent_and_never_shown(
    server: RunningServer, device: Device
) -> None:
    """Without a choice nothing goes out, and what was missing is said until it is there."""
    room = Room(server).open("team.hopes")
    phone = Phone(device(PHONE), server, room.code).join()
    phone.write("That we lose our jobs")
    send = phone.page.get_by_role("button", name="Send", exact=True)
    send.click()
    missing = phone.page.get_by_text("Choose first what it is: Hope or Worry.").first
    expect(missing).to_be_visible()
    room.steer("minutes", minutes=30)
    expect(phone.page.get_by_role("timer")).to_have_text(re.compile(r"^[23]\d:"), timeout=SLOW)
    expect(missing).to_be_visible()
    assert phone.acknowledged == []
    phone.page.get_by_role("button", name="Worry", exact=True).click()
    expect(missing).to_be_hidden()
    promise = "A worry: only the facilitator reads it. No name. It is never shown."
    expect(phone.page.get_by_text(promise)).to_be_visible()
    assert violations(phone.page) == set()
    send.click()
    expect(phone.box).to_have_value("")
    phone.page.get_by_role("button", name="Hope", exact=True).click()
    phone.send("That we are heard")
    expect(phone.page.get_by_text("Saved")).to_have_count(2, timeout=SLOW)
    room.steer("reveal")
    wall = Projector(device(SMALL), server, room.code).come()
    wall.shows("That we are heard")
    wall.shows_no("That we lose our jobs")


def test_a_pause_fills_every_screen_and_a_new_question_is_at_the_top(
    server: RunningServer, device: Device
) -> None:
    """Over the vision board and at 1024 too; afterwards the clock goes on where it stood."""
    room = Room(server).open()
    phone = Phone(device(PHONE), server, room.code).join()
    wall = Projector(device(SMALL), server, room.code).come()
    room.steer("show", what="board")
    room.steer("pause")
    for page in (phone.page, wall.page):
        paused = page.locator("[data-part=paused]")
        expect(paused).to_be_visible(timeout=SLOW)
        shape = paused.bounding_box()
        assert shape is not None
        size = page.viewport_size
        assert size is not None
        assert (shape["x"], shape["y"]) == (0, 0)
        assert (shape["width"], shape["height"]) == (size["width"], size["height"])
        assert paused.evaluate("e => e.scrollWidth <= e.clientWidth")
        middle = (
            "([x, y]) => document.elementFromPoint(x, y).closest('[data-part=paused]') !== null"
        )
        assert page.evaluate(middle, [size["width"] / 2, size["height"] / 2])
    room.steer("resume")
    expect(phone.page.locator("[data-part=paused]")).to_be_hidden(timeout=SLOW)
    phone.page.evaluate("document.body.style.minHeight = '4000px'; scrollTo(0, 2000)")
    room.open("insights.journey")
    phone.page.wait_for_function("() => scrollY === 0", timeout=SLOW)
    expect(phone.prompt).to_be_in_viewport()


def test_the_close_thanks_on_every_screen(server: RunningServer, device: Device) -> None:
    room = Room(server).open()
    phone = Phone(device(PHONE), server, room.code).join()
    wall = Projector(device(SMALL), server, room.code).come()
    room.open("vision.close")
    room.add("Teapot.", "vision.close")
    room.add("I know three people now.", "vision.close")
    room.steer("reveal")
    room.close()
    expect(wall.page.get_by_role("heading", name="Thank you.")).to_be_visible(timeout=SLOW)
    home = wall.page.locator("[data-part=closing]")
    expect(home.get_by_role("listitem")).to_have_text(["Teapot.", "I know three people now."])
    expect(phone.page.get_by_text("This workshop has ended. Thank you.").first).to_be_visible(
        timeout=SLOW
    )
