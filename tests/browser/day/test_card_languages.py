"""A card keeps its own words, and stands in the room with what they say in another language."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import PHONE, PROJECTOR
from tests.browser.people import SLOW, Phone, Room
from tests.browser.running import RunningServer

Device = Callable[..., Page]
URDU = "NHS کا فون کوئی نہیں اٹھاتا"
ENGLISH = "Nobody answers the phone of the NHS"
LOOKS = """node => [...node.querySelectorAll("[lang]")].map(
  each => [each.lang, getComputedStyle(each).direction, each.textContent])"""
VOICES = """
  window.heard = [];
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  speechSynthesis.getVoices = () => [{ lang: "ur-PK" }, { lang: "en_GB" }];
  speechSynthesis.speak = said => heard.push([said.lang, said.text]);
"""
"""A phone that speaks Urdu and English: headless browsers have no voices."""
BOTH = [["ur", "rtl", URDU], ["en", "ltr", ENGLISH]]


def test_a_card_is_read_in_two_languages_on_every_screen(
    server: RunningServer, device: Device
) -> None:
    room = Room(server).open()
    page = device(PHONE)
    page.add_init_script(VOICES)
    phone = Phone(page, server, room.code).join()
    phone.send(URDU)
    phone.expect_saved(URDU)
    phone.press(URDU, "In another language")
    asked = phone.page.get_by_role("dialog", name="In another language")
    expect(asked.get_by_label("The card is in")).to_have_value("ur")  # a guess, until it is saved
    assert violations(phone.page) == set()
    asked.get_by_label("Your words are in").select_option(label="English")
    asked.get_by_label("The same in that language").fill(ENGLISH)
    asked.get_by_role("button", name="Save").click()
    own = phone.page.get_by_role("listitem").filter(has_text=ENGLISH)
    expect(own).to_be_visible(timeout=SLOW)
    assert own.locator(".card-text").evaluate(LOOKS) == BOTH
    own.get_by_role("button", name=f"Read aloud: {URDU}").click()
    assert page.evaluate("heard") == [["ur-PK", URDU], ["en_GB", ENGLISH]]
    expect(own.get_by_role("button", name="Stop reading")).to_be_visible()
    assert violations(page) == set()

    room.steer("reveal", activity="insights.write")
    wall = device(PROJECTOR)
    wall.goto(f"{server.url}/project/{room.code}")
    room.steer("show", what="wall")
    shown = wall.locator(".wall-card").filter(has_text=ENGLISH)
    expect(shown).to_be_visible(timeout=SLOW)
    assert shown.locator(".card-text").evaluate(LOOKS) == BOTH

    phone.page.goto(f"{server.url}/sort/{room.code}")
    phone.page.get_by_label("Find cards").fill("nobody answers")
    sorted_ = phone.page.get_by_role("option").filter(has_text=ENGLISH)
    expect(sorted_).to_be_visible(timeout=SLOW)
    assert sorted_.locator(".card-text").evaluate(LOOKS) == BOTH
    sorted_.press("Enter")
    whole = phone.page.get_by_role("dialog", name="Card", exact=True)
    whole.get_by_role("button", name=f"Read aloud: {URDU}").click()
    assert page.evaluate("heard") == [["ur-PK", URDU], ["en_GB", ENGLISH]]
    assert violations(page) == set()

    room.make("vision.headline", "headline", URDU, language="ur")
    room.steer("reveal", activity="vision.headline")
    phone.page.goto(f"{server.url}/board/{room.code}")
    phone.page.get_by_role("button", name="Read aloud").click()
    heard = page.evaluate("heard")
    assert ["ur-PK", URDU] in heard
    assert ["en_GB", "Our vision Growing up in Ashby"] in heard
    assert "All of it:" not in str(heard)
    expect(phone.page.get_by_role("button", name="Stop reading")).to_be_visible()
    assert violations(page) == set()

    room.steer("open", activity="reframe.used-to-think", anyway=True)
    phone.page.goto(f"{server.url}/room/{room.code}")
    tapped = phone.page.locator(".ask[role=group]").filter(has_text=ENGLISH)
    chip = tapped.locator("button.chip").filter(has_text=ENGLISH)
    expect(chip).to_be_visible(timeout=SLOW)
    assert chip.evaluate(LOOKS) == BOTH
    tapped.get_by_role("button", name="Read aloud").click()
    heard = page.evaluate("heard")
    assert [said for said in heard if said[1] in (URDU, ENGLISH)] == heard[-2:]
    assert heard[-2:] == [["ur-PK", URDU], ["en_GB", ENGLISH]]
    assert all(URDU not in said for _, said in heard[:-2])  # nothing is read twice
    assert violations(page) == set()
