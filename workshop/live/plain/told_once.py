"""What a page says after its form was sent: once, and on the server's word alone.

It travels in a cookie that lives until it was told. An address can be passed on, kept and loaded
again, and a page that says “saved” by it says so of what nobody saved.
"""

from collections.abc import Mapping
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from workshop.settings import Settings

COOKIE = "reframe_said"
SECONDS = 600
"""A page whose answer was lost is asked for again within these."""


def go_and_say(
    place: str, said: str, settings: Settings, asked: Mapping[str, int | str] | None = None
) -> Response:
    """Send a browser on from its form to that page of ours, which then says so."""
    answer = RedirectResponse(f"{place}?{urlencode(asked)}" if asked else place, 303)
    answer.set_cookie(
        COOKIE,
        f"{_page(place)}.{said}",
        max_age=SECONDS,
        httponly=True,
        samesite="lax",
        secure=settings.secure_cookies,
        path=settings.base_path or "/",
    )
    return answer


def said_to(request: Request) -> str:
    """What this page is to say; "" where no form was sent from here a moment ago."""
    page, _, said = request.cookies.get(COOKIE, "").rpartition(".")
    return said if page == _page(request.scope["path"]) else ""


def say_once(request: Request, answer: Response, settings: Settings) -> Response:
    """That page's answer, after which nothing is left to be said."""
    if said_to(request):
        path = settings.base_path or "/"
        answer.delete_cookie(COOKIE, path=path, httponly=True, samesite="lax")
    return answer


def _page(path: str) -> str:
    """A path in letters that a cookie may hold."""
    return quote(path.strip("/"), safe="").replace("%2F", ".")
