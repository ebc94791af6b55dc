"""Every route, asked by everybody, in every state of a workshop; a hidden word leaks nowhere.

The table below is held against the routes that exist: a new one fails until it stands here.
"""

from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
from starlette.routing import Route

from tests.attack.conftest import CANARY, WRITE, Room, mistaken
from tests.described import Description
from workshop.domain.people.steerers import lock_room
from workshop.domain.room import pause
from workshop.domain.workshops import close_workshop, delete_workshop
from workshop.live.openapi import document

ROLES = ("stranger", "known", "writer", "other", "ended", "facilitator")
ALL = frozenset(ROLES)
KNOWN = ALL - {"stranger"}
JOINED = KNOWN - {"known"}
PEOPLE = JOINED - {"facilitator"}
STEERS = frozenset({"facilitator"})
MINE = frozenset({"writer"})
NOBODY = frozenset[str]()
STATES = ("open", "paused", "locked", "closed", "deleted")


@dataclass(frozen=True)
class Probe:
    """A fair request. ``may`` succeed while all is open, ``closed`` after the close, the rest not.

    ``shut`` are those whom a locked room keeps out.
    """

    may: frozenset[str]
    closed: frozenset[str] = NOBODY
    shut: frozenset[str] = NOBODY
    query: str = ""
    body: dict[str, Any] | None = None
    form: dict[str, str] | None = None
    headers: dict[str, str] = field(default_factory=dict)


