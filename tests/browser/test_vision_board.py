"""The vision board as people photograph it: one screen, large letters, readable by everybody."""

import re
from collections.abc import Callable
from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest
from PIL import Image, ImageFilter
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from tests.browser.axe import violations
from tests.browser.conftest import CONSOLE, PHONE, PROJECTOR
from tests.browser.people import SLOW, Console, Projector, Room, sideways
from tests.browser.running import RunningServer
from tests.browser.test_overflow import hostile
from workshop.db import Database
from workshop.domain.workshops import MadeWorkshop
from workshop.examples import build_example

pytestmark = pytest.mark.timeout(300)
Device = Callable[..., Page]
SQUARER = {"width": 1024, "height": 768}
TABLE = ("−£67,111 (−13 %)", "+371 (133 %)", "£1,832", "£681", "−£1,151 (−63 %)")
_SMALLEST = """board => Math.min(...[...board.querySelectorAll('*')]
  .filter(one => one.checkVisibility() && !one.closest('table, .vb-unseen')
    && [...one.childNodes].some(node => node.nodeType === 3 && node.textContent.trim()))
  .map(one => parseFloat(getComputedStyle(one).fontSize)))"""
_OUTSIDE = """board => [...board.querySelectorAll('p, li, h2, h3, dd, img')]
  .filter(one => { const box = one.getBoundingClientRect();
    return box.bottom > innerHeight + 1 || box.right > innerWidth + 1; })
  .map(one => one.textContent)"""

_MORE = "matchMedia('(prefers-contrast: more)').matches"
"""Then the promise is a frame, since nothing is a filled field."""

_CUT = """board => [...board.querySelectorAll('*')].filter(one => one.checkVisibility()
    && !one.closest('table, .vb-unseen') && getComputedStyle(one).overflow !== 'visible'
    && (one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1))
  .map(one => `${one.className}: ${one.textContent.trim().slice(0, 60)}`)"""


_NAMED_ALONE = """board => {
  const foot = board.querySelector('.vb-foot');
  const high = foot.clientHeight / board.clientHeight * 135;
  const top = parseFloat(board.style.getPropertyValue('--top'));
  board.style.setProperty('--top', String(top + high - 22.2));
  for (const one of foot.querySelectorAll('li')) one.hidden = true;
  for (const one of foot.querySelectorAll('.vb-more'))
    Object.assign(one, { hidden: false, textContent: '9' });
  return [...foot.querySelectorAll('.vb-col')].filter(
    one => one.offsetParent && one.scrollHeight > one.clientHeight + 1).map(one => one.className);
}"""
"""Lists that are cut when they have the least room and of nothing more than their names."""


@pytest.fixture(scope="module")
def example(server: RunningServer) -> MadeWorkshop:
    db = Database(f"sqlite:///{server.folder / 'reframe.db'}")
    made = build_example(db)
    db.close()
    return made


def board(
    server: RunningServer, made: MadeWorkshop, page: Page, *, alone: bool = False
) -> tuple[Console, Locator]:
    console = Console(page, server).take_over(made.secret)
    page.goto(
        f"{server.url}/board/{made.code}" if alone else f"{server.url}/vision?code={made.code}"
    )
    found = page.get_by_role("article", name="Vision board")
    expect(found).to_be_visible(timeout=SLOW)
    if not alone:
        console.settled()
    return console, found


COLOURS: tuple[dict[str, Any], ...] = (
    {"contrast": "more"},
    {"contrast": "no-preference", "color_scheme": "dark"},
    {"color_scheme": "light"},
)


def test_the_big_screen_holds_the_whole_board_in_letters_of_a_fortieth(
    server: RunningServer, device: Device, example: MadeWorkshop
) -> None:
    """No scrolling, no letter under 1/40 of the height, and nothing of the app around it."""
    page = device(PROJECTOR)
    _, found = board(server, example, page, alone=True)
    for look in COLOURS:
        page.emulate_media(**look)
        assert found.evaluate(_SMALLEST) >= 1080 / 40
        assert found.evaluate("board => board.scrollHeight - board.clientHeight") <= 0
        assert found.evaluate(_OUTSIDE) == []
        assert violations(page) == set()
    for figure in TABLE:
        expect(found).to_contain_text(figure)
    expect(found).to_contain_text("forecast")
    expect(page.get_by_role("img", name="crayon drawing")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("navigation", name="This board")).not_to_be_in_viewport()
    for look in COLOURS:
        page.emulate_media(**look)
        squinted(page, found)


