"""An address that leads nowhere is answered 404, not with the app's page for everything."""

from collections.abc import Callable, Sequence

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from workshop.errors import NotFoundError, Sentence, WorkshopError
from workshop.live.server import problem

FILES = ("/static/", "/media/", "/component/", "/_stcore/")
"""Where the app framework serves what its pages load, or refuses it itself."""
ALONE = ("", "index.html", "favicon.png", "manifest.json")
NO_FILE = "There is no such file."
NOTHING = Sentence("There is no page at this address. To come into a room, type its five letters.")


class KnownPaths:
    """Middleware before the app framework, which would show its page for whatever was asked."""

    def __init__(
        self,
        app: ASGIApp,
        routes: Sequence[BaseRoute],
        pages: frozenset[str],
        notice: Callable[[WorkshopError], Response],
    ) -> None:
        self.app = app
        self.routes = routes
        self.pages = pages
        self.notice = notice

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].startswith(FILES):
            await self.app(scope, receive, _NoPageFor(scope, receive, send))
        elif scope["type"] != "http" or self._leads_somewhere(scope):
            await self.app(scope, receive, send)
        else:
            await self._refuse(scope, receive, send)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        error = NotFoundError(NOTHING)
        accepts = Headers(scope=scope).get("accept", "")
        answer = self.notice(error) if "text/html" in accepts else problem(error)
        await answer(scope, receive, send)

    def _leads_somewhere(self, scope: Scope) -> bool:
        if scope["path"].strip("/") in (*ALONE, *self.pages):
            return True
        return any(route.matches(scope)[0] is not Match.NONE for route in self.routes)


class _NoPageFor:
    """What is sent for a file; a page in its place means that there is no such file.

    A page that is itself the file, such as the summary to take home, is sent to be kept.
    """

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._asked = scope, receive
        self._send = send
        self._refused = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = Headers(raw=message["headers"])
            page = headers.get("content-type", "").startswith("text/html")
            kept = headers.get("content-disposition", "").startswith("attachment")
            self._refused = message["status"] == 200 and page and not kept
            if self._refused:
                await problem(NotFoundError(NO_FILE))(*self._asked, self._send)
        if not self._refused:
            await self._send(message)
