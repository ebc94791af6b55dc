"""Whether this server can do its work, and what a machine may ask it."""

import hmac
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from workshop.backups import latest_in
from workshop.errors import NotFoundError, StorageError
from workshop.live.running.metrics import Measurements
from workshop.live.running.release import release
from workshop.live.server import Server, problem
from workshop.upgrade import newest

LITTLE_BYTES = 100_000_000
NOTHING = "There is nothing here."
NO_STORE = {"Cache-Control": "no-store"}


@dataclass(frozen=True, slots=True)
class MachineDoors:
    """``/healthz``, ``/readyz`` and ``/metrics``: for probes, balancers and collectors."""

    server: Server
    measured: Measurements

    def routes(self) -> list[Route]:
        return [
            Route("/healthz", self.health, methods=["GET"]),
            Route("/readyz", self.ready, methods=["GET"]),
            Route("/metrics", self.metrics, methods=["GET"]),
        ]

    async def health(self, _request: Request) -> Response:
        """Alive: the database answers a question."""

        def read() -> None:
            with self.server.db.read() as session:
                session.connection().exec_driver_sql("SELECT count(*) FROM workshop")

        try:
            await self.server.call(read)
        except StorageError as error:
            return JSONResponse({"status": "down", "detail": str(error)}, error.status)
        return JSONResponse({"status": "ok"})

    async def ready(self, request: Request) -> Response:
        """Able to work: it can be written to, and the disk has room. Details for who may know."""
        found = await self.server.call(self._look)
        status = 200 if found["status"] == "ready" else 503
        if not self._may_know(request):
            found = {"status": found["status"]}
        return JSONResponse(found, status, headers=NO_STORE)

    def _look(self) -> dict[str, Any]:
        server = self.server
        free = server.db.dialect.free_bytes()
        latest = latest_in(server.settings.backup_folder)
        writable, detail = True, ""
        try:
            with server.db.write("readyz"):
                pass  # takes a turn and gives it back, and holds no workshop up on a server
        except StorageError as error:
            writable, detail = False, str(error)
        if writable and free is not None and free < LITTLE_BYTES:
            detail = "The disk is nearly full."
        if server.hub.closing:
            detail = "This server is stopping."
        age = None if latest is None else round((datetime.now(UTC) - latest).total_seconds())
        return {
            "status": "not ready" if detail else "ready",
            "detail": detail,
            "version": release(),
            "schema": min(newest()),
            "writable": writable,
            "free_bytes": free,
            "last_backup_seconds": age,
            "erasing": server.db.still_erasing,
        }

    async def metrics(self, request: Request) -> Response:
        """Measurements, for who has the token; where there is none, nothing is here."""
        if not self._has_token(request):
            return problem(NotFoundError(NOTHING))
        text = await self.server.call(self.measured.text)
        kind = "text/plain; version=0.0.4; charset=utf-8"
        return Response(text, headers={**NO_STORE, "Content-Type": kind})

    def _may_know(self, request: Request) -> bool:
        return self.server.is_local(request) or self._has_token(request)

    def _has_token(self, request: Request) -> bool:
        token = self.server.settings.metrics_token
        given = request.headers.get("authorization", "")
        return bool(token) and hmac.compare_digest(given.encode(), f"Bearer {token}".encode())