_LINES = """one => {
  const words = document.createRange();
  words.selectNodeContents(one);
  return new Set([...words.getClientRects()].map((each) => Math.round(each.top))).size;
}"""
"""On how many lines the words of an element stand."""


def squinted(page: Page, found: Locator) -> None:
    """With eyes half shut: the lines of the vision, the picture and the promise, and then lists.

    Blurred by 12 pixels, as the drawn board was, a line of the vision can still be told from the
    next one, lists are a paler grey than it, and the promise is a field of its own.
    """
    seen = Image.open(BytesIO(page.screenshot())).convert("L")
    seen = seen.filter(ImageFilter.GaussianBlur(12))
    paper = seen.getpixel((12, 540))

    def grey(selector: str) -> list[float]:
        """How far from the paper each row of pixels is, from above, over the left half."""
        box: Any = found.locator(selector).first.bounding_box()
        left, top = round(box["x"]), round(box["y"])
        part = seen.crop((left, top, left + round(box["width"] / 2), top + round(box["height"])))
        rows = part.resize((1, part.height), Image.Resampling.BOX)
        return [abs(tone - paper) for tone in rows.get_flattened_data()]

    vision = grey(".vb-say h2")
    middle = (max(vision) + min(vision)) / 2
    lines = sum(a < middle <= b for a, b in pairwise([0, *vision]))
    high = found.locator(".vb-say h2").evaluate(_LINES)
    assert lines == high > 1
    assert max(vision) - min(vision) > 40
    assert max(grey("[data-list=steps]")[40:]) < max(vision)
    assert min(vision) < 10 < min(grey(".vb-picture img"))
    assert min(grey(".vb-three")) > 10 or page.evaluate(_MORE)


def test_the_board_prints_on_one_sheet_of_a3(
    server: RunningServer, device: Device, example: MadeWorkshop
) -> None:
    page = device(PROJECTOR)
    board(server, example, page, alone=True)
    printed = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True, print_background=True)))
    assert [tuple(round(float(side)) for side in one.mediabox[2:]) for one in printed.pages] == [
        (1191, 842)
    ]
    said = printed.pages[0].extract_text()
    assert "£681" in said
    assert "Close the board" not in said
    assert "on the phone" in said  # of who does what, and of thirteen steps the last ones
    for one in (
        "Children registered",
        "Checks for the first twelve",
        "knows the law",
        "It was never",
    ):
        assert one in said, one


def test_the_projector_shows_the_board_and_follows_what_is_written(
    server: RunningServer, device: Device
) -> None:
    """One key brings the board; a headline that is written meanwhile is on it by itself."""
    room = Room(server).open("vision.front-page")
    projector = Projector(device(PROJECTOR), server, room.code)
    Console(projector.page, server).take_over(room.words)
    projector.come()
    expect(projector.bar).to_be_visible(timeout=SLOW)
    projector.page.keyboard.press("b")
    shown = projector.page.frame_locator("iframe[title='The vision board']")
    expect(shown.get_by_role("article", name="Vision board")).to_be_visible(timeout=SLOW)
    room.add("Hall opens its doors", "vision.front-page")
    room.steer("reveal")
    expect(shown.get_by_text("Hall opens its doors")).to_be_visible(timeout=SLOW)
    projector.page.keyboard.press("w")
    expect(projector.page.locator("iframe")).to_have_count(0)


