"""Every request has a name, is counted by its kind and length, and may leave a line in the log."""

import logging
import secrets
import time

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from workshop.live.running.log import REQUEST
from workshop.live.running.metrics import Measurements

LOG = logging.getLogger(__name__)
KINDS = frozenset(
    (
        *("api", "live", "join", "room", "project", "board", "sort", "summary", "read", "kept"),
        *("qr", "f"),
        *("healthz", "readyz", "metrics", "_stcore", "static", "media", "component"),
    )
)
"""First parts of addresses that name no workshop and no person; all others are pages or nothing."""
NAME = "x-request-id"
NAME_BYTES, NAMES = 8, 256
LASTS = ("live", "_stcore")
"""Connections that stay open for hours: how long they took says nothing about speed."""


class Watch:
    """Middleware around everything else."""

    def __init__(self, app: ASGIApp, measured: Measurements, logs: bool = False) -> None:
        self.app = app
        self.measured = measured
        self.logs = logs
        self._names: list[str] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        name = _given(Headers(scope=scope).get(NAME, "")) or self._new_name()
        told = REQUEST.set(name)
        began, status = time.perf_counter(), 500

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[NAME] = name
            await send(message)

        try:
            await self.app(scope, receive, sending)
        finally:
            self._count(scope, status, time.perf_counter() - began)
            REQUEST.reset(told)

    def _new_name(self) -> str:
        """A name that tells nothing. The system is asked for many at once, while others wait."""
        if not self._names:
            many = secrets.token_hex(NAME_BYTES * NAMES)
            size = 2 * NAME_BYTES
            self._names = [many[at : at + size] for at in range(0, len(many), size)]
        return self._names.pop()

    def _count(self, scope: Scope, status: int, seconds: float) -> None:
        kind = scope["path"].split("/", 2)[1] if "/" in scope["path"] else ""
        kind = kind if kind in KINDS else "page"
        self.measured.answered(kind, scope["method"], status, None if kind in LASTS else seconds)
        if self.logs:
            facts = {
                "kind": kind,
                "method": scope["method"],
                "status": status,
                "ms": round(1000 * seconds, 1),
            }
            LOG.info("answered", extra={"facts": facts})


def _given(name: str) -> str:
    """A proxy's own name of the request, where it is short and plain enough to be written down."""
    return name if name.isascii() and name.replace("-", "").isalnum() and len(name) <= 64 else ""
