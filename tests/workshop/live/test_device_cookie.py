"""Every browser gets its device cookie with the page, also one that has kept the page."""

import asyncio
from pathlib import Path

import httpx
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from tests.workshop.live.conftest import in_a_thread
from workshop.live.site import DeviceCookie


def test_a_browser_that_lost_its_cookie_but_kept_the_page_gets_a_cookie(tmp_path: Path) -> None:
    """A page is sent again whole, with the cookie; who has the cookie is told "not modified"."""
    (tmp_path / "index.html").write_text("<p>Welcome</p>")
    app = DeviceCookie(Starlette(routes=[Mount("/", StaticFiles(directory=tmp_path, html=True))]))

    async def visits() -> list[tuple[int, bool]]:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://room") as browser:
            browser.headers["Accept"] = "text/html"
            first = await browser.get("/")
            kept = {"If-None-Match": first.headers["etag"]}
            again = await browser.get("/", headers=kept)
            browser.cookies.clear()
            lost = await browser.get("/", headers=kept)
            seen = [first, again, lost]
        return [(answer.status_code, "set-cookie" in answer.headers) for answer in seen]

    assert in_a_thread(lambda: asyncio.run(visits())) == [(200, True), (304, False), (200, True)]