def test_the_colours_of_the_big_screen_are_chosen_there_and_the_board_wears_them_too(
    server: RunningServer, device: Device
) -> None:
    """One key goes round light, dark and black on white; a reload and the framed board keep it."""
    room = Room(server).open("vision.front-page")
    projector = Projector(device(PROJECTOR), server, room.code)
    Console(projector.page, server).take_over(room.words)
    projector.come()
    expect(projector.bar).to_be_visible(timeout=SLOW)
    paper = "node => getComputedStyle(node).backgroundColor"
    worn = []
    for _ in range(3):
        projector.page.keyboard.press("c")
        worn.append(projector.page.locator("main").evaluate(paper))
    assert worn == ["rgb(255, 252, 245)", "rgb(16, 14, 12)", "rgb(255, 255, 255)"]
    expect(projector.page.get_by_text("Black on white", exact=True)).to_be_visible()
    room.steer("show", what="board")
    shown = projector.page.frame_locator("iframe").get_by_role("article", name="Vision board")
    expect(shown).to_have_css("background-color", "rgb(255, 255, 255)", timeout=SLOW)
    projector.page.reload()
    expect(projector.page.locator("main")).to_have_css("background-color", "rgb(255, 255, 255)")
    assert violations(projector.page) == set()


@pytest.mark.parametrize("size", [PROJECTOR, CONSOLE, SQUARER])
def test_on_its_page_all_of_the_board_flows_and_nothing_is_cut(
    server: RunningServer, device: Device, example: MadeWorkshop, size: dict[str, int]
) -> None:
    page = device(size)
    _, found = board(server, example, page)
    assert found.evaluate(_SMALLEST) >= 16
    assert found.evaluate(_CUT) == []
    assert sideways(page) <= 0
    expect(found.get_by_role("row", name="Cost for each family")).to_be_visible()


@pytest.mark.parametrize(
    "size",
    [{"width": 1366, "height": 768}, {"width": 1024, "height": 768}, {"width": 800, "height": 600}],
)
def test_smaller_screens_hold_the_board_too_in_letters_of_a_fortieth(
    server: RunningServer, device: Device, example: MadeWorkshop, size: dict[str, int]
) -> None:
    _, found = board(server, example, page := device(size), alone=True)
    expect(found).to_have_attribute("data-form", re.compile("wide|four3"), timeout=SLOW)
    assert found.evaluate(_SMALLEST) >= size["height"] / 40 - 0.01
    assert found.evaluate(_OUTSIDE) == []
    assert found.evaluate(_CUT) == []
    assert sideways(page) <= 0
    assert found.evaluate(_NAMED_ALONE) == []


def test_what_the_vision_leaves_free_of_its_row_goes_to_the_promise(
    server: RunningServer, device: Device
) -> None:
    """A larger letter would have taken one more line; the letters of the promise grow instead."""
    room = hostile(server)
    page = device(PROJECTOR)
    Console(page, server).take_over(room.words)
    page.goto(f"{server.url}/board/{room.code}")
    found = page.locator(".vb[data-form=wide]")
    expect(found).to_be_visible(timeout=SLOW)
    page.evaluate("document.fonts.ready.then(() => true)")
    words: float = found.locator(".vb-say h2").evaluate(
        """one => { const words = document.createRange(); words.selectNodeContents(one);
        return words.getBoundingClientRect().bottom; }"""
    )
    promise: Any = found.locator(".vb-mid").bounding_box()
    assert 0 < promise["y"] - words < 1080 / 20
    assert found.evaluate(_OUTSIDE) == []
    assert found.evaluate(_CUT) == []


def test_a_key_turns_to_what_did_not_fit_until_all_was_seen(
    server: RunningServer, device: Device, example: MadeWorkshop
) -> None:
    page = device(PROJECTOR)
    _, found = board(server, example, page, alone=True)
    lists = found.locator("[data-list]")
    everything = set(lists.locator("li").all_text_contents())
    seen: set[str] = set()
    for _ in range(30):
        shown = lists.locator("li:visible").all_text_contents()
        assert found.evaluate(_CUT) == []
        assert found.evaluate(_SMALLEST) >= 1080 / 40
        seen |= set(shown)
        if not found.locator(".vb-more:visible").count():
            break
        page.keyboard.press("ArrowRight")
    assert seen == everything
    expect(found.get_by_text(re.compile(r"Page \d"))).to_be_visible()
    page.keyboard.press("Home")
    expect(found.get_by_text(re.compile(r"Page \d"))).to_be_hidden()


