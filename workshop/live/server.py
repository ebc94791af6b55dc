"""What the routes share, and the one place where a request becomes a viewer."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from workshop.db import Database
from workshop.errors import (
    ChangedMeanwhileError,
    GateClosedError,
    InvalidInputError,
    TooFastError,
    UnknownDeviceError,
    WorkshopError,
)
from workshop.live.addresses import base_addresses, is_this_machine
from workshop.live.hub import Hub
from workshop.live.limits import Limits
from workshop.models import Workshop
from workshop.queries.viewer import Viewer, identify
from workshop.settings import Settings

COOKIE = "reframe_device"
COOKIE_SECONDS = 400 * 24 * 3600
MAX_BODY = 256 * 1024

T = TypeVar("T")
Endpoint = Callable[[Request], Awaitable[Response]]


@dataclass(slots=True)
class Server:
    """One running server. ``call`` runs database work in a few threads of its own."""

    db: Database
    hub: Hub
    settings: Settings
    limits: Limits = field(default_factory=Limits)
    _limiter: CapacityLimiter | None = None

    async def call(self, work: Callable[[], T]) -> T:
        if self._limiter is None:
            self._limiter = CapacityLimiter(6)
        return await to_thread.run_sync(work, limiter=self._limiter)

    async def viewer(self, request: Request) -> Viewer:
        """Who asks, in the workshop of the path. A wrong code costs its address a try."""
        code = request.path_params["code"]
        return await self.call(partial(self._identify, request.cookies.get(COOKIE), code))

    def _identify(self, token: str | None, code: str) -> Viewer:
        with self.db.read() as session:
            return identify(session, token=token, code=code)

    async def known_viewer(self, request: Request) -> Viewer:
        """As ``viewer``; raises UnknownDeviceError for a device that has not been here."""
        viewer = await self.viewer(request)
        if viewer.device_id is None:
            raise UnknownDeviceError("Please join the workshop with its code first.")
        return viewer

    def is_local(self, request: Request) -> bool:
        return is_this_machine(
            request.client.host if request.client else None,
            forwarded=bool(self.settings.public_url) or "x-forwarded-for" in request.headers,
        )

    def base_address(self, workshop: Workshop) -> str:
        """The address for phones: as set for the server, chosen in the room check, or the best."""
        offered = base_addresses(self.settings)
        return workshop.address if workshop.address in offered else offered[0]


def address_of(request: Request) -> str:
    return request.client.host if request.client else "unknown"


async def json_body(request: Request) -> dict[str, Any]:
    """The JSON object that was sent. Raises InvalidInputError with a sentence."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise InvalidInputError("Please send JSON (content type application/json).")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            raise InvalidInputError("This is too long to be sent at once. Please shorten it.")
    try:
        value = json.loads(bytes(body))
    except (ValueError, RecursionError):
        raise InvalidInputError("This request is not readable JSON.") from None
    if not isinstance(value, dict):
        raise InvalidInputError("This request must be one JSON object.")
    return value


async def problem(_request: Request, error: Exception) -> Response:
    """A mistake as ``application/problem+json`` (RFC 9457); ``detail`` is for people."""
    if not isinstance(error, WorkshopError):
        raise error
    body: dict[str, Any] = {
        "type": f"urn:reframe:problem:{error.code}",
        "title": error.code.replace("-", " ").capitalize(),
        "status": error.status,
        "detail": str(error),
    }
    headers = {"Cache-Control": "no-store"}
    if isinstance(error, ChangedMeanwhileError):
        body["current"] = error.current
    if isinstance(error, GateClosedError):
        body["gates"] = list(error.gates)
    if isinstance(error, TooFastError):
        headers["Retry-After"] = str(max(1, round(error.retry_after + 0.5)))
    return JSONResponse(body, error.status, headers=headers, media_type="application/problem+json")