KEYED = {"Idempotency-Key": "a key"}
NEW = {"activity": WRITE, "text": "Mine"}
NEWCOMERS = frozenset({"known"})
TABLE: dict[tuple[str, str], Probe] = {
    ("GET", "/join"): Probe(NOBODY, query="?code="),
    ("GET", "/{typed:code_alone}"): Probe(ALL, ALL),
    ("GET", "/{join:loud_join}/{typed}"): Probe(ALL, ALL),
    ("GET", "/{join:loud_join}"): Probe(NOBODY),
    ("GET", "/join/{code}"): Probe(ALL, ALL),
    ("POST", "/join/{code}"): Probe(KNOWN, NOBODY, NEWCOMERS, form={"role_group": "staff"}),
    ("GET", "/room/static/{file:path}"): Probe(NOBODY),
    ("GET", "/room/words/{file}"): Probe(NOBODY),
    ("GET", "/room/{code}"): Probe(KNOWN, KNOWN),
    ("POST", "/room/{code}"): Probe(KNOWN, NOBODY, NEWCOMERS, form={**NEW, "key": "k"}),
    ("GET", "/plain/{code}"): Probe(KNOWN, KNOWN),
    ("POST", "/plain/{code}"): Probe(NOBODY, form={"do": "vote", "round": "none"}),
    ("GET", "/plain/{code}/wall"): Probe(JOINED, JOINED),
    ("POST", "/plain/{code}/wall"): Probe(NOBODY, form={"card": "none", "target": "none"}),
    ("GET", "/summary/{code}"): Probe(STEERS, STEERS),
    ("GET", "/project/{code}"): Probe(ALL, ALL),
    ("GET", "/sort/{code}"): Probe(JOINED, JOINED),
    ("GET", "/board/{code}"): Probe(ALL, ALL),
    ("GET", "/board/{code}/picture/{size}"): Probe(NOBODY),  # this board has no drawing
    ("POST", "/f"): Probe(NOBODY, form={"words": "four words of nobody"}),
    ("GET", "/f/{secret}"): Probe(NOBODY),
    ("POST", "/sign-out"): Probe(ALL, ALL),
    ("GET", "/qr/{code}-wifi.svg"): Probe(NOBODY),
    ("GET", "/qr/{code}.svg"): Probe(ALL, ALL),
    ("GET", "/healthz"): Probe(ALL, ALL),
    ("GET", "/readyz"): Probe(NOBODY),
    ("GET", "/metrics"): Probe(NOBODY),
    ("GET", "/read/{code}"): Probe(JOINED, JOINED),
    ("GET", "/kept/{code}"): Probe(JOINED, JOINED),
    ("GET", "/kept/{code}/file"): Probe(JOINED, JOINED),
    ("POST", "/kept/{code}"): Probe(NOBODY, form={"card": "CARD"}),  # it asks to be sure first
    ("GET", "/api/openapi.json"): Probe(ALL, ALL),
    ("GET", "/api/{code}"): Probe(KNOWN, KNOWN),
    ("POST", "/api/{code}/join"): Probe(KNOWN, NOBODY, NEWCOMERS, body={"role_group": "staff"}),
    ("GET", "/api/{code}/mine"): Probe(KNOWN, KNOWN),
    ("GET", "/api/{code}/taking"): Probe(KNOWN, KNOWN),
    ("GET", "/api/{code}/shown"): Probe(ALL, ALL),
    ("GET", "/api/{code}/changes"): Probe(KNOWN, KNOWN),
    ("GET", "/api/{code}/wall"): Probe(KNOWN, KNOWN),
    ("POST", "/api/{code}/cards"): Probe(KNOWN, NOBODY, NEWCOMERS, body=NEW, headers=KEYED),
    ("PATCH", "/api/{code}/cards/{card}"): Probe(
        MINE | STEERS, body={"version": 1, "text": f"{CANARY} changed"}
    ),
    ("DELETE", "/api/{code}/cards/{card}"): Probe(MINE),
    ("POST", "/api/{code}/cards/{card}/restore"): Probe(MINE),
    ("PUT", "/api/{code}/cards/{card}/language"): Probe(MINE | STEERS, body={"language": "pl"}),
    ("PUT", "/api/{code}/cards/{card}/translations/{language}"): Probe(
        MINE | STEERS, body={"text": f"{CANARY} said otherwise"}
    ),
    ("GET", "/api/{code}/forward"): Probe(KNOWN, KNOWN),
    ("PUT", "/api/{code}/cards/{card}/forward"): Probe(NOBODY, body={"forward": True}),
    ("GET", "/api/{code}/votes"): Probe(KNOWN, KNOWN),
    ("PUT", "/api/{code}/votes/{round}"): Probe(NOBODY, body={"choices": []}),
    ("PUT", "/api/{code}/votes/{round}/papers/{paper}"): Probe(NOBODY, body={"choices": []}),
    ("DELETE", "/api/{code}/votes/{round}/papers/{paper}"): Probe(NOBODY),
    ("GET", "/api/{code}/sort"): Probe(KNOWN, KNOWN),
    ("POST", "/api/{code}/sort"): Probe(STEERS, body={"do": "star", "card": "CARD"}),
    ("GET", "/api/{code}/sort/suggestions"): Probe(JOINED, JOINED),
    ("POST", "/api/{code}/steer"): Probe(STEERS, body={"do": "lower-hands"}),
    ("POST", "/api/{code}/done"): Probe(
        PEOPLE | NEWCOMERS, NOBODY, NEWCOMERS, body={"activity": WRITE}
    ),
    ("POST", "/api/{code}/hand"): Probe(PEOPLE | NEWCOMERS, NOBODY, NEWCOMERS, body={}),
    ("POST", "/api/{code}/seats"): Probe(KNOWN, NOBODY, KNOWN, body={"role_group": "staff"}),
    ("POST", "/api/{code}/next"): Probe(PEOPLE | NEWCOMERS, NOBODY, PEOPLE, body={}),
    ("POST", "/api/{code}/return"): Probe(NOBODY, body={"words": "no words"}),
    ("GET", "/api/{code}/pictures/{picture}"): Probe(NOBODY),
    ("GET", "/api/{code}/cards/{card}/recording"): Probe(NOBODY),
    ("DELETE", "/api/{code}/cards/{card}/recording"): Probe(NOBODY),
    ("GET", "/live/{code}"): Probe(KNOWN, KNOWN),
}
LAST = ("/api/{code}/next", "/sign-out")
"""Whoever was asked as this role is nobody after these."""
VIEWS: dict[str, frozenset[str]] = {"projector": ALL, "console": STEERS, "phone": KNOWN}
WITHOUT_WORKSHOP = (
    "/api/openapi.json",
    "/join",
    "/{join:loud_join}",
    "/healthz",
    "/readyz",
    "/f",
    "/f/{secret}",
    "/sign-out",
)
JUST_ON = ("/{typed:code_alone}", "/{join:loud_join}/{typed}")
MAY_READ = ("writer", "facilitator")
FOR_THE_WALL = ("/project/{code}", "/board/{code}", "/qr/{code}.svg", "/sort/{code}")


def existing(room: Room) -> set[tuple[str, str]]:
    found = [route for route in room.app.routes if isinstance(route, Route)]
    assert len(found) == len(room.app.routes), "another sort of route needs a look"
    return {(m, one.path) for one in found for m in (one.methods or ()) if m != "HEAD"}


def test_every_route_stands_in_the_table(room: Room) -> None:
    assert set(TABLE) == existing(room)


def address(room: Room, path: str) -> str:
    named = {
        "{code}": room.code,
        "{card}": room.card,
        "{size}": "large",
        "{language}": "ur",
        "{typed:code_alone}": room.code,
        "{typed}": room.code,
        "{join:loud_join}": "JOIN",
        "{secret}": "four-words-of-nobody",
        "{file:path}": "../../settings.py",
    }
    for name, value in named.items():
        path = path.replace(name, value)
    return path.replace("{", "").replace("}", "")


def let_in(answer: httpx.Response, method: str, path: str) -> bool:
    """Whether this did what was asked; being sent to the way in is a refusal."""
    if answer.status_code in (302, 303, 307):
        here = method == "GET" and path in ("/join/{code}", *JUST_ON)
        return here or not answer.headers["location"].startswith("/join")
    return answer.status_code < 400


