"""A server below a path of a site: the path is taken off what comes in, and put on redirects.

The proxy may have taken it off already; both ways of setting one up work. The framework's cookies
are for the whole site, so that its other programs would get them too: they are kept to the path.
"""

import re
from collections.abc import Sequence

from starlette.datastructures import MutableHeaders
from starlette.responses import RedirectResponse
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

EVERYWHERE = re.compile(rb"(; *path=)/(?=;|$)", re.IGNORECASE)


class Below:
    """Middleware around everything else. ``path`` is such as "/reframe"; "" changes nothing."""

    def __init__(self, app: ASGIApp, path: str = "") -> None:
        self.app = app
        self.path = path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not self.path or scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        if scope["path"] == self.path and scope["type"] == "http":
            # What a page names beside itself would be looked for outside.
            query = scope["query_string"].decode("latin-1")
            to = f"{self.path}/{'?' if query else ''}{query}"
            await RedirectResponse(to)(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._lead_on(MutableHeaders(scope=message))
            await send(message)

        await self.app(self._inside(scope), receive, sending)

    def _inside(self, scope: Scope) -> Scope:
        asked = scope["path"]
        if not asked.startswith(f"{self.path}/"):
            return scope
        path = asked[len(self.path) :]
        raw = scope.get("raw_path")
        inside = raw[len(self.path) :] if raw else path.encode()
        return {**scope, "path": path, "raw_path": inside}

    def _lead_on(self, headers: MutableHeaders) -> None:
        """A redirect within the server is one within its path."""
        to = headers.get("location", "")
        ours = to == self.path or to.startswith(f"{self.path}/")
        if to.startswith("/") and not to.startswith("//") and not ours:
            headers["location"] = f"{self.path}{to}"
        for at, (name, value) in enumerate(headers.raw):
            if name == b"set-cookie":
                headers.raw[at] = (name, EVERYWHERE.sub(self._cookie_path, value))

    def _cookie_path(self, found: re.Match[bytes]) -> bytes:
        return found[1] + self.path.encode()


class BelowAgain:
    """Middleware inside everything else: the framework counts the path as its own.

    It must know it, to send browsers to its doors for signing in; then it answers below it alone.
    ``routes`` are ours, which know of no path.
    """

    def __init__(self, app: ASGIApp, routes: Sequence[BaseRoute], path: str = "") -> None:
        self.app = app
        self.routes = routes
        self.path = path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self.path and scope["type"] in ("http", "websocket") and not self._ours(scope):
            raw = scope.get("raw_path") or scope["path"].encode()
            path = self.path + scope["path"]
            scope = {**scope, "path": path, "raw_path": self.path.encode() + raw}
        await self.app(scope, receive, send)

    def _ours(self, scope: Scope) -> bool:
        return any(route.matches(scope)[0] is not Match.NONE for route in self.routes)
