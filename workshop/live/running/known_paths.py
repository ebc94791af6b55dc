"""An address that leads nowhere is answered 404, not with the app's page for everything."""

import re
from collections.abc import Callable, Sequence

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from workshop.domain.people.secrets import CODE_LETTERS
from workshop.errors import NotFoundError, Sentence, WorkshopError
from workshop.live.server import problem
from workshop.queries.viewer import code_as_stored

FILES = ("/static/", "/media/", "/component/", "/_stcore/")
"""Where the app framework serves what its pages load, or refuses it itself."""
ALONE = ("", "index.html", "favicon.png", "manifest.json")
WITH_A_CODE = ("join", "room", "project", "sort", "board", "read", "kept", "summary")
"""Pages whose address ends with the code of a room."""
CODE = re.compile(f"[{CODE_LETTERS}]{{5}}")
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
        if scope["method"] in ("GET", "HEAD") and (there := meant(scope["path"])):
            query = scope["query_string"].decode("latin-1")
            await RedirectResponse(f"{there}{query and '?'}{query}")(scope, receive, send)
            return
        error = NotFoundError(NOTHING)
        accepts = Headers(scope=scope).get("accept", "")
        answer = self.notice(error) if "text/html" in accepts else problem(error)
        await answer(scope, receive, send)

    def _leads_somewhere(self, scope: Scope) -> bool:
        if scope["path"].strip("/") in (*ALONE, *self.pages):
            return True
        return any(route.matches(scope)[0] is not Match.NONE for route in self.routes)


def meant(path: str) -> str | None:
    """The page of a room that is meant by an address nearly right: ``//ABCDE``, ``/Room/abcde/``.

    What stands around it in a message comes with it: a full stop, a bracket. None where no code
    is in it.
    """
    match [one.strip() for one in path.split("/") if one.strip()]:
        case [typed] if typed.lower() == "join":
            return "/join"
        case [typed]:
            place = "join"
        case [place, typed] if place.lower() in WITH_A_CODE:
            pass
        case _:
            return None
    code = code_as_stored(typed)
    return f"/{place.lower()}/{code}" if CODE.fullmatch(code) else None


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
