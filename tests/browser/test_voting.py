"""Votes in a room: on phones, on the projector, by keyboard, and while the server is away."""

import re
from collections.abc import Callable
from itertools import product
from typing import Any

import httpx
from playwright.sync_api import APIResponse, Locator, Page, Route, expect

from tests.browser.axe import SCHEMES, violations
from tests.browser.conftest import PHONE, PROJECTOR
from tests.browser.overflow import unreadable
from tests.browser.people import SLOW, Console, Phone, Projector, Room
from tests.browser.running import HOST, RunningServer

Device = Callable[..., Page]

IDEAS = ["A bench at the stop", "A night bus on Fridays", "Free tea on Mondays", "A phone tree"]
LONG = "The number nine bus does not come, and she waits in the cold with her bags. " * 5
SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
SMALL_TEXT = """() => {
  const least = innerHeight / 40 - 0.5;
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const element = walk.currentNode.parentElement;
    const text = walk.currentNode.textContent.trim();
    if (!text || !element.getClientRects().length) continue;
    if (element.closest(".unseen, script, noscript")) continue;
    if (parseFloat(getComputedStyle(element).fontSize) < least) found.push(text);
  }
  return found;
}"""


def ideas(room: Room, texts: list[str] = IDEAS) -> list[str]:
    """Face-up cards that can be voted on; their ids."""
    room.open("solutions.ideas")
    found = [room.add(text, "solutions.ideas") for text in texts]
    room.steer("reveal")
    return found


def crowd(room: Room, *groups: str) -> list[httpx.Client]:
    """Devices of people who have joined."""
    people = []
    for group in groups:
        client = httpx.Client(base_url=f"http://127.0.0.1:{room.server.port}", timeout=30)
        client.get(f"/join/{room.code}")
        answer = client.post(f"/api/{room.code}/join", json={"role_group": group})
        assert answer.status_code == 200, answer.text
        people.append(client)
    return people


def cast(room: Room, person: httpx.Client, *choices: dict[str, Any]) -> None:
    vote = room.state()["activity"]["vote"]["round"]
    answer = person.put(f"/api/{room.code}/votes/{vote}", json={"choices": list(choices)})
    assert answer.status_code == 200, answer.text


def ballot(phone: Phone, room: Room) -> list[dict[str, Any]]:
    """What the server holds for this phone's person."""
    ask = "code => fetch(`/api/${code}/votes`).then(answer => answer.json())"
    mine: list[dict[str, Any]] = phone.page.evaluate(ask, room.code)["mine"]
    return mine


def option(phone: Phone, text: str) -> Locator:
    words = phone.page.get_by_text(text, exact=True)
    return phone.page.locator("[data-part=vote]").get_by_role("listitem").filter(has=words)


def dot(phone: Phone, text: str, name: str = "Put a dot") -> Locator:
    return option(phone, text).get_by_role("button", name=name)


def stands(phone: Phone) -> Locator:
    """The line that says how many are left, and whether the ballot is saved."""
    return phone.page.get_by_role("status").filter(has_text=re.compile("dot|done|Not taken"))


def steering(server: RunningServer, room: Room, device: Device, **look: object) -> Projector:
    """The facilitator's own projector page."""
    page = device(PROJECTOR, **look)
    Console(page, server).take_over(room.words)
    wall = Projector(page, server, room.code).come()
    expect(wall.bar).to_be_visible(timeout=SLOW)
    return wall


def accessible(page: Page) -> None:
    assert violations(page) == set()


