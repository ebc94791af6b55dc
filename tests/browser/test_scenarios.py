"""The case for change in a real browser: sliders by key, the break-even, and large on the wall."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import CONSOLE, PROJECTOR
from tests.browser.people import SLOW, Console, Projector, Room, sideways
from tests.browser.running import RunningServer

Device = Callable[..., Page]
COST = "vision.cost"
NOW = {"sort": "existing", "basis": "measured", "cost_pence": 50_926_100, "reach_count": 278}
THEN = {"sort": "redesigned", "basis": "forecast", "cost_pence": 44_215_000, "reach_count": 649}


def test_sliders_and_the_published_case_on_the_wall(server: RunningServer, device: Device) -> None:
    """Fewer reached means dearer for each one; the wall shows the published table as a forecast."""
    room = Room(server, template="five-sessions").open()
    room.add("People fear being judged")
    for name, said in (("Existing service", NOW), ("Redesigned", THEN)):
        fields = {**said, "period": "year", "reach_unit": "family"}
        room.make(COST, "cost_scenario", name, fields=fields)
    desk = Console(device(CONSOLE, reduced_motion="reduce"), server).take_over(room.words)
    desk.come(room.code, "vision")
    page = desk.page
    page.get_by_role("radio", name=re.compile("What it costs")).click()
    slider = page.get_by_role("slider", name="How many families it reaches")
    expect(slider).to_be_visible(timeout=SLOW)
    expect(page.get_by_text("At 649 you are above that point.")).to_be_visible(timeout=SLOW)
    slider.focus()
    page.keyboard.press("Home")
    expect(page.get_by_text("At 1 you are below that point.")).to_be_visible(timeout=SLOW)
    desk.settled()
    assert violations(page) == set()
    assert sideways(page) == 0

    wall = Projector(device(PROJECTOR), server, room.code).come()
    page.get_by_role("button", name="Show large on the big screen").first.click()
    row = wall.page.get_by_role("listitem").filter(has_text="Cost for each family")
    expect(row.get_by_text("£681, −£1,151 (−63 %)")).to_be_visible(timeout=SLOW)
    looks = row.locator("[data-look]").evaluate_all("all => all.map(each => each.dataset.look)")
    assert looks == ["counted", "forecast"]
    expect(wall.page.get_by_text("“Redesigned” is a forecast.")).to_be_visible()
    assert violations(wall.page) == set()
