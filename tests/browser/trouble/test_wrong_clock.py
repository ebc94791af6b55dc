"""The clock of a phone is wrong, and is set while the day runs: nothing follows it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, PROJECTOR
from tests.browser.people import SLOW, WAITING, Phone, Projector, Room, database_texts
from tests.browser.running import RunningServer
from tests.browser.test_voting import IDEAS, ballot, dot, ideas

Device = Callable[..., Page]
DAY, YEAR = 86_400_000, 31_536_000_000
CLOCK = """(() => {
  const Real = Date;
  window.off = OFF;
  globalThis.Date = class extends Real {
    constructor(...given) { super(...(given.length ? given : [Real.now() + window.off])); }
    static now() { return Real.now() + window.off; }
  };
})()"""
"""A clock that is so many milliseconds wrong, and can be set by ``window.off``."""


@pytest.mark.parametrize("off", [-YEAR, pytest.param(DAY, marks=pytest.mark.long)])
def test_a_wrong_clock_changes_nothing(off: int, server: RunningServer, device: Device) -> None:
    """Timers are the room's, words go out in the order in which they were sent, each once; a vote
    and signs are kept, and what waits says so at once, whatever the clock is set to meanwhile.
    """
    room = Room(server).open()
    room.steer("minutes", minutes=30)
    page = device(PHONE)
    page.add_init_script(CLOCK.replace("OFF", str(off)))
    phone = Phone(page, server, room.code).join()
    wall = Projector(device(PROJECTOR), server, room.code).come()
    timer = Projector(page, server, room.code)
    expect(timer.timer).to_be_visible(timeout=SLOW)
    expect(wall.timer).to_be_visible(timeout=SLOW)
    before, said, after = (each.seconds_left() for each in (wall, timer, wall))
    assert after - 5 <= said <= before + 5

    page.route("**/api/**", lambda route: route.abort())
    sent = ["First", "Second, the clock set back", "Third, the clock set on"]
    for text, change in zip(sent, (0, -DAY, 2 * DAY), strict=True):
        page.evaluate("more => { window.off += more }", change)
        phone.send(text)
    page.evaluate("less => { window.off -= less }", DAY)
    page.get_by_role("button", name="Raise my hand").click()
    waits = page.get_by_role("button", name="My hand goes up: waiting for the room")
    expect(waits).to_be_visible(timeout=SLOW)
    page.evaluate("less => { window.off -= less }", DAY)
    for text in sent:
        phone.expect_state(text, WAITING)
    phone.write("Half a thought")
    page.reload()
    expect(phone.box).to_have_value("Half a thought", timeout=SLOW)
    page.unroute_all()
    phone.expect_saved(*sent)
    expect(page.get_by_role("button", name="My hand is up")).to_be_visible(timeout=SLOW)
    assert database_texts(server, room.code) == sent
    phone.write("")

    ideas(room)
    room.open("solutions.dots")
    dot(phone, IDEAS[0]).click(timeout=SLOW)
    page.evaluate("less => { window.off -= less }", YEAR)
    dot(phone, IDEAS[1]).click(timeout=SLOW)
    page.evaluate("more => { window.off += more }", 2 * YEAR)
    expect(page.get_by_text("All your dots are used")).to_be_visible(timeout=SLOW)
    expect(page.locator("[data-part=vote]").get_by_text("Saved", exact=True)).to_be_visible(
        timeout=SLOW
    )
    assert len(ballot(phone, room)) == 2
