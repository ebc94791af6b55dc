"""What comes out of a printer: every card whole, and dark on white whatever the screen has."""

from collections.abc import Callable
from io import BytesIO

import pytest
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from tests.browser.conftest import CONSOLE
from tests.browser.people import SLOW, Console, Projector, Room
from tests.browser.running import RunningServer
from tests.browser.states.contrast import faint_words

pytestmark = pytest.mark.timeout(300)
Device = Callable[..., Page]
LONG = (
    "told us at the gate that she had walked past twice before she dared to come in, because "
    "nobody inside looked up, and that the third time a child held the door for her. " * 3
)


def printed(page: Page) -> list[str]:
    """The text of each page of A4, without its blanks."""
    made = page.pdf(format="A4", print_background=False)
    return ["".join(one.extract_text().split()) for one in PdfReader(BytesIO(made)).pages]


def missing(pages: list[str], texts: list[str]) -> list[str]:
    """Those that do not stand whole on one page."""
    return [text for text in texts if not any("".join(text.split()) in one for one in pages)]


def standing(cards: Locator) -> int:
    """How many are shown, once that stays the same: they come some at a time, and are fitted in."""
    expect(cards.first).to_be_visible(timeout=SLOW)
    seen = 0
    while (now := cards.count()) != seen:
        seen = now
        cards.page.wait_for_timeout(500)
    return seen


def pale_on_paper(page: Page) -> list[str]:
    """What could not be read there, though the screen is dark. A printer's own ground is white."""
    page.emulate_media(media="print", color_scheme="dark")
    page.add_style_tag(content=":root { color-scheme: only light !important; }")
    return faint_words(page)


@pytest.fixture(scope="module")
def room(server: RunningServer) -> tuple[Room, list[str]]:
    """26 cards, as many as a room writes in five minutes; every fifth is a long story."""
    made = Room(server).open()
    texts = [
        f"Number {at}: {LONG if at % 5 == 0 else 'the form asks for a past'}" for at in range(26)
    ]
    for text in texts:
        made.add(text)
    made.steer("reveal")
    return made, [text.strip() for text in texts]


def test_the_wall_prints_every_card_whole(
    server: RunningServer, device: Device, room: tuple[Room, list[str]]
) -> None:
    """Those that are a page further on the screen too; and the screen is as before afterwards."""
    made, texts = room
    wall = Projector(device(CONSOLE, bypass_csp=True), server, made.code).come()
    shown = standing(wall.cards)
    assert missing(printed(wall.page), texts) == []
    expect(wall.cards).to_have_count(shown)
    expect(wall.page.locator(".paper")).to_have_count(0)
    made.steer("show", what="case:rushey-green-time-bank")
    expect(wall.page.get_by_text("Rushey Green Time Bank")).to_be_visible(timeout=SLOW)
    assert pale_on_paper(wall.page) == []
    for at, name in enumerate(("Who looks up", "Too many forms")):
        body = {"do": "add-theme", "name": name, "cards": [made.add(texts[at + 1])]}
        key = {"Idempotency-Key": f"print-theme-{at:08d}"}
        assert made.client.post(f"/api/{made.code}/sort", json=body, headers=key).status_code == 200
    made.steer("show", what="themes")
    expect(wall.page.locator(".theme-field")).to_have_count(3, timeout=SLOW)
    wall.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    heads = wall.page.locator(".paper-theme")
    assert heads.all_text_contents()[:2] == ["Who looks up", "Too many forms"]  # as on the screen
    expect(heads.locator(".theme-mark")).to_have_count(2)
    wall.page.evaluate("dispatchEvent(new Event('afterprint'))")
    made.steer("show", what="wall")


def test_the_sorting_board_prints_every_card_whole(
    server: RunningServer, device: Device, room: tuple[Room, list[str]]
) -> None:
    made, texts = room
    page = device(CONSOLE, bypass_csp=True)
    Console(page, server).take_over(made.words)
    page.goto(f"{server.url}/sort/{made.code}")
    expect(page.get_by_text("Number 25:")).to_be_visible(timeout=SLOW)
    pages = printed(page)
    assert missing(pages, texts) == []
    assert all("Undo" not in one for one in pages)
    assert pale_on_paper(page) == []
    page.goto(f"{server.url}/read/{made.code}")
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=SLOW)
    assert pale_on_paper(page) == []
