"""The road of a card: console, projector and three phones at once, in real browsers."""

import json
from collections.abc import Callable

from playwright.sync_api import Page, Request, Response, WebSocket, expect

from tests.browser.conftest import CONSOLE, PHONE, PROJECTOR
from tests.browser.people import SLOW, Console, Phone, Projector, Room, archive
from tests.browser.running import RunningServer

Device = Callable[..., Page]

FIRST = "A bus that comes on Sundays"
SECOND = "Somebody who answers the phone"
THIRD = "Less paper to fill in"


class Wire:
    """Everything that a page was sent: each body, and each event of its stream."""

    def __init__(self, page: Page) -> None:
        self.events: list[str] = []
        self._responses: list[Response] = []
        page.on("request", self._leave)
        page.on("response", self._keep)
        page.on("websocket", self._listen)
        devtools = page.context.new_cdp_session(page)
        devtools.send("Network.enable")
        devtools.on(
            "Network.eventSourceMessageReceived",
            lambda message: self.events.append(json.dumps(message, ensure_ascii=False)),
        )

    def _leave(self, request: Request) -> None:
        """The browser throws away what a page that is left was sent."""
        if request.is_navigation_request() and request.frame.parent_frame is None:
            self._responses.clear()

    def _keep(self, response: Response) -> None:
        self._responses.append(response)

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framereceived", self._hear)

    def _hear(self, frame: bytes | str) -> None:
        self.events.append(frame if isinstance(frame, str) else frame.decode(errors="replace"))

    def text(self) -> str:
        bodies = [
            response.body().decode(errors="replace")
            for response in self._responses
            if "/live/" not in response.url and response.status == 200
            if response.request.resource_type != "font"  # the browser does not keep these
        ]
        return "\n".join([*bodies, *self.events])


def test_from_three_phones_to_the_wall_to_the_archive(
    server: RunningServer, device: Device
) -> None:
    """A workshop made by clicks; cards face down, shown, changed, taken back, hidden, put back."""
    console = Console(device(CONSOLE), server).welcome()
    code, words = console.make("Growing up in Ashby", "Taster")
    assert len(words.split()) == 4
    console.press("Open the console")
    console.expect_button("Open for writing")
    expect(console.page.get_by_text(words)).to_have_count(0)

    screen = device(PROJECTOR)
    wire = Wire(screen)
    wall = Projector(screen, server, code).come()
    expect(screen.get_by_label(f"The code is {' '.join(code)}")).to_be_visible()

    phones = [
        Phone(device(PHONE), server, code).join(group)
        for group in ("Resident", "Staff", "Councillor")
    ]
    expect(screen.get_by_text("3 people are here").first).to_be_visible(timeout=SLOW)
    expect(console.page.get_by_text("3 people have joined")).to_be_visible(timeout=SLOW)

    console.press("Open for writing")
    for phone, text in zip(phones, (FIRST, SECOND, THIRD), strict=True):
        expect(phone.box).to_be_visible(timeout=SLOW)
        phone.send(text)
        phone.expect_saved(text)

    face_down(wall, wire)
    more_time(console, wall)

    console.press("Show the cards")
    for text in (FIRST, SECOND, THIRD):
        wall.shows(text)
    assert FIRST in wire.text()
    for group in ("Resident", "Staff", "Councillor"):  # one of each: a label would name them
        expect(wall.cards.filter(has_text=group)).to_have_count(0)

    phones[0].change(FIRST, "A bus on every day")
    wall.shows("A bus on every day")
    wall.shows_no(FIRST)
    phones[1].press(SECOND, "Take back")
    phones[1].expect_state(SECOND, "Taken back")
    wall.shows_no(SECOND)
    expect(wall.cards).to_have_count(2)

    hide_and_show_again(console, wall)
    assert stored(server, code) == [
        ("A bus on every day", None, False, False),
        (THIRD, None, False, False),
        (SECOND, None, True, False),
    ]


def face_down(wall: Projector, wire: Wire) -> None:
    """The room sees that there are cards; what they say was never sent to it."""
    expect(wall.page.get_by_text("3 cards are face down")).to_be_visible(timeout=SLOW)
    expect(wall.cards).to_have_count(0)
    seen = wall.page.content() + wall.page.locator("body").aria_snapshot()
    for text in (FIRST, SECOND, THIRD):
        assert text not in seen
        assert text not in wire.text()
    assert any('"eventName": "cards"' in event for event in wire.events)


def more_time(console: Console, wall: Projector) -> None:
    """The timer runs on the wall; one more minute is one minute more."""
    expect(wall.timer).to_be_visible()
    before = wall.seconds_left()
    console.press("+1 minute")
    wall.expect_more_time_than(before)
    assert before < wall.seconds_left() <= before + 60


def hide_and_show_again(console: Console, wall: Projector) -> None:
    """What the facilitator hides is gone from the wall, and comes back at the card itself."""
    expect(console.page.get_by_text(THIRD, exact=True)).to_be_visible(timeout=SLOW)
    console.act(THIRD, "Hide")
    wall.shows_no(THIRD)
    console.act(THIRD, "Show")
    wall.shows(THIRD)


def stored(server: RunningServer, code: str) -> list[tuple[object, ...]]:
    return sorted(
        (card["text"], card["role_group"], card["withdrawn"], card["hidden"])
        for card in archive(server, code)["cards"]
    )


def test_a_face_down_card_reaches_nobody_elses_page(server: RunningServer, device: Device) -> None:
    """Neither another phone, nor a participant's page of the app, before it is shown."""
    room = Room(server).open()
    writer = Phone(device(PHONE), server, room.code).join()
    other = device(PHONE)
    laptop = device(CONSOLE)
    Phone(other, server, room.code).join("Staff").expect_connected()
    Phone(laptop, server, room.code).join("Partner")
    laptop.goto("about:blank")  # what a page that was left had been sent is not kept to be read
    wires = {"phone": Wire(other), "app": Wire(laptop)}
    other.get_by_role("button", name="Show the wall").click()
    Console(laptop, server).come(room.code, "insights")
    expect(laptop.get_by_text("Connected", exact=True).first).to_be_visible(timeout=SLOW)

    writer.send(FIRST)
    writer.expect_saved(FIRST)
    expect(other.get_by_text("1 card is face down")).to_be_visible(timeout=SLOW)
    expect(laptop.get_by_text("1 card", exact=False).first).to_be_visible(timeout=SLOW)
    assert [name for name, wire in wires.items() if FIRST in wire.text()] == []

    room.steer("reveal")
    for page in (other, laptop):
        expect(page.get_by_text(FIRST, exact=True).first).to_be_visible(timeout=SLOW)
    assert [name for name, wire in wires.items() if FIRST in wire.text()] == ["phone", "app"]
