"""A wifi that lets most of a page through: each of its scripts missing alone, for a while."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, PROJECTOR
from tests.browser.people import SLOW, Phone, Projector, Room, database_texts
from tests.browser.running import RunningServer

Device = Callable[..., Page]
AT_ONCE = ("room", "write/after-joining")
"""What the page fetches by itself where people write."""
PARTS_COME = 2_500  # milliseconds
KEEPS_TRYING = "Waiting for the room. We keep trying."


@contextmanager
def without(page: Page, *names: str) -> Iterator[None]:
    """While these files do not come, under whatever address they are asked for."""
    found = re.compile(rf"/({'|'.join(map(re.escape, names))})\.js(\?|$)")
    page.route(found, lambda route: route.abort())
    yield
    page.unroute(found)


def test_words_go_out_whichever_script_is_missing(server: RunningServer, device: Device) -> None:
    room = Room(server).open()
    phone = Phone(device(PHONE), server, room.code).join()
    lacked: list[str] = []
    phone.page.on("requestfailed", lambda request: lacked.append(request.url))
    sent = []
    for name in AT_ONCE:
        with without(phone.page, name):
            phone.page.reload()
            words = f"Without {name}"
            phone.page.get_by_label("Your words").fill(words)
            phone.page.get_by_role("button", name="Send", exact=True).click()
            if name == "room":  # nothing follows the room: the form says what became of the words
                expect(phone.page.get_by_text("Your card is saved.")).to_be_visible(timeout=SLOW)
            else:
                phone.expect_saved(words)
                phone.page.wait_for_timeout(PARTS_COME)
            assert [url for url in lacked if f"/{name}.js" in url], name
        sent.append(words)
    assert database_texts(server, room.code) == sent


@pytest.mark.parametrize("name", ["vote/vote", "vote/vote-cards"])
def test_a_vote_says_that_it_waits_and_comes_by_itself(
    name: str, server: RunningServer, device: Device
) -> None:
    room = Room(server).open("solutions.ideas")
    room.add("A bench at the stop", "solutions.ideas")
    room.steer("reveal")
    phone = Phone(device(PHONE), server, room.code).join()
    with without(phone.page, name):
        room.open("solutions.dots")
        room.steer("open")
        expect(phone.page.get_by_text(KEEPS_TRYING)).to_be_visible(timeout=SLOW)
    expect(phone.page.get_by_role("button", name="Put a dot")).to_be_visible(timeout=SLOW)
    expect(phone.page.get_by_text(KEEPS_TRYING)).to_have_count(0)


NOT_COME = "That did not reach the room. Please try again."


def test_a_press_says_that_its_part_did_not_come(server: RunningServer, device: Device) -> None:
    """Pressed again, it is there: the two words, drawing, and another language."""
    room = Room(server).open()
    page = device(PHONE)
    phone = Phone(page, server, room.code).come()
    with without(page, "write/way-back"):
        page.get_by_role("button", name="I was here before").click()
        phone.expect_said(NOT_COME)
    page.get_by_role("button", name="I was here before").click()
    expect(page.get_by_label("two words")).to_be_visible(timeout=SLOW)
    phone.join()
    phone.send("A card of mine")
    phone.expect_saved("A card of mine")
    with without(page, "write/sketch", "write/translate"):
        page.get_by_role("button", name="Draw").click()
        phone.expect_said(NOT_COME)
        phone.press("A card of mine", "In another language")
        phone.expect_said(NOT_COME)
    page.get_by_role("button", name="Draw").click()
    expect(page.locator("canvas")).to_be_visible(timeout=SLOW)
    phone.press("A card of mine", "In another language")
    expect(page.get_by_role("dialog")).to_be_visible(timeout=SLOW)


def test_the_wall_on_a_phone_says_that_it_waits(server: RunningServer, device: Device) -> None:
    room = Room(server).open()
    phone = Phone(device(PHONE), server, room.code).join()
    with without(phone.page, "wall/wall"):
        phone.page.get_by_role("button", name="Show the wall").click()
        expect(phone.page.get_by_text(KEEPS_TRYING)).to_be_visible(timeout=SLOW)
    expect(phone.page.get_by_role("region", name="The wall")).to_be_visible(timeout=SLOW)
    expect(phone.page.get_by_text(KEEPS_TRYING)).to_have_count(0)


def test_the_big_screen_says_which_of_its_parts_wait(server: RunningServer, device: Device) -> None:
    room = Room(server).open()
    page = device(PROJECTOR)
    page.goto(f"{server.url}/f/{room.words}")
    screen = Projector(page, server, room.code)
    with without(page, "wall/steering-bar", "wall/theme-wall", "wall/undo"):
        screen.come()
        expect(page.get_by_text("The buttons for this screen have not come")).to_be_visible(
            timeout=SLOW
        )
        room.steer("show", what="themes")
        expect(page.get_by_text("The themes have not come yet.")).to_be_visible(timeout=SLOW)
    expect(page.get_by_role("toolbar")).to_be_visible(timeout=SLOW)
    expect(page.get_by_text("We keep trying")).to_have_count(0, timeout=SLOW)
