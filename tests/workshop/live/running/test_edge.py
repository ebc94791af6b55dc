"""What the room asks, sends and hears goes past the layers of the app framework."""

import asyncio

import httpx
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Receive, Scope, Send

from tests.workshop.live.conftest import in_a_thread
from workshop.domain.workshops import MadeWorkshop
from workshop.live.server import Server
from workshop.live.site import Edge, routes


class Layers:
    """Stand where those of the framework do, and note what comes through."""

    def __init__(self, app: ASGIApp, came: list[str]) -> None:
        self.app = app
        self.came = came

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.came.append(f"{scope['method']} {scope['path']}")
        await self.app(scope, receive, send)


def test_the_room_goes_past_the_layers_and_what_is_read_there_is_compressed(
    server: Server, workshop: MadeWorkshop
) -> None:
    server.hub.closing = True
    doors, came = routes(server), list[str]()
    layers = [Middleware(Edge, routes=doors), Middleware(Layers, came=came)]
    app = Starlette(routes=doors, middleware=layers)
    code = workshop.code
    past = (
        *(("GET", f"/join/{code}"), ("GET", f"/room/{code}"), ("POST", f"/api/{code}/join")),
        *(("GET", f"/api/{code}"), ("GET", f"/live/{code}?view=phone"), ("GET", "/join/WRONG")),
    )
    through = (("GET", "/join"), ("GET", f"/project/{code}"), ("PUT", f"/room/{code}"))

    async def ask() -> list[httpx.Response]:
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(app=app), base_url="http://room"
        ) as phone:
            return [
                await phone.request(
                    method,
                    path,
                    json={"role_group": "resident"} if method == "POST" else None,
                    headers={"Accept-Encoding": "gzip"},
                )
                for method, path in (*past, *through)
            ]

    answers = in_a_thread(lambda: asyncio.run(ask()))
    assert [one.status_code for one in answers] == [303, 200, 200, 200, 200, 404, 404, 200, 405]
    assert came == [f"{method} {path}" for method, path in through]
    packed = [one.headers.get("content-encoding") == "gzip" for one in answers[: len(past)]]
    assert packed == [False, True, False, True, False, True]
    assert answers[4].text.startswith("retry: ")
    assert "accept-encoding" in answers[1].headers["vary"].lower()
