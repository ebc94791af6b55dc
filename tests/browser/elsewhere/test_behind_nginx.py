"""Behind nginx, below a path of a site, with the file of ``deploy/``: the room and the app work."""

import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, Response, expect

from tests.browser.conftest import CONSOLE, PHONE, end
from tests.browser.people import SLOW, Phone
from tests.browser.running import HOST, ROOT, RunningServer, free_port

pytestmark = [pytest.mark.timeout(600), pytest.mark.long]
Device = Callable[..., Page]
PAPER = "rgb(251, 245, 234)"
"""The app wears its own look, which lies beside its script."""
PATH = "/reframe"
MAIN = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{ access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
gzip on; gzip_types *;
include {folder}/site.conf; }}
"""


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
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    if nginx is None:
        pytest.skip("There is no nginx on this machine to stand in front.")
    server = Behind(tmp_path, front=free_port())
    site = (ROOT / "deploy" / "nginx.conf").read_text("utf-8")
    site = site.replace("127.0.0.1:8501", f"127.0.0.1:{server.port}")
    site = site.replace("listen 80;", f"listen 127.0.0.1:{server.front};")
    (tmp_path / "site.conf").write_text(site, "utf-8")
    (tmp_path / "nginx.conf").write_text(MAIN.format(folder=tmp_path), "utf-8")
    command = [nginx, "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")]
    checked = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    server.start()
    front = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(200):
        with suppress(httpx.TransportError):
            httpx.get(f"http://127.0.0.1:{server.front}{PATH}/healthz")
            break
        time.sleep(0.05)
    yield server
    front.terminate()
    front.wait(10)
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
