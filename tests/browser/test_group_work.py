"""Tables, cards that wait for a yes, a pause under which nothing moves, cards left face down."""

from playwright.sync_api import expect

from tests.browser.conftest import CONSOLE, PHONE
from tests.browser.people import SLOW, Console, Phone, Room
from tests.browser.running import RunningServer
from tests.browser.test_votes_decide import look
from tests.browser.test_voting import Device, crowd, steering


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
    expect(phone.page.get_by_text("Look up for a moment")).to_be_visible(timeout=SLOW)
    assert phone.page.evaluate("document.querySelector('[data-part=composer]').inert")
    look(phone.page, "paused-phone")
    look(wall.page, "paused-projector")
    wall.page.keyboard.press("ArrowRight")
    expect(wall.page.get_by_text("The room is paused. P goes on.")).to_be_visible()
    assert room.state()["activity"]["key"] == "insights.write"
    wall.page.keyboard.press("p")
    expect(phone.box).to_be_enabled()
    wall.page.keyboard.press("r")
    wall.shows("The lift is broken again")
    room.steer("move", activity="horizon.lens")
    room.open("horizon.lens")
    look(wall.page, "task-projector")
    look(phone.page, "task-phone")
