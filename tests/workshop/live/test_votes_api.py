"""Voting over the API of a real server, and every byte that others receive meanwhile."""

import json
import logging
from collections.abc import Iterator
from threading import Thread
from typing import Any

import pytest
from sqlmodel import select

from tests.workshop.live.conftest import Browser, Listen, NewBrowser
from tests.workshop.voting import VotingRoom
from workshop.db import Database
from workshop.exports import collect
from workshop.exports.formats import archive
from workshop.models import Audit, Person, Voter
from workshop.queries.viewer import Viewer

X, Y = 97, 93


def votes(browser: Browser, **asked: str) -> dict[str, Any]:
    answer = browser.http.get(browser.api("/votes"), params=asked)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def put(browser: Browser, round_id: str, *choices: Any, paper: str = "", **more: Any) -> Any:
    said = [choice if isinstance(choice, dict) else {"card": choice} for choice in choices]
    path = f"/votes/{round_id}" + (f"/papers/{paper}" if paper else "")
    return browser.http.put(browser.api(path), json={"choices": said, **more})


def numbers(found: Any) -> Iterator[float]:
    """Every number anywhere in a JSON value."""
    if isinstance(found, dict):
        found = list(found.values())
    if isinstance(found, list):
        for value in found:
            yield from numbers(value)
    elif isinstance(found, int | float) and not isinstance(found, bool):
        yield found


def test_the_vote_of_the_room(voting: VotingRoom, new_browser: NewBrowser) -> None:
    """The state tells of the vote, ``/votes`` what can be chosen, an answer what is left."""
    browser = new_browser()
    assert browser.http.get(browser.api()).json()["activity"]["vote"] is None
    state = voting.open("dots", cards=12)
    told = {
        "round": state.id,
        "number": 1,
        "method": "dots",
        "dots": 3,
        "open": True,
        "voted": 0,
        "could": 1,
        "axes": None,
    }
    assert browser.http.get(browser.api()).json()["activity"]["vote"] == told
    found = votes(browser)
    assert (found["activity"], found["round"]) == ("segments.focus", told)
    assert sorted(option["id"] for option in found["options"]) == sorted(voting.cards)
    assert (found["mine"], found["left"], found["results"], found["papers"]) == ([], 3, [], [])
    one, two = voting.cards[:2]
    answer = put(browser, state.id, one, two)
    assert (answer.status_code, answer.json()["left"]) == (200, 1)
    assert put(browser, state.id, two, one).json() == answer.json()
    found = votes(browser)
    assert [chosen["card"] for chosen in found["mine"]] == [one, two]
    assert (found["left"], found["round"]["voted"]) == (1, 1)


def test_the_words_at_the_ends_of_the_lines_come_along(
    voting: VotingRoom, new_browser: NewBrowser
) -> None:
    voting.open("matrix")
    axes = votes(new_browser())["round"]["axes"]
    assert set(axes) == {"x", "x_low", "x_high", "y", "y_low", "y_high"}


def test_refusals_are_sentences(voting: VotingRoom, new_browser: NewBrowser) -> None:
    browser = new_browser()
    state = voting.open("dots", cards=12)
    for answer, status, kind in (
        (put(browser, state.id, *voting.cards[:4]), 422, "invalid-input"),
        (put(browser, state.id, {"card": voting.cards[0], "score": 3}), 422, "invalid-input"),
        (put(browser, state.id, {"card": 7}), 422, "invalid-input"),
        (put(browser, state.id, slot=1), 422, "invalid-input"),
        (put(browser, "no-such-round", voting.cards[0]), 409, "closed"),
        (put(browser, state.id, paper="paper-one"), 403, "not-allowed"),
        (browser.http.delete(browser.api(f"/votes/{state.id}/papers/paper-one")), 403, None),
        (browser.steer("new-round"), 403, "not-allowed"),
        (browser.steer("reset-round"), 403, "not-allowed"),
    ):
        body = answer.json()
        assert (answer.status_code, body["detail"][-1]) == (status, "."), body
        assert kind is None or body["type"].endswith(kind)
    stranger = new_browser(join="")
    assert stranger.http.get(stranger.api("/votes")).status_code == 401
    assert put(stranger, state.id).status_code == 401
    assert votes(browser)["round"]["voted"] == 0