def test_dots_are_put_changed_and_counted_only_after_the_vote(
    server: RunningServer, device: Device
) -> None:
    """Dots left are always said; the wall shows how many have voted and no tally before it closes.

    Then all screens show the results, name what came out level, and say where groups differ.
    """
    room = Room(server)
    cards = ideas(room)
    others = crowd(room, *["resident"] * 3, *["staff"] * 3)
    phone = Phone(device(PHONE), server, room.code).join()
    wall = steering(server, room, device)
    room.open("solutions.dots")

    dot(phone, IDEAS[0]).click(timeout=SLOW)
    expect(stands(phone)).to_contain_text("1 of 2 dots left")
    dot(phone, IDEAS[1]).click()
    expect(stands(phone)).to_contain_text("All your dots are used")
    dot(phone, IDEAS[2]).click(force=True)
    phone.expect_said("All your dots are used. Take one back first.")
    dot(phone, IDEAS[1], "Take my dot back").click()
    dot(phone, IDEAS[2]).click()
    expect(stands(phone)).to_contain_text("Saved", timeout=SLOW)
    assert {each["card"] for each in ballot(phone, room)} == {cards[0], cards[2]}

    for person in others[:3]:
        cast(room, person, {"card": cards[0]})
    for person in others[3:]:
        cast(room, person, {"card": cards[1]}, {"card": cards[2]})
    expect(wall.page.get_by_text("7 of 7 have voted")).to_be_visible(timeout=SLOW)
    wall.shows(IDEAS[3])
    for word in ("dots", "Resident", "Talk about this"):
        assert word not in wall.wall.inner_text()

    wall.page.keyboard.press("o")
    results = wall.page.get_by_role("region", name="Results")
    first = results.get_by_role("listitem").nth(0)
    expect(results.get_by_role("listitem")).to_have_count(4, timeout=SLOW)
    expect(results.get_by_role("listitem").nth(2)).to_contain_text("3 dots")
    expect(first).to_contain_text(re.compile("4 dots.*Level with.*Talk about this", re.S))
    expect(results).to_contain_text("No votes")
    seen = option(phone, IDEAS[0])
    expect(seen).to_contain_text("4 dots", timeout=SLOW)
    expect(seen).to_contain_text(f"Level with: {IDEAS[2]}")
    expect(seen).to_contain_text("Talk about this. Residents want it more, by 100 points.")
    wall.page.keyboard.press("w")
    expect(results).to_be_hidden()
    wall.shows(IDEAS[3])
    wall.page.keyboard.press("w")
    expect(results).to_be_visible()


def test_a_ballot_waits_while_the_server_is_away(own_server: RunningServer, device: Device) -> None:
    """It says so, goes out from another tab where its own was closed, and the last one counts."""
    server = own_server
    room = Room(server)
    cards = ideas(room)
    phone = Phone(device(PHONE), server, room.code).join()
    room.open("solutions.dots")
    dot(phone, IDEAS[0]).click(timeout=SLOW)
    expect(stands(phone)).to_contain_text("Saved", timeout=SLOW)

    server.kill()
    dot(phone, IDEAS[1]).click()
    dot(phone, IDEAS[0], "Take my dot back").click()
    expect(stands(phone)).to_contain_text("Waiting to send")
    expect(stands(phone)).to_contain_text("1 of 2 dots left")
    server.start()
    expect(stands(phone)).to_contain_text("Saved", timeout=SLOW)
    assert [each["card"] for each in ballot(phone, room)] == [cards[1]]

    phone.page.context.set_offline(True)
    dot(phone, IDEAS[2]).click()
    expect(stands(phone)).to_contain_text("Waiting to send")
    second = Phone(phone.page.context.new_page(), server, room.code)
    phone.page.context.set_offline(False)
    phone.page.close()
    second.come()
    expect(stands(second)).to_contain_text("Saved", timeout=SLOW)
    assert {each["card"] for each in ballot(second, room)} == {cards[1], cards[2]}


def test_who_joins_in_the_middle_of_a_vote_can_vote_and_a_new_round_starts_empty(
    server: RunningServer, device: Device
) -> None:
    """Round one stays as it was; the facilitator's own device only says that it does not vote."""
    room = Room(server)
    cards = ideas(room)
    room.open("solutions.dots")
    late = Phone(device(PHONE), server, room.code).join("Staff")
    dot(late, IDEAS[3]).click(timeout=SLOW)
    expect(stands(late)).to_contain_text("Saved", timeout=SLOW)

    room.steer("new-round")
    late.expect_said("This is a new round. Please vote once more.")
    expect(stands(late)).to_contain_text("2 of 2 dots left", timeout=SLOW)
    dot(late, IDEAS[0]).click()
    expect(stands(late)).to_contain_text("Saved", timeout=SLOW)
    assert [each["card"] for each in ballot(late, room)] == [cards[0]]
    late.page.reload()
    expect(dot(late, IDEAS[0], "Take my dot back")).to_be_visible(timeout=SLOW)

    host = Phone(device(PHONE), server, room.code)
    Console(host.page, server).take_over(room.words)
    host.page.goto(f"{server.url}/room/{room.code}")
    host.expect_said("This is the facilitator’s device. It does not vote.")
    expect(host.page.get_by_role("button", name="Put a dot")).to_have_count(0)

    room.steer("close")
    few = late.page.get_by_text("Too few for a secret vote. Talk, then tap.").first
    expect(few).to_be_visible(timeout=SLOW)
    expect(late.page.get_by_text("1 dot")).to_have_count(0)


