"""The wall with more cards than it has room for."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import PROJECTOR
from tests.browser.people import SLOW, Projector, Room
from tests.browser.running import RunningServer

LARGE = 240
Device = Callable[..., Page]


def numbers(wall: Projector) -> list[int]:
    """The numbers of the cards that are in the page, the newest first."""
    texts = wall.cards.locator("p:first-child").all_text_contents()
    return sorted((int(text.split()[0]) for text in texts), reverse=True)


def test_a_full_wall_shows_the_newest_and_every_other_by_turning_pages(
    server: RunningServer, device: Device
) -> None:
    """Cards that came one by one: the newest stay, and Page Down leads to all of the others."""
    room = Room(server).open()
    room.steer("reveal")
    page = device(PROJECTOR)
    wall = Projector(page, server, room.code).come()
    expect(wall.wall.get_by_text("No cards yet")).to_be_visible(timeout=SLOW)
    most = 90
    for number in range(most):
        room.add(f"{number} is what I saw, and I did not expect to see it just there")
    expect(wall.cards.filter(has_text=f"{most - 1} is what")).to_be_visible(timeout=SLOW)

    seen = numbers(wall)
    assert seen == list(range(most - 1, most - 1 - len(seen), -1))
    assert len(seen) < most
    expect(page.get_by_text(f"and {most - len(seen)} more")).to_be_visible()
    for _ in range(most):
        if 0 in seen:
            break
        page.keyboard.press("PageDown")
        seen += numbers(wall)
    assert seen == list(range(most - 1, -1, -1))

    # Who comes to a wall as large as that fetches it packed, and then hears what is new.
    for number in range(most, LARGE):
        room.add(f"{number} is what I saw, {'and did not expect to see there, ' * 8}really")
    late, packed = device(PROJECTOR), []
    late.on("response", lambda one: packed.append(one.headers) if "/wall?" in one.url else None)
    other = Projector(late, server, room.code).come()
    expect(other.cards.filter(has_text=f"{LARGE - 1} is what")).to_be_visible(timeout=SLOW)
    room.add(f"{LARGE} came after that")
    expect(other.cards.filter(has_text=f"{LARGE} came after that")).to_be_visible(timeout=SLOW)
    assert {headers["content-encoding"] for headers in packed} == {"gzip"}
