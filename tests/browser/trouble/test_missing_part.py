"""A wifi that lets most of a page through: each of its scripts missing alone, for a while."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, PROJECTOR
from tests.browser.people import SLOW, Phone, Projector, Room, database_texts
from tests.browser.running import RunningServer
from workshop.live.script_bundle import PAGES, bundles

Device = Callable[..., Page]
FOLDER = Path(__file__).resolve().parents[3] / "workshop/live/room"
KEEPS_TRYING = "Waiting for the room. We keep trying."


def files(page: str) -> list[str]:
    """What a page fetches, at once or later, without ``.js``."""
    names = (path.relative_to(FOLDER).as_posix()[:-3] for path in FOLDER.rglob("*.js"))
    return sorted(name for name in names if bundles(FOLDER)[page].code(name) is not None)


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
    sent = []
    for name in files("room"):
        with without(phone.page, name):
            phone.page.reload()
            words = f"Without {name}"
            phone.page.get_by_label("Your words").fill(words)
            phone.page.get_by_role("button", name="Send", exact=True).click()
            if name == "room":  # nothing follows the room: the form says what became of the words
                expect(phone.page.get_by_text("Your card is saved.")).to_be_visible(timeout=SLOW)
            else:
                phone.expect_saved(words)
        sent.append(words)
    assert len(sent) > 10
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


def test_a_press_says_that_its_part_did_not_come(server: RunningServer, device: Device) -> None:
    """Drawing, the wall, other languages and the two words; pressed again, they are there."""
    room = Room(server).open()
    page = device(PHONE)
    phone = Phone(page, server, room.code).come()
    with without(page, "write/way-back"):
        page.get_by_role("button", name="I was here before").click()
        phone.expect_said("That did not reach the room. Please try again.")
    page.get_by_role("button", name="I was here before").click()
    expect(page.get_by_label("two words")).to_be_visible(timeout=SLOW)


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


def test_every_page_can_be_watched_for_what_it_lacks() -> None:
    assert {page: len(files(page)) > 0 for page in PAGES} == dict.fromkeys(PAGES, True)
