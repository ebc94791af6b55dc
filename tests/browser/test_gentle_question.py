"""The gentle question on a phone: under the saved card, never in its way."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE
from tests.browser.people import SLOW, Phone, Room
from tests.browser.running import RunningServer

Device = Callable[..., Page]
ASK = "Who have we not reached yet, and why?"


def test_words_that_blame_are_saved_and_asked_about(server: RunningServer, device: Device) -> None:
    """It stands under that card alone, is said to screen readers, and goes with better words."""
    room = Room(server).open()
    phone = Phone(device(PHONE), server, room.code).join()
    phone.send("The bus is late")
    phone.expect_saved("The bus is late")
    phone.send("Mums are hard to reach")
    phone.expect_saved("Mums are hard to reach")
    expect(phone.card("Mums are hard to reach").get_by_text(ASK)).to_be_visible(timeout=SLOW)
    expect(phone.card("The bus is late").get_by_text(ASK)).to_have_count(0)
    said = phone.page.locator("[data-part=say]")
    expect(said).to_contain_text(ASK, timeout=SLOW)
    phone.change("Mums are hard to reach", "We close before mums can come")
    phone.expect_saved("We close before mums can come")
    mine = phone.page.locator("[data-part=mine]").get_by_text(ASK)
    expect(mine.filter(visible=True)).to_have_count(0, timeout=SLOW)
