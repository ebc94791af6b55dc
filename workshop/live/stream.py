"""``GET /live/{code}``: server-sent events, filtered on the server and closed by default."""

from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from workshop.db import iso, now
from workshop.errors import StorageError
from workshop.live.answers.events import SAID
from workshop.live.api import require_view, view_of_request
from workshop.live.feed import View
from workshop.live.openapi import EVENTS, Says, described
from workshop.live.server import Server, answered
from workshop.live.wire import event
from workshop.queries.viewer import Viewer

HEADERS = {"Cache-Control": "no-cache, no-transform", "X-Accel-Buffering": "no"}
RETRY_MS = 1000


def stream_route(server: Server) -> Route:
    async def stream(request: Request) -> Response:
        view = view_of_request(request)

        def work(viewer: Viewer) -> Viewer:
            require_view(viewer, view)
            return viewer

        viewer = await server.as_viewer(request, work)
        resume = request.headers.get("last-event-id") or request.query_params.get("since")
        return StreamingResponse(
            _events(server, viewer, view, server.hub.feed.since(resume)),
            media_type=EVENTS,
            headers=HEADERS,
        )

    async def live(request: Request) -> Response:
        """What happens in the room as server-sent events: room, cards, mine, ping, snapshot.

        Last-Event-ID resumes; a gap, or an id of another start of the server, gets a snapshot.
        """
        return await answered(stream(request))

    says = Says(SAID, media=EVENTS, query=("view", "since"))
    return described(Route("/live/{code}", live, methods=["GET"]), says, live)


async def _events(
    server: Server, viewer: Viewer, view: View, since: int | None
) -> AsyncIterator[bytes]:
    yield f"retry: {RETRY_MS}\n\n".encode()
    messages = server.hub.messages(
        workshop_id=viewer.workshop_id,
        view=view,
        person_id=viewer.person_id,
        since=since,
        pen=viewer.pen,
        device_id=viewer.device_id,
    )
    try:
        async for message in messages:
            yield event("ping", {"now": iso(now())}) if message is None else message
    except StorageError:
        return  # the client comes back by itself, and asks for what it missed
