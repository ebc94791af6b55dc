"""Behind nginx, below a path of a site, with the file of ``deploy/``: the room and the app work."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, Response, expect

from tests import nginx
from tests.browser.conftest import CONSOLE, PHONE, end
from tests.browser.people import SLOW, Phone
from tests.browser.running import HOST, RunningServer, free_port

pytestmark = [pytest.mark.timeout(600), pytest.mark.long]
Device = Callable[..., Page]
PAPER = "rgb(251, 245, 234)"
"""The app wears its own look, which lies beside its script."""
PATH = "/reframe"


@dataclass
class Behind(RunningServer):
    """A server that people reach by way of the proxy."""

    front: int = 0

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.front}{PATH}"

    @property
    def environment(self) -> dict[str, str]:
        return super().environment | {"PUBLIC_URL": self.url}


@pytest.fixture
def behind(tmp_path: Path) -> Iterator[Behind]:
    nginx.require()
    server = Behind(tmp_path, front=free_port())
    server.start()
    with nginx.in_front(tmp_path, server.front, nginx.in_front_of_one(server.port)):
        yield server
    end(server)


def watched(page: Page) -> list[str]:
    """Every address that was asked for outside of the path, or was not there."""
    wrong: list[str] = []

    def look(answer: Response) -> None:
        path = re.sub(r"^\w+://[^/]+", "", answer.url)
        # The app's script looks for its server level by level, and finds it at the second try.
        searched = answer.url.endswith(("/_stcore/health", "/_stcore/host-config"))
        if answer.url.startswith("http") and not path.startswith(f"{PATH}/"):
            wrong.append(answer.url)
        elif answer.status >= 400 and not searched:
            wrong.append(f"{answer.status} {answer.url}")

    page.on("response", look)
    return wrong


def test_a_room_and_the_app_work_below_a_path(behind: Behind, device: Device) -> None:
    """A phone joins and writes, the big screen shows it at once, the console follows."""
    made = behind.make("Growing up in Ashby")
    desk = device(CONSOLE)
    wrong = watched(desk)
    desk.goto(behind.url + made.facilitator_path)
    expect(desk.get_by_text("Growing up in Ashby").first).to_be_visible(timeout=SLOW)
    expect(desk.locator(".stApp")).to_have_css("background-color", PAPER)
    assert desk.url.startswith(f"{behind.url}/console")
    behind.command("open", made.code, "insights.write", "--anyway")
    page = device(PHONE)
    wrong_there = watched(page)
    page.goto(f"{behind.url}/{made.code}")
    page.get_by_role("radio", name="Resident").check()
    page.get_by_role("button", name="Join in").click()
    phone = Phone(page, behind, made.code)
    phone.send("The bus stops at nine")
    phone.expect_saved("The bus stops at nine")
    behind.command("reveal", made.code)
    with desk.expect_popup() as opened:
        desk.get_by_role("link", name="Open the big screen").click()
    wall = opened.value
    wrong_on_wall = watched(wall)
    wall.wait_for_load_state()
    assert wall.url == f"{behind.url}/project/{made.code}"
    expect(wall.get_by_text("The bus stops at nine").first).to_be_visible(timeout=SLOW)
    page.get_by_role("link", name="What is kept about me").click()
    expect(page.get_by_text("The bus stops at nine")).to_be_visible()
    assert page.url == f"{behind.url}/kept/{made.code}"
    assert (wrong, wrong_there, wrong_on_wall) == ([], [], [])
    inside = {name["path"] for name in page.context.cookies() if name["name"] == "reframe_device"}
    assert inside == {PATH}, "no other part of the site is sent it"


def test_what_is_measured_is_not_told_outside(behind: Behind) -> None:
    assert httpx.get(f"http://127.0.0.1:{behind.front}{PATH}/metrics").status_code == 404
    assert httpx.get(f"http://127.0.0.1:{behind.front}{PATH}/none").status_code == 404
    assert httpx.get(f"http://127.0.0.1:{behind.front}{PATH}").headers["location"].endswith("/")
