"""Every light page for every role, in every colour, language and width: no rule is broken.

A sample runs always, in which every value of each meets every value of each other; everything by
everything runs with ``uv run pytest -m matrix tests/browser/states/test_every_page.py``, about
half an hour. Nothing may be cut, covered or off to the side either.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations, product
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.overflow import SIZES, unreadable
from tests.browser.people import SLOW, Room
from tests.browser.running import RunningServer
from workshop.db import Database
from workshop.domain.summary_release import share_summary
from workshop.library import load_library
from workshop.live.spoken import COOKIE
from workshop.queries.viewer import host
from workshop.words import languages
from workshop.words.catalogues import RIGHT_TO_LEFT

pytestmark = pytest.mark.timeout(900)
Device = Callable[..., Page]
THEMES: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light", "contrast": "no-preference"},
    "dark": {"color_scheme": "dark", "contrast": "no-preference"},
    "contrast": {"color_scheme": "light", "contrast": "more"},
}
ROLES = ("participant", "facilitator")
WIDTHS = ("320x568", "390x844", "1366x768")
THERE = {
    "join": ".join-go",
    "room": "[data-part=pulse][data-status=connected]",
    "vote": "[data-part=vote] h2",
    "sort": "[role=option]",
    "read": ".read h2",
    "case": ".read article",
    "board": ".vb",
    "kept": ".kept h1",
    "summary": "#brief-title",
    "notice": "#code",
    "project": "main.project",
    "plain": ".plain-list",
    "plain-vote": ".plain #vote h2",
    "plain-wall": ".plain-move",
}
"""What each page shows once it is drawn."""


@dataclass(frozen=True)
class Look:
    """One way to see one page."""

    page: str
    role: str
    theme: str
    language: str
    width: str

    def __str__(self) -> str:
        return f"{self.page}, {self.role}, {self.theme}, {self.language}, {self.width}"


def everything() -> list[Look]:
    return [Look(*one) for one in product(THERE, ROLES, THEMES, languages(), WIDTHS)]


def sample() -> list[Look]:
    """Each page in each language; the other three turn so that each meets each."""
    themes = tuple(THEMES)
    return [
        Look(
            page,
            ROLES[(p + at // 3) % 2],
            themes[(p + at) % 3],
            language,
            WIDTHS[(p // 3 + at) % 3],
        )
        for p, page in enumerate(THERE)
        for at, language in enumerate(languages())
    ]


def pairs(looks: list[Look]) -> set[tuple[str, str, str, str]]:
    names = ("page", "role", "theme", "language", "width")
    return {
        (one, getattr(look, one), other, getattr(look, other))
        for look in looks
        for one, other in combinations(names, 2)
    }


def test_in_the_sample_every_value_meets_every_other() -> None:
    assert pairs(everything()) - pairs(sample()) == set()
    assert len(sample()) < 100


@dataclass(frozen=True)
class Town:
    """Rooms in which each page has something to show, in letters of several scripts."""

    server: RunningServer
    writing: Room
    sorting: Room
    voting: Room
    ended: Room
    adding: Room
    new: Room

    def address(self, page: str) -> str:
        rooms = {
            "join": self.new,
            "sort": self.sorting,
            "vote": self.voting,
            "summary": self.ended,
            "plain": self.adding,
            "plain-vote": self.voting,
            "plain-wall": self.sorting,
        }
        code = rooms.get(page, self.writing).code if page != "notice" else "ZZ"
        path = {"vote": "room", "case": "read", "notice": "join"}.get(page, page.partition("-")[0])
        case = {"case": f"?case={CASE}", "plain-wall": "/wall"}.get(page, "")
        return f"{self.server.here}/{'room' if page == 'join' else path}/{code}{case}"

    @property
    def joined(self) -> tuple[Room, ...]:
        return self.writing, self.sorting, self.voting, self.ended, self.adding


CASE = load_library("en").cases[0].slug
CARDS = ("The bus stops at six", "Żaden sąsiad nie wie", "Її під’їзд зачинено", "دکان بند ہے")


@pytest.fixture(scope="module")
def town(server: RunningServer) -> Town:
    def room() -> Room:
        made = Room(server).open("insights.write")
        for text in CARDS:
            made.add(text)
        made.steer("reveal")
        return made

    writing, sorting, voting, ended = room(), room(), room(), room()
    writing.make("vision.headline", "headline", "The door is open")
    sorting.open("insights.sort")
    sorting.steer("sorting", allowed=True, at="insights.sort")
    voting.open("insights.vote")
    db = Database(server.environment["DATABASE_URL"])
    with db.read() as session:
        viewer = host(session, ended.code)
    share_summary(db, viewer=viewer, shared=True)
    db.close()
    ended.close()
    adding = Room(server)
    adding.make("segments.map", "segment", "Nachbarschaftshilfekoordinierungsstellen")
    adding.open("segments.size")
    return Town(server, writing, sorting, voting, ended, adding, Room(server))


@pytest.fixture
def people(town: Town, device: Device) -> dict[str, Page]:
    """Somebody who has joined all rooms but the new one, and the facilitator of all."""
    town.ended.reopen()
    found = {role: device(SIZES["390x844"], reduced_motion="reduce") for role in ROLES}
    url = town.server.here
    for room in town.joined:
        found["facilitator"].request.get(f"{url}/f/{room.words}", max_redirects=0)
        for page in found.values():
            page.request.get(f"{url}/join/{room.code}")
            page.request.post(f"{url}/join/{room.code}", form={"role_group": "resident"})
    town.ended.close()
    return found


def broken(town: Town, people: dict[str, Page], looks: list[Look], *, whole: bool = False) -> str:
    """What is wrong with each look, a line each.

    Rules are looked at once for each page in a theme, for a role and in a direction, which is what
    they depend on; with ``whole`` in each look, as words always are.
    """
    found: list[str] = []
    judged: set[tuple[str, str]] = set()
    for look in looks:
        page = people[look.role]
        page.context.add_cookies(
            [{"name": COOKIE, "value": look.language, "url": town.server.here}]
        )
        page.emulate_media(**THEMES[look.theme])
        page.set_viewport_size(SIZES[look.width])  # type: ignore[arg-type]
        page.goto(town.address(look.page))
        expect(page.locator(THERE[look.page]).first).to_be_visible(timeout=SLOW)
        assert page.locator("html").get_attribute("lang") == look.language
        if look.page == "board":
            page.keyboard.press("Escape")  # the row of buttons goes
        if look.page == "project":  # what steers lies over the wall until nobody moves
            expect(page.locator(".bar:not(.is-quiet, [hidden])")).to_have_count(0, timeout=SLOW)
        rtl = look.language in RIGHT_TO_LEFT
        assert page.locator("html").get_attribute("dir") == ("rtl" if rtl else "ltr")
        found += [f"{look}: {one}" for one in unreadable(page)]
        by = {(look.page, one) for one in (look.theme, look.role, "rtl" if rtl else "ltr")}
        if whole or by - judged:
            judged |= by
            found += [f"{look}: {' '.join(one)}" for one in sorted(violations(page))]
    return "\n".join(found)


def test_no_page_breaks_a_rule_or_hides_a_text(town: Town, people: dict[str, Page]) -> None:
    assert broken(town, people, sample()) == ""


@pytest.mark.matrix
@pytest.mark.parametrize("name", THERE)
def test_no_page_breaks_a_rule_or_hides_a_text_in_any_way_to_see_it(
    town: Town, people: dict[str, Page], name: str
) -> None:
    looks = [one for one in everything() if one.page == name]
    assert broken(town, people, looks, whole=True) == ""
