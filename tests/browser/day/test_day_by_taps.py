"""A whole plan from an empty database, by what four phones, a big screen and a console offer.

Nothing is typed twice, the board is full at the end, and a power cut takes nothing away.
"""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE
from tests.browser.day.whole_day import Day, Device
from tests.browser.people import SLOW, archive
from tests.browser.running import RunningServer

DRAWN = {
    "vision": (".vb-say h2",),
    "picture": (".vb-picture",),
    "front-page": (".vb-quote", ".vb-quote cite"),
    "from-to": (".vb-from dd", ".vb-to dd"),
    "better": (".vb-pair p", ".vb-low p"),
    "reach": (".vb-whom dd",),
    "solutions": ("[data-list=solutions] li > b",),
    "who": ("[data-list=who] .vb-sub",),
    "measures": ("[data-list=signs] .vb-vals",),
    "cost": (".vb-table td",),
    "steps": ("[data-list=steps] li > b",),
    "asks": ("[data-list=asks] li > b",),
}
"""Where the parts of each box stand on the board."""
FIGURES = {"measures", "cost"}


@dataclass(frozen=True)
class Found:
    """What was typed in a step has to stand in a part of a stage's page."""

    stage: str
    part: str
    step: str


TASTER = (
    Found("segmentation", "The groups", "segments.map"),
    Found("reframe", "From … to …", "reframe.used-to-think"),
    Found("vision", "The vision", "vision.write"),
)
ONE_DAY = (
    Found("team", "What we want", "team.life-question"),
    Found("insights", "The wall", "insights.write"),
    Found("horizon", "What we could borrow", "horizon.borrow"),
    Found("resources", "Where it goes", "resources.spend"),
    Found("solutions", "Build the best", "solutions.build"),
    Found("prototyping", "One test, step by step", "prototyping.cheapest-test"),
)


@pytest.mark.timeout(1_800)
@pytest.mark.parametrize(
    ("plan", "found"),
    [
        pytest.param("taster", TASTER, marks=pytest.mark.brief),
        pytest.param("one-day", (*TASTER, *ONE_DAY), marks=pytest.mark.whole),
    ],
)
def test_nothing_is_typed_twice_and_the_board_is_full(
    own_server: RunningServer, device: Device, plan: str, found: tuple[Found, ...]
) -> None:
    """No decision takes more than two presses; all that was typed is there after a power cut."""
    day = Day(own_server, device, plan)
    day.go_through()
    assert max(day.presses.values()) <= 2
    board = board_of(day)
    assert empty_boxes(board, day) == []
    assert "Not said yet" not in board.inner_text("body")
    can_fail(board, day)

    own_server.kill()
    own_server.start()
    record = str(archive(own_server, day.code))
    assert [text for text in day.typed.said if text not in record and not text.isdigit()] == []
    for each in found:
        stands_there(day, each)


def board_of(day: Day) -> Page:
    """The board as whoever has a phone reads it: all of it, one box below another."""
    page = day.desk.page.context.new_page()
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    page.goto(f"{day.desk.base}/board/{day.code}")
    expect(page.locator(".vb-say")).to_be_visible(timeout=SLOW)
    return page


def empty_boxes(board: Page, day: Day) -> list[str]:
    """The planned boxes with a part that shows nothing of what was typed, and any unplanned one."""
    wrong = []
    for box, parts in DRAWN.items():
        shown = [seen(board, where) for where in parts]
        typed = [text for text in day.typed.said if text.isdigit() == (box in FIGURES)]
        filled = [any(text in one for text in typed for one in said) for said in shown]
        planned = box in day.plan.board
        if not (all(filled) if planned else not any(map(any, shown))):
            wrong.append(f"{box}: {shown}")
    return wrong


def can_fail(board: Page, day: Day) -> None:
    """What looks at the board sees words that nobody typed, and no text is taken twice."""
    board.locator(".vb-from dd").evaluate_all("all => all.forEach(one => one.textContent = '…')")
    assert [box.partition(":")[0] for box in empty_boxes(board, day)] == ["from-to"]
    with pytest.raises(AssertionError, match="is typed for"):
        day.typed.note(next(iter(day.typed.said)), "once more")


def seen(board: Page, where: str) -> list[str]:
    return [one.inner_text() for one in board.locator(where).all() if one.is_visible()]


def stands_there(day: Day, found: Found) -> None:
    """A stage's own page shows what was typed on a phone."""
    page = day.desk.page
    day.desk.come(day.code, found.stage)
    day.desk.settled()
    parts = page.locator("[data-testid=stButtonGroup], [class*='-parts']")
    part = parts.get_by_text(found.part, exact=True).first
    expect(part).to_be_visible(timeout=SLOW)
    part.click()
    day.desk.settled()
    words = re.compile("|".join(map(re.escape, day.typed.at(found.step))))
    said = page.get_by_role("main").get_by_text(words).filter(visible=True).first
    expect(said).to_be_visible(timeout=SLOW)
