"""What another site, or somebody with a made-up cookie or time, sends in a participant's name."""

import re

import httpx
import pytest

from tests.attack.conftest import Room, mistaken
from workshop.domain.people.hands import raise_hand
from workshop.queries.people.hands import hands_up
from workshop.queries.viewer import identify

MOVED = re.compile(r"cards? (?:is|are) moved")


async def _signed_out(client: httpx.AsyncClient, headers: dict[str, str]) -> httpx.Response:
    return await client.post("/sign-out", headers=headers)


@pytest.mark.parametrize("origin", ["http://elsewhere.example", "null", "http://room.example"])
def test_another_site_signs_nobody_out_and_clears_nothing_of_theirs(
    room: Room, origin: str
) -> None:
    """A browser sends no cookie along from there, and would obey the answer: words not sent yet."""
    answer = room.ask(lambda client: _signed_out(client, {"Origin": origin}))
    assert answer.status_code == 403
    assert "data-left" not in answer.text
    assert not {"clear-site-data", "set-cookie"} & answer.headers.keys()


def test_a_page_of_ours_signs_out_and_clears(room: Room) -> None:
    headers = {"Origin": "http://room"}
    answer = room.ask(lambda client: _signed_out(client, headers))
    assert answer.status_code == 200
    assert "data-left" in answer.text
    assert answer.headers["clear-site-data"] == '"storage"'


@pytest.mark.parametrize("said", ["9" * 6000 + "-1", "1-" + "9" * 6000, "²-1", "-", "saved", ""])
def test_a_made_up_cookie_breaks_no_page_and_says_nothing(room: Room, said: str) -> None:
    """A number too long to be read had been a mistake of the server."""

    async def look(client: httpx.AsyncClient) -> httpx.Response:
        kept = f"{room.cookie('writer')['Cookie']}; reframe_said=plain.{room.code}.wall.{said}"
        return await client.get(f"/plain/{room.code}/wall", headers={"Cookie": kept.encode()})

    answer = room.ask(look)
    assert not mistaken(answer)
    assert MOVED.search(answer.text) is None


@pytest.mark.parametrize("said", ["1-0", "2-1"])
def test_what_the_server_left_to_be_said_is_said(room: Room, said: str) -> None:
    """Of one card and of several; else nothing above could be found."""

    async def look(client: httpx.AsyncClient) -> httpx.Response:
        kept = f"{room.cookie('writer')['Cookie']}; reframe_said=plain.{room.code}.wall.{said}"
        return await client.get(f"/plain/{room.code}/wall", headers={"Cookie": kept})

    assert MOVED.search(room.ask(look).text)


@pytest.mark.parametrize(
    ("moment", "status", "up"),
    [
        ("9999-12-31T23:59:59.999999+00:00", 422, 1),
        ("0001-01-01T00:00:00+14:00", 200, 1),
        ("9999-12-31T23:59:59-14:00", 200, 0),
        ("2026-11-30", 422, 1),
    ],
)
def test_the_ends_of_time_are_times_or_are_refused(
    room: Room, moment: str, status: int, up: int
) -> None:
    """A hand that went up after the first of all times stays up, before the last it goes."""
    with room.db.read() as session:
        writer = identify(session, token=room.tokens["writer"], code=room.code)
    raise_hand(room.db, viewer=writer)

    async def lower(client: httpx.AsyncClient) -> httpx.Response:
        asked = {"do": "lower-hands", "last_hand": moment}
        headers = room.cookie("facilitator")
        return await client.post(f"/api/{room.code}/steer", json=asked, headers=headers)

    answer = room.ask(lower)
    assert answer.status_code == status, answer.text
    with room.db.read() as session:
        assert len(hands_up(session, room.facilitator)) == up
