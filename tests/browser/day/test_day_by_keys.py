"""A participant's whole day by Tab, Enter, Space, arrows and letters: no pointer, no shortcut.

At each stop it can be seen where the focus is, and news of the room never leave it nowhere.
"""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import CONSOLE
from tests.browser.people import SLOW, Phone, Room
from tests.browser.running import RunningServer
from tests.browser.states.contrast import SHAPES, focus_stands_out
from tests.browser.test_people_in_the_room import photo
from tests.browser.trouble.test_guessing import prepared

Device = Callable[..., Page]
MOST_STOPS = 120
WATCHES = """() => {
  let had = null, left = 0, byTab = false;
  addEventListener("keydown", (event) => { byTab = event.key === "Tab"; }, true);
  const look = () => {
    const now = document.activeElement;
    const nowhere = !now || now === document.body;
    left = nowhere && had && !byTab ? left + 1 : 0;
    if (left === 30) lost(had.outerHTML.slice(0, 160));
    if (!nowhere) had = now;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}"""
"""Half a second with the focus nowhere, though it was somewhere and nobody pressed Tab."""
FORTY_FRAMES = """() => new Promise(done => {
  let left = 40;
  const next = () => (left -= 1) ? requestAnimationFrame(next) : done();
  requestAnimationFrame(next);
})"""
COVERED = """() => {
  const node = document.activeElement;
  const box = node.getBoundingClientRect();
  if (box.width <= 2 || box.height <= 2) return null;
  const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  const face = node.closest("label") || node;
  const seen = top && (face.contains(top) || top.contains(face));
  return seen ? null : top?.outerHTML.slice(0, 80) || "off";
}"""