def test_every_way_to_vote_works_with_the_keyboard_alone(
    server: RunningServer, device: Device
) -> None:
    """Score, two lines and consent: Tab to the question, arrow keys or space to answer it."""
    room = Room(server, template="five-sessions")
    phone = Phone(device(PHONE), server, room.code).join()
    page = phone.page

    def reach(name: str | re.Pattern[str], group: int = 0) -> None:
        target = page.get_by_role("radiogroup", name=name).nth(group).get_by_role("radio").first
        expect(target).to_be_visible(timeout=SLOW)
        for _ in range(60):
            page.keyboard.press("Tab")
            if target.evaluate("radio => radio === document.activeElement"):
                return
        raise AssertionError(f"The keyboard does not reach {name}.")

    room.open("reframe.from-to")
    room.add("From lines to people", "reframe.from-to")
    room.open("reframe.choose")
    reach("From lines to people")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(SIDEWAYS) is False
    page.evaluate("document.documentElement.style.removeProperty('font-size')")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(stands(phone)).to_contain_text("1 of 1 card done")
    expect(stands(phone)).to_contain_text("Saved", timeout=SLOW)
    assert [each["score"] for each in ballot(phone, room)] == [3]
    page.get_by_role("button", name="Clear: From lines to people").press("Enter")
    expect(stands(phone)).to_contain_text(re.compile("0 of 1 card done.*Saved"), timeout=SLOW)
    assert ballot(phone, room) == []

    room.open("solutions.build")
    room.add("Neighbours drive", "solutions.build")
    room.steer("reveal")
    room.open("solutions.matrix")
    reach(re.compile("^How soon"))
    for key in ("ArrowUp", "ArrowLeft", "ArrowRight", "ArrowDown", "ArrowDown"):
        page.keyboard.press(key)
    square = page.get_by_role("radio", name=re.compile("^How soon.*: 2 of 5; .*: 3 of 5$"))
    expect(square).to_be_focused()
    assert ballot(phone, room) == []
    page.keyboard.press("Space")
    expect(stands(phone)).to_contain_text("Saved", timeout=SLOW)
    assert [(each["x"], each["y"]) for each in ballot(phone, room)] == [(25, 50)]

    held: list[tuple[Route, APIResponse]] = []

    def hold(route: Route) -> None:
        here = route.request.url.replace(HOST, "127.0.0.1")  # Playwright knows no name of ours
        held.append((route, route.fetch(url=here)))

    page.route("**/votes", hold, times=1)
    room.open("solutions.agreement")
    while not held:  # the phone's question is answered, but the answer takes a while
        page.wait_for_timeout(50)
    room.add("Meals", "solutions.agreement")
    page.wait_for_timeout(700)  # the phone hears of the card, and then an answer that is older
    late, answer = held[0]
    late.fulfill(response=answer)
    reach("Meals")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(stands(phone)).to_contain_text("Saved", timeout=SLOW)
    assert [each["consent"] for each in ballot(phone, room)] == ["live"]


def test_where_residents_write_first_the_others_answer(
    server: RunningServer, device: Device
) -> None:
    """Each is asked their own question, and what they send is the card that was asked for."""
    room = Room(server).open("vision.write")
    resident = Phone(device(PHONE), server, room.code).join("Resident")
    staff = Phone(device(PHONE), server, room.code).join("Staff")
    state = room.state()["activity"]
    expect(resident.prompt).to_have_text(state["prompt"])
    expect(staff.prompt).to_have_text(state["answer"]["prompt"])
    staff.expect_said("Residents write first. You answer.")
    resident.send("A place where nobody eats alone")
    staff.send("We open the kitchen on Sundays")
    resident.expect_saved("A place where nobody eats alone")
    staff.expect_saved("We open the kitchen on Sundays")
    staff.page.reload()
    staff.expect_saved("We open the kitchen on Sundays")
    expect(staff.prompt).to_have_text(state["answer"]["prompt"])


def test_what_is_shown_large_can_be_read_on_a_phone_too(
    server: RunningServer, device: Device
) -> None:
    """It fills the projector without scrolling, and W leads back to the wall."""
    room = Room(server).open("horizon.cases")
    phone = Phone(device(PHONE), server, room.code).join()
    wall = steering(server, room, device)
    room.steer("show", what="case:rushey-green-time-bank")
    item = room.state()["projector"]["item"]
    expect(wall.page.get_by_role("heading", level=1)).to_have_text(item["title"], timeout=SLOW)
    for point in item["points"]:
        expect(wall.page.get_by_text(point, exact=True)).to_be_visible()
    assert wall.page.evaluate(SMALL_TEXT) == []
    article = wall.page.locator("[data-part=shown]")
    assert article.evaluate("node => node.scrollHeight <= node.clientHeight")
    on_phone = phone.page.get_by_role("article", name="On the big screen")
    expect(on_phone).to_contain_text(item["text"], timeout=SLOW)
    expect(on_phone).to_contain_text(item["points"][-1])

    wall.page.keyboard.press("w")
    expect(article).to_be_hidden(timeout=SLOW)
    expect(on_phone).to_be_hidden(timeout=SLOW)
    assert room.state()["projector"] == {"show": "wall"}


