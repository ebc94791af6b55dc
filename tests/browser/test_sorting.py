"""Sorting together in real browsers: by mouse, by finger, by keyboard alone, and two at once."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import CONSOLE, PHONE, PROJECTOR
from tests.browser.people import SLOW, Phone, Room, sideways
from tests.browser.running import RunningServer
from workshop.words import catalogue

Device = Callable[..., Page]
TEXTS = (
    "No bus after six",
    "The bus is dear",
    "The door is shut",
    "Nobody at the door",
    "My phone has no credit",
)


class Sorter:
    """The page at ``/sort/CODE``, found by role and name as anybody finds it."""

    def __init__(self, page: Page, server: RunningServer, room: Room) -> None:
        self.page, self.server, self.room = page, server, room

    def come(self, *, leads: bool = False) -> "Sorter":
        if leads:
            self.page.context.request.get(
                f"http://127.0.0.1:{self.server.port}/f/{self.room.words}", max_redirects=0
            )
            self.page.goto(f"http://127.0.0.1:{self.server.port}/sort/{self.room.code}")
        else:
            self.page.goto(f"{self.server.url}/sort/{self.room.code}")
        expect(self.page.get_by_role("option").first).to_be_visible(timeout=SLOW)
        return self

    def column(self, name: str) -> Locator:
        return self.page.get_by_role("listbox", name=name)

    def card(self, text: str) -> Locator:
        return self.page.get_by_role("option").filter(has_text=text)

    def holds(self, name: str, *texts: str) -> None:
        """The column of that name has these cards, in any order, and no others."""
        cards = self.column(name).get_by_role("option")
        expect(cards).to_have_count(len(texts), timeout=SLOW)
        for text in texts:
            expect(cards.filter(has_text=text)).to_have_count(1)

    def said(self, sentence: str) -> None:
        expect(self.page.get_by_role("status")).to_contain_text(sentence, timeout=SLOW)

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name).first.click()

    def drag(self, text: str, column: str) -> None:
        """With the mouse, from the middle of the card."""
        card, target = self.card(text), self.column(column)
        card.scroll_into_view_if_needed()
        start, end = card.bounding_box(), target.bounding_box()
        assert start is not None
        assert end is not None
        mouse = self.page.mouse
        mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
        mouse.down()
        mouse.move(start["x"] + 60, start["y"] + 40, steps=3)
        mouse.move(end["x"] + end["width"] / 2, end["y"] + 20, steps=5)
        mouse.up()


@pytest.fixture
def board(server: RunningServer) -> Room:
    """Five cards face up, two themes, and a step in which all may sort."""
    room = Room(server).open()
    ids = {text: room.add(text) for text in TEXTS}
    room.steer("reveal", activity="insights.write")
    room.open("insights.sort")
    for name, cards in (("Buses", TEXTS[:1]), ("Doors", ())):
        body = {"do": "add-theme", "name": name, "cards": [ids[text] for text in cards]}
        answer = room.client.post(f"/api/{room.code}/sort", json=body)
        assert answer.status_code == 200, answer.text
    return room


def test_two_sort_at_once_with_the_mouse_and_lose_nothing(
    server: RunningServer, device: Device, board: Room
) -> None:
    """Each sees what the other does; what one moved first stays there; both undo their own."""
    lead = Sorter(device(CONSOLE), server, board).come(leads=True)
    other = device(CONSOLE)
    Phone(other, server, board.code).join()
    mate = Sorter(other, server, board).come()
    lead.drag(TEXTS[1], "Buses")
    lead.said("1 card moved to “Buses”.")
    mate.drag(TEXTS[2], "Doors")
    for page in (lead, mate):
        page.holds("Buses", *TEXTS[:2])
        page.holds("Doors", TEXTS[2])
        page.holds("In no theme yet", *TEXTS[3:])
    mate.card(TEXTS[3]).focus()
    lead.drag(TEXTS[4], "Doors")
    mate.holds("Doors", TEXTS[2], TEXTS[4])
    expect(mate.card(TEXTS[3])).to_be_focused()
    lead.drag(TEXTS[3], "Buses")
    mate.holds("Buses", TEXTS[0], TEXTS[1], TEXTS[3])
    expect(mate.column("In no theme yet")).to_be_focused()
    mate.press("Undo")
    lead.holds("In no theme yet", TEXTS[2])
    lead.press("Undo")
    mate.holds("Buses", *TEXTS[:2])
    mate.holds("Doors", TEXTS[4])


def test_by_keyboard_alone_and_without_a_broken_rule(
    server: RunningServer, device: Device, board: Room
) -> None:
    """Choose, move, name, make one, comment and undo; every state passes axe-core."""
    page = device(CONSOLE, reduced_motion="reduce")
    sorter = Sorter(page, server, board).come(leads=True)
    found: dict[str, set[tuple[str, str]]] = {}

    def look(state: str) -> None:
        if broken := violations(page):
            found[state] = broken

    look("board")
    press = page.keyboard.press
    sorter.card(TEXTS[1]).focus()
    press("Space")
    press("ArrowDown")
    press("Space")
    expect(page.get_by_text("2 cards chosen")).to_be_visible()
    look("chosen")
    press("m")
    expect(page.get_by_role("dialog")).to_be_visible()
    look("move")
    press("Escape")
    expect(sorter.card(TEXTS[2])).to_be_focused()
    press("m")
    page.get_by_role("button", name="A new theme").focus()
    press("Enter")
    page.get_by_label("Name of the theme").fill("Mixed")
    look("name")
    press("Enter")
    sorter.said("The theme “Mixed” is made.")
    sorter.holds("Mixed", *TEXTS[1:3])
    sorter.card(TEXTS[1]).focus()
    press("Control+a")
    press("g")
    look("make one")
    page.get_by_role("button", name=TEXTS[1]).press("Enter")
    sorter.said("2 cards are shown as one.")
    sorter.holds("Mixed", TEXTS[1])
    sorter.card(TEXTS[1]).focus()
    press("c")
    expect(page.get_by_label("What do you want to say about this card?")).to_be_focused()
    page.keyboard.type("So true")
    look("card")
    page.get_by_role("button", name="Add the comment").press("Enter")
    sorter.said("Your comment is saved.")
    expect(sorter.card(TEXTS[1])).to_contain_text("1 comment")
    sorter.card(TEXTS[1]).focus()
    press("s")
    sorter.said("1 card starred.")
    for _ in range(3):
        press("Control+z")
        sorter.said("Taken back.")
        page.get_by_role("status").evaluate("node => (node.textContent = '')")
    sorter.holds("In no theme yet", *TEXTS[1:])
    press("Control+y")
    sorter.holds("Mixed", *TEXTS[1:3])
    page.get_by_role("button", name=re.compile("^Mixed")).focus()
    press("Enter")
    page.get_by_label("Name of the theme").fill("Getting in")
    page.get_by_label("Plum diamond").check()
    look("theme")
    press("Enter")
    sorter.said("The theme is changed.")
    sorter.holds("Getting in", *TEXTS[1:3])
    assert found == {}


def test_a_board_without_a_card_to_sort_says_so(server: RunningServer, device: Device) -> None:
    """While cards lie face down none is there, and none is said to be in a theme."""
    room = Room(server).open()
    room.add("Still face down")
    page = device(CONSOLE)
    base = f"http://127.0.0.1:{server.port}"
    page.context.request.get(f"{base}/f/{room.words}", max_redirects=0)
    page.goto(f"{base}/sort/{room.code}")
    expect(page.get_by_text("No cards to sort yet.")).to_be_visible(timeout=SLOW)
    expect(page.get_by_text("Every card is in a theme.")).to_have_count(0)


def test_suggested_themes_are_a_proposal_that_one_undo_takes_back(
    server: RunningServer, device: Device, board: Room
) -> None:
    for n in range(3):
        board.add(f"School letters come only in English, say {n} mums")
    sorter = Sorter(device(CONSOLE), server, board).come(leads=True)
    sorter.press("Suggest themes")
    dialog = sorter.page.get_by_role("dialog")
    names = dialog.get_by_label("Name of the theme")
    expect(names.first).to_be_visible(timeout=SLOW)
    assert {"Door", "School letters"} <= {names.nth(i).input_value() for i in range(names.count())}
    assert violations(sorter.page) == set()
    for i in range(names.count()):
        if names.nth(i).input_value() == "Door":
            names.nth(i).fill("The way in")
    dialog.get_by_role("button", name="Make all").click()
    sorter.said("Undo takes them back.")
    sorter.holds("The way in", TEXTS[2], TEXTS[3])
    sorter.press("Undo")
    expect(sorter.column("The way in")).to_have_count(0)
    expect(sorter.column("In no theme yet").get_by_role("option")).to_have_count(7)


def test_a_finger_drags_by_the_grip_and_the_page_fits_a_phone(
    server: RunningServer, device: Device, board: Room
) -> None:
    page = device(PHONE, has_touch=True, is_mobile=True)
    Phone(page, server, board.code).join()
    sorter = Sorter(page, server, board).come()
    assert sideways(page) == 0
    assert violations(page) == set()
    grip = sorter.card(TEXTS[4]).locator(".sort-grip")
    sorter.card(TEXTS[4]).evaluate("node => node.scrollIntoView({ block: 'start' })")
    devtools = page.context.new_cdp_session(page)
    start = grip.bounding_box()
    assert start is not None

    def touch(kind: str, x: float = 0, y: float = 0) -> None:
        points = [] if kind == "touchEnd" else [{"x": x, "y": y}]
        devtools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    x, y = start["x"] + 10, start["y"] + 14
    touch("touchStart", x, y)
    touch("touchMove", x, y + 20)
    target = sorter.column("Buses").bounding_box()
    assert target is not None
    touch("touchMove", target["x"] + 80, target["y"] + 20)
    touch("touchEnd")
    sorter.said("1 card moved to “Buses”.")
    sorter.holds("Buses", TEXTS[0], TEXTS[4])
    page.set_viewport_size({"width": 320, "height": 640})
    assert sideways(page) == 0


CUT = """() => [...document.querySelectorAll(".sort-bar, .sort-tools")].flatMap(row => [
  ...(row.scrollWidth > row.clientWidth ? [row.className] : []),
  ...[...row.querySelectorAll(".button")].filter(one => one.offsetParent && (
    one.getBoundingClientRect().left < 0 || one.getBoundingClientRect().right > innerWidth ||
    one.scrollWidth > one.clientWidth)).map(one => one.textContent)])"""
"""The rows of acts that can be pushed to the side, and the buttons that are cut."""
SMALL = """() => [...document.querySelectorAll(".sort .is-named span")].filter(one => {
  const box = one.getBoundingClientRect(), around = one.parentElement.getBoundingClientRect();
  return box.width < 5 || getComputedStyle(one).clipPath !== "none" ||
    box.left < around.left || box.right > around.right || box.bottom > around.bottom;
}).map(one => one.textContent)"""
"""What undo and redo say, where nobody can read it."""
HIGH = """() => document.querySelector(".sort-list [role=option]").getBoundingClientRect().top"""


@pytest.mark.parametrize("language", ["en", "pl", "uk", "ar"])
def test_the_acts_of_a_narrow_phone_are_whole_and_the_rest_is_behind_more(
    server: RunningServer, device: Device, board: Room, language: str
) -> None:
    """By keyboard too; the first card is on the first screen, also for who facilitates."""
    page = device(PHONE)
    cookie = {"name": "reframe_words", "value": language, "url": f"http://127.0.0.1:{server.port}"}
    page.context.add_cookies([cookie])  # type: ignore[list-item]
    sorter = Sorter(page, server, board).come(leads=True)
    tell = catalogue(language).tell
    undo = page.locator("[data-do=undo]")
    expect(undo.locator(".sort-what")).to_have_text(re.compile(r"\w{3}"), timeout=SLOW)
    for width in (320, 390):
        page.set_viewport_size({"width": width, "height": 640})
        page.wait_for_function("width => innerWidth === width", arg=width)
        assert page.evaluate(CUT) == []
        assert page.evaluate(HIGH) < 640 * 0.62
        assert page.evaluate(SMALL) == []
    hide = page.get_by_role("button", name=tell("Hide"), exact=True)
    for name, act in ((tell("New theme"), "new-theme"), (tell("Star"), "star")):
        hidden = page.locator(f"[data-do={act}]")
        expect(hidden).to_be_hidden()
        more = hidden.locator("xpath=../preceding-sibling::button[@data-more]")
        more.focus()
        page.keyboard.press("Enter")
        expect(more).to_have_attribute("aria-expanded", "true")
        expect(page.get_by_role("button", name=name, exact=True)).to_be_visible()
        page.keyboard.press("Tab")
        expect(page.locator(".sort-rest.is-open > :focus")).to_be_visible()
    expect(hide).to_be_visible()
    assert page.evaluate(CUT) == []
    assert violations(page) == set()
    sorter.holds("Buses", TEXTS[0])


def test_only_the_facilitator_sorts_when_they_say_so(
    server: RunningServer, device: Device, board: Room
) -> None:
    """The page then still shows the board, and says why nothing can be moved."""
    page = device(CONSOLE)
    Phone(page, server, board.code).join()
    sorter = Sorter(page, server, board).come()
    board.steer("sorting", allowed=False)
    expect(page.get_by_text("The facilitator sorts the cards just now.")).to_be_visible(
        timeout=SLOW
    )
    sorter.drag(TEXTS[1], "Buses")
    sorter.holds("Buses", TEXTS[0])
    board.steer("sorting", allowed=True)
    expect(page.get_by_text("Drag cards into a theme.")).to_be_visible(timeout=SLOW)
    sorter.drag(TEXTS[1], "Buses")
    sorter.holds("Buses", *TEXTS[:2])


def test_the_big_screen_shows_the_wall_by_theme(
    server: RunningServer, device: Device, board: Room
) -> None:
    """When sorting opens, by key, by the board's button, and for every spare screen.

    Cards made one are shown once.
    """
    page = device(PROJECTOR)
    Sorter(page, server, board).come(leads=True)
    letters = "one => parseFloat(getComputedStyle(one).fontSize)"
    assert page.locator(".sort-card").first.evaluate(letters) > PROJECTOR["height"] / 50
    button = page.get_by_role("button", name="Big screen")
    for now, then in (("Show as cards", "Show by theme"), ("Show by theme", "Show as cards")):
        expect(button).to_contain_text(now, timeout=SLOW)
        button.click()
        expect(button).to_contain_text(then, timeout=SLOW)
    expect(page.get_by_role("status")).to_contain_text("It is on the big screen.", timeout=SLOW)
    page.goto(f"http://127.0.0.1:{server.port}/project/{board.code}")
    spare = device(PROJECTOR)
    spare.goto(f"{server.url}/project/{board.code}")
    for screen in (page, spare):
        fields = screen.get_by_role("region", name="The wall by theme")
        expect(fields.get_by_role("heading", name="Buses")).to_be_visible(timeout=SLOW)
        expect(fields.get_by_role("listitem")).to_have_count(5)
    assert violations(page) == set()
    cards = board.client.get(f"/api/{board.code}/changes?view=projector").json()["cards"]
    ids = {card.get("text"): card["id"] for card in cards}
    body = {"do": "merge", "cards": [ids[TEXTS[3]]], "card": ids[TEXTS[2]]}
    assert board.client.post(f"/api/{board.code}/sort", json=body).status_code == 200
    expect(fields.get_by_role("listitem")).to_have_count(4, timeout=SLOW)
    expect(fields.get_by_text("2 as one")).to_be_visible()
    long = {"do": "add-theme", "name": "Nachbarschaftshilfekoordinierungsstellen"}
    assert board.client.post(f"/api/{board.code}/sort", json=long).status_code == 200
    name = fields.locator(".field-name", has_text=long["name"])
    expect(name).to_be_visible(timeout=SLOW)
    assert name.evaluate("one => one.scrollWidth - one.parentElement.clientWidth") <= 0
    page.keyboard.press("1")
    for screen in (page, spare):
        expect(screen.get_by_role("heading", name="Buses", level=1)).to_be_visible(timeout=SLOW)
        wall = screen.get_by_role("region", name="The wall", exact=True)
        expect(wall.get_by_role("listitem")).to_have_count(1)
    page.keyboard.press("0")
    expect(spare.get_by_role("heading", name="Doors", level=2)).to_be_visible(timeout=SLOW)
    page.keyboard.press("t")
    expect(spare.get_by_role("region", name="The wall by theme")).to_be_hidden(timeout=SLOW)