def test_the_facilitator_votes_only_for_others(
    voting: VotingRoom, new_browser: NewBrowser, host_browser: Browser
) -> None:
    """A paper is set, set again, and taken back; the ballot on it is never read out again."""
    state = voting.open("dots", cards=12)
    one, two = voting.cards[:2]
    assert put(host_browser, state.id, one).status_code == 403
    paper = {"paper": "paper-of-doris", "role_group": "resident"}
    assert put(host_browser, state.id, one, two, **paper).json()["left"] == 1
    assert put(host_browser, state.id, two, **paper).json()["left"] == 2
    found = votes(host_browser)
    assert found["papers"] == [{"key": "paper-of-doris", "role_group": "resident", "voice": ""}]
    assert (found["mine"], found["round"]["voted"]) == ([], 1)
    assert votes(new_browser())["papers"] == []
    where = host_browser.api(f"/votes/{state.id}/papers/paper-of-doris")
    assert host_browser.http.delete(where).status_code == 200
    assert host_browser.http.delete(where).status_code == 404
    assert votes(host_browser)["round"]["voted"] == 0


def test_results_come_with_the_close_and_rounds_go_on(
    voting: VotingRoom, new_browser: NewBrowser, host_browser: Browser
) -> None:
    """Everybody gets them, the projector by its code alone; earlier rounds stay to be seen."""
    people = [new_browser("resident") for _ in range(3)]
    people += [new_browser("staff") for _ in range(3)]
    state = voting.open("dots", cards=6)
    one, two = voting.cards[:2]
    for number, person in enumerate(people):
        assert put(person, state.id, one if number < 3 else two).status_code == 200
    assert host_browser.steer("new-round").json()["activity"]["vote"]["number"] == 2
    second = votes(people[0])["round"]["round"]
    assert put(people[0], state.id, one).status_code == 409
    assert put(people[0], second, one).status_code == 200
    assert host_browser.steer("reset-round").json()["activity"]["vote"]["voted"] == 0
    vote = host_browser.steer("close").json()["activity"]["vote"]
    assert (vote["number"], vote["open"]) == (1, False), "nobody voted in the second"

    wall = new_browser(join="")
    shown = votes(wall, view="projector")
    assert set(shown) == {"activity", "round", "options", "results", "decision"}
    (result,) = shown["results"]
    assert votes(people[0])["results"] == votes(host_browser)["results"] == [result]
    apart = {
        "values": {"cards": "“Card 0”", "last": "“Card 1”"},
        "count": None,
        "quoted": {"cards": ["Card 0"], "last": ["Card 1"]},
    }
    talk = "Residents and staff are far apart on"
    missing = "None of these stays away from us. Talk about who is missing."
    assert votes(people[0])["decision"]["told"] == [
        {
            "detail": "You chose “Card 0” and “Card 1”",
            "said": {"text": "You chose {cards} and {last}", **apart},
        },
        {"detail": missing, "said": {"text": missing, "values": {}, "count": None}},
        {
            "detail": f"{talk} “Card 0” and “Card 1”. Talk about why first.",
            "said": {
                "text": f"{talk} {{cards}} and {{last}}. Talk about why first.",
                **apart,
            },
        },
    ]
    assert [(group["role_group"], group["voters"]) for group in result["groups"]] == [
        ("resident", 3),
        ("staff", 3),
    ]
    assert [set(tie) for tie in result["ties"]] == [{one, two}]
    by_id = {line["id"]: line for line in result["options"]}
    assert by_id[one] == {
        "id": one,
        "kind": "segment",
        "text": "Card 0",
        "rank": 1,
        "votes": 3,
        "voters": 3,
        "percent": 50.0,
        "groups": {
            "resident": {"votes": 3, "voters": 3, "percent": 100.0},
            "staff": {"votes": 0, "voters": 0, "percent": 0.0},
        },
        "gap": 100.0,
        "talk": True,
    }
    host_browser.steer("next")
    assert votes(people[0], activity="segments.focus")["results"] == [result]