class Keys:
    """Somebody at a keyboard: ``to`` is Tab until it is there, with a look at each stop."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.lost: list[str] = []
        self.unseen: set[str] = set()
        page.expose_function("lost", self._lose)
        page.add_init_script(f"({WATCHES})()")

    def _lose(self, what: str) -> None:
        self.lost.append(what)

    def look(self) -> None:
        """Where the focus is stands out, and nothing lies over it."""
        name, by = focus_stands_out(self.page)
        if name and by < SHAPES:
            self.unseen.add(f"{name}: {by:.2f}")
        if name and (over := self.page.evaluate(COVERED)):
            self.unseen.add(f"{name}: below {over}")

    def to(self, target: Locator) -> "Keys":
        expect(target).to_be_visible(timeout=SLOW)
        for _ in range(MOST_STOPS):
            if target.evaluate("node => node === document.activeElement"):
                return self
            self.page.keyboard.press("Tab")
            self.look()
        raise AssertionError(f"Tab never came to {target}.")

    def press(self, *keys: str) -> "Keys":
        for key in keys:
            self.page.keyboard.press(key)
        return self

    def type(self, text: str) -> "Keys":
        self.page.keyboard.type(text)
        return self

    def well(self, where: str) -> None:
        """Up to here every stop was seen and the focus was always somewhere."""
        self.page.evaluate(FORTY_FRAMES)
        assert (self.lost, self.unseen) == ([], set()), where


@pytest.mark.whole
@pytest.mark.timeout(600)
def test_a_day_in_the_room_needs_no_pointer(server: RunningServer, device: Device) -> None:
    room = Room(server, template="five-sessions").open()
    page = device(CONSOLE)
    keys = Keys(page)
    phone = Phone(page, server, room.code)

    def named(name: str | re.Pattern[str], role: str = "button") -> Locator:
        return page.get_by_role(role, name=name, exact=isinstance(name, str)).first  # type: ignore[arg-type]

    def asks(activity: str) -> None:
        room.open(activity)
        prompt = room.state()["activity"]["prompt"]
        expect(page.locator("[data-part=prompt]")).to_have_text(prompt, timeout=SLOW)

    def saved() -> None:
        voting = page.locator("[data-part=vote] [role=status]")
        expect(voting.filter(has_text="Saved")).to_be_visible(timeout=SLOW)

    phone.come()
    groups = page.get_by_role("radio")
    keys.to(groups.first).press("ArrowDown", "ArrowUp", "Space")
    expect(groups.first).to_be_checked()
    keys.to(page.get_by_label("Your name")).type("Ana")
    keys.to(named("Join in")).press("Enter")
    expect(page.get_by_text("You are here as: ")).to_be_visible(timeout=SLOW)
    phone.expect_connected()
    keys.well("joined")

    keys.to(phone.box).type("No bus on Sundays")
    small = page.locator("[data-part=asks] button.chip").first
    keys.to(small).press("Space")
    expect(small).to_have_attribute("aria-pressed", "true")
    keys.to(named("Send")).press("Enter")
    phone.expect_saved("No bus on Sundays")
    with page.expect_file_chooser() as choosing:
        keys.to(named("Add a photo")).press("Enter")
    choosing.value.set_files([photo()])  # type: ignore[list-item]
    expect(named("A photo", "img")).to_be_visible(timeout=SLOW)
    keys.to(named("Send")).press("Enter")
    phone.expect_saved("A photo")
    keys.to(phone.card("No bus on Sundays").get_by_role("button", name=re.compile("^Change")))
    keys.press("Enter").press("Control+End").type(" at all")
    keys.to(named("Save")).press("Enter")
    phone.expect_saved("No bus on Sundays at all")
    keys.well("changed")
    keys.to(phone.card("A photo").get_by_role("button", name=re.compile("^Take back")))
    keys.press("Enter")
    phone.expect_state("A photo", "Taken back")
    keys.well("taken back")
    hand = page.get_by_role("button", name=re.compile("[Hh]and"))
    keys.to(hand.first).press("Enter")
    expect(named(re.compile("My hand is up"))).to_be_visible(timeout=SLOW)
    keys.well("hand")

    keys.to(phone.box)
    room.steer("reveal")
    asks("insights.sort")
    room.steer("sorting", allowed=True, at="insights.sort")
    keys.well("the box went away")
    keys.to(named("Sort the cards together", "link")).press("Enter")
    keys.to(page.get_by_role("option").first).press("Space")
    keys.to(page.locator("[data-do=move]")).press("Enter")
    keys.to(named("A new theme")).press("Enter")
    expect(page.get_by_label("Name of the theme")).to_be_focused()
    keys.type("Buses").press("Enter")
    expect(page.get_by_role("listbox", name="Buses")).to_be_visible(timeout=SLOW)
    keys.well("sorted")
    keys.to(named("To the room", "link")).press("Enter")
    expect(page.locator("[data-part=prompt]")).to_be_visible(timeout=SLOW)
    phone.expect_connected()

    asks("insights.vote")
    keys.to(named(re.compile("^Put a dot"))).press("Space")
    saved()
    keys.well("dots")
    room.steer("close")
    asks("reframe.from-to")
    room.add("From lines to people", "reframe.from-to")
    asks("reframe.choose")
    score = page.get_by_role("radiogroup").get_by_role("radio")
    keys.to(score.first).press("Space", "ArrowRight")
    saved()
    keys.to(named("Clear: From lines to people")).press("Enter")
    expect(score.first).to_be_focused()
    keys.press("Space")
    saved()
    keys.well("score")
    asks("solutions.build")
    room.add("Neighbours drive", "solutions.build")
    room.steer("reveal")
    asks("solutions.matrix")
    keys.to(score.first).press("ArrowDown", "ArrowRight", "Space")
    saved()
    keys.well("two lines")
    asks("solutions.agreement")
    room.add("Meals", "solutions.agreement")
    keys.to(score.first).press("Space", "ArrowDown")
    saved()
    keys.well("consent")
    prepared(room)
    prompt = room.state()["activity"]["prompt"]
    expect(page.locator("[data-part=prompt]")).to_have_text(prompt, timeout=SLOW)
    region = page.get_by_role("region", name="Share out £100")
    keys.to(region.get_by_role("slider").first).press("End")
    keys.to(named("Send my guess")).press("Enter")
    expect(region.get_by_role("status")).to_have_text("Your guess is saved.", timeout=SLOW)
    keys.well("£100")

    keys.to(named("To read", "link")).press("Enter")
    expect(page).to_have_url(re.compile("/read/"))
    case = page.locator("main a[href*='case=']").first
    keys.to(case).press("Enter")
    expect(page).to_have_url(re.compile("case="))
    expect(page.locator(".read article")).to_be_visible()
    keys.to(named("Everything to read", "link")).press("Enter")
    back = page.locator(f"a[href$='/room/{room.code}']").first
    keys.to(back).press("Enter")
    phone.expect_connected()
    keys.well("read")
    keys.to(named("What is kept about me", "link")).press("Enter")
    keys.to(page.locator(f"a[href$='/room/{room.code}']").first).press("Enter")
    phone.expect_connected()
    keys.well("kept")

    keys.to(named("Next person")).press("Enter")
    keys.to(named("I am the next person")).press("Enter")
    expect(groups.first).to_be_visible(timeout=SLOW)
    keys.to(groups.first).press("Space")
    keys.to(named("Join in")).press("Enter")
    expect(page.get_by_text("You are here as: ")).to_be_visible(timeout=SLOW)
    keys.well("the next person")
    asks("insights.write")
    keys.to(phone.box).type("We never meet")
    keys.to(named("Send")).press("Enter")
    expect(page.get_by_role("heading", name="Thank you. Your card is in.")).to_be_visible(
        timeout=SLOW
    )
    keys.well("the next person's card")
    page.goto(f"{server.url}/board/{room.code}")
    for _ in range(12):
        keys.press("Tab").look()
    keys.well("board")
