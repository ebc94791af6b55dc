"""Nothing on a page is cut, covered or off to the side, with our type or with whatever is there.

A sample runs always; everything by everything runs with ``uv run pytest -m long
tests/browser/test_overflow.py``, about fifteen minutes. Each failure lists element, text and
pixels.
"""

from collections.abc import Callable, Iterator
from itertools import product

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import end
from tests.browser.overflow import SIZES, dress, in_every_size_and_look, unreadable
from tests.browser.people import SLOW, Console, Room, host
from tests.browser.running import RunningServer
from tests.stages.walking import put
from workshop.db import Database
from workshop.domain.workshops import MadeWorkshop
from workshop.enums import StageKey
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
APP_PAGES = ("", "console", "plan", *(stage.value for stage in StageKey), "downloads")
SIZES_OF_A_WALL = {"1920x1080": "wide", "1366x768": "wide", "1024x768": "four3"}
LISTS = ["Solutions and tests", "First steps", "We ask those in charge"]
APP_SAMPLE = [
    ("390x844", "large", ("", "console", "vision")),
    ("1366x768", "shipped", ("console", "resources", "vision", "downloads")),
]
SAMPLE = [
    ("example", "board", "1920x1080", "wide"),
    ("example", "board", "1366x768", "spaced"),
    ("example", "board", "1024x768", "large"),
    ("hostile", "board", "1920x1080", "shipped"),
    ("hostile", "board", "1024x768", "narrow"),
    ("hostile", "board", "800x600", "wide"),
    ("hostile", "board", "320x568", "spaced"),
    ("one card", "board", "1366x768", "shipped"),
    ("half full", "board", "1366x768", "shipped"),
    ("example", "project", "1366x768", "shipped"),
    ("example", "project", "390x844", "spaced"),
    ("hostile", "project", "1366x768", "wide"),
    ("one card", "project", "1366x768", "spaced"),
    ("example", "room", "360x640", "spaced"),
    ("hostile", "sort", "390x844", "large"),
    ("hostile", "sort", "1366x768", "wide"),
    ("example", "join", "320x568", "spaced"),
]

