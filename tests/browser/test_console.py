"""The console in one view: what the room needs of it is there without scrolling, and by key."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.conftest import CONSOLE
from tests.browser.people import SLOW, Console, Room
from tests.browser.running import RunningServer

pytestmark = pytest.mark.timeout(300)
Device = Callable[..., Page]
PROMPT = "What did you see or hear that you did not expect?"


def test_all_that_steers_is_in_view_and_the_screen_is_seen_by_one_stream(
    server: RunningServer, device: Device
) -> None:
    """Cards come, a letter turns them over, the focus stays; the small screen follows it all."""
    room = Room(server).open()
    for number in range(8):
        room.add(f"Nobody asked the mums about bus {number} before it went")
    page = device(CONSOLE)
    streams: list[str] = []

    def note(request: Request) -> None:
        if "/live/" in request.url:
            streams.append(request.url)

    page.on("request", note)
    console = Console(page, server).take_over(room.words)
    console.connected()
    small = page.frame_locator("iframe[title='What the big screen shows']")
    expect(small.get_by_text(PROMPT)).to_be_visible(timeout=SLOW)
    expect(small.get_by_text("8 cards are face down")).to_be_visible(timeout=SLOW)
    tall = page.locator(".stMain").evaluate("node => [node.scrollHeight, node.clientHeight]")
    assert tall[0] <= tall[1]
    for name in ("Close the writing", "Show the cards", "Pause", "+1 minute", "Show the way in"):
        expect(console.button(name)).to_be_in_viewport(ratio=1)

    console.button("Close the writing").focus()
    page.keyboard.press("Enter")
    expect(console.button("Show the cards to the room")).to_be_focused(timeout=SLOW)
    page.keyboard.press("t")
    expect(small.get_by_text("Nobody asked the mums about bus 7")).to_be_visible(timeout=SLOW)
    assert [re.search(r"view=(\w+)", one)[1] for one in streams] == ["console"]
    expect(page.get_by_role("timer")).to_be_hidden()
    page.set_viewport_size({"width": 1093, "height": 614})
    unfold = page.get_by_test_id("stExpandSidebarButton")
    expect(unfold).to_be_visible(timeout=SLOW)
    page.set_viewport_size(CONSOLE)  # type: ignore[arg-type]
    expect(unfold).to_be_hidden(timeout=SLOW)
