"""A browser that translates: every text node is replaced while the day runs, as translators do."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import CONSOLE, PHONE, PROJECTOR
from tests.browser.people import SLOW, Console, Phone, Room
from tests.browser.running import RunningServer

Device = Callable[..., Page]
TRANSLATOR = """() => {
  const left = "[translate=no], script, style, textarea, font";
  const fixed = (node) => node.parentElement?.closest(left);
  const one = (node) => {
    if (!node.nodeValue.trim() || !node.parentElement || fixed(node)) return;
    const outer = document.createElement("font");
    const inner = document.createElement("font");
    inner.textContent = `~${node.nodeValue}~`;
    outer.append(inner);
    node.replaceWith(outer);
  };
  const all = (root) => {
    const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walk.nextNode()) found.push(walk.currentNode);
    found.forEach(one);
  };
  all(document.body);
  new MutationObserver((news) => news.forEach(({ addedNodes }) => addedNodes.forEach(
    (node) => node.nodeType === 3 ? one(node) : node.nodeType === 1 && all(node),
  ))).observe(document.body, { childList: true, subtree: true });
}"""


def test_translated_screens_follow_the_room_and_keep_codes_as_they_are(
    server: RunningServer, device: Device
) -> None:
    """The phone and the big screen show the new step; code and return words stay in no language."""
    room = Room(server).open()
    phone = Phone(device(PHONE), server, room.code).join()
    expect(phone.page.locator(".way-back strong")).to_be_visible(timeout=SLOW)
    words = phone.page.locator(".way-back strong").inner_text()
    wall = device(PROJECTOR)
    wall.goto(f"{server.url}/project/{room.code}")
    for page in (phone.page, wall):
        page.evaluate(TRANSLATOR)
    phone.page.locator("#box").fill("Our bus comes once an hour")
    phone.page.locator("[data-part=send]").click()
    expect(phone.page.locator("[data-part=mine] li").first).to_contain_text("Saved", timeout=SLOW)
    for _ in range(3):
        state = room.steer("next")
        for page in (phone.page, wall):
            prompt = page.locator("[data-part=prompt]")
            expect(prompt).to_contain_text(state["activity"]["prompt"], timeout=SLOW)
            expect(prompt.locator("font").first).to_be_attached()
    assert phone.page.locator(".way-back strong").inner_text() == words
    assert wall.locator(".corner-code").inner_text() == room.code
    room.steer("show", what="join")
    expect(wall.locator(".code")).to_be_visible()
    assert "".join(wall.locator(".code span").all_inner_texts()) == room.code


def test_the_console_is_left_untranslated_rather_than_stale(
    server: RunningServer, device: Device
) -> None:
    """Its framework keeps hold of text nodes; a translator is asked to leave them in place."""
    room = Room(server).open()
    page = device(CONSOLE)
    Console(page, server).take_over(room.words)
    expect(page.locator("html[translate=no]")).to_be_attached(timeout=SLOW)
    page.evaluate(TRANSLATOR)
    state = room.steer("next")
    expect(page.get_by_text(state["activity"]["title"]).first).to_be_visible(timeout=SLOW)


def test_every_page_of_the_app_asks_to_be_left_as_it_is(
    server: RunningServer, device: Device
) -> None:
    """So names of files, codes and secret words stay themselves, also before there is a room."""
    room = Room(server).open()
    page = device(CONSOLE)
    Console(page, server).welcome()
    expect(page.locator("html[translate=no]")).to_be_attached(timeout=SLOW)
    console = Console(page, server).take_over(room.words)
    console.come(room.code, "downloads")
    expect(page.get_by_role("button", name="Download").first).to_be_visible(timeout=SLOW)
    expect(page.locator("html[translate=no]")).to_be_attached(timeout=SLOW)
    page.evaluate(TRANSLATOR)
    assert page.locator("font").count() == 0


def test_cards_are_sorted_on_a_translated_page(server: RunningServer, device: Device) -> None:
    """Themes, counts and what others do stand there anew though every text node was replaced."""
    room = Room(server).open()
    cards = [room.add(f"Nobody asked us, {number}") for number in range(3)]
    room.steer("reveal")
    page = device(PROJECTOR)
    page.goto(f"{server.url}/f/{room.words}")
    page.goto(f"{server.url}/sort/{room.code}")
    options = page.get_by_role("option")
    expect(options).to_have_count(3, timeout=SLOW)
    page.evaluate(TRANSLATOR)

    def sort(**step: object) -> dict[str, object]:
        answer = room.client.post(f"/api/{room.code}/sort", json=step)
        assert answer.status_code == 200, answer.text
        found: dict[str, object] = answer.json()
        return found

    sort(do="add-theme", name="Being heard", cards=cards[:2], source=None)
    theme = page.get_by_role("listbox", name=re.compile("Being heard"))
    expect(theme.get_by_role("option")).to_have_count(2, timeout=SLOW)
    expect(page.locator("[data-part=count]")).to_contain_text("3 cards")
    room.add("Nobody asked us, 4")
    expect(page.locator("[data-part=count]")).to_contain_text("4 cards", timeout=SLOW)
    options.first.click()
    expect(page.locator("[data-part=chosen]")).to_contain_text("1")
