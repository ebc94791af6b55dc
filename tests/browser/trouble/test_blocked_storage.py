"""A browser that keeps nothing for us: words are sent all the same, and a reload loses none."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE
from tests.browser.people import SLOW, WAITING, Phone, Room, database_texts
from tests.browser.running import RunningServer

Device = Callable[..., Page]
BLOCKED = {
    "forbidden": """Object.defineProperty(window, "localStorage", { get() {
      throw new DOMException("The operation is insecure.", "SecurityError"); } });""",
    "not there": """Object.defineProperty(window, "localStorage", { get: () => null });""",
    "full": """Storage.prototype.setItem = () => {
      throw new DOMException("Exceeded the quota.", "QuotaExceededError"); };""",
    "only as if": """Storage.prototype.setItem = () => undefined;""",
}
NOTE = "This browser cannot keep your words. Leave this page open until each card says saved."


@pytest.fixture
def room(server: RunningServer) -> Room:
    return Room(server).open()


@pytest.mark.parametrize(
    "how",
    [
        "forbidden",
        *(pytest.param(how, marks=pytest.mark.long) for how in ("not there", "full", "only as if")),
    ],
)
def test_words_are_sent_and_a_reload_loses_none(
    how: str, server: RunningServer, device: Device, room: Room
) -> None:
    """What waits and what was begun is there after a reload; the page says what it cannot do.

    Who comes next on this phone finds nothing of it, by the way back neither.
    """
    page = device(PHONE)
    page.add_init_script(BLOCKED[how])
    phone = Phone(page, server, room.code).join()
    phone.send("Sent at once")
    phone.expect_saved("Sent at once")
    phone.expect_said(NOTE)
    page.route("**/cards", lambda route: route.abort())
    phone.send("On its way")
    phone.expect_state("On its way", WAITING)
    phone.write("Half a thought")
    page.wait_for_function("() => JSON.stringify(history.state).includes('Half a thought')")
    page.reload()
    expect(phone.box).to_have_value("Half a thought", timeout=SLOW)
    phone.expect_state("On its way", WAITING)
    page.unroute_all()
    phone.expect_saved("Sent at once", "On its way")
    assert database_texts(server, room.code) == ["Sent at once", "On its way"]

    page.get_by_role("button", name="Next person", exact=True).click()
    page.get_by_role("button", name="I am the next person", exact=True).click(timeout=SLOW)
    page.get_by_role("radio", name="Staff").check(timeout=SLOW)
    page.get_by_role("button", name="Join in", exact=True).click()
    expect(phone.box).to_have_value("", timeout=SLOW)
    page.goto(f"{server.url}/join")
    page.go_back()
    page.reload()
    phone.expect_connected()
    expect(phone.box).to_have_value("", timeout=SLOW)
    expect(page.get_by_text("Half a thought")).to_have_count(0)


def test_what_is_cleared_while_somebody_types_is_put_back(
    server: RunningServer, device: Device, room: Room
) -> None:
    """By them or by another tab: what waits goes out, what was begun is there after a reload.

    Who signs out meanwhile leaves nothing of it, in no other tab either.
    """
    page = device(PHONE)
    phone = Phone(page, server, room.code).join()
    other = page.context.new_page()
    other.goto(f"{server.url}/room/{room.code}")
    page.context.route("**/cards", lambda route: route.abort())
    phone.send("On its way")
    phone.expect_state("On its way", WAITING)
    phone.write("Half a thought")
    page.wait_for_function("() => JSON.stringify({...localStorage}).includes('Half a thought')")
    other.evaluate("localStorage.clear()")
    page.reload()
    expect(phone.box).to_have_value("Half a thought", timeout=SLOW)
    page.context.unroute_all()
    phone.expect_saved("On its way")
    other.goto(f"{server.url}/plain/{room.code}")  # whose form has no script beside it
    other.get_by_text("Leave this browser").click()
    other.get_by_role("button", name="Sign out").click()
    expect(other.get_by_label("The five letters on the big screen")).to_be_visible()
    expect(page.get_by_role("radio", name="Resident")).to_be_visible(timeout=SLOW)
    page.reload()
    page.get_by_role("radio", name="Staff").check()
    page.get_by_role("button", name="Join in", exact=True).click()
    expect(phone.box).to_have_value("", timeout=SLOW)
    kept = "() => JSON.stringify([{...localStorage}, history.state])"
    assert "Half a" not in page.evaluate(kept)


def test_what_was_kept_before_the_disk_was_full_is_still_this_persons(
    server: RunningServer, device: Device, room: Room
) -> None:
    """Shown and sent after a reload; and gone with this person when the next one comes."""
    page = device(PHONE)
    phone = Phone(page, server, room.code).join()
    page.route("**/cards", lambda route: route.abort())
    phone.send("On its way")
    phone.expect_state("On its way", WAITING)
    phone.write("Half a thought")
    kept = "() => JSON.stringify({...localStorage}).includes('Half a thought')"
    page.wait_for_function(kept)
    page.add_init_script(BLOCKED["full"])
    page.reload()
    expect(phone.box).to_have_value("Half a thought", timeout=SLOW)
    phone.expect_state("On its way", WAITING)
    phone.expect_said(NOTE)
    page.unroute_all()
    phone.expect_saved("On its way")
    page.get_by_role("button", name="Next person", exact=True).click()
    page.get_by_role("button", name="I am the next person", exact=True).click(timeout=SLOW)
    page.get_by_role("radio", name="Staff").check(timeout=SLOW)
    assert not page.evaluate(kept)
