"""What was said about a hidden card goes with it: from every route, view and shared file."""

import httpx
import pytest

from tests.attack.conftest import CANARY, WRITE, Room, mistaken
from tests.attack.test_matrix import ROLES, TABLE, VIEWS, address
from workshop.domain.cards import hide_card, withdraw_card
from workshop.domain.comments import comment_on
from workshop.domain.room import reveal
from workshop.domain.summary_release import share_summary
from workshop.domain.themes.sorts import allow_sorting
from workshop.domain.workshops import close_workshop
from workshop.drafts import CommentText
from workshop.exports.telling.collect import collect_shared, collect_story
from workshop.exports.telling.edition import Edition

SAID = "Nachtigall"
"""Stands in what was said about the card, and in nothing else."""
NOT_THEIRS = tuple(role for role in ROLES if role not in ("writer", "facilitator"))
SINCE = "/api/{code}/changes?view=projector&since="


@pytest.fixture
def commented(room: Room) -> Room:
    reveal(room.db, viewer=room.facilitator, activity=WRITE)
    allow_sorting(room.db, viewer=room.facilitator, allowed=True)
    said = CommentText(text=f"{SAID} says the same")
    comment_on(room.db, viewer=room.writer, card_id=room.card, draft=said)
    return room


def heard(room: Room, roles: tuple[str, ...]) -> list[tuple[str, str, httpx.Response]]:
    """Every address that is only read, in every view."""
    paths = [address(room, path) for method, path in TABLE if method == "GET"]
    for view in VIEWS:
        paths += [f"/live/{room.code}?view={view}", f"/api/{room.code}/changes?view={view}"]
    paths += [f"/api/{room.code}/sort/suggestions?kind=comment", f"/project/{room.code}?print=1"]

    async def ask(client: httpx.AsyncClient) -> list[tuple[str, str, httpx.Response]]:
        return [
            (role, path, await client.get(path, headers=room.cookie(role)))
            for role in roles
            for path in paths
        ]

    return room.ask(ask)


def like_it(room: Room) -> httpx.Response:
    """Somebody sends what the card says, to be asked whether it is this one."""
    alike = {"activity": WRITE, "text": f"{CANARY} face down", "ask_if_alike": True}
    sent = {**room.cookie("other"), "Idempotency-Key": "alike"}
    return room.ask(lambda c: c.post(f"/api/{room.code}/cards", json=alike, headers=sent))


def test_it_is_told_while_its_card_is_there(commented: Room) -> None:
    """Or the test below could not fail."""
    told = {path for role, path, answer in heard(commented, ("other",)) if SAID in answer.text}
    assert {f"/live/{commented.code}?view=projector", f"/api/{commented.code}/changes"} <= told
    assert like_it(commented).status_code == 409


@pytest.mark.parametrize("gone", ["hidden", "taken back"])
def test_nobody_reads_what_was_said_about_a_card_that_is_gone(commented: Room, gone: str) -> None:
    room = commented
    if gone == "hidden":
        hide_card(room.db, viewer=room.facilitator, card_id=room.card, hidden=True)
    else:
        withdraw_card(room.db, viewer=room.writer, card_id=room.card, withdrawn=True)
    for role, path, answer in heard(room, NOT_THEIRS):
        assert SAID not in answer.text, (role, path)
        assert not mistaken(answer), (role, path)
    assert like_it(room).status_code == 201, "being asked would tell that it is there"


def test_screens_that_showed_it_are_told_to_take_it_away(commented: Room) -> None:
    room = commented

    async def ask(client: httpx.AsyncClient) -> httpx.Response:
        before = (await client.get(address(room, SINCE.partition("&")[0]))).json()
        hide_card(room.db, viewer=room.facilitator, card_id=room.card, hidden=True)
        return await client.get(f"{address(room, SINCE)}{before['id']}")

    answer = room.ask(ask)
    assert SAID not in answer.text
    gone = [one for one in answer.json()["cards"] if one["op"] == "remove"]
    assert len(gone) == 2, answer.text


@pytest.mark.parametrize("edition", [Edition(audience="shareable"), Edition(names="roles"), None])
def test_no_file_to_share_holds_it(commented: Room, edition: Edition | None) -> None:
    room = commented
    hide_card(room.db, viewer=room.facilitator, card_id=room.card, hidden=True)
    close_workshop(room.db, viewer=room.facilitator)
    if edition is None:
        share_summary(room.db, viewer=room.facilitator, shared=True)
        story = collect_shared(room.db, room.writer)
    else:
        story = collect_story(room.db, room.facilitator, edition)
    assert SAID not in repr(story)
