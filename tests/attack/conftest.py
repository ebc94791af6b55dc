"""A room with everybody in it, spoken to in this process: no socket is opened."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.cookiejar import DefaultCookiePolicy
from typing import Any, TypeVar

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware

from workshop.db import Database
from workshop.domain.cards import add_card
from workshop.domain.people.members import join, new_token, register_device
from workshop.domain.people.steerers import end_steering, hand_over
from workshop.domain.room import open_activity
from workshop.domain.workshops import MadeWorkshop
from workshop.drafts import Joining, NewCard
from workshop.enums import RoleGroup
from workshop.live.framework_doors import Guard
from workshop.live.hub import Hub
from workshop.live.limits import Limit
from workshop.live.server import COOKIE, Server
from workshop.live.site import DeviceCookie, Edge, routes
from workshop.queries.viewer import Viewer, identify
from workshop.settings import Settings

WRITE = "insights.write"
CANARY = "Kanarienvogel"
"""Stands in every word that only its writer and the facilitator may read."""
T = TypeVar("T")


@dataclass(frozen=True)
class Room:
    """``tokens`` are the cookies of the roles; a stranger has none."""

    db: Database
    app: Starlette
    code: str
    facilitator: Viewer
    writer: Viewer
    tokens: dict[str, str]
    card: str

    def cookie(self, role: str) -> dict[str, str]:
        """The header of a role's browser; whoever only knows the code is a new one each time."""
        if role == "known":
            register_device(self.db, token=(token := new_token()))
        else:
            token = self.tokens.get(role, "")
        return {"Cookie": f"{COOKIE}={token}"} if token else {}

    def ask(self, work: Callable[[httpx.AsyncClient], Coroutine[Any, Any, T]]) -> T:
        """Speak to the room; the client keeps no cookies."""

        async def speak() -> T:
            # Mistakes of ours are raised, not hidden in an answer.
            transport = httpx.ASGITransport(app=self.app, raise_app_exceptions=True)
            async with httpx.AsyncClient(transport=transport, base_url="http://room") as client:
                client.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=[]))
                return await work(client)

        with ThreadPoolExecutor(1) as pool:  # a loop of its own
            return pool.submit(lambda: asyncio.run(speak())).result()


def mistaken(answer: httpx.Response) -> bool:
    """A mistake of the server, which may say that it is stopping: its streams end at once here."""
    stopping = answer.request.url.path == "/readyz" and answer.status_code == 503
    return answer.status_code >= 500 and not stopping


def joined(db: Database, code: str, token: str, group: str = "") -> Viewer:
    register_device(db, token=token)
    with db.read() as session:
        viewer = identify(session, token=token, code=code)
    if not group:
        return viewer
    return join(db, viewer=viewer, draft=Joining(role_group=RoleGroup(group), table=1))


@pytest.fixture
def room(
    db: Database, workshop: MadeWorkshop, facilitator: Viewer, facilitator_token: str
) -> Iterator[Room]:
    """People write face down; one steered before and does not any more."""
    tokens = {name: new_token() for name in ("writer", "other", "ended")}
    tokens["facilitator"] = facilitator_token
    writer = joined(db, workshop.code, tokens["writer"], "resident")
    joined(db, workshop.code, tokens["other"], "staff")
    ended = joined(db, workshop.code, tokens["ended"], "staff")
    hand_over(db, viewer=facilitator, person_id=str(ended.person_id))
    end_steering(db, viewer=facilitator, person_id=str(ended.person_id))
    open_activity(db, viewer=facilitator, activity=WRITE)
    words = NewCard(activity=WRITE, text=f"{CANARY} face down")
    card = add_card(db, viewer=writer, draft=words, key="one").id
    alone = NewCard(activity=WRITE, text=f"{CANARY} for the facilitator alone", private=True)
    add_card(db, viewer=writer, draft=alone, key="two")
    server = Server(db=db, hub=Hub(db), settings=Settings(database_url=db.url))
    for name in vars(server.limits):  # a refusal for haste would hide the answer
        setattr(server.limits, name, Limit(burst=1e9, per_second=1e9, sentence="Slow."))
    server.hub.closing = True  # a stream says what there is, and ends
    doors = routes(server)
    layers = [
        Middleware(Guard, server=server),
        Middleware(DeviceCookie),
        Middleware(Edge, routes=doors),
    ]
    app = Starlette(routes=doors, middleware=layers)
    yield Room(db, app, workshop.code, facilitator, writer, tokens, card)
    server.writer.close()
