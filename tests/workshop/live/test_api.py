"""The API as clients other than ours may rely on it."""

import json
from typing import Any

import pytest

from tests.workshop.live.conftest import WRITE, Browser, NewBrowser
from tests.workshop.passing import closed_long_ago
from workshop.db import Database
from workshop.domain.cards import hide_card
from workshop.domain.workshops import close_workshop, delete_workshop, reopen_workshop
from workshop.queries.viewer import Viewer


def problem(answer: Any) -> tuple[int, str, str]:
    """Status, kind and content type of a refusal whose sentence is for people."""
    body = answer.json()
    assert set(body) >= {"type", "title", "status", "detail"}
    assert body["status"] == answer.status_code
    assert body["detail"].endswith(".")
    assert "Traceback" not in answer.text
    return answer.status_code, body["type"].rpartition(":")[2], answer.headers["content-type"]


PROBLEM = "application/problem+json"


def test_the_state_says_what_the_room_does_and_who_asks(
    new_browser: NewBrowser, writing: None
) -> None:
    """Whoever has joined reads the room's state, and what the server knows of them."""
    browser = new_browser("resident", name="Amina")
    state = browser.http.get(browser.api()).json()
    shown = {name: state["activity"][name] for name in ("key", "open", "revealed", "face_down")}
    assert shown == {"key": WRITE, "open": True, "revealed": False, "face_down": 0}
    assert len(state["me"].pop("words").split()) == 2
    assert state["me"] == {
        "joined": True,
        "role_group": "resident",
        "voice": "",
        "name": "Amina",
        "table": None,
        "facilitator": False,
        "done_in": None,
        "hand": False,
        "few": True,
        "people": [],
    }


def test_a_card_is_created_once_per_key(new_browser: NewBrowser, writing: None) -> None:
    """The same key again answers 200 with the same id and revision, and stores nothing twice."""
    browser = new_browser()
    first = browser.add("The bus is late", key="k" * 16)
    again = browser.add("The bus is late", key="k" * 16)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    mine = browser.http.get(browser.api("/mine")).json()["cards"]
    assert [(card["id"], card["text"]) for card in mine] == [
        (first.json()["id"], "The bus is late")
    ]


def test_a_key_belongs_to_its_device(new_browser: NewBrowser, writing: None) -> None:
    """Two phones that happen to use one key both keep their card."""
    first, second = new_browser(), new_browser()
    ids = {browser.add("Same words", key="x" * 20).json()["id"] for browser in (first, second)}
    assert len(ids) == 2


def test_a_known_key_is_answered_after_the_activity_closed(
    db: Database, new_browser: NewBrowser, host_browser: Browser, writing: None
) -> None:
    """A phone that missed the answer learns that its card was stored, whatever happened since."""
    browser = new_browser()
    first = browser.add("In time", key="late-answer-0001")
    assert host_browser.steer("close").status_code == 200
    closed_long_ago(db, WRITE)
    assert browser.add("In time", key="late-answer-0001").json() == first.json()
    assert problem(browser.add("Too late")) == (409, "closed", PROBLEM)


def test_an_unknown_device_joins_again_and_resends(new_browser: NewBrowser, writing: None) -> None:
    """401, then the join link sets a cookie, then the same request is taken."""
    stranger = new_browser(join="")
    assert problem(stranger.add("Hello", key="again-again-again")) == (
        401,
        "unknown-device",
        PROBLEM,
    )
    stranger.http.get(f"/join/{stranger.code}")
    assert stranger.add("Hello", key="again-again-again").status_code == 201


def test_an_edit_needs_the_newest_version(new_browser: NewBrowser, writing: None) -> None:
    """An older version is refused with the words that are stored, and overwrites nothing."""
    browser = new_browser()
    card = browser.added("First words")
    path = browser.api(f"/cards/{card}")
    saved = browser.http.patch(path, json={"text": "Second words", "version": 1})
    assert (saved.status_code, saved.json()["version"]) == (200, 2)
    stale = browser.http.patch(path, json={"text": "Other words", "version": 1})
    assert problem(stale) == (409, "changed-meanwhile", PROBLEM)
    assert stale.json()["current"]["text"] == "Second words"
    assert stale.json()["current"]["version"] == 2


def test_the_same_edit_twice_is_one_edit(new_browser: NewBrowser, writing: None) -> None:
    """A phone that sends an edit again, because it missed the answer, is told that it is saved."""
    browser = new_browser()
    path = browser.api(f"/cards/{browser.added('First words')}")
    edit = {"text": "Second words", "version": 1}
    assert browser.http.patch(path, json=edit).json() == browser.http.patch(path, json=edit).json()


def test_withdraw_and_restore(new_browser: NewBrowser, writing: None) -> None:
    """Taking a card back, and putting it back, are both for its writer."""
    browser = new_browser()
    card = browser.added("Too private")
    for method, path, expected in (
        ("DELETE", f"/cards/{card}", True),
        ("POST", f"/cards/{card}/restore", False),
    ):
        assert browser.http.request(method, browser.api(path)).status_code == 200
        (mine,) = browser.http.get(browser.api("/mine")).json()["cards"]
        assert mine["withdrawn"] is expected


@pytest.mark.parametrize("method", ["PATCH", "DELETE"])
def test_somebody_elses_card_is_refused(
    method: str, new_browser: NewBrowser, writing: None
) -> None:
    """Knowing a card's id gives no right to it."""
    card = new_browser().added("Mine")
    other = new_browser()
    body = {"text": "Yours", "version": 1}
    answer = other.http.request(method, other.api(f"/cards/{card}"), json=body)
    assert problem(answer) == (403, "not-allowed", PROBLEM)


