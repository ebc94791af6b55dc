"""What people type is shown as they typed it, on every screen, and does nothing."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.conftest import CONSOLE, PHONE, PROJECTOR
from tests.browser.people import SLOW, Console, Phone, Projector, Room, sideways
from tests.browser.running import RunningServer

Device = Callable[..., Page]

HOSTILE = [
    '<img src="/evil.png" onerror="alert(1)"> <script>alert(2)</script>',
    "**bold** _thin_ `code` [link](https://evil.test/) # no heading",
    "Costs $x^2$ or $5 to $10, or $$\\frac{1}{2}$$",
    ":material/home: :smile: :red[angry] :small[print]",
    "Read \u202egnihtemos\u202c backwards",
    "\u05e9\u05dc\u05d5\u05dd and \u0645\u0631\u062d\u0628\u0627",
    "\U0001f469\u200d\U0001f469\u200d\U0001f467 \u2764\ufe0f\u200d\U0001f525 Za\u0335",
    "{{ 7 * 7 }} ${7 * 7} %s \\n &lt;b&gt; &amp; '; DROP TABLE card; --",
]
LONG = "Donaudampfschiff" * 250
"""4,000 letters without a space, the most that a card may have."""
TITLE = "<b>Our</b> **town** $x$ :material/home: 🏘️"


class Watch:
    """Notes whatever a page should never do."""

    def __init__(self, page: Page, server: RunningServer) -> None:
        self.base = server.url
        self.seen: list[str] = []
        page.on("dialog", lambda dialog: (self.seen.append(dialog.message), dialog.dismiss()))
        page.on("request", self._note)
        page.on("pageerror", lambda error: self.seen.append(str(error)))

    def _note(self, request: Request) -> None:
        ours = request.url.startswith((self.base, "data:", "blob:"))
        if "evil" in request.url or not ours:
            self.seen.append(request.url)


def words(page: Page) -> list[str]:
    """The text of every paragraph of the page, as it stands there."""
    return page.locator("p:visible").all_text_contents()


def test_hostile_words_are_shown_as_typed(server: RunningServer, device: Device) -> None:
    """On the phone, the projector and the app: as text, with no dialog and no request.

    The console shows the newest, the page of the stage all of them.
    """
    room = Room(server, title=TITLE).open()
    room.steer("reveal")
    pages = {name: device(size) for name, size in SCREENS.items()}
    watches = [Watch(page, server) for page in pages.values()]
    phone = Phone(pages["phone"], server, room.code).join(name="<b>Bo</b> **x**")
    wall = Projector(pages["projector"], server, room.code).come()
    for text in HOSTILE:
        phone.send(text)
    expect(phone.page.get_by_text("Saved", exact=True)).to_have_count(len(HOSTILE), timeout=SLOW)
    expect(wall.cards).to_have_count(len(HOSTILE), timeout=SLOW)
    console = Console(pages["console"], server).take_over(room.words)
    console.expect_button("Close the writing")
    expect(console.page.get_by_text(HOSTILE[-1], exact=True)).to_be_visible(timeout=SLOW)

    for name, page in pages.items():
        shown = HOSTILE[-NEWEST:] if name == "console" else HOSTILE
        missing = [text for text in shown if text not in words(page)]
        assert (name, missing) == (name, [])
        assert sideways(page) == 0
        expect(page.get_by_text(TITLE, exact=True).first).to_be_visible()
    console.come(room.code, "insights")
    expect(console.page.get_by_text(HOSTILE[0], exact=True)).to_be_visible(timeout=SLOW)
    assert [text for text in HOSTILE if text not in words(console.page)] == []
    assert sideways(console.page) == 0
    assert [watch.seen for watch in watches] == [[], [], []]


NEWEST = 6
SCREENS = {"phone": PHONE, "projector": PROJECTOR, "console": CONSOLE}


@pytest.mark.parametrize("width", [320, 390])
def test_four_thousand_letters_without_a_space_break_no_layout(
    server: RunningServer, device: Device, width: int
) -> None:
    """The longest card that there can be stays inside the phone, the wall and the console."""
    room = Room(server, title=LONG[:200]).open()
    room.steer("reveal")
    phone = Phone(device({"width": width, "height": 700}), server, room.code).join(name=LONG[:60])
    phone.send(LONG)
    phone.expect_saved(LONG)
    assert sideways(phone.page) == 0
    phone.page.get_by_role("button", name="Show the wall").click()
    expect(phone.page.get_by_text(LONG, exact=True)).to_have_count(2, timeout=SLOW)
    assert sideways(phone.page) == 0

    wall = Projector(device(PROJECTOR), server, room.code).come()
    wall.shows(LONG)
    assert sideways(wall.page) == 0
    console = Console(device(CONSOLE), server).take_over(room.words)
    expect(console.page.get_by_text(LONG, exact=True)).to_be_visible(timeout=SLOW)
    assert sideways(console.page) == 0
