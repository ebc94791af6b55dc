"""Nothing on a page is cut, covered or off to the side, with our type or with whatever is there.

A sample runs always; everything by everything runs with ``uv run pytest -m matrix
tests/browser/test_overflow.py``. Each failure lists element, text and pixels.
"""

from collections.abc import Callable
from itertools import product

import pytest
from playwright.sync_api import Page

from tests.browser.overflow import LOOKS, SIZES, dress, unreadable
from tests.browser.people import SLOW, Room, host
from tests.browser.running import RunningServer
from tests.stages.walking import put
from workshop.db import Database
from workshop.examples import build_example

pytestmark = pytest.mark.timeout(600)
Device = Callable[..., Page]
WORD = "Nachbarschaftshilfekoordinierungsstellen"
LONG = (
    "Everyone who lives here can walk in without a letter, an appointment or a reason, find "
    "somebody who has time, be asked what they can do rather than what is wrong, and leave "
    "with a friend."
)
ARABIC = "مكان يلتقي فيه الجيران ويتبادلون المهارات"
PAGES = ("board", "project", "room", "join", "sort")
SAMPLE = [
    ("example", "board", "1920x1080", "wide"),
    ("example", "board", "1366x768", "spaced"),
    ("example", "board", "1024x768", "large"),
    ("hostile", "board", "1920x1080", "shipped"),
    ("hostile", "board", "1024x768", "narrow"),
    ("hostile", "board", "800x600", "wide"),
    ("hostile", "board", "320x568", "spaced"),
    ("one card", "board", "1366x768", "shipped"),
    ("example", "room", "360x640", "spaced"),
    ("example", "join", "320x568", "spaced"),
]


@pytest.fixture(scope="module")
def codes(server: RunningServer) -> dict[str, str]:
    db = Database(server.environment["DATABASE_URL"])
    example = build_example(db).code
    db.close()
    return {"example": example, "hostile": hostile(server), "one card": one_card(server)}


def hostile(server: RunningServer) -> str:
    """Long sentences, words longer than a line, many of everything, large sums, another script."""
    room = Room(server, f"{WORD} {LONG}"[:140])
    db = Database(server.environment["DATABASE_URL"])
    with db.read() as session:
        viewer = host(session, room.code)
    three = {"different": LONG, "better": f"{WORD} {WORD}", "lower": f"£1,234,567 less. {LONG}"}
    put(db, viewer, "vision.draw", "vision_statement", LONG, **three)
    for at in range(9):
        put(db, viewer, "vision.headline", "headline", f"{at} {WORD} {LONG}"[:120], quote=LONG)
        put(db, viewer, "vision.first-steps", "first_step", f"{ARABIC} {at}. {LONG}", owner=WORD)
    for sort, pence, reach in (("existing", 489729600, 1278), ("redesigned", 363086900, 4649)):
        put(
            db,
            viewer,
            "vision.cost",
            "cost_scenario",
            f"{sort} {LONG}",
            sort=sort,
            basis="forecast",
            cost_pence=pence,
            reach_count=reach,
            reach_unit="family",
        )
    db.close()
    return room.code


def one_card(server: RunningServer) -> str:
    room = Room(server, "One card")
    db = Database(server.environment["DATABASE_URL"])
    with db.read() as session:
        viewer = host(session, room.code)
    put(db, viewer, "vision.headline", "headline", "The door is open")
    db.close()
    return room.code


def check(page: Page, server: RunningServer, code: str, name: str, look: str) -> None:
    page.goto(f"{server.url}/join/{code}")
    address = {"join": f"/join?code={code[:2]}"}.get(name, f"/{name}/{code}")
    page.goto(server.url + address)
    page.locator("main").first.wait_for(timeout=SLOW)
    page.keyboard.press("Escape")
    dress(page, look)
    assert [str(one) for one in unreadable(page)] == []


@pytest.mark.parametrize(("workshop", "name", "size", "look"), SAMPLE)
def test_every_text_can_be_read_whole(
    server: RunningServer,
    device: Device,
    codes: dict[str, str],
    workshop: str,
    name: str,
    size: str,
    look: str,
) -> None:
    check(device(SIZES[size], bypass_csp=True), server, codes[workshop], name, look)


@pytest.mark.matrix
@pytest.mark.parametrize(
    ("workshop", "name", "size", "look"),
    list(product(("example", "hostile", "one card"), PAGES, SIZES, LOOKS)),
)
def test_every_text_can_be_read_whole_on_every_page_in_every_size_and_look(
    server: RunningServer,
    device: Device,
    codes: dict[str, str],
    workshop: str,
    name: str,
    size: str,
    look: str,
) -> None:
    check(device(SIZES[size], bypass_csp=True), server, codes[workshop], name, look)


def test_the_check_sees_what_it_is_there_for(device: Device) -> None:
    """Text cut by its box, off to the side, and under a button; and not what can be scrolled to."""
    page = device(SIZES["800x600"])
    page.set_content(
        "<p style='width:90px;overflow:hidden;white-space:nowrap'>Words that are cut off here</p>"
        "<p style='position:absolute;left:760px;top:90px;white-space:nowrap'>Off to the side</p>"
        "<p>Under a button</p>"
        "<button style='position:fixed;left:0;top:50px;width:300px;height:60px'>Lid</button>"
        "<p style='margin-top:200px;width:90px;height:30px;overflow:auto'>To be scrolled to</p>"
    )
    found = {one.what for one in unreadable(page)}
    assert found == {"cut", "outside", "sideways", "covered"}
    assert all("scrolled" not in one.text for one in unreadable(page))
