"""What the door lets through to the app framework, and what it keeps from it."""

from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocketDisconnect

from workshop.db import Database
from workshop.domain.people.members import new_token, register_device
from workshop.domain.workshops import MadeWorkshop
from workshop.live import framework_doors
from workshop.live.framework_doors import Guard
from workshop.live.hub import Hub
from workshop.live.server import COOKIE, Server
from workshop.settings import load_settings

HERE = "http://testserver"
FILE = "/_stcore/upload_file/session/file"


class Framework:
    """Stands where the app framework stands, and notes what reaches it."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.heard.append(scope["path"])
        if scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.accept"})
            await receive()
            return
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"framework"})


@pytest.fixture
def framework() -> Framework:
    return Framework()


@pytest.fixture
def door(db: Database, framework: Framework) -> Callable[..., TestClient]:
    server = Server(db=db, hub=Hub(db), settings=load_settings())

    def opened(token: str = "", **headers: str) -> TestClient:
        cookies = {COOKIE: token} if token else {}
        return TestClient(Guard(framework, server), cookies=cookies, headers=headers)

    return opened


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics",
        "/_stcore/agent/interact",
        "/_stcore/agent/openapi.json",
        "/_stcore/agent/mcp",
        "/_stcore/script-health-check",
        "/_stcore/anything",
    ],
)
def test_what_the_page_does_not_need_is_not_there(
    door: Any, framework: Framework, path: str
) -> None:
    client = door()
    assert client.get(path).status_code == client.post(path).status_code == 404
    assert framework.heard == []


@pytest.mark.parametrize("origin", ["http://evil.test", "https://testserver.evil.test", "null", ""])
def test_another_origin_never_reaches_the_framework(
    door: Any, framework: Framework, origin: str
) -> None:
    client = door(new_token(), origin=origin)
    with pytest.raises(WebSocketDisconnect), client.websocket_connect(framework_doors.STREAM):
        pass
    for path in (
        FILE,
        "/api/BCDFG/cards",
        "/join/BCDFG",
        "/room/BCDFG",
        "/f",
        "/f/one-two-three-four",
    ):
        assert client.post(path).status_code == 403
        assert client.put(path).json()["detail"] == framework_doors.ELSEWHERE
    assert framework.heard == []


@pytest.mark.parametrize("origin", [HERE, None])
def test_our_own_page_and_programs_reach_it(
    door: Any, framework: Framework, origin: str | None
) -> None:
    client = door(**({"origin": origin} if origin else {}))
    with client.websocket_connect(framework_doors.STREAM):
        pass
    assert client.post("/api/BCDFG/cards").status_code == 200
    assert framework.heard == [framework_doors.STREAM, "/api/BCDFG/cards"]


def test_only_who_is_in_a_workshop_sends_files(
    db: Database,
    door: Any,
    framework: Framework,
    workshop: MadeWorkshop,
    facilitator_token: str,
) -> None:
    known = new_token()
    register_device(db, token=known)
    for token in ("", new_token(), known):
        answer = door(token).put(FILE, content=b"x")
        assert (answer.status_code, answer.json()["detail"]) == (403, framework_doors.NOT_JOINED)
    assert framework.heard == []
    assert door(facilitator_token).put(FILE, content=b"x").status_code == 200
    assert framework.heard == [FILE]


def test_files_come_to_an_end(
    door: Any, framework: Framework, workshop: MadeWorkshop, facilitator_token: str
) -> None:
    client = door(facilitator_token)
    answers = [client.put(FILE, content=b"x").status_code for _ in range(70)]
    assert answers[:60] == [200] * 60
    assert 429 in answers[60:]


def test_bytes_come_to_an_end(
    door: Any,
    framework: Framework,
    workshop: MadeWorkshop,
    facilitator_token: str,
) -> None:
    client = door(facilitator_token)
    large = {"content-length": str(500 * framework_doors.MEGABYTE)}
    assert client.put(FILE, content=b"x", headers=large).status_code == 200
    assert client.put(FILE, content=b"x", headers=large).status_code == 429


def test_sockets_of_one_device_and_of_all_are_counted(
    door: Any, framework: Framework, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(framework_doors, "MOST_OF_A_DEVICE", 2)
    client = door(new_token())
    with (
        client.websocket_connect(framework_doors.STREAM),
        client.websocket_connect(framework_doors.STREAM),
        pytest.raises(WebSocketDisconnect),
        client.websocket_connect(framework_doors.STREAM),
    ):
        pass
    with client.websocket_connect(framework_doors.STREAM):
        pass
    monkeypatch.setattr(framework_doors, "MOST_SOCKETS", 0)
    with pytest.raises(WebSocketDisconnect), client.websocket_connect(framework_doors.STREAM):
        pass
