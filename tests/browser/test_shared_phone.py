"""A phone that goes round the table: nobody sees, changes or sends another's words."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import PHONE
from tests.browser.people import SLOW, Phone, Room, database_texts
from tests.browser.running import RunningServer
from tests.browser.test_people_in_the_room import button, chip

Device = Callable[..., Page]


LOSES = """() => {
  const sure = window.fetch;
  let asked = 0;
  window.fetch = async (address, options) => {
    if (!String(address).endsWith("/next")) return sure(address, options);
    console.info("asked " + options.headers["Idempotency-Key"]);
    asked += 1;
    if (asked > 1) await sure(address, options);
    throw new TypeError("Failed to fetch");
  };
}"""
"""The first asking never arrives; the second does, and its answer is lost."""


def pass_on_where_answers_are_lost(page: Page) -> None:
    """By a press and another one, which asks the same; the page then hears of it by itself."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.evaluate(LOSES)
    button(page, "I am the next person").click()
    expect(page.get_by_text("That did not reach the room. Please try again.")).to_be_visible()
    button(page, "I am the next person").click()
    expect(page.get_by_role("radio", name="Partner")).to_be_visible(timeout=SLOW)
    first, second = (each for each in said if each.startswith("asked "))
    assert first == second
    page.reload()


def test_the_next_person_begins_with_nothing(server: RunningServer, device: Device) -> None:
    """Half a sentence is never theirs, in no other tab; what waits goes out first, as it was.

    Nor where the server let the phone go and its answer was lost.
    """
    room = Room(server).open()
    phone = Phone(device(PHONE), server, room.code).join("Resident", name="Amina")
    page = phone.page
    phone.send("No bus on Sundays")
    phone.expect_saved("No bus on Sundays")
    other = page.context.new_page()
    other.goto(f"{server.url}/room/{room.code}")

    page.bring_to_front()
    button(page, "Next person").click()  # its part of the page is there from now on
    button(page, "I have one more card").click()
    page.context.set_offline(True)
    phone.send("The ramp is steep")
    Phone(other, server, room.code).write("Half a sentence of Amina")
    button(page, "Next person").click()
    expect(page.get_by_role("heading", name=re.compile("still on the way"))).to_be_visible()
    expect(button(page, "I am the next person")).to_have_count(0)
    page.context.set_offline(False)
    expect(page.get_by_role("heading", name="Thank you. Your 2 cards are in.")).to_be_visible(
        timeout=SLOW
    )
    expect(page.get_by_text("1 thing is not sent yet.")).to_be_visible()
    button(page, "Go back and send it").click()
    button(page, "Draw instead").click(timeout=SLOW)
    page.get_by_role("img", name="Draw here").click(position={"x": 40, "y": 40})
    page.locator("li.card.mine [data-do=edit]").first.click()
    page.get_by_label("Change your words").fill("No bus at all")
    # What was begun on a card that is here no more can be neither saved nor shown.
    page.evaluate(
        "code => localStorage.setItem(`reframe.${code}.edit.gone`, '[\"Old\", 1]')", room.code
    )
    button(page, "Next person").click()
    expect(page.get_by_text("3 things are not sent yet.")).to_be_visible()
    assert violations(page) == set()
    pass_on_where_answers_are_lost(page)

    expect(page.get_by_role("radio", name="Partner")).to_be_visible(timeout=SLOW)
    for tab in (page, other):
        expect(tab.get_by_label("Your name")).to_have_value("", timeout=SLOW)
        expect(tab.get_by_text("Amina")).to_have_count(0)
    other.close()
    page.get_by_role("radio", name="Partner").check()
    button(page, "Join in").click()
    expect(phone.box).to_have_value("", timeout=SLOW)
    expect(page.get_by_text("No bus on Sundays")).to_have_count(0)
    assert "Amina" not in page.evaluate("() => JSON.stringify({...localStorage})")
    phone.send("We never meet")
    expect(page.get_by_role("heading", name="Thank you. Your card is in.")).to_be_visible(
        timeout=SLOW
    )
    expect(page.get_by_text("Resident, 2 cards")).to_be_visible()
    button(page, "It is only me on this phone").click()
    phone.send("And one more")
    phone.expect_saved("And one more")
    assert sorted(database_texts(server, room.code)) == sorted(
        ["No bus on Sundays", "The ramp is steep", "We never meet", "And one more"]
    )

    button(page, "Change").click()
    button(page, "I chose wrongly").click()
    page.get_by_role("radio", name="Staff").check()
    button(page, "Join in").click()
    phone.expect_said("You are here as: Staff")
    phone.expect_said("2 cards say Staff now.")


def test_who_chooses_in_another_tab_does_not_become_the_person_who_goes(
    server: RunningServer, device: Device
) -> None:
    """The form to put a group right is open there; the asking of the first tab never arrives."""
    room = Room(server).open()
    phone = Phone(device(PHONE), server, room.code).join("Resident", name="Amina")
    page = phone.page
    phone.send("No bus on Sundays")
    phone.expect_saved("No bus on Sundays")
    other = page.context.new_page()
    other.goto(f"{server.url}/room/{room.code}")
    Phone(other, server, room.code).expect_saved("No bus on Sundays")
    other.get_by_role("button", name="Change", exact=True).click()
    button(other, "I chose wrongly").click()
    page.bring_to_front()
    button(page, "Next person").click()
    page.evaluate(LOSES)
    button(page, "I am the next person").click()
    expect(page.get_by_text("That did not reach the room. Please try again.")).to_be_visible()

    other.bring_to_front()
    other.get_by_role("radio", name="Staff").check()
    other.get_by_label("Your name").fill("Bob")
    button(other, "Join in").click()
    expect(other.get_by_role("heading", name="Thank you. Your card is in.")).to_be_visible()
    button(other, "I am the next person").click()
    other.get_by_role("radio", name="Staff").check(timeout=SLOW)
    expect(other.get_by_label("Your name")).to_have_value("")
    button(other, "Join in").click()
    expect(other.get_by_text("You are here as: Staff")).to_be_visible(timeout=SLOW)
    expect(other.get_by_text("No bus on Sundays")).to_have_count(0)
    mine = page.evaluate("path => fetch(path).then(one => one.json())", f"/api/{room.code}/mine")
    assert mine["cards"] == []


def test_half_a_sentence_stays_with_whom_it_was_typed_for(
    server: RunningServer, device: Device
) -> None:
    """On a table's device each person has a box of their own, also after a reload."""
    room = Room(server).open()
    phone = Phone(device(PHONE), server, room.code).join("Staff")
    page = phone.page
    page.get_by_text("Write for people beside me").click(timeout=SLOW)
    page.get_by_label("Who are they here as?").select_option("resident")
    page.get_by_label("Their name.").fill("Dora")
    button(page, "Add them").click()
    expect(chip(page, "Dora, Resident")).to_have_attribute("aria-pressed", "true", timeout=SLOW)
    phone.write("Dora began to say")
    chip(page, "Mine").click()
    expect(phone.box).to_have_value("")
    phone.send("My own")
    page.reload()
    expect(phone.box).to_have_value("", timeout=SLOW)
    expect(phone.card("Dora began to say").get_by_text("for Dora")).to_be_visible(timeout=SLOW)
    chip(page, "Dora, Resident").click()
    expect(phone.box).to_have_value("Dora began to say")
