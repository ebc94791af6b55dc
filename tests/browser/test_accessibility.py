"""The light pages for everybody: axe-core on every state, the keyboard alone, zoom and focus."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import Report, violations
from tests.browser.conftest import PHONE, PROJECTOR
from tests.browser.people import SLOW, Console, Phone, Projector, Room, sideways
from tests.browser.running import RunningServer

Device = Callable[..., Page]
NARROW = {"width": 320, "height": 256}
"""What is left of a screen of 1280 by 1024 at 400 %, as WCAG 1.4.10 asks; 200 % leaves more."""


def test_axe_core_finds_what_is_broken(device: Device) -> None:
    """So that a silent checker cannot pass for a good page."""
    page = device(PHONE)
    page.set_content("<title>x</title><input><p style='color:#eee'>Pale</p><h2>A</h2><h4>B</h4>")
    assert violations(page) == {
        ("color-contrast", "p"),
        ("heading-order", "h4"),
        ("html-has-lang", "html"),
        ("label", "input"),
        ("page-has-heading-one", "html"),
    }


def test_the_room_page_breaks_no_rule(server: RunningServer, device: Device) -> None:
    """From the wrong code to the end of the workshop."""
    report = Report()
    room = Room(server).open("team.arrive")
    page = device(PHONE, reduced_motion="reduce")
    page.goto(f"{server.url}/join/QQQQQ")
    expect(page.get_by_label("The five letters on the big screen")).to_be_visible()
    report.look("wrong code", page)
    phone = Phone(page, server, room.code).come()
    expect(page.get_by_role("radio", name="Resident")).to_be_visible()
    report.look("join", page)
    page.get_by_role("button", name="Join in").click()
    expect(page.get_by_role("status")).to_contain_text("Choose one first.")
    report.look("join without a group", page)
    phone.join()
    report.look("prompt with chips", page)

    room.open()
    expect(phone.prompt).to_have_text(room.state()["activity"]["prompt"], timeout=SLOW)
    for text in ("Saved card", "Taken back card", "Hidden card"):
        phone.send(text)
        phone.expect_saved(text)
    phone.press("Taken back card", "Take back")
    phone.expect_state("Taken back card", "Taken back")
    page.context.set_offline(True)
    phone.send("Refused card")
    phone.expect_waiting()
    report.look("waiting", page)
    room.long_closed()
    page.context.set_offline(False)
    phone.expect_state("Refused card", "Not taken")
    report.look("refused and closed for writing", page)
    phone.press("Refused card", "Change")
    expect(page.get_by_label("Change your words")).to_be_visible()
    report.look("changing a card", page)
    page.get_by_role("button", name="Cancel").click()
    room.open()
    phone.write("too long " * 500)
    expect(page.get_by_text("letters too many")).to_be_visible()
    # What lies half below the bar with Send can be scrolled out; here nothing that is pressed does.
    page.locator(".chip").last.evaluate("chip => chip.scrollIntoView({block: 'center'})")
    report.look("too long", page)
    room.open("team.arrive")
    phone.expect_said("The room has moved on. Your words are kept.")
    report.look("moved on", page)
    room.steer("pause")
    expect(page.get_by_text("Paused", exact=True)).to_be_visible(timeout=SLOW)
    report.look("paused", page)
    room.steer("resume")
    room.open()
    room.steer("reveal")
    page.get_by_role("button", name="Show the wall").click()
    expect(page.get_by_role("region", name="The wall").get_by_role("listitem")).not_to_have_count(
        0, timeout=SLOW
    )
    report.look("the wall on a phone", page)
    room.close()
    phone.expect_said("This workshop has ended. Thank you.")
    report.look("ended", page)
    assert report.found == {}


def test_the_projector_breaks_no_rule(server: RunningServer, device: Device) -> None:
    """The way in, the empty wall, face down, face up, paused, the bar, its keys, the end."""
    report = Report()
    room = Room(server)
    page = device(PROJECTOR, reduced_motion="reduce")
    Console(page, server).take_over(room.words)
    wall = Projector(page, server, room.code).come()
    expect(wall.bar).to_be_visible()
    report.look("the way in", page)
    room.open()
    expect(wall.timer).to_be_visible(timeout=SLOW)
    report.look("empty wall", page)
    for number in range(6):
        room.add(f"Card number {number}")
    expect(page.get_by_text("6 cards are face down")).to_be_visible(timeout=SLOW)
    report.look("face down", page)
    room.steer("reveal")
    expect(wall.cards).to_have_count(6, timeout=SLOW)
    report.look("face up", page)
    for number in range(6, 60):
        room.add(f"Card number {number}, a little longer so that the wall is full of words")
    expect(wall.cards.filter(has_text="Card number 59")).to_be_visible(timeout=SLOW)
    report.look("full wall", page)
    page.keyboard.press("?")
    expect(page.get_by_role("heading", name="Keys")).to_be_visible()
    report.look("keys", page)
    page.keyboard.press("?")
    room.steer("pause")
    expect(page.get_by_text("Look up for a moment.")).to_be_visible(timeout=SLOW)
    report.look("paused", page)
    room.close()
    expect(page.get_by_role("heading", name="Thank you.")).to_be_visible(timeout=SLOW)
    report.look("ended", page)
    assert report.found == {}


def tab_to(page: Page, label: str) -> None:
    """Press Tab until the focus is on what has this name."""
    target = page.get_by_role("radio", name=label)
    for role in ("button", "textbox"):
        target = target.or_(page.get_by_role(role, name=label))
    for _ in range(40):
        if target.first.evaluate_all("nodes => nodes.includes(document.activeElement)"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never came to “{label}”.")


def test_a_card_needs_no_mouse(server: RunningServer, device: Device) -> None:
    """Join, write, send, change, take back and put back with the keyboard alone."""
    room = Room(server).open()
    page = device(PHONE)
    phone = Phone(page, server, room.code).come()
    keys = page.keyboard
    tab_to(page, "Resident")
    keys.press("ArrowDown")
    keys.press("ArrowUp")
    tab_to(page, "Your name")
    keys.type("Amina")
    tab_to(page, "Join in")
    keys.press("Enter")
    expect(phone.prompt).to_be_focused(timeout=SLOW)

    tab_to(page, "Your words")
    keys.type("Typed without a mouse")
    keys.press("Control+Enter")
    phone.expect_saved("Typed without a mouse")
    expect(phone.box).to_be_focused()
    keys.type("And by the button")
    tab_to(page, "Send")
    keys.press("Enter")
    phone.expect_saved("And by the button")
    expect(phone.box).to_be_focused()

    tab_to(page, "Change: And by the button")
    keys.press("Enter")
    expect(page.get_by_label("Change your words")).to_be_focused()
    keys.press("Control+a")
    keys.type("Changed by keys")
    tab_to(page, "Save")
    keys.press("Enter")
    phone.expect_saved("Changed by keys")
    tab_to(page, "Take back: Changed by keys")
    keys.press("Enter")
    phone.expect_state("Changed by keys", "Taken back")
    tab_to(page, "Put back: Changed by keys")
    keys.press("Enter")
    phone.expect_saved("Changed by keys")


def test_the_focus_stays_where_somebody_types(server: RunningServer, device: Device) -> None:
    """Cards come, the timer grows, the room pauses its wall and moves on: every letter arrives."""
    room = Room(server).open()
    room.steer("reveal")
    page = device(PHONE)
    phone = Phone(page, server, room.code).join("Staff")
    phone.expect_connected()
    page.get_by_role("button", name="Show the wall").click()
    sentence = "Every single letter of this sentence is here when I am done with it"
    happenings = [
        lambda: room.add("Somebody else's card"),
        lambda: room.steer("minutes", minutes=1),
        lambda: room.steer("close"),
        lambda: room.steer("open"),
        lambda: room.add("One more card"),
        lambda: room.steer("next"),
        lambda: room.steer("previous"),
        lambda: room.steer("move", activity="vision.close"),
    ]
    phone.box.focus()
    step = len(sentence) // len(happenings) + 1
    for place, happening in enumerate(happenings):
        happening()
        page.keyboard.type(sentence[place * step : (place + 1) * step], delay=30)
    phone.expect_said("The room has moved on. Your words are kept.")
    expect(phone.box).to_be_focused()
    expect(phone.box).to_have_value(sentence)


@pytest.mark.parametrize("size", [NARROW, {"width": 640, "height": 400}], ids=["400%", "200%"])
def test_a_zoomed_page_scrolls_in_one_direction_only(
    server: RunningServer, device: Device, size: dict[str, int]
) -> None:
    """As narrow as 320 pixels, nothing is cut off to the side and everything can be done."""
    room = Room(server).open()
    page = device(size)
    page.goto(f"{server.url}/join/QQQQQ")
    assert sideways(page) == 0
    phone = Phone(page, server, room.code).come()
    expect(page.get_by_role("radio", name="Resident")).to_be_visible()
    assert sideways(page) == 0
    phone.join()
    phone.send("A card on a narrow screen with some words")
    phone.expect_saved("A card on a narrow screen with some words")
    phone.write("x" * 4_100)
    expect(page.get_by_text("letters too many")).to_be_visible()
    assert sideways(page) == 0
    room.open("team.arrive")
    phone.expect_said("The room has moved on. Your words are kept.")
    assert sideways(page) == 0
    room.close()
    phone.expect_said("This workshop has ended. Thank you.")
    assert sideways(page) == 0
