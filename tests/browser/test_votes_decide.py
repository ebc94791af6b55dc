"""A vote ends by itself, the room sees what it chose, and one key takes it on."""

import os
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE
from tests.browser.people import SLOW, Phone, Room
from tests.browser.running import RunningServer
from tests.browser.test_voting import IDEAS, Device, cast, crowd, dot, ideas, steering

SHOTS = os.environ.get("REFRAME_TEST_SHOTS")
"""A folder for what the screens looked like, for whoever wants to look."""


def look(page: Page, name: str) -> None:
    if SHOTS:
        page.wait_for_timeout(700)
        page.screenshot(path=Path(SHOTS) / f"{name}.png")


def test_a_vote_closes_by_itself_and_one_key_takes_on_what_it_chose(
    server: RunningServer, device: Device
) -> None:
    """Nobody presses for the end; A takes it on, all read one sentence, U names what it undoes."""
    room = Room(server)
    cards = ideas(room)
    others = crowd(room, *["resident"] * 3, *["staff"] * 3)
    phone = Phone(device(PHONE), server, room.code).join()
    wall = steering(server, room, device)
    room.open("solutions.dots")
    for person in others:
        cast(room, person, {"card": cards[0]}, {"card": cards[1]})
    expect(wall.page.get_by_text("6 of 7 have voted", exact=True)).to_be_visible(timeout=SLOW)
    for text in (IDEAS[0], IDEAS[2]):
        dot(phone, text).click(timeout=SLOW)
    expect(phone.page.get_by_text("The vote closes in a few seconds")).to_be_visible(timeout=SLOW)
    expect(wall.page.get_by_text("7 of 7 have voted. The vote closes")).to_be_visible(timeout=SLOW)
    look(wall.page, "all-voted-projector")
    look(phone.page, "all-voted-phone")

    chose = f"You chose “{IDEAS[0]}” and “{IDEAS[1]}”"
    expect(wall.page.get_by_text(chose)).to_be_visible(timeout=30_000)
    expect(phone.page.get_by_text(chose)).to_be_visible(timeout=SLOW)
    look(wall.page, "chose-projector")
    look(phone.page, "chose-phone")
    expect(wall.page.get_by_text("Residents and staff are far apart")).to_be_visible()
    press = "We have talked. Take these on as our three ideas"
    expect(wall.bar.get_by_role("button", name=press)).to_be_visible()
    wall.page.keyboard.press("a")
    ours = f"Our three ideas: “{IDEAS[0]}” and “{IDEAS[1]}”"
    expect(wall.page.get_by_text(ours)).to_be_visible(timeout=SLOW)
    expect(phone.page.get_by_text(ours)).to_be_visible(timeout=SLOW)
    look(wall.page, "taken-projector")
    look(phone.page, "taken-phone")

    wall.page.keyboard.press("u")
    expect(wall.page.get_by_text("Undo: our three ideas ‘A bench at the stop’")).to_be_visible(
        timeout=SLOW
    )
    wall.page.keyboard.press("u")
    expect(wall.page.get_by_text(chose)).to_be_visible(timeout=SLOW)
    expect(phone.page.get_by_text(chose)).to_be_visible(timeout=SLOW)
