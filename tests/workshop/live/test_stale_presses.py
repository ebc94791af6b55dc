"""What is meant relative to the screen says what stood there, and does nothing once it is gone."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.workshop.live.conftest import WRITE, Browser, NewBrowser
from tests.workshop.voting import VotingRoom
from workshop.db import Database
from workshop.domain.people.members import make_facilitator, new_token
from workshop.domain.workshops import MadeWorkshop
from workshop.live.steering import RELATIVE
from workshop.models import Workshop
from workshop.queries.viewer import Viewer


@pytest.fixture
def second(new_browser: NewBrowser, db: Database, workshop: MadeWorkshop) -> Browser:
    """Another facilitator's device."""
    token = new_token()
    with db.write() as work:
        make_facilitator(work, work.session.get_one(Workshop, workshop.id), token)
        work.commit()
    return new_browser(join="", token=token)


def step(browser: Browser) -> str | None:
    activity = browser.http.get(browser.api()).json()["activity"]
    return activity["key"] if activity else None


def test_two_who_press_next_at_once_move_the_room_once(
    host_browser: Browser, second: Browser
) -> None:
    """Ten times from the beginning on; the slower one is told where the room is."""
    seen = step(second)
    been = []
    for _ in range(10):
        with ThreadPoolExecutor(2) as pool:
            pressed = [pool.submit(one.steer, "next", at=seen) for one in (host_browser, second)]
        answers = sorted((one.result() for one in pressed), key=lambda one: one.status_code)
        assert [answer.status_code for answer in answers] == [200, 409]
        assert answers[1].headers["content-type"] == "application/problem+json"
        assert answers[1].json()["type"].endswith(":moved-on")
        assert answers[0].json()["activity"]["title"] in answers[1].json()["detail"]
        seen = step(second)
        been.append(seen)
    assert len(set(been)) == 10


@pytest.mark.parametrize(
    "do",
    [*RELATIVE, "open", "reveal", "minutes", "sorting"],
)
def test_what_was_pressed_at_another_step_does_nothing(
    do: str, host_browser: Browser, second: Browser
) -> None:
    """Whatever it is: the room and its revision stay as they are."""
    more = {"minutes": {"minutes": 5}, "sorting": {"allowed": True}}.get(do, {})
    host_browser.steer("open", activity=WRITE)
    for seen in (None, "team.hello"):
        before = second.http.get(second.api()).json()
        answer = second.steer(do, at=seen, **more)
        assert (answer.status_code, answer.json()["type"][-8:]) == (409, "moved-on")
        after = second.http.get(second.api()).json()
        assert {**after, "now": ""} == {**before, "now": ""}
    assert second.steer("minutes", at=WRITE, minutes=5).status_code == 200
    assert second.steer("next", at=7).status_code == 422


def test_a_round_is_ended_once(host_browser: Browser, second: Browser, voting: VotingRoom) -> None:
    """Two who start another round at once do not throw the fresh one away."""
    voting.open("dots", cards=3)
    activity = host_browser.http.get(host_browser.api()).json()["activity"]
    seen = {"at": activity["key"], "round": activity["vote"]["round"]}
    assert host_browser.steer("new-round", **seen).status_code == 200
    assert second.steer("new-round", **seen).status_code == 409
    assert second.steer("reset-round", **seen).status_code == 409
    assert step(second) == activity["key"]
    now = second.http.get(second.api()).json()["activity"]["vote"]
    assert (now["open"], now["round"] != seen["round"]) == (True, True)


def test_undo_takes_back_what_was_seen_and_nothing_else(
    host_browser: Browser, second: Browser, writing: None
) -> None:
    """Two facilitators share one history: who presses second sees first what it is about now."""
    cards = [host_browser.added(text) for text in ("One", "Two")]

    def sort(browser: Browser, do: str, **more: object) -> tuple[int, dict[str, object]]:
        answer = browser.http.post(browser.api("/sort"), json={"do": do, **more})
        return answer.status_code, answer.json()

    for card in cards:
        assert sort(host_browser, "star", card=card)[0] == 200
    seen = second.http.get(second.api()).json()["revision"]
    host_browser.added("A card that comes meanwhile is no step of it")
    status, done = sort(host_browser, "undo", at=seen)
    assert status == 200
    status, refused = sort(second, "undo", at=seen)
    assert (status, refused["type"]) == (409, "urn:reframe:problem:moved-on")
    assert sort(second, "redo", at=seen)[0] == 409
    assert sort(host_browser, "undo", at=done["revision"])[0] == 200, "one's own is seen at once"
    assert sort(host_browser, "undo", at="x")[0] == 422


def test_a_result_is_taken_on_by_who_has_read_it(
    host_browser: Browser, second: Browser, voting: VotingRoom
) -> None:
    """Pressed beside the result of a vote before, nothing is taken on, and no vote ends for it."""
    voting.open("dots", cards=4)
    ids = [card["id"] for card in _options(host_browser)]
    activity = host_browser.http.get(host_browser.api()).json()["activity"]
    seen = {"activity": activity["key"], "at": activity["key"], "round": activity["vote"]["round"]}
    host_browser.steer("close", at=activity["key"])
    host_browser.steer("open", at=activity["key"])
    before = second.http.get(second.api()).json()
    assert before["activity"]["vote"]["open"] is True
    for do in ("take-on", "ask", "vote-again"):
        for cards in ({}, {"cards": ids[:2]}):
            answer = second.steer(do, **seen, **cards)
            assert (answer.status_code, answer.json()["type"][-8:]) == (409, "moved-on"), do
    after = second.http.get(second.api()).json()
    assert {**after, "now": ""} == {**before, "now": ""}
    newest = {**seen, "round": before["activity"]["vote"]["round"]}
    answer = second.steer("vote-again", **newest, cards=ids[:2])
    assert answer.status_code == 200, answer.text


def _options(browser: Browser) -> list[dict[str, str]]:
    found: list[dict[str, str]] = browser.http.get(browser.api("/votes")).json()["options"]
    return found


def test_two_who_form_tables_at_once_seat_people_once(
    host_browser: Browser, second: Browser, resident: Viewer
) -> None:
    """The big screen asks for tables where it shows none; a program that says nothing may mix."""
    with ThreadPoolExecutor(2) as pool:
        pressed = [pool.submit(one.steer, "tables", formed=False) for one in (host_browser, second)]
    codes = sorted(one.result().status_code for one in pressed)
    assert codes == [200, 409]
    assert second.steer("tables", tables=1).status_code == 200
    assert second.steer("tables", formed=0).status_code == 422
