"""``GET /live/{code}``: server-sent events, filtered on the server and closed by default."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import suppress

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from workshop.db import iso, now
from workshop.errors import StorageError
from workshop.live.answers.events import SAID
from workshop.live.api import ASKED, require_view, view_of_request
from workshop.live.feed import View
from workshop.live.openapi import EVENTS, Says, described
from workshop.live.server import Server, answered
from workshop.live.wire import event
from workshop.queries.viewer import Viewer

HEADERS = {"Cache-Control": "no-cache, no-transform", "X-Accel-Buffering": "no"}
RETRY_MS = 1000
LOG = logging.getLogger(__name__)


def stream_route(server: Server) -> Route:
    async def stream(request: Request) -> Response:
        view = view_of_request(request)

        def work(viewer: Viewer) -> Viewer:
            require_view(viewer, view)
            return viewer

        viewer = await server.as_viewer(request, work)
        fetches = "fetches" in request.query_params
        word = request.query_params.get("at", "")
        resume = request.headers.get("last-event-id") or request.query_params.get("since")
        return _Events(
            _events(server, viewer, view, server.hub.feed.since(resume), fetches, begins(word)),
            media_type=EVENTS,
            headers=HEADERS,
        )

    async def live(request: Request) -> Response:
        """What happens in the room as server-sent events: room, cards, mine, ping, snapshot.

        What it was asked ``at`` is said back in a ping that comes first, so that a page knows
        whose stream it is. Last-Event-ID resumes; a gap, or an id of another start of the server,
        gets a snapshot. Who asks with ``fetches`` is told to fetch a large one from the wall's
        address, and comes back with its id.
        """
        return await answered(stream(request))

    async def door(scope: Scope, receive: Receive, send: Send) -> None:
        """Let go of the request while its stream is open: that would be some 2 kB a phone."""
        answer = await live(Request(scope, receive))
        await answer(scope, receive, send)

    says = Says(SAID, media=EVENTS, query=("view", "since", "fetches", "at"))
    route = Route("/live/{code}", live, methods=["GET"])
    route.app = door
    return described(route, says, live)


class _Events(StreamingResponse):
    """An answer that goes on until nobody is there to read it.

    A room has thousands of these, and what the framework waits with costs each 3 kB and 0.1 ms.
    """

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002
        sending = asyncio.create_task(self._sent(send))
        try:
            while (await receive())["type"] != "http.disconnect":
                pass
        except asyncio.CancelledError:
            LOG.debug("A stream ends with the server")  # no mistake: nobody reads its rest
        finally:
            sending.cancel()
            with suppress(asyncio.CancelledError):
                await sending

    async def _sent(self, send: Send) -> None:
        """Send what there is. However it ends, the client is told, and comes back."""
        try:
            await self.stream_response(send)
        except Exception:
            LOG.exception("A stream failed")
            await send({"type": "http.response.body", "body": b"", "more_body": False})


def begins(word: str) -> bytes:
    """When to come back, and the word with which it was asked, where there was one."""
    said = event("ping", {"now": iso(now()), "at": word}) if ASKED.fullmatch(word) else b""
    return f"retry: {RETRY_MS}\n\n".encode() + said


async def _events(
    server: Server, viewer: Viewer, view: View, since: int | None, fetches: bool, first: bytes
) -> AsyncIterator[bytes]:
    messages = server.hub.messages(
        workshop_id=viewer.workshop_id,
        view=view,
        person_id=viewer.person_id,
        since=since,
        pen=viewer.pen,
        device_id=viewer.device_id,
        fetches=fetches,
    )
    try:
        async for message in messages:
            yield first + message  # in one piece: each costs as much as a small answer
            first = b""
    except StorageError:
        LOG.debug("A stream ends: the client comes back by itself, and asks for what it missed")
    if first:
        yield first