def test_the_wall_can_be_read_card_by_card_searched_and_turned_round(
    server: RunningServer, device: Device
) -> None:
    """Enter and the arrow keys, the slash and N, all without steering the room by mistake."""
    room = Room(server)
    ideas(room, [*IDEAS, LONG.strip()])
    wall = steering(server, room, device)
    page = wall.page
    expect(wall.cards).to_have_count(5, timeout=SLOW)
    before = room.state()["revision"]

    page.keyboard.press("Enter")
    card = page.get_by_role("dialog", name="One card")
    expect(card).to_contain_text(LONG.strip())
    accessible(page)
    page.keyboard.press("ArrowRight")
    expect(card).to_contain_text(IDEAS[3])
    page.keyboard.press("ArrowLeft")
    expect(card).to_contain_text("1 of 5")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    wall.wall.get_by_text(IDEAS[1]).click()
    expect(card).to_contain_text(IDEAS[1])
    page.keyboard.press("Escape")

    page.keyboard.press("/")
    page.keyboard.type("BUS")
    expect(page.get_by_text("2 cards", exact=True)).to_be_visible()
    wall.shows(IDEAS[1])
    expect(wall.cards).to_have_count(2)
    accessible(page)
    page.keyboard.press("Escape")
    expect(wall.cards).to_have_count(5)
    assert page.evaluate(SMALL_TEXT) == []

    page.keyboard.press("n")
    page.keyboard.press("Enter")
    expect(card).to_contain_text(IDEAS[0])
    assert room.state()["revision"] == before


def test_votes_are_accessible_large_enough_and_fit_a_narrow_screen(
    server: RunningServer, device: Device
) -> None:
    """Axe finds nothing, no text on the wall is under a fortieth of its height, and at 320 pixels,
    which is also 640 at twice the size, nothing runs off the side."""
    room = Room(server, template="five-sessions")
    phone = Phone(device({"width": 320, "height": 640}), server, room.code).join()
    wall = steering(server, room, device)
    people = crowd(room, *["resident"] * 3, *["staff"] * 3)

    def look() -> None:
        for page, scheme in product((phone.page, wall.page), SCHEMES):
            page.emulate_media(color_scheme=scheme)
            accessible(page)
        assert wall.page.evaluate(SMALL_TEXT) == []
        assert phone.page.evaluate(SIDEWAYS) is False
        assert wall.page.evaluate(SIDEWAYS) is False

    def vote(activity: str, *said: dict[str, Any]) -> None:
        room.open(activity)
        rows = phone.page.locator("[data-part=vote]").get_by_role("listitem")
        expect(rows.first).to_be_visible(timeout=SLOW)
        offered = people[0].get(f"/api/{room.code}/votes").json()["options"]
        look()
        for place, person in enumerate(people):
            answer = said[place % len(said)]
            cast(room, person, *({"card": each["id"], **answer} for each in offered[:2]))
        room.steer("close")
        expect(wall.page.get_by_role("region", name="Results")).to_be_visible(timeout=SLOW)
        expect(phone.page.get_by_text("6 people voted").first).to_be_visible(timeout=SLOW)
        look()
        wall.page.mouse.move(300 + len(activity), 300)  # the bar comes, and covers nothing
        expect(wall.bar).to_be_in_viewport(ratio=1)
        assert [str(one) for one in unreadable(wall.page)] == []

    ideas(room, [*IDEAS, LONG.strip()])
    vote("solutions.dots", {})
    room.open("solutions.build")
    for text in ("Neighbours drive", "A kitchen for all"):
        room.add(text, "solutions.build")
    room.steer("reveal")
    vote("solutions.matrix", {"x": 0, "y": 100}, {"x": 100, "y": 75})
    room.open("solutions.agreement")
    room.add("Meals at six", "solutions.agreement")
    room.steer("reveal")
    vote("solutions.agreement", {"consent": "yes"}, {"consent": "no"})