def be(room: Room, state: str) -> None:
    match state:
        case "paused":
            pause(room.db, viewer=room.facilitator, paused=True)
        case "locked":
            lock_room(room.db, viewer=room.facilitator, locked=True)
        case "closed":
            close_workshop(room.db, viewer=room.facilitator)
        case "deleted":
            delete_workshop(room.db, viewer=room.facilitator, typed_code=room.code)


def expected(probe: Probe, path: str, state: str) -> frozenset[str]:
    match state:
        case "deleted":
            return probe.may if path in WITHOUT_WORKSHOP or path in JUST_ON else NOBODY
        case "closed":
            return probe.closed
        case "locked":
            return probe.may - probe.shut
    return probe.may


def test_only_methods_that_are_in_use_are_answered(room: Room) -> None:
    """Every other one is refused on every address, whoever asks."""
    methods = ("GET", "POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND")

    async def ask(client: httpx.AsyncClient) -> list[tuple[str, str, int]]:
        return [
            (method, path, (await client.request(method, at, headers=steers)).status_code)
            for path, at in paths.items()
            for method in methods
            if method not in taken[at]
        ]

    steers = room.cookie("facilitator")
    paths = {path: address(room, path) for _, path in TABLE}
    taken: dict[str, set[str]] = {at: set() for at in paths.values()}
    for method, path in TABLE:
        taken[paths[path]].add(method)
    answers = room.ask(ask)
    assert len(answers) > 100
    assert [one for one in answers if one[2] not in (404, 405)] == []


@pytest.mark.parametrize("what", ["body", "key"])
def test_what_the_description_calls_needed_is_needed(room: Room, what: str) -> None:
    """Without it the answer is 422, never a guess."""
    api = document(room.app.routes)

    async def ask(client: httpx.AsyncClient) -> list[tuple[str, str, int]]:
        heard = []
        for (method, path), probe in TABLE.items():
            told = api["paths"].get(path, {}).get(method.lower(), {})
            keyed = [one for one in told.get("parameters", ()) if one["in"] == "header"]
            if (what == "body" and needed(told)) or (what == "key" and keyed):
                sent = room.cookie("facilitator") | (probe.headers if what == "body" else {})
                body = {} if what == "body" else probe.body
                answer = await client.request(method, address(room, path), json=body, headers=sent)
                heard.append((method, path, answer.status_code))
        return heard

    def needed(told: dict[str, Any]) -> bool:
        content = told.get("requestBody", {}).get("content", {})
        schema = content.get("application/json", {}).get("schema", {})
        name = schema.get("$ref", "").rpartition("/")[2]
        found = api["components"]["schemas"][name] if name else schema
        return bool(found.get("required"))

    answers = room.ask(ask)
    assert len(answers) >= (6 if what == "body" else 1)
    assert [one for one in answers if one[2] != 422] == []


@pytest.mark.parametrize("state", STATES)
def test_nobody_gets_in_where_they_may_not_and_no_hidden_word_gets_out(
    state: str, room: Room
) -> None:
    be(room, state)
    table = sorted(
        TABLE.items(), key=lambda one: LAST.index(one[0][1]) if one[0][1] in LAST else -1
    )

    async def ask(client: httpx.AsyncClient) -> list[tuple[str, str, str, httpx.Response]]:
        heard = []
        for role in ROLES:
            for (method, path), probe in table:
                body = {n: room.card if v == "CARD" else v for n, v in (probe.body or {}).items()}
                answer = await client.request(
                    method,
                    address(room, path) + probe.query,
                    json=body if probe.body is not None else None,
                    data=probe.form,
                    headers={**probe.headers, **room.cookie(role)},
                )
                heard.append((role, method, path, answer))
        return heard

    api = Description(document(room.app.routes))
    for role, method, path, answer in room.ask(ask):
        said = (role, method, path, answer.status_code, answer.text[:200])
        assert not mistaken(answer), said
        may = role in expected(TABLE[method, path], path, state)
        api.hold_at(method, path, answer)
        assert let_in(answer, method, path) == may, said
        if role not in MAY_READ or path in FOR_THE_WALL:
            assert CANARY not in answer.text, said


def test_a_view_shows_only_whom_it_is_for(room: Room) -> None:
    async def ask(client: httpx.AsyncClient) -> list[tuple[str, str, httpx.Response]]:
        code = room.code
        kinds = (f"/live/{code}", f"/api/{code}/changes", f"/api/{code}/wall")
        paths = [f"{kind}?view={view}" for view in VIEWS for kind in kinds]
        return [
            (role, path, await client.get(path, headers=room.cookie(role)))
            for role in ROLES
            for path in paths
        ]

    for role, path, answer in room.ask(ask):
        view = path.rpartition("=")[2]
        assert (answer.status_code == 200) == (role in VIEWS[view]), (path, answer.status_code)
        own = view == "phone" and role == "writer"
        if not (own or (view == "console" and role == "facilitator")):
            assert CANARY not in answer.text, path
