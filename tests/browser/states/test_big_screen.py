"""What the big screen shows, as it was drawn: one grid, nothing crowded, all room made use of."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect
from sqlmodel import col, select

from tests.browser.conftest import PROJECTOR
from tests.browser.overflow import unreadable
from tests.browser.people import SLOW, Console, Projector, Room
from tests.browser.running import RunningServer
from tests.browser.test_voting import cast, crowd, steering
from workshop.db import Database
from workshop.domain.workshops import MadeWorkshop
from workshop.examples import build_example
from workshop.kinds.card_kinds import CardKind
from workshop.models import Card

pytestmark = pytest.mark.timeout(300)
Device = Callable[..., Page]
LONG = (
    "A minibus that neighbours drive in turn, twice a week, from the square to the clinic and back",
    "A kitchen in the hall that is open to all on Sundays, where those who eat also cook and wash "
    "up",
    "A phone tree that anybody can join: each calls two people, and nobody is without a call for "
    "long",
)
_STEER = """async ([code, what]) => (await fetch(`/api/${code}/steer`, {method: "POST",
  headers: {"Content-Type": "application/json"},
  body: JSON.stringify({do: "show", what})})).status"""
BREATH = 0.02
"""Of the screen's height: what stands apart at the least."""


def dark(page: Page, found: Locator, band: tuple[float, float]) -> float:
    """How much of a band across an element is dark, in parts of it; its height is from 0 to 1."""
    where = box(found)
    seen = Image.open(BytesIO(page.screenshot())).convert("L")
    top, low = (round(where["y"] + where["height"] * part) for part in band)
    part = seen.crop((round(where["x"]), top, round(where["x"] + where["width"]), low))
    counts = part.histogram()
    return sum(counts[:100]) / sum(counts)


def test_chosen_colours_cover_no_label_and_leave_bars_their_length(
    server: RunningServer, device: Device, example: tuple[MadeWorkshop, str]
) -> None:
    """Each line of a tight title has a field behind it there, and plain fields go away."""
    made, _ = example
    page = device(PROJECTOR, forced_colors="active", color_scheme="light")
    Console(page, server).take_over(made.secret)
    page.goto(f"{server.url}/project/{made.code}")
    assert page.evaluate(_STEER, [made.code, "lens:shop"]) == 200
    label = page.locator(".shown-story .shown-label").first
    expect(label).to_be_visible(timeout=SLOW)
    assert dark(page, label, (0.64, 0.7)) > 0.005
    assert page.evaluate(_STEER, [made.code, "figure:guess"]) == 200
    fill = page.locator(".fig-mark:nth-child(2) .fig-fill").first
    expect(fill).to_be_visible(timeout=SLOW)
    assert dark(page, fill, (0.3, 0.7)) > 0.9

    room = Room(server).open("solutions.ideas")
    people = crowd(room, *["resident"] * 3)
    card = room.add("A night bus", "solutions.ideas")
    room.steer("reveal")
    page.goto(f"{server.url}/project/{room.code}")
    shown = page.locator(".wall-card")
    expect(shown).to_be_visible(timeout=SLOW)
    assert shown.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"  # all its edges
    room.open("solutions.dots")
    for person in people:
        cast(room, person, {"card": card})
    room.steer("close")
    bar = page.locator(".tally-row > .tally-bar .bar-fill")
    expect(page.get_by_text("Connected", exact=True)).to_be_attached(timeout=SLOW)
    expect(bar).to_be_visible(timeout=SLOW)
    assert dark(page, bar, (0.3, 0.7)) > 0.9
    letters = page.locator(".tally-text").evaluate(
        "one => parseFloat(getComputedStyle(one).fontSize)"
    )
    assert letters > PROJECTOR["height"] / 14  # of one card: as large as there is room for


def box(found: Locator) -> dict[str, float]:
    """Where it is."""
    seen: Any = found.bounding_box()
    where: dict[str, float] = seen | {"bottom": seen["y"] + seen["height"]}
    return where


@pytest.fixture(scope="module")
def example(server: RunningServer) -> tuple[MadeWorkshop, str]:
    """The example, and its old challenge turned into a new one."""
    db = Database(server.environment["DATABASE_URL"])
    made = build_example(db)
    with db.read() as session:
        asked = select(Card.id).where(
            col(Card.workshop_id) == made.id, col(Card.kind) == CardKind.REFRAME
        )
        turned = session.exec(asked).all()[0]
    db.close()
    return made, turned