def test_an_activity_without_a_vote_has_nothing_to_choose(
    new_browser: NewBrowser, writing: None
) -> None:
    browser = new_browser()
    assert votes(browser) == {"activity": None, "round": None, "options": [], "results": []}
    assert browser.http.get(browser.api("/votes?activity=no.such")).status_code == 404


def test_nobody_receives_anything_of_anothers_ballot(
    voting: VotingRoom,
    new_browser: NewBrowser,
    host_browser: Browser,
    listen: Listen,
    facilitator: Viewer,
    db: Database,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Streams, polls, state, votes, archive, audit and log: no number of it while the vote is open.

    After the close the results hold it with the others', but nothing says whose it was.
    """
    caplog.set_level(logging.DEBUG)
    voter, *others = [new_browser("resident") for _ in range(4)]
    streams = [
        listen("projector"),
        listen("console", token=host_browser.token),
        listen("phone", token=others[0].token),
    ]
    state = voting.open("matrix", cards=3)
    secret = {"card": voting.cards[0], "x": X, "y": Y}
    answer = put(voter, state.id, secret)
    assert answer.status_code == 200
    assert put(voter, state.id, {**secret, "x": 1000}).status_code == 422
    for stream in streams:
        stream.until_revision(answer.json()["revision"])

    def received() -> Iterator[Any]:
        for stream in streams:
            yield from (data for _, data in stream.events)
        for browser in (*others, host_browser):
            for path in ("", "/votes", "/mine", "/changes", "/votes?activity=solutions.matrix"):
                yield browser.http.get(browser.api(path)).json()
        yield host_browser.http.get(host_browser.api("/changes?view=console")).json()
        yield votes(new_browser(join=""), view="projector")
        yield json.loads(archive.as_json(collect(db, facilitator)))
        with db.read() as session:
            rows = session.exec(select(Audit).where(Audit.object_type == "vote_round"))
            yield [row.model_dump(mode="json") for row in rows]

    assert {X, Y} & {int(number) for found in received() for number in numbers(found)} == set()
    assert {"x": X, "y": Y, "card": voting.cards[0]} == votes(voter)["mine"][0]
    logged = " ".join(record.getMessage() for record in caplog.records)
    assert str([X, Y]) not in logged
    assert f"{X}, {Y}" not in logged

    for number, browser in enumerate(others):
        put(browser, state.id, {**secret, "x": number, "y": number})
    host_browser.steer("close")
    with db.read() as session:
        ids = [*session.exec(select(Person.id)), *session.exec(select(Voter.id))]
    everything = json.dumps([list(received()), [s.raw.decode() for s in streams]])
    assert [one for one in ids if one in everything] == []
    assert all(votes(browser)["mine"][0]["x"] != X for browser in others)


def test_forty_devices_vote_at_the_same_time(
    voting: VotingRoom, new_browser: NewBrowser, host_browser: Browser, listen: Listen
) -> None:
    """Each changes its ballot twice; the wall counts every device once, and so does the result."""
    state = voting.open("dots", cards=6)
    wall = listen("projector")
    people = [new_browser() for _ in range(40)]
    answers: list[int] = []

    def vote(number: int, browser: Browser) -> None:
        turns = [voting.cards[(number + turn) % 6] for turn in range(3)]
        answers.extend(put(browser, state.id, card).status_code for card in turns)

    threads = [Thread(target=vote, args=pair) for pair in enumerate(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [200] * 120
    wall.wait(lambda: wall.room["activity"]["vote"]["voted"] == 40)
    host_browser.steer("close")
    totals = {line["id"]: line["votes"] for line in votes(people[0])["results"][0]["options"]}
    expected = [sum((number + 2) % 6 == place for number in range(40)) for place in range(6)]
    assert totals == dict(zip(voting.cards, expected, strict=True))
