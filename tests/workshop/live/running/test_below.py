"""Below a path of a site: what comes in, redirects and cookies."""

import asyncio

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from tests.workshop.live.conftest import in_a_thread
from workshop.live.running.below import Below


async def where(request: Request) -> Response:
    answer = PlainTextResponse(request.url.path)
    answer.set_cookie("all", "1", httponly=True, samesite="lax")
    answer.set_cookie("own", "path=/", path="/reframe", max_age=9)
    answer.delete_cookie("old")
    return answer


def away(request: Request) -> Response:
    return RedirectResponse(request.query_params["to"])


def ask(path: str, address: str) -> httpx.Response:
    app = Starlette(
        routes=[Route("/", where), Route("/away", away), Route("/room/{code}", where)],
        middleware=[Middleware(Below, path=path)],
    )

    async def asked() -> httpx.Response:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://x.example") as client:
            return await client.get(address)

    return in_a_thread(lambda: asyncio.run(asked()))


@pytest.mark.parametrize(
    ("path", "address", "inside"),
    [
        ("", "/room/ABCDE", "/room/ABCDE"),
        ("/reframe", "/reframe/room/ABCDE", "/room/ABCDE"),
        ("/reframe", "/room/ABCDE", "/room/ABCDE"),  # the proxy took it off
        ("/reframe", "/reframe/", "/"),
    ],
)
def test_the_path_is_taken_off_once(path: str, address: str, inside: str) -> None:
    assert ask(path, address).text == inside


@pytest.mark.parametrize(
    ("path", "to", "leads"),
    [
        ("", "/join/ABCDE", "/join/ABCDE"),
        ("/reframe", "/join/ABCDE", "/reframe/join/ABCDE"),
        ("/reframe", "/reframe/join/ABCDE", "/reframe/join/ABCDE"),
        ("/reframe", "/reframe", "/reframe"),
        ("/reframe", "/", "/reframe/"),
        ("/reframe", "//elsewhere.example/", "//elsewhere.example/"),
        ("/reframe", "https://login.council.example/", "https://login.council.example/"),
    ],
)
def test_a_redirect_stays_below(path: str, to: str, leads: str) -> None:
    assert ask(path, f"/away?to={to}").headers["location"] == leads


def test_without_its_last_stroke_the_path_leads_on_to_its_pages() -> None:
    found = ask("/reframe", "/reframe?lang=cy&from=a%20poster")
    assert found.status_code == 307
    assert found.headers["location"] == "/reframe/?lang=cy&from=a%20poster"


@pytest.mark.parametrize(("path", "kept"), [("", "/"), ("/reframe", "/reframe")])
def test_no_other_program_of_the_site_gets_a_cookie(path: str, kept: str) -> None:
    cookies = ask(path, "/").headers.get_list("set-cookie")
    assert [one.split("; ", 1)[0].split("=")[0] for one in cookies] == ["all", "own", "old"]
    paths = [part for one in cookies for part in one.split("; ")[1:] if part.startswith("Path=")]
    assert paths == [f"Path={kept}", "Path=/reframe", f"Path={kept}"]