def test_steering_is_for_the_facilitator(
    new_browser: NewBrowser, host_browser: Browser, writing: None
) -> None:
    """A participant is refused; the facilitator gets the new state back."""
    assert problem(new_browser().steer("reveal")) == (403, "not-allowed", PROBLEM)
    state = host_browser.steer("reveal").json()
    assert state["activity"]["revealed"] is True


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, 422),
        ({"do": "dance"}, 422),
        ({"do": ["open"]}, 422),
        ({"do": "minutes"}, 422),
        ({"do": "minutes", "minutes": True}, 422),
        ({"do": "minutes", "minutes": 10**30}, 422),
        ({"do": "move", "activity": 7}, 422),
        ({"do": "move", "activity": "no.such"}, 404),
        ({"do": "open", "activity": "\ud83d"}, 404),
        ({"do": "show", "what": {"a": 1}}, 422),
        ({"do": "show", "what": "card:\x00"}, 422),
    ],
)
def test_nonsense_steering_is_a_sentence(
    given: dict[str, Any], expected: int, host_browser: Browser, writing: None
) -> None:
    """What the room cannot be asked to do is refused in words, even to its facilitator."""
    answer = host_browser.http.post(
        host_browser.api("/steer"),
        content=json.dumps(given),
        headers={"Content-Type": "application/json"},
    )
    assert problem(answer)[0] == expected


def test_a_closed_workshop_takes_nothing_until_it_is_open_again(
    db: Database, facilitator: Viewer, new_browser: NewBrowser, writing: None
) -> None:
    """409 with a sentence while closed; the outbox's same key is taken after the reopening.

    It came while its activity was closed, so it is late.
    """
    browser = new_browser()
    close_workshop(db, viewer=facilitator)
    assert problem(browser.add("Kept", key="kept-kept-kept-1")) == (409, "closed", PROBLEM)
    reopen_workshop(db, viewer=facilitator)
    assert browser.add("Kept", key="kept-kept-kept-1").status_code == 201
    mine = browser.http.get(browser.api("/mine")).json()["cards"]
    assert [(card["text"], card["late"]) for card in mine] == [("Kept", True)]


def test_a_deleted_workshop_is_not_found(
    db: Database, facilitator: Viewer, new_browser: NewBrowser, writing: None
) -> None:
    """Every door answers 404 with a sentence once the workshop is gone."""
    browser = new_browser()
    card = browser.added("Gone soon")
    delete_workshop(db, viewer=facilitator, typed_code=browser.code)
    answers = [
        browser.http.get(browser.api()),
        browser.http.get(browser.api("/mine")),
        browser.http.get(browser.api("/changes")),
        browser.http.get(f"/live/{browser.code}?view=projector"),
        browser.add("More"),
        browser.http.patch(browser.api(f"/cards/{card}"), json={"text": "x", "version": 1}),
        browser.steer("open"),
    ]
    assert [problem(answer)[:2] for answer in answers] == [(404, "not-found")] * len(answers)


def test_a_hidden_card_stays_its_writers(
    db: Database, facilitator: Viewer, new_browser: NewBrowser, writing: None
) -> None:
    """The writer is told that the facilitator took it off the wall."""
    browser = new_browser()
    card = browser.added("Off the wall")
    hide_card(db, viewer=facilitator, card_id=card)
    (mine,) = browser.http.get(browser.api("/mine")).json()["cards"]
    assert (mine["id"], mine["hidden"], mine["withdrawn"]) == (card, True, False)


def test_changes_is_the_stream_for_those_without_one(
    new_browser: NewBrowser, writing: None
) -> None:
    """First everything as a snapshot, then only what came after the id that was given."""
    browser = new_browser()
    first = browser.added("One")
    all_of_it = browser.http.get(browser.api("/changes?view=phone")).json()
    assert (all_of_it["snapshot"], [c["id"] for c in all_of_it["cards"]]) == (True, [first])
    second = browser.added("Two")
    more = browser.http.get(browser.api(f"/changes?view=phone&since={all_of_it['id']}")).json()
    assert (more["snapshot"], [c["id"] for c in more["cards"]]) == (False, [second])
    assert [card["text"] for card in more["mine"]] == ["Two"]
    nothing = browser.http.get(browser.api(f"/changes?view=phone&since={more['id']}")).json()
    assert (nothing["cards"], nothing["mine"]) == ([], [])


@pytest.mark.parametrize("since", ["", "x", "other-5", "-", "9" * 40, "0-0", "%00", "1" * 5000])
def test_an_id_of_another_server_gets_everything(
    since: str, new_browser: NewBrowser, writing: None
) -> None:
    """An id that this server never gave is no mistake: the answer is a snapshot."""
    browser = new_browser()
    answer = browser.http.get(browser.api(f"/changes?view=phone&since={since}"))
    assert (answer.status_code, answer.json()["snapshot"]) == (200, True)


def test_answers_of_the_api_are_kept_by_nobody(new_browser: NewBrowser) -> None:
    """A shared laptop's browser must not show the last person's words."""
    browser = new_browser()
    for path in ("", "/mine", "/changes", "/no-such"):
        answer = browser.http.get(browser.api(path))
        if answer.status_code == 200:
            assert answer.headers["cache-control"] == "no-store"
