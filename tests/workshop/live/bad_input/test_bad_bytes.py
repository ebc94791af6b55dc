"""Bytes that are no text, in a body and in an address: refused in words, never a 500."""

import json
import re

import pytest
from starlette.routing import Route

from tests.workshop.live.bad_input.test_bad_requests import refused
from tests.workshop.live.conftest import Browser, NewBrowser
from workshop.live.server import Server
from workshop.live.site import routes

HALF = "\ud83d"
BODIES = [
    b"\xed\xa0\xbd",
    b'{"text": "\xed\xa0\xbd"}',
    b'{"\xed\xa0\xbd": 1}',
    b'"\xc0\x80"',
    b"\xff\xfe{\x00}\x00",
    b"\x00",
    json.dumps({"text": "x"}).encode("utf-16"),
    json.dumps({"text": "x"}).encode("utf-32"),
]
PARTS = re.compile(r"\{(\w+)(?::\w+)?\}")
ENDS = ("/sign-out", "/f")
"""After these a browser is nobody, or somebody else."""
GIVEN = {"code": "BCDFG", "round": "round", "paper": "paper-ballot", "file": "x"}


@pytest.fixture
def browser(new_browser: NewBrowser, writing: None) -> Browser:
    return new_browser()


def bodied(server: Server, code: str) -> list[tuple[str, str]]:
    """Each route that takes something, with its method and an address that leads there."""
    found = []
    for route in routes(server):
        assert isinstance(route, Route)
        for method in sorted((route.methods or set()) & {"POST", "PUT", "PATCH"}):
            path = route.path
            for name in route.param_convertors:
                path = path.replace(f"{{{name}}}", code if name == "code" else "some-name-1")
            found.append((method, path))
    return sorted(found, key=lambda one: one[1] in ENDS)  # whoever has gone is told no more


@pytest.mark.parametrize("body", BODIES)
def test_no_route_breaks_on_bytes_that_are_no_text(
    body: bytes, browser: Browser, server: Server
) -> None:
    asked = bodied(server, browser.code)
    assert len(asked) > 10
    for method, path in asked:
        headers = {"Content-Type": "application/json", "Idempotency-Key": "sixteen-letters!"}
        answer = browser.http.request(method, path, content=body, headers=headers)
        if path.startswith("/api/") and answer.status_code != 403:
            assert refused(answer) in (404, 422), (method, path, answer.text)
        assert answer.status_code < 500, (method, path)


@pytest.mark.parametrize(
    "text", [HALF, f"{HALF}x", "\x00", "\ufffe", "\u202e", "\U0010ffff", "𐏿" * 3]
)
def test_no_route_breaks_on_text_that_is_half_a_character(
    text: str, browser: Browser, server: Server
) -> None:
    """In every value that a body may hold, as JSON writes it."""
    names = ("text", "do", "name", "role_group", "words", "activity", "card", "theme", "alt", "up")
    body = json.dumps(dict.fromkeys(names, text)).encode()
    for method, path in bodied(server, browser.code):
        headers = {"Content-Type": "application/json", "Idempotency-Key": "sixteen-letters!"}
        answer = browser.http.request(method, path, content=body, headers=headers)
        assert answer.status_code < 500, (method, path)


@pytest.mark.parametrize("odd", ["%00", "%ED%A0%BD", "%FF", "..%2f..", "a" * 3_000])
def test_no_route_breaks_on_an_odd_part_of_its_address(
    odd: str, browser: Browser, server: Server
) -> None:
    """In each place of each address that is read, the others as they should be."""
    asked = []
    for route in routes(server):
        assert isinstance(route, Route)
        for place in route.param_convertors if "GET" in (route.methods or ()) else ():
            given = dict.fromkeys(route.param_convertors, "x") | {"code": browser.code}
            asked.append(PARTS.sub(r"{\1}", route.path).format_map({**given, place: odd}))
    assert len(asked) > 15
    for path in asked:
        assert browser.http.get(path).status_code < 500, path
