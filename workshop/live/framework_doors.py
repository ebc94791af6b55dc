"""The door in front of everything: what the app framework would answer to anybody is ours to guard.

Another origin is refused before the framework sees it, on sockets, uploads and forms alike. Of the
framework's own addresses only those are open that its page needs; its measurements and its doors
for programs are not.
"""

from collections import Counter
from urllib.parse import urlsplit

from sqlmodel import select
from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from workshop.errors import NotAllowedError, NotFoundError, TooFastError, WorkshopError
from workshop.live.limits import Limit
from workshop.live.server import COOKIE, Server, problem
from workshop.models import Person
from workshop.queries.viewer import TOKEN, find_device, token_hash

FRAMEWORK = "/_stcore/"
STREAM, UPLOAD = "/_stcore/stream", "/_stcore/upload_file/"
OPEN = (STREAM, UPLOAD, "/_stcore/health", "/_stcore/host-config")
READS = ("GET", "HEAD", "OPTIONS")
MOST_SOCKETS, MOST_OF_A_DEVICE = 600, 24
POLICY, TRY_LATER = 1008, 1013

ELSEWHERE = "This was sent from another page. Open Reframe itself and send it there."
NOT_HERE = "There is nothing here."
NOT_JOINED = "Join a workshop first. Then you can send files."
MANY_FILES = "That was many files. Wait a minute, then send the next."
MANY_BYTES = "The room sends very many files just now. Wait a minute, then send yours again."
MEGABYTE = 1024 * 1024


class Guard:
    """Middleware around the whole app. Counts sockets and uploads, per device and in all."""

    def __init__(self, app: ASGIApp, server: Server) -> None:
        self.app = app
        self.server = server
        self._sockets: Counter[str] = Counter()
        self._files = Limit(burst=60, per_second=1 / 4, sentence=MANY_FILES)
        self._megabytes = Limit(burst=600, per_second=4, sentence=MANY_BYTES)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        try:
            await self._require(scope, headers)
        except WorkshopError as error:
            await _refuse(error, scope, receive, send)
            return
        if scope["type"] == "websocket":
            await self._socket(_device(headers), scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _require(self, scope: Scope, headers: Headers) -> None:
        path = scope["path"]
        if path.startswith(FRAMEWORK) and not path.startswith(OPEN):
            raise NotFoundError(NOT_HERE)
        changes = scope["type"] == "websocket" or scope["method"] not in READS
        if changes and not self._same_origin(headers):
            raise NotAllowedError(ELSEWHERE)
        if changes and path.startswith(UPLOAD) and scope["method"] != "DELETE":
            await self._require_may_upload(headers)

    def _same_origin(self, headers: Headers) -> bool:
        """Whether this comes from a page of this server, or from a program without a page."""
        origin = headers.get("origin")
        if origin is None:
            return True
        if self.server.settings.public_url and origin == _origin(self.server.settings.public_url):
            return True
        return bool(headers.get("host")) and urlsplit(origin).netloc == headers.get("host")

    async def _require_may_upload(self, headers: Headers) -> None:
        """Somebody who is in a workshop, and not without end. Raises a WorkshopError."""
        token = _device(headers)
        if not token or not await self.server.call(lambda: self._has_joined(token)):
            raise NotAllowedError(NOT_JOINED)
        self._files.take(token_hash(token))
        size = headers.get("content-length", "")
        for _ in range(1 + (int(size) if size.isdecimal() else 0) // MEGABYTE):
            self._megabytes.take("all")

    def _has_joined(self, token: str) -> bool:
        with self.server.db.read() as session:
            device = find_device(session, token)
            if device is None:
                return False
            there = select(Person.id).where(Person.device_id == device.id)
            return session.exec(there).first() is not None

    async def _socket(self, token: str, scope: Scope, receive: Receive, send: Send) -> None:
        if self._sockets.total() >= MOST_SOCKETS or (
            token and self._sockets[token] >= MOST_OF_A_DEVICE
        ):
            await _refuse(TooFastError(MANY_FILES, retry_after=60), scope, receive, send)
            return
        self._sockets[token] += 1
        try:
            await self.app(scope, receive, send)
        finally:
            self._sockets[token] -= 1
            if not self._sockets[token]:
                del self._sockets[token]


async def _refuse(error: WorkshopError, scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        # Before it is accepted: the browser gets 403, and the framework never hears of it.
        code = TRY_LATER if isinstance(error, TooFastError) else POLICY
        closing: Message = {"type": "websocket.close", "code": code, "reason": str(error)[:120]}
        await send(closing)
        return
    await problem(error)(scope, receive, send)


def _device(headers: Headers) -> str:
    token = cookie_parser(headers.get("cookie", "")).get(COOKIE, "")
    return token if TOKEN.fullmatch(token) else ""


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