def test_the_controls_lie_over_the_first_line_alone_and_go_away(
    server: RunningServer, device: Device, example: MadeWorkshop
) -> None:
    page = device(PROJECTOR)
    with page.expect_request(re.compile("/live/.*view=projector&since=")):  # its cards are there
        _, found = board(server, example, page, alone=True)
    tools = page.get_by_role("navigation", name="This board")
    page.mouse.move(500, 500)
    expect(tools).to_be_in_viewport()
    expect(tools).to_have_css("opacity", "1")
    expect(tools).to_have_css("transition-duration", "0s")  # never half there, over other words
    low: Any = tools.bounding_box()
    top: Any = found.get_by_role("heading", level=2).bounding_box()
    assert low["y"] + low["height"] <= top["y"]
    page.keyboard.press("Escape")
    expect(tools).not_to_be_in_viewport()
    worn = "document.documentElement.dataset.scheme"
    tools.get_by_role("button", name="Letter keys off").press("Enter")
    page.keyboard.press("c")
    assert page.evaluate(worn) is None
    tools.get_by_role("button", name="Letter keys on").press("Enter")
    page.keyboard.press("c")
    assert page.evaluate(worn) == "light"


def test_on_a_phone_it_is_one_column_that_never_goes_sideways(
    server: RunningServer, device: Device, example: MadeWorkshop
) -> None:
    page = device(PHONE)
    _, found = board(server, example, page)
    assert sideways(page) <= 0
    assert found.evaluate(_SMALLEST) >= 16


def test_the_way_onto_the_big_screen_and_back(
    server: RunningServer, device: Device, example: MadeWorkshop
) -> None:
    page = device(PROJECTOR)
    board(server, example, page)
    page.get_by_role("link", name="Whole screen").click()
    link = page.get_by_role("link", name="Close the board")
    link.press("Enter")  # the row of buttons may be away already
    expect(page.get_by_role("heading", name="Vision board", level=1)).to_be_visible(timeout=SLOW)


def test_on_the_projector_keys_and_finger_turn_the_board_and_the_room_stays(
    server: RunningServer, device: Device, example: MadeWorkshop
) -> None:
    """Each list is seen whole, nothing names the key that would move the room on, and the bar,
    which covers the board, is one line."""
    projector = Projector(device(PROJECTOR), server, example.code)
    Console(projector.page, server).take_over(example.secret)
    projector.come()
    page = projector.page
    expect(projector.bar).to_be_visible(timeout=SLOW)
    assert len(lines_of(projector.bar)) == 1
    page.keyboard.press("b")
    shown = page.frame_locator("iframe[title='The vision board']")
    expect(shown.locator(".vb[data-form=wide]")).to_be_visible(timeout=SLOW)
    turn = projector.bar.get_by_role("button", name="Next page")
    expect(turn).to_be_visible()
    assert len(lines_of(projector.bar)) == 1

    lists = shown.locator("[data-list]")
    everything = set(lists.locator("li").all_text_contents())
    seen: set[str] = set()
    for number in range(2, 30):
        seen |= set(lists.locator("li:visible").all_text_contents())
        more = shown.locator(".vb-more:visible").all_text_contents()
        if not more:
            break
        assert [text for text in more if "→" in text] == []
        page.keyboard.press("PageDown")
        expect(shown.locator(".vb-page-at")).to_have_text(f"Page {number}")
    assert seen == everything
    page.keyboard.press("PageUp")
    expect(shown.locator(".vb-page-at")).to_have_text(f"Page {number - 2}")
    page.keyboard.press("PageDown")
    expect(shown.locator(".vb-page-at")).to_have_text(f"Page {number - 1}")
    turn.click()
    expect(shown.locator(".vb-page-at")).to_be_hidden()
    expect(page.locator("main")).to_have_attribute("data-show", "board")
    page.keyboard.press("w")
    expect(page.locator("iframe")).to_have_count(0)


def lines_of(bar: Locator) -> set[float]:
    """Where the lines of the bar's buttons begin, from above."""
    tops: list[float] = bar.get_by_role("button").evaluate_all(
        "all => all.map(one => one.offsetTop)"
    )
    return set(tops)
