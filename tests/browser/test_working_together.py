"""Working together: a vote that ends by itself and is taken on with one key; tables; a first look.

And a pause under which nothing moves, and cards that are left face down.
"""

import os
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import CONSOLE, PHONE
from tests.browser.people import SLOW, Console, Phone, Room
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
    room.open("solutions.dots", closes=True)
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
    expect(wall.page.get_by_role("button", name=press)).to_be_visible()
    wall.page.set_viewport_size({"width": 1366, "height": 768})
    # What is proposed has a line of its own; all other buttons stand in one.
    tops = "all => all.filter((one) => one.checkVisibility()).map((one) => one.offsetTop)"
    assert len(set(wall.bar.get_by_role("button").evaluate_all(tops))) == 1
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


def test_a_table_for_everybody_a_yes_before_the_wall_and_a_pause(
    server: RunningServer, device: Device
) -> None:
    """One key seats the room; phones say where, with whom and how; a card waits and is let in."""
    room = Room(server)
    crowd(room, *["resident"] * 6, *["staff"] * 5)
    phone = Phone(device(PHONE), server, room.code).join("Resident")
    wall = steering(server, room, device)
    room.open("insights.write")
    wall.page.keyboard.press("g")
    expect(wall.page.get_by_role("heading", name="Please sit at your table")).to_be_visible(
        timeout=SLOW
    )
    expect(wall.page.get_by_text("Table 3", exact=True)).to_be_visible()
    expect(phone.page.get_by_text("You are at table")).to_be_visible(timeout=SLOW)
    look(wall.page, "tables-projector")
    wall.page.set_viewport_size({"width": 1366, "height": 768})
    look(wall.page, "tables-1366")
    wall.page.keyboard.press("g")

    room.steer("look-first", wanted=True)
    expect(phone.page.get_by_text("The facilitator reads each card first")).to_be_visible(
        timeout=SLOW
    )
    phone.send("The lift is broken again")
    phone.expect_state("The lift is broken again", "Saved. With the facilitator")
    look(phone.page, "waiting-phone")
    console = Console(device(CONSOLE), server).take_over(room.words)
    console.come(room.code)
    expect(console.page.get_by_text("1 card waits for you")).to_be_visible(timeout=SLOW)
    look(console.page, "waiting-console")
    console.press("Show it to the room")
    phone.expect_state("The lift is broken again", "Saved")

    wall.page.keyboard.press("ArrowRight")
    expect(wall.page.get_by_text("1 card still lies face down.")).to_be_visible(timeout=SLOW)
    assert room.state()["activity"]["key"] == "insights.write"
    look(wall.page, "left-face-down")

    wall.page.keyboard.press("p")
    paused = phone.page.get_by_text("Look up for a moment. Your words are kept.", exact=True)
    expect(paused).to_be_visible(timeout=SLOW)
    assert phone.page.evaluate("document.querySelector('[data-part=composer]').inert")
    look(phone.page, "paused-phone")
    expect(wall.page.get_by_text("Look up for a moment. The clock stands still.")).to_be_visible(
        timeout=SLOW
    )
    look(wall.page, "paused-projector")
    wall.page.keyboard.press("ArrowRight")
    expect(wall.page.get_by_text("The room is paused. P goes on.")).to_be_visible()
    assert room.state()["activity"]["key"] == "insights.write"
    wall.page.keyboard.press("p")
    expect(wall.page.get_by_text("The clock stands still")).to_be_hidden(timeout=SLOW)
    wall.page.keyboard.press("r")
    wall.shows("The lift is broken again")
