"""Guess first, then look: £100 shared out on phones, the truth beside it on the wall."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import PHONE, PROJECTOR
from tests.browser.people import SLOW, Phone, Projector, Room, sideways
from tests.browser.running import RunningServer

Device = Callable[..., Page]
GUESS, SPEND = "resources.guess", "resources.spend"
PARTS = {"Play and learning": 90, "Paper": 10}

_LARGE = "document.documentElement.style.fontSize = '200%'"
_AS_BEFORE = "document.documentElement.style.removeProperty('font-size')"
_LINES = """names => names.map(name => {
  const words = document.createRange();
  words.selectNodeContents(name);
  return words.getClientRects().length;
})"""


def prepared(room: Room) -> Room:
    """With an insight, two parts of the work and their money, at the guess."""
    room.add("People fear being judged")
    for name, pounds in PARTS.items():
        strand = room.make(SPEND, "strand", name)
        fields = {"amount_pence": pounds * 100, "period": "year"}
        room.make(SPEND, "resource_line", f"For {name}", fields=fields, links={"strand": [strand]})
    return room.open(GUESS)


def share(page: Page, *pounds: int) -> None:
    for name, number in zip(PARTS, pounds, strict=True):
        page.get_by_label(f"{name}: pounds out of 100").fill(str(number))


def test_guess_and_reveal(server: RunningServer, device: Device) -> None:
    """What is left is always in sight; nothing goes before it adds up; a guess can be changed.

    One phone loses the wifi meanwhile, and guesses for two people. No number of anybody shows
    before the guesses are turned over, then each guess is a dot beside the truth, on the wall and
    on the phones.
    """
    room = prepared(Room(server).open())
    phones = [Phone(device(PHONE), server, room.code).join() for _ in range(2)]
    first, second = (phone.page for phone in phones)
    share(first, 60, 10)
    status = first.get_by_role("region", name="Share out £100").get_by_role("status")
    expect(status).to_have_text("£30 left to share out")
    send = first.get_by_role("button", name="Send my guess")
    expect(send).to_have_attribute("aria-disabled", "true")
    first.get_by_role("slider", name=re.compile("^Paper")).fill("45")
    expect(status).to_have_text("£5 too much. Take some away.")
    for _ in range(5):
        first.get_by_role("button", name="One pound less for Paper").click()
    expect(status).to_have_text("All £100 is shared out.")
    assert violations(first) == set()
    assert sideways(first) == 0
    first.evaluate(_LARGE)
    assert (
        max(first.locator(".split-name").evaluate_all(_LINES)) <= 2
    )  # not one letter below another
    first.evaluate(_AS_BEFORE)
    send.click()
    expect(status).to_have_text("Your guess is saved.", timeout=SLOW)
    first.get_by_role("button", name="Change my guess").click()
    share(first, 50, 50)
    first.get_by_role("button", name="Send my new guess").click()
    expect(status).to_have_text("Your guess is saved.", timeout=SLOW)

    share(second, 20, 80)
    second.reload()
    expect(second.get_by_label("Paper: pounds out of 100")).to_have_value("80", timeout=SLOW)
    second.context.set_offline(True)
    second.get_by_role("button", name="Send my guess").click()
    expect(second.get_by_text("Your guess is kept here. It goes out by itself.")).to_be_visible()
    second.context.set_offline(False)
    expect(second.get_by_text("Your guess is saved.").first).to_be_visible(timeout=SLOW)

    # The second phone also writes for somebody beside it, whose guess is one of their own.
    second.get_by_text("Write for people beside me").click()
    second.get_by_label("Who are they here as?").select_option("resident")
    second.get_by_role("button", name="Add them", exact=True).click()
    expect(second.get_by_role("button", name="Send my guess")).to_be_visible(timeout=SLOW)
    share(second, 35, 65)
    second.get_by_role("button", name="Send my guess").click()
    expect(second.get_by_text("Your guess is saved.").first).to_be_visible(timeout=SLOW)

    wall = Projector(device(PROJECTOR), server, room.code).come()
    expect(wall.page.get_by_text("£50")).to_have_count(0)
    refused = room.client.post(
        f"/api/{room.code}/steer", json={"do": "show", "what": "figure:guess"}
    )
    assert refused.status_code == 422, refused.text
    room.steer("reveal")  # one key, and the figure is there
    said = "Play and learning: we guessed £35 of every £100. It is £90."
    expect(wall.page.get_by_text(said)).to_be_visible(timeout=SLOW)
    row = wall.page.get_by_role("listitem").filter(has_text="Play and learning")
    expect(row.get_by_text("£35 (£20 to £50)")).to_be_visible(timeout=SLOW)
    expect(row.get_by_text("£90", exact=True)).to_be_visible()
    expect(row.locator(".fig-dot")).to_have_count(3)
    note = wall.page.get_by_text("The dots are all the guesses.").bounding_box()
    assert note is not None
    assert note["y"] > 1080 * 0.8, "two rows are drawn so large that they fill the screen"
    assert smallest(wall.page) >= 1080 / 40
    assert violations(wall.page) == set()
    expect(first.get_by_text(said)).to_be_visible(timeout=SLOW)
    expect(first.get_by_text("£35 (£20 to £50)")).to_be_visible(timeout=SLOW)
    assert sideways(first) == 0


def smallest(page: Page) -> float:
    """Pixels of the smallest letters in the figure."""
    return float(
        page.evaluate(
            """() => Math.min(...[...document.querySelectorAll(".shown *")]
              .filter(each => each.childElementCount === 0 && each.textContent)
              .map(each => parseFloat(getComputedStyle(each).fontSize)))"""
        )
    )
