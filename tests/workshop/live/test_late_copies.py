"""A network may bring the same request twice, and the second one late: it changes nothing."""

from typing import Any

import httpx
import pytest
from sqlmodel import select

from tests.workshop.live.conftest import WRITE, Browser, NewBrowser
from tests.workshop.voting import VotingRoom
from workshop.db import Database
from workshop.domain.workshops import close_workshop
from workshop.models import Person, Receipt
from workshop.queries.viewer import Viewer

FIRST, SECOND = "key-of-the-first", "key-of-the-second"


def ask(browser: Browser, method: str, path: str, key: str, body: Any = None) -> httpx.Response:
    """One request with its key, answered well."""
    answer = browser.http.request(
        method, browser.api(path), json=body, headers={"Idempotency-Key": key}
    )
    assert answer.status_code in (200, 201), answer.text
    return answer


def me(browser: Browser) -> dict[str, Any]:
    found: dict[str, Any] = browser.http.get(browser.api()).json()["me"]
    return found


def mine(browser: Browser) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = browser.http.get(browser.api("/mine")).json()["cards"]
    return found


def test_hand_done_and_name_are_as_they_were_said_last(
    new_browser: NewBrowser, writing: None
) -> None:
    browser = new_browser()
    acts: list[tuple[str, Any, Any]] = [
        ("/hand", {"up": True}, {"up": False}),
        ("/done", {"activity": WRITE, "done": True}, {"activity": WRITE, "done": False}),
        ("/join", {"role_group": "staff"}, {"role_group": "partner"}),
    ]
    for path, earlier, later in acts:
        first = ask(browser, "POST", path, path + FIRST, earlier)
        ask(browser, "POST", path, path + SECOND, later)
        again = ask(browser, "POST", path, path + FIRST, earlier)
        assert again.json().keys() == first.json().keys()
    state = me(browser)
    assert (state["hand"], state["done_in"], state["role_group"]) == (False, None, "partner")


def test_a_person_is_seated_once(new_browser: NewBrowser, db: Database) -> None:
    browser = new_browser()
    dora = {"role_group": "resident", "name": "Dora"}
    first = ask(browser, "POST", "/seats", FIRST, dora).json()
    assert ask(browser, "POST", "/seats", FIRST, dora).json()["id"] == first["id"]
    assert [one["name"] for one in me(browser)["people"]] == ["Dora"]


def test_a_card_that_was_put_back_stays(new_browser: NewBrowser, writing: None) -> None:
    browser = new_browser()
    card = browser.added("Our bus comes once an hour")
    ask(browser, "DELETE", f"/cards/{card}", FIRST)
    back = ask(browser, "POST", f"/cards/{card}/restore", SECOND).json()
    late = ask(browser, "DELETE", f"/cards/{card}", FIRST).json()
    assert late == {"id": card, "revision": back["revision"]}
    assert [one["withdrawn"] for one in mine(browser)] == [False]


def test_the_ballot_that_was_filled_in_last_counts(
    voting: VotingRoom, new_browser: NewBrowser
) -> None:
    """Also where the late copy comes after the close: it is acknowledged, since it came in once."""
    browser = new_browser()
    round_id = voting.open("dots", cards=4).id
    cards = voting.cards
    path = f"/votes/{round_id}"

    def cast(key: str, *chosen: str) -> dict[str, Any]:
        choices = [{"card": card} for card in chosen]
        answer: dict[str, Any] = ask(browser, "PUT", path, key, {"choices": choices}).json()
        return answer

    assert cast(FIRST, cards[0])["left"] == 1
    assert cast(SECOND, cards[1], cards[2])["left"] == 0
    assert cast(FIRST, cards[0])["left"] == 0
    found = browser.http.get(browser.api("/votes")).json()["mine"]
    assert sorted(one["card"] for one in found) == sorted(cards[1:3])
    voting.close()
    assert cast(SECOND, cards[1], cards[2])["revision"] > 0


def test_a_step_of_sorting_is_taken_once(
    new_browser: NewBrowser, host_browser: Browser, writing: None
) -> None:
    """A theme, a remark, a move; the answer to the copy says that it is one."""
    browser = new_browser()
    card = browser.added("Our bus comes once an hour")
    assert host_browser.steer("reveal").status_code == 200
    theme = {"do": "add-theme", "name": "Getting about", "cards": [card], "source": None}
    made = ask(host_browser, "POST", "/sort", "theme", theme).json()["themes"][0]
    again = ask(host_browser, "POST", "/sort", "theme", theme).json()
    assert (again["again"], again["revision"] > 0) == (True, True)
    out = {"do": "move", "cards": [card], "source": made, "target": None}
    ask(host_browser, "POST", "/sort", "out", out)
    back = {"do": "move", "cards": [card], "source": None, "target": made}
    ask(host_browser, "POST", "/sort", "back", back)
    ask(host_browser, "POST", "/sort", "out", out)
    remark = {"do": "comment", "card": card, "text": "Yes"}
    ask(host_browser, "POST", "/sort", "remark", remark)
    ask(host_browser, "POST", "/sort", "remark", remark)
    cards = host_browser.http.get(host_browser.api("/changes?view=console")).json()["cards"]
    assert [one["themes"] for one in cards if one["id"] == card] == [[made]]
    assert [one["kind"] for one in cards].count("theme") == 1
    assert [one["kind"] for one in cards].count("comment") == 1


def test_a_pause_that_has_ended_does_not_come_back(host_browser: Browser, writing: None) -> None:
    for do, key in (("pause", FIRST), ("resume", SECOND), ("pause", FIRST)):
        state = ask(host_browser, "POST", "/steer", key, {"do": do}).json()
    assert state["paused"] is False


def test_receipts_tell_no_moment_and_are_gone_with_the_close(
    new_browser: NewBrowser, writing: None, db: Database, facilitator: Viewer
) -> None:
    """Whose hand it was, or whose ballot, cannot be seen by the revision of a receipt."""
    browser = new_browser()
    card = browser.added("Our bus comes once an hour")
    ask(browser, "POST", "/hand", FIRST, {"up": True})
    with db.read() as session:
        kept = session.exec(select(Receipt).where(Receipt.key == FIRST)).one()
        assert (kept.card_id, kept.revision) == ("", 0)
    close_workshop(db, viewer=facilitator)
    with db.read() as session:
        assert {one.card_id for one in session.exec(select(Receipt))} <= {card}


@pytest.mark.parametrize("key", ["", "x" * 201])
def test_a_key_that_cannot_be_kept_is_refused(new_browser: NewBrowser, key: str) -> None:
    browser = new_browser()
    answer = browser.http.post(
        browser.api("/hand"), json={"up": True}, headers={"Idempotency-Key": key}
    )
    assert answer.status_code == 422
    assert me(browser)["hand"] is False


def test_what_is_refused_may_be_tried_again_with_its_key(
    new_browser: NewBrowser, host_browser: Browser, db: Database, writing: None
) -> None:
    """Nothing came of it, so no receipt was kept and nobody was seated."""
    browser = new_browser()
    dora = {"role_group": "resident", "name": "Dora"}
    assert host_browser.steer("lock").status_code == 200
    locked = browser.http.post(browser.api("/seats"), json=dora, headers={"Idempotency-Key": FIRST})
    assert locked.status_code in (403, 409, 423), locked.text
    assert host_browser.steer("unlock").status_code == 200
    ask(browser, "POST", "/seats", FIRST, dora)
    with db.read() as session:
        names = [person.name for person in session.exec(select(Person))]
    assert names.count("Dora") == 1
