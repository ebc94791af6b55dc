"""Contrast of what stands only for a moment: a dot that was put, a vote, the pause, the thanks.

One moment runs always; all of them in all colours run with ``uv run pytest -m matrix
tests/browser/states``.
"""

from collections.abc import Callable, Mapping
from itertools import product
from types import MappingProxyType

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import CONSOLE, PHONE
from tests.browser.people import SLOW, Console, Phone, Room
from tests.browser.running import RunningServer
from tests.browser.states.contrast import faint_under_the_pointer, faint_words, unseen_focus
from tests.browser.states.test_contrast import COLOURS, STOPS
from workshop.db import Database
from workshop.domain.workshops import MadeWorkshop
from workshop.examples import build_example

pytestmark = pytest.mark.timeout(600)
Device = Callable[..., Page]
Moment = Callable[[Page, RunningServer], None]


def voting(server: RunningServer) -> Room:
    """A room that puts dots on four ideas."""
    room = Room(server).open("solutions.ideas")
    for text in ("A bench at the stop", "A night bus", "Free tea on Mondays", "A phone tree"):
        room.add(text, "solutions.ideas")
    room.steer("reveal")
    return room.open("solutions.dots")


def big(page: Page, server: RunningServer, room: Room, says: str) -> None:
    """The big screen of who steers, with the bar there."""
    Console(page, server).take_over(room.words)
    page.goto(f"{server.url}/project/{room.code}")
    expect(page.get_by_text(says, exact=True).first).to_be_visible(timeout=SLOW)


def a_dot_that_was_put(page: Page, server: RunningServer) -> None:
    phone = Phone(page, server, voting(server).code).join()
    dots = phone.page.get_by_role("button", name="Put a dot")
    dots.first.click(timeout=SLOW)
    expect(phone.page.get_by_role("button", name="Take my dot back")).to_have_count(1)


def a_vote_on_the_big_screen(page: Page, server: RunningServer) -> None:
    big(page, server, voting(server), "A night bus")


def the_result_of_a_vote(page: Page, server: RunningServer) -> None:
    room = voting(server)
    room.steer("close")
    big(page, server, room, "A night bus")


def the_pause(page: Page, server: RunningServer) -> None:
    room = Room(server).open()
    room.steer("pause")
    big(page, server, room, "Paused")


def the_thanks(page: Page, server: RunningServer) -> None:
    room = Room(server).open()
    room.add("Thank you for the soup")
    room.steer("reveal")
    room.close()
    big(page, server, room, "Thank you.")


def example(server: RunningServer) -> MadeWorkshop:
    db = Database(server.environment["DATABASE_URL"])
    made = build_example(db)
    db.close()
    return made


def the_second_page_of_the_board(page: Page, server: RunningServer) -> None:
    made = example(server)
    Console(page, server).take_over(made.secret)
    page.goto(f"{server.url}/board/{made.code}")
    expect(page.get_by_role("article", name="Vision board")).to_be_visible(timeout=SLOW)
    expect(page.locator(".vb[data-form=wide]")).to_be_visible(timeout=SLOW)
    page.keyboard.press("ArrowRight")
    expect(page.locator(".vb-page-at")).to_have_text("Page 2")


def the_way_in(page: Page, server: RunningServer) -> None:
    page.goto(f"{server.url}/join/{Room(server).code}")
    expect(page.get_by_role("button", name="Join in")).to_be_visible()


def to_read(page: Page, server: RunningServer) -> None:
    Phone(page, server, example(server).code).come()
    page.goto(page.url.replace("/room/", "/read/").replace("/join/", "/read/"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()


MOMENTS: Mapping[str, Moment] = MappingProxyType(
    {
        one.__name__: one
        for one in (
            a_dot_that_was_put,
            a_vote_on_the_big_screen,
            the_result_of_a_vote,
            the_pause,
            the_thanks,
            the_second_page_of_the_board,
            the_way_in,
            to_read,
        )
    }
)
ON_PHONES = ("a_dot_that_was_put", "the_way_in", "to_read")


def check(server: RunningServer, device: Device, colours: str, moment: str) -> None:
    size = PHONE if moment in ON_PHONES else CONSOLE
    page = device(size, bypass_csp=True, reduced_motion="reduce", **COLOURS[colours])
    MOMENTS[moment](page, server)
    assert faint_words(page) == []
    assert unseen_focus(page, STOPS) == []
    assert faint_under_the_pointer(page) == []


def test_a_dot_that_was_put_is_seen_under_the_pointer(
    server: RunningServer, device: Device
) -> None:
    """Its words and its disc have one colour, which turned pale on a pale field there."""
    check(server, device, "light", "a_dot_that_was_put")


@pytest.mark.matrix
@pytest.mark.parametrize(("colours", "moment"), list(product(COLOURS, MOMENTS)))
def test_every_moment_can_be_seen(
    server: RunningServer, device: Device, colours: str, moment: str
) -> None:
    check(server, device, colours, moment)