@pytest.mark.parametrize("size", [PROJECTOR, {"width": 1366, "height": 768}])
def test_a_lens_a_challenge_and_a_figure_are_not_crowded(
    server: RunningServer,
    device: Device,
    example: tuple[MadeWorkshop, str],
    size: dict[str, int],
) -> None:
    made, turned = example
    page = device(size)
    Console(page, server).take_over(made.secret)
    page.goto(f"{server.url}/project/{made.code}")

    def show(what: str, kind: str) -> Locator:
        assert page.evaluate(_STEER, [made.code, what]) == 200
        shown = page.locator(f".shown[data-kind={kind}]")
        expect(shown).to_be_visible(timeout=SLOW)
        return shown

    opened = _STEER.replace('do: "show", what', 'do: "open", activity: what, anyway: true')
    assert page.evaluate(opened, [made.code, "vision.front-page"]) == 200
    assert page.evaluate(_STEER, [made.code, "wall"]) == 200
    picture = page.locator(".is-few .card-picture")
    expect(picture).to_be_visible(timeout=SLOW)
    page.wait_for_function("one => one.complete", arg=picture.element_handle())
    assert picture.evaluate("one => one.clientWidth / one.clientHeight") < 1.5  # and no strip
    assert box(picture)["height"] > size["height"] / 3

    assert page.evaluate(opened, [made.code, "insights.sort"]) == 200
    assert page.evaluate(_STEER, [made.code, "themes"]) == 200
    expect(page.locator(".theme-field")).not_to_have_count(0, timeout=SLOW)
    assert [str(one) for one in unreadable(page)] == []  # no card is cut beside an empty field

    least = size["height"] * BREATH
    lens = show("lens:shop", "lens")
    assert box(lens.locator(".shown-breaks"))["y"] - box(lens.locator("h1"))["bottom"] > least
    asked = box(lens.locator(".shown-numbered"))["bottom"]
    words = "one => { const r = document.createRange(); r.selectNodeContents(one); \
return r.getBoundingClientRect().bottom; }"
    assert asked - lens.locator(".shown-numbered li").last.evaluate(words) > least

    challenge = show(f"card:{turned}", "challenge")
    lines = [box(one)["y"] for one in challenge.locator(".shown-people").all()]
    assert len(lines) == 2
    assert abs(lines[0] - lines[1]) < 1
    title = box(challenge.locator("h1"))
    assert lines[1] - title["bottom"] > least

    figure = show("figure:guess", "figure")
    bars = figure.locator(".fig-line").first
    expect(bars).to_be_visible(timeout=SLOW)
    assert box(bars)["y"] - box(figure.locator(".shown-subtitle"))["bottom"] > least


@pytest.mark.parametrize("size", [PROJECTOR, {"width": 1024, "height": 768}])
def test_the_pause_begins_where_all_begins_and_the_thanks_are_one_line(
    server: RunningServer, device: Device, size: dict[str, int]
) -> None:
    room = Room(server).open()
    page = Projector(device(size), server, room.code).come().page
    head = box(page.locator(".project-title"))
    room.steer("pause")
    said = page.locator(".project-paused :is(strong, span)")
    expect(said.first).to_be_visible(timeout=SLOW)
    for one in said.all():
        assert abs(box(one)["x"] - head["x"]) < 1
    room.steer("resume")
    room.close()
    thanks = page.get_by_role("heading", name="Thank you.")
    expect(thanks).to_be_visible(timeout=SLOW)
    high = "one => one.clientHeight / parseFloat(getComputedStyle(one).lineHeight)"
    assert thanks.evaluate(high) < 1.5


def test_three_cards_share_the_wall_and_beside_a_map_take_of_its_width(
    server: RunningServer, device: Device
) -> None:
    """No quarter of a wall stays empty, and beside a map no card goes to the next page."""
    room = Room(server).open("solutions.build")
    people = crowd(room, *["resident"] * 3, *["staff"] * 3)  # before the vote: both are told
    cards = [room.add(text, "solutions.build") for text in LONG]
    room.steer("reveal")
    seen = Projector(device(PROJECTOR), server, room.code).come()
    expect(seen.cards).to_have_count(len(LONG), timeout=SLOW)
    low = box(seen.page.locator(".wall-board"))["bottom"]
    for column in seen.page.locator(".wall-column").all():
        last = box(column.get_by_role("listitem").last)
        assert abs(low - last["bottom"]) < PROJECTOR["height"] * BREATH
    letters = "one => parseFloat(getComputedStyle(one).fontSize)"
    assert seen.cards.first.evaluate(letters) > PROJECTOR["height"] / 17
    room.open("solutions.matrix")
    for at, person in enumerate(people):
        cast(room, person, *({"card": one, "x": 25 * (at % 3), "y": 75} for one in cards))
    room.steer("close")
    for page in (seen.page, steering(server, room, device).page):
        results = page.get_by_role("region", name="Results")
        expect(results.get_by_role("listitem").first).to_contain_text("Staff", timeout=SLOW)
        expect(results.get_by_role("listitem")).to_have_count(len(LONG))
        expect(results).not_to_contain_text("Page Down")
        drawn = box(results.get_by_role("img"))
        assert drawn["width"] > PROJECTOR["width"] / 4


def test_tables_stand_in_full_rows_of_large_names(server: RunningServer, device: Device) -> None:
    room = Room(server).open("insights.write")
    crowd(room, *["resident"] * 12)
    room.steer("tables", tables=4)
    page = Projector(device(PROJECTOR), server, room.code).come().page
    names = page.locator(".tables-list b")
    expect(names).to_have_count(4, timeout=SLOW)
    assert len({round(box(one)["x"]) for one in names.all()}) == 2
    size = "one => parseFloat(getComputedStyle(one).fontSize)"
    assert names.first.evaluate(size) > PROJECTOR["height"] / 12
