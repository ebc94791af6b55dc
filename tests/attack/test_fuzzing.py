"""Requests made from the API's own description, by the thousand: never a mistake of the server.

Each answer is one that the description names: its status, the type of its body, and each name and
value in it.

Two thousand in the usual run; a hundred thousand in slices by hand, each with a seed of its own:

    REFRAME_FUZZ=20000 uv run pytest -n 0 --timeout 0 tests/attack/test_fuzzing.py
"""

import os
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlmodel import select
from starlette.testclient import TestClient

from tests.attack.conftest import CANARY, WRITE, Room
from tests.described import Description
from workshop.live.openapi import PATH, document
from workshop.live.server import COOKIE
from workshop.models import ActivityRun

REQUESTS = int(os.environ.get("REFRAME_FUZZ", "2000"))
ROLES = ("stranger", "other", "facilitator")


@pytest.fixture
def operations(room: Room) -> list[Any]:
    schema = schemathesis.openapi.from_asgi(PATH, room.app)
    found = [one.ok() for one in schema.get_all_operations()]
    assert len(found) > 20
    return found


def without_what_was_shown(room: Room, said: str) -> str:
    """Among thousands of requests by the facilitator one may turn the cards of the step over."""
    with room.db.read() as session:
        shown = session.exec(select(ActivityRun.revealed).where(ActivityRun.key == WRITE)).one()
    return said.replace(f"{CANARY} face down", "") if shown else said


def test_no_request_brings_about_a_mistake_of_the_server(room: Room, operations: list[Any]) -> None:
    """Nor does one tell a hidden word to whom it does not belong."""
    asked, api = 0, Description(document(room.app.routes))
    with TestClient(room.app, base_url="http://room", raise_server_exceptions=False) as client:
        for operation in operations:
            made = some.tuples(some.sampled_from(ROLES), operation.as_strategy())

            @settings(
                max_examples=max(1, REQUESTS // len(operations) + 1),
                deadline=None,
                database=None,
                suppress_health_check=list(HealthCheck),
            )
            @given(made)
            def ask(found: tuple[str, Any]) -> None:
                nonlocal asked
                role, case = found
                case.path_parameters |= {"code": room.code}
                if case.path_parameters.get("card") and asked % 2:
                    case.path_parameters["card"] = room.card
                if isinstance(case.body, dict) and "activity" in case.body and asked % 3:
                    case.body["activity"] = WRITE
                given = case.as_transport_kwargs(base_url="http://room")
                given["headers"] = dict(given.get("headers") or {})
                given["headers"].pop("cookie", None)
                token = room.tokens.get(role)
                if token:
                    given["headers"]["cookie"] = f"{COOKIE}={token}"
                given.pop("cookies", None)
                client.cookies.clear()
                asked += 1
                answer = client.request(**given)
                assert answer.status_code < 500, (given, answer.text[:300])
                api.hold_at(case.operation.method.upper(), case.operation.path, answer)
                if role != "facilitator":
                    assert CANARY not in without_what_was_shown(room, answer.text)

            ask()
    assert asked >= REQUESTS
    done = {(method, path) for method, path, status in api.held if status < 400}
    assert len(done) > 15, done
