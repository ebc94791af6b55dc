"""The page of those who come in is drawn once for all of them, and is each one's own."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.workshop.live.conftest import Browser, NewBrowser
from workshop.db import Database
from workshop.domain.people.own_voices import add_voice
from workshop.domain.room import open_activity, pause
from workshop.domain.workshops import MadeWorkshop, close_workshop, delete_workshop
from workshop.drafts import NewVoice
from workshop.enums import RoleGroup
from workshop.live.pages import Pages
from workshop.live.plain_writing import Plainly
from workshop.live.reading import room as room_page
from workshop.live.reading.room import in_a_page
from workshop.live.running.kept_renders import KeptRenders
from workshop.live.server import Server
from workshop.queries.viewer import Viewer

STATE = re.compile(r'<script type="application/json" id="state">(.*?)</script>')
KEY = re.compile(r'name="key" value="([^"]+)"')


def page(browser: Browser, language: str = "en") -> str:
    answer = browser.http.get(f"/room/{browser.code}", headers={"Accept-Language": language})
    assert answer.status_code == 200
    return answer.text


def rest(html: str) -> str:
    """The page without what is each one's own: what it was told of the room, and its key."""
    return KEY.sub("", STATE.sub("", html))


@pytest.fixture
def drawings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A list that grows with each room page that is drawn."""
    found: list[str] = []
    once = Pages._html

    def counted(self: Pages, template: str, **context: Any) -> str:
        found.append(template)
        return once(self, template, **context)

    monkeypatch.setattr(Pages, "_html", counted)
    return found


@pytest.fixture
def newcomer(drawings: list[str], new_browser: NewBrowser) -> Callable[[], Browser]:
    """Somebody who has come to the door and has not said yet who they are."""

    def come() -> Browser:
        browser = new_browser(join="")
        browser.http.get(f"/join/{browser.code}")
        return browser

    return come


def test_it_is_drawn_once_for_all_newcomers_of_a_language(
    newcomer: Callable[[], Browser], drawings: list[str], writing: None
) -> None:
    first, second = page(newcomer()), page(newcomer())
    assert drawings == ["room.html"]
    assert rest(first) == rest(second)
    keys = [KEY.findall(html) for html in (first, second)]
    assert [len(found) for found in keys] == [1, 1]
    assert keys[0] != keys[1]
    states = [json.loads(STATE.findall(html)[0]) for html in (first, second)]
    assert [state["me"]["joined"] for state in states] == [False, False]
    assert room_page.KEY not in first + second
    assert room_page.STATE not in first + second
    polish = page(newcomer(), "pl")
    assert drawings == ["room.html"] * 2
    assert 'lang="pl"' in polish


def test_who_has_joined_sees_a_page_of_their_own(
    drawings: list[str], new_browser: NewBrowser, newcomer: Callable[[], Browser], writing: None
) -> None:
    """And nothing of it stands in the page of whoever comes next."""
    assert 'value="Zofia Nowak"' in page(new_browser(name="Zofia Nowak"))
    assert page(newcomer()).count("Zofia") == 0
    assert 'value="Anna Kowal"' in page(new_browser(name="Anna Kowal"))
    assert drawings == ["room.html"] * 3


STEPS: dict[str, Callable[[Database, Viewer], object]] = {
    "nothing yet": lambda db, viewer: None,
    "people write": lambda db, viewer: open_activity(
        db, viewer=viewer, activity="insights.write", anyway=True
    ),
    "they vote": lambda db, viewer: open_activity(
        db, viewer=viewer, activity="reframe.choose", anyway=True
    ),
    "they share out": lambda db, viewer: open_activity(
        db, viewer=viewer, activity="resources.guess", anyway=True
    ),
    "it is paused": lambda db, viewer: pause(db, viewer=viewer, paused=True),
    "a group has a name": lambda db, viewer: add_voice(
        db,
        viewer=viewer,
        draft=NewVoice(name="<b>Carers & “kin”</b>", role_group=RoleGroup.RESIDENT),
    ),
    "it has ended": lambda db, viewer: close_workshop(db, viewer=viewer),
}


def test_it_says_what_a_page_drawn_for_one_would_say_at_each_step(
    server: Server, facilitator: Viewer, newcomer: Callable[[], Browser]
) -> None:
    """Also right after the step before it was kept."""
    said = set()
    for act in STEPS.values():
        act(server.db, facilitator)
        html = page(newcomer())
        state = json.loads(STATE.findall(html)[0])
        pages = Pages(server)
        _, _, workshop = pages._state(facilitator)
        whole = pages._html(
            "room.html",
            plainly=Plainly(key=KEY.findall(html)[0]),
            state=room_page.drawn(state, workshop.language),
            heard=room_page.Markup(in_a_page(state).decode()),
            code=workshop.code,
            title=workshop.title,
            language=workshop.language,
            groups=room_page.groups_of(workshop),
            summary=room_page.may_take_summary(workshop),
        )
        assert html == whole
        said.add(rest(html))
    assert len(said) == len(STEPS) - 1, "that it is paused is said to those inside"


def test_the_state_cannot_end_its_place_in_the_page() -> None:
    evil = "</script><script>alert(1)</script>&'<!-- \u2028"
    state: Any = {"title": evil}
    assert json.loads(in_a_page(state)) == state
    assert not set(b"<>&'") & set(in_a_page(state))


def test_nothing_is_kept_of_a_workshop_that_is_gone(
    server: Server, facilitator: Viewer, workshop: MadeWorkshop, newcomer: Callable[[], Browser]
) -> None:
    browser = newcomer()
    page(browser)
    owners = [getattr(forget, "__self__", None) for forget in server.db._forgetters]
    kept = [one._kept for one in owners if isinstance(one, KeptRenders)]
    assert [key.partition(" ")[0] for found in kept for key in found] == [facilitator.workshop_id]
    delete_workshop(server.db, viewer=facilitator, typed_code=workshop.code)
    assert browser.http.get(f"/room/{browser.code}").status_code == 404
    assert [key for found in kept for key in found] == []
