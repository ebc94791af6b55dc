"""The headers of every kind of answer, as a browser gets them."""

import asyncio
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from tests.workshop.live.conftest import in_a_thread
from workshop.domain.workshops import MadeWorkshop
from workshop.live.security_headers import app_policy
from workshop.live.server import Server
from workshop.live.site import DeviceCookie, Edge, routes

FRAME = "<script>\n  window.ready = false\n</script><script type=module src=x.js></script>"
PARTS = ("text/javascript", "text/css", "font/")
"""What a browser runs as part of a page, whose own headers count for it."""
OF_FILES = {"x-content-type-options": "nosniff", "referrer-policy": "same-origin"}
SAFE = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "x-frame-options": "SAMEORIGIN",
    "cross-origin-opener-policy": "same-origin",
}


def answers(server: Server, code: str, **layer: Any) -> dict[str, httpx.Response]:
    """Each kind of answer: light pages, the API, a stream, a picture of the framework, its page."""

    async def page(_request: object) -> Response:
        return HTMLResponse(FRAME)

    async def media(_request: object) -> Response:
        return Response(b"pixels", media_type="image/png")

    async def script(_request: object) -> Response:
        return Response(b"", media_type="text/javascript")

    server.hub.closing = True
    doors = routes(server)
    app = Starlette(
        routes=[
            Route("/console", page),
            Route("/media/one.png", media),
            Route("/part.js", script),
            *doors,
        ],
        middleware=[Middleware(DeviceCookie, **layer), Middleware(Edge, routes=doors)],
    )
    paths = (
        *(
            "/console",
            "/media/one.png",
            "/part.js",
            f"/project/{code}",
            f"/board/{code}",
            "/join",
            "/healthz",
        ),
        *(f"/api/{code}", "/api/openapi.json", f"/qr/{code}.svg", f"/live/{code}?view=projector"),
    )

    async def ask() -> dict[str, httpx.Response]:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://room") as client:
            return {path: await client.get(path, headers={"Accept": "text/html"}) for path in paths}

    return in_a_thread(lambda: asyncio.run(ask()))


def test_every_answer_has_the_safe_headers(server: Server, workshop: MadeWorkshop) -> None:
    for path, answer in answers(server, workshop.code).items():
        kind = answer.headers.get("content-type", "")
        due = OF_FILES if kind.startswith(PARTS) else SAFE
        assert {name: answer.headers.get(name) for name in SAFE} == {**dict.fromkeys(SAFE), **due}
        assert ("camera=()" in answer.headers.get("permissions-policy", "")) == (due is SAFE), path
        assert "strict-transport-security" not in answer.headers, path
        if answer.headers.get("content-type", "").startswith("text/html"):
            assert "default-src 'self'" in answer.headers["content-security-policy"], path
            assert "frame-ancestors 'self'" in answer.headers["content-security-policy"], path


def test_the_apps_page_runs_the_frameworks_own_inline_scripts_and_no_others() -> None:
    policy = app_policy(FRAME)
    scripts = policy.partition("script-src ")[2].partition(";")[0]
    assert scripts.startswith("'self' blob: 'sha256-")
    assert scripts.count("sha256-") == 1
    assert "unsafe-inline" not in scripts
    assert "unsafe-eval" not in policy


@pytest.mark.parametrize(("lasting", "said"), [(True, "max-age=31536000"), (False, None)])
def test_browsers_insist_on_https_only_where_it_is_vouched_for(
    lasting: bool, said: str | None, server: Server, workshop: MadeWorkshop
) -> None:
    for path, answer in answers(server, workshop.code, secure=True, lasting=lasting).items():
        assert answer.headers.get("strict-transport-security") == said, path
        for cookie in answer.headers.get_list("set-cookie"):
            assert "Secure" in cookie, path


def test_what_people_made_is_kept_in_no_cache(server: Server, workshop: MadeWorkshop) -> None:
    for path, answer in answers(server, workshop.code).items():
        if path not in ("/console", "/part.js", "/healthz", "/api/openapi.json", "/join"):
            kept = answer.headers.get("cache-control", "")
            assert "no-store" in kept or "no-cache" in kept, (path, kept)