_BOX_SEEN = """([box, send]) => {
  const { top } = box.getBoundingClientRect();
  return top >= 0 && top + 44 <= send.getBoundingClientRect().top;
}"""
"""A line of what is typed, and room around it, lie above the button that sends."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """As in a room: with squares to scan, and the address beside them."""
    running = RunningServer(tmp_path_factory.mktemp("server"), host="0.0.0.0")
    running.start()
    yield running
    end(running)


@pytest.fixture(scope="module")
def example(server: RunningServer) -> MadeWorkshop:
    db = Database(server.environment["DATABASE_URL"])
    made = build_example(db)
    db.close()
    return made


@pytest.fixture(scope="module")
def worst(server: RunningServer) -> Room:
    return hostile(server)


@pytest.fixture(scope="module")
def codes(server: RunningServer, example: MadeWorkshop, worst: Room) -> dict[str, str]:
    few = {"one card": one_card(server), "half full": half_full(server)}
    return {"example": example.code, "hostile": worst.code, **few}


def hostile(server: RunningServer) -> Room:
    """Long sentences, words longer than a line, many of everything, large sums, another script."""
    room = Room(server, f"{WORD} {LONG}"[:140]).open("insights.write")
    for at in range(9):
        room.add(f"{at} {WORD} {LONG} {ARABIC}")
    room.steer("reveal")
    db = Database(server.environment["DATABASE_URL"])
    with db.read() as session:
        viewer = host(session, room.code)
    three = {"different": LONG, "better": f"{WORD} {WORD}", "lower": f"£1,234,567 less. {LONG}"}
    put(db, viewer, "vision.draw", "vision_statement", LONG, **three)
    for at in range(9):
        put(db, viewer, "solutions.build", "solution", f"{at} {WORD} {LONG}"[:200])
        put(db, viewer, "vision.first-steps", "system_ask", f"{at} {LONG}", of_whom=WORD)
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
    room.steer("reveal", activity="vision.headline")  # the board has its front page then
    return room


def one_card(server: RunningServer) -> str:
    room = Room(server, "One card")
    db = Database(server.environment["DATABASE_URL"])
    with db.read() as session:
        viewer = host(session, room.code)
    put(db, viewer, "vision.headline", "headline", "The door is open")
    db.close()
    room.steer("reveal", activity="vision.headline")  # the board shows it then
    return room.code


def half_full(server: RunningServer) -> str:
    """A board after an hour: few words, each short, and no figures yet."""
    room = Room(server, "Half full")
    db = Database(server.environment["DATABASE_URL"])
    with db.read() as session:
        viewer = host(session, room.code)
    three = {"different": "Neighbours hold the keys", "better": "A face", "lower": "It is heated"}
    put(db, viewer, "vision.draw", "vision_statement", "Nobody in Ashby eats alone.", **three)
    put(db, viewer, "vision.headline", "headline", "The kettle is on every evening")
    put(db, viewer, "solutions.build", "solution", "Open kitchen on Tuesdays")
    db.close()
    room.steer("reveal", activity="vision.headline")
    return room.code


SHOWN = {"room": "[data-part=pulse]", "sort": ".sort-board > *"}
"""What a page has for somebody who joined, and no other to which who did not is led."""


def come(page: Page, server: RunningServer, code: str, name: str) -> None:
    """Join where that may still be, and open that light page."""
    page.goto(f"{server.here}/join/{code}")
    page.request.post(f"{server.here}/join/{code}", form={"role_group": "resident"})
    address = {"join": f"/join?code={code[:2]}"}.get(name, f"/{name}/{code}")
    page.goto(server.here + address)
    assert name == "join" or page.url == server.here + address
    page.locator(SHOWN.get(name, "main")).first.wait_for(state="attached", timeout=SLOW)
    page.keyboard.press("Escape")


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
    page = device(SIZES[size], bypass_csp=True)
    come(page, server, codes[workshop], name)
    dress(page, look)
    assert [str(one) for one in unreadable(page)] == []
    if workshop in ("one card", "half full") and name == "board":
        fills_the_screen(page, workshop)
    if name == "sort":
        expect(page.locator(".sort-card")).to_have_count(9)
        assert page.evaluate(_CUT) == []


_CUT = """() => [...document.querySelectorAll(".sort-card .card-text")].filter(
  one => one.scrollHeight > one.clientHeight + 4).map(one => one.textContent.slice(0, 40))"""
"""Cards that end in “…”: the list they are in scrolls, so that they could be whole."""
_AIR = """() => {
  const box = (one) => { const words = document.createRange(); words.selectNodeContents(one);
    return words.getBoundingClientRect(); };
  const size = (one) => parseFloat(getComputedStyle(one).fontSize);
  const frame = document.querySelector(".vb-page").getBoundingClientRect();
  const promised = [...document.querySelectorAll(".vb-three p")];
  return { below: (innerHeight - frame.bottom) / innerHeight,
    inside: (frame.bottom - box(document.querySelector(".vb-page")).bottom) / innerHeight,
    wide: frame.width / innerWidth,
    vision: size(document.querySelector(".vb-say h2")) / innerHeight,
    promised: new Set(promised.map(size)).size,
    columns: new Set(promised.map((one) => box(one).left)).size };
}"""


def fills_the_screen(page: Page, workshop: str) -> None:
    """A board with little on it keeps its composition: a large vision, and no empty frame."""
    for size in ("1366x768", "1024x768"):
        page.set_viewport_size(SIZES[size])  # type: ignore[arg-type]
        expect(page.locator(".vb")).to_have_attribute("data-form", SIZES_OF_A_WALL[size])
        seen = page.evaluate(_AIR)
        if workshop == "one card":
            assert (seen["below"] < 0.05, seen["inside"] < 0.05, seen["wide"] > 0.9) == (True,) * 3
            assert seen["vision"] > 0.14
        else:
            assert seen["promised"] == 1  # lower cost is one of three where no figure stands
            assert seen["columns"] == (3 if size == "1366x768" else 2)


def test_the_fullest_board_keeps_its_composition_in_our_type_and_in_others(
    server: RunningServer, device: Device, worst: Room
) -> None:
    """The quote leaves and rows grow, so that nothing has to flow and scroll."""
    page = device(SIZES["1920x1080"], bypass_csp=True)
    come(page, server, worst.code, "board")
    board = page.get_by_role("article", name="Vision board")
    for size, look in product(SIZES_OF_A_WALL, ("shipped", "wide", "narrow")):
        page.set_viewport_size(SIZES[size])  # type: ignore[arg-type]
        dress(page, look)
        expect(board).to_have_attribute("data-form", SIZES_OF_A_WALL[size])
        expect(board.get_by_role("heading", name=f"0 {WORD}")).to_be_visible()
        assert board.locator(".vb-col:visible h3").all_text_contents() == LISTS
        assert [str(one) for one in unreadable(page)] == []


@pytest.mark.long
@pytest.mark.parametrize(
    ("workshop", "name"), list(product(("example", "hostile", "one card"), PAGES))
)
def test_every_text_can_be_read_whole_on_every_page_in_every_size_and_look(
    server: RunningServer, device: Device, codes: dict[str, str], workshop: str, name: str
) -> None:
    page = device(SIZES["1366x768"], bypass_csp=True)
    come(page, server, codes[workshop], name)
    assert in_every_size_and_look(page) == []


def come_to_app(page: Page, server: RunningServer, code: str, secret: str, name: str) -> None:
    """Open a page of the app as its facilitator."""
    console = Console(page, server).take_over(secret)
    console.come(code, name)
    page.get_by_role("main").get_by_role("heading").first.wait_for(timeout=SLOW)
    console.settled()


_COMPOSED = """() => {
  const box = (one) => one.getBoundingClientRect();
  const bare = [...document.querySelectorAll(".vb-solutions li")].filter(
    (one) => !one.querySelector("svg") && getComputedStyle(one, "::before").content === "none");
  const lists = [...document.querySelectorAll(".vb-foot > .vb-col")];
  const foot = box(document.querySelector(".vb-foot")).height;
  const rows = new Map();
  for (const { left, height } of lists.map(box)) rows.set(left, (rows.get(left) || 0) + height);
  const link = document.querySelector(".stMain .rf-button");
  const button = document.querySelector(".stMain .stButton button");
  const [page, promise] = [".vb-page", ".vb-three"].map((one) => box(document.querySelector(one)));
  return { beside: page.right <= promise.left && page.bottom === promise.bottom,
    lists: lists.length, bare: bare.length, columns: rows.size,
    empty: rows.size - [...rows.values()].reduce((sum, one) => sum + one, 0) / foot,
    unlike: Math.abs(box(link).height - box(button).height) };
}"""


def composed(page: Page) -> None:
    """Solutions have their marks, lists end about together, and a link is like the buttons."""
    seen = page.evaluate(_COMPOSED)
    assert seen["beside"]  # headlines and the promise
    assert (seen["lists"], seen["bare"], seen["columns"]) == (5, 0, 2)
    assert seen["empty"] < 0.3  # of one column
    assert seen["unlike"] < 2


_UNEVEN = """() => [...document.querySelectorAll(
  ".st-key-console-cardsbox [data-testid=stHorizontalBlock]")].map((row) => new Set(
    [...row.querySelectorAll("[class*=st-key-console-cards-card-]")].map(
      (one) => Math.round(one.getBoundingClientRect().bottom))).size).filter((ends) => ends > 1)"""


def lined_up(page: Page, name: str) -> None:
    """Cards beside each other end together, and a way to a part of a page stands in one line."""
    if name == "console":
        assert page.locator("[class*=st-key-console-cards-card-]").count() > 1
        assert page.evaluate(_UNEVEN) == []
    if name == "resources":
        ways = page.locator("[class*=st-key-resources-parts-] button")
        tall = {round(one.bounding_box()["height"]) for one in ways.all()}  # type: ignore[index]
        assert len(tall) == 1


@pytest.mark.parametrize(("size", "look", "names"), APP_SAMPLE)
def test_every_text_of_the_apps_pages_can_be_read_whole(
    server: RunningServer,
    device: Device,
    example: MadeWorkshop,
    size: str,
    look: str,
    names: tuple[str, ...],
) -> None:
    page = device(SIZES[size], bypass_csp=True, reduced_motion="reduce")
    for name in names:
        come_to_app(page, server, example.code, example.secret, name)
        dress(page, look)
        if (name, look) == ("vision", "shipped"):
            composed(page)
        if (size, look) == ("1366x768", "shipped"):
            lined_up(page, name)
        assert [str(one) for one in unreadable(page)] == []


@pytest.mark.long
@pytest.mark.parametrize(("workshop", "name"), list(product(("example", "hostile"), APP_PAGES)))
def test_every_text_of_every_page_of_the_app_can_be_read_whole(
    server: RunningServer,
    device: Device,
    example: MadeWorkshop,
    worst: Room,
    workshop: str,
    name: str,
) -> None:
    page = device(SIZES["1366x768"], bypass_csp=True, reduced_motion="reduce")
    made = {"example": (example.code, example.secret), "hostile": (worst.code, worst.words)}
    come_to_app(page, server, *made[workshop], name)
    assert in_every_size_and_look(page) == []


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


def test_the_check_sees_into_parts_that_scroll_and_into_components(device: Device) -> None:
    """Beside the screen in the main part, and cut in a tree of its own; a table may be wide."""
    page = device(SIZES["390x844"])
    page.set_content(
        "<main style='position:fixed;inset:0;overflow:auto'>"
        "<div style='display:flex'><p style='flex:0 0 380px'>The question</p>"
        "<button style='flex:0 0 90px'>Pause</button></div>"
        "<div class='rf-table' style='overflow-x:auto'><p style='width:900px'>A table</p></div>"
        "<div id=own></div></main>"
    )
    page.evaluate(
        """() => {
          document.querySelector("#own").attachShadow({ mode: "open" }).innerHTML =
            "<p style='width:60px;overflow:hidden;white-space:nowrap'>Nine minutes left</p>";
        }"""
    )
    found = sorted((one.what, one.text) for one in unreadable(page))
    assert [(what, text) for what, text in found if what != "sideways"] == [
        ("cut", "Nine minutes left"),
        ("outside", "Pause"),
    ]
    assert [what for what, _ in found].count("sideways") == 1


@pytest.mark.parametrize("size", ["390x844", "320x568"])
def test_who_arrives_sees_the_box_under_its_question(
    server: RunningServer, device: Device, worst: Room, size: str
) -> None:
    """With the longest title, the notice of a small group and the promise; above what sends."""
    page = device(SIZES[size], bypass_csp=True)
    page.goto(f"{server.url}/join/{worst.code}")
    page.get_by_role("radio", name="Councillor").check()
    page.get_by_role("button", name="Join in").click()
    expect(page.get_by_text("Only one or two people of your group are here.")).to_be_visible()
    box, send = (page.locator(f"[data-part={name}]").first for name in ("box", "send"))
    expect(box).to_be_in_viewport()
    page.wait_for_function(_BOX_SEEN, arg=[box.element_handle(), send.element_handle()])
