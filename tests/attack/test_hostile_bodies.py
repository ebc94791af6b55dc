"""What no client of ours would send: refused in a sentence, on every route, and nothing breaks.

The bodies are harmless to any other program; each is a few kilobytes.
"""

import json
from typing import Any

import httpx
import pytest

from tests.attack.conftest import CANARY, Room, mistaken
from tests.attack.test_matrix import TABLE, address

HUGE = int("9" * 400)
DEEP: Any = []
for _ in range(200):
    DEEP = [DEEP]
NAMES = (
    "activity text fields links private person onto picture kind version role_group name table do "
    "card cards theme themes at round allowed minutes what words done up choices anyway insights"
)
VALUES: list[Any] = [
    None,
    True,
    -1,
    HUGE,
    1e308,
    "",
    "x" * 5000,
    "\ud800 half a character",
    "\x00 nothing",
    "\u202e backwards",
    [],
    [HUGE],
    ["\udfff"],
    {},
    {"": {"": ""}},
    DEEP,
]
RAW = [
    b"",
    b"null",
    b"[]",
    b'"text"',
    b"{",
    b'{"text": NaN}',
    b'{"do": "redo", "at": 99999999999999999999, "dots": -99999999999999999999}',
    b'{"text": "\xff"}',
    b'\xef\xbb\xbf{"text": "mark"}',
    b'{"text": 1, "text": 2}',
    b"[" * 3000,
]
CHANGING = [key for key in TABLE if key[0] != "GET" and key[1] != "/sign-out"]


def checked(answer: httpx.Response, said: object, role: str) -> None:
    assert not mistaken(answer), (said, answer.text[:300])
    if role not in ("writer", "facilitator"):
        assert CANARY not in answer.text, said
    if answer.headers.get("content-type", "").startswith("application/problem+json"):
        detail = answer.json()["detail"]
        assert detail.endswith((".", "?", "…")), detail
        assert "Traceback" not in detail


@pytest.mark.parametrize("role", ["stranger", "other", "facilitator"])
def test_wrong_values_in_every_field(role: str, room: Room) -> None:
    """One field wrong at a time, beside what the route expects; then none of it JSON at all."""
    headers = {"Content-Type": "application/json", "Idempotency-Key": "k", **room.cookie(role)}

    async def ask(client: httpx.AsyncClient) -> None:
        turn = 0
        for method, path in CHANGING:
            fair, where = TABLE[method, path].body or {}, address(room, path)
            for name in dict.fromkeys([*fair, *NAMES.split()[turn % 3 :: 3]]):
                turn += 1
                content = json.dumps({**fair, name: VALUES[turn % len(VALUES)]}).encode()
                answer = await client.request(method, where, content=content, headers=headers)
                checked(answer, (method, path, name), role)
            for raw in RAW:
                answer = await client.request(method, where, content=raw, headers=headers)
                checked(answer, (method, path, raw[:20]), role)

    room.ask(ask)


@pytest.mark.parametrize("role", ["stranger", "other", "facilitator"])
def test_wrong_addresses_on_every_route(role: str, room: Room) -> None:
    """Where an id, a code or a view stands, stands something else."""
    who = room.cookie(role)
    hostile = ["%00", "%ED%A0%80", "..%2F..", "x" * 3000, "-1", "%F0%9F%A6%86", "'--", "9" * 400]

    async def ask(client: httpx.AsyncClient) -> None:
        for method, path in TABLE:
            if path == "/sign-out":
                continue
            for wrong in hostile:
                for name in ("{code}", "{card}", "{round}", "{paper}", "{picture}", "{secret}"):
                    if name in path:
                        where = address(room, path.replace(name, "WRONG")).replace("WRONG", wrong)
                        answer = await client.request(method, where, json={}, headers=who)
                        checked(answer, (method, where[:80]), role)
            for query in ("?view=", "?view=%ED%A0%80", "?since=9-9", "?activity=%00", "?person=x"):
                there = address(room, path) + query
                answer = await client.request(method, there, json={}, headers=who)
                checked(answer, (method, path, query), role)

    room.ask(ask)


@pytest.mark.parametrize("role", ["stranger", "other", "facilitator"])
def test_wrong_headers_on_every_route(role: str, room: Room) -> None:
    who = room.cookie(role)
    cookie = [(name.encode(), value.encode()) for name, value in who.items()]
    hostile = {
        "Last-Event-ID": "9" * 400,
        "Idempotency-Key": "k" * 4000,
        "X-Reframe-Ask": "\x80" * 90,
        "Content-Type": "application/json; charset=utf-16",
        "Accept": "text/html",
        "Accept-Language": "x" * 500,
        "If-None-Match": "*",
        "Range": "bytes=9-1",
        "X-Forwarded-For": "::1",
        "Host": "elsewhere.example",
    }

    async def ask(client: httpx.AsyncClient) -> None:
        for method, path in TABLE:
            for name, value in hostile.items():
                raw = [(name.encode(), value.encode("latin-1")), *cookie]
                answer = await client.request(method, address(room, path), headers=raw)
                checked(answer, (method, path, name), role)
            if method != "GET":
                elsewhere = {"Origin": "https://elsewhere.example", **who}
                answer = await client.request(method, address(room, path), headers=elsewhere)
                assert answer.status_code == 403, (method, path)

    room.ask(ask)
