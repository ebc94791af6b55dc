"""Two servers of one PostgreSQL database behind nginx: people of one room sit on both.

With the file of ``deploy/``. Run with ``--database postgresql``, and nginx on the machine. What
happens when a server dies is seen behind Caddy too.
"""

import re
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import httpx
import pytest
from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import Download, Locator, Page, expect
from playwright.sync_api import TimeoutError as LateError

from tests import caddy, nginx
from tests.browser.conftest import CONSOLE, PHONE, PROJECTOR, end
from tests.browser.people import Console, Phone, Projector, Room
from tests.browser.running import HOST, RunningServer, free_port
from tests.browser.test_people_in_the_room import loaded, photo
from tests.browser.test_spend import FILE
from workshop.db import Database
from workshop.exports import FORMATS
from workshop.exports.telling.edition import Edition
from workshop.live.server import COOKIE

pytestmark = [pytest.mark.about_postgresql, pytest.mark.timeout(600)]
Device = Callable[..., Page]
ADA = "ada@council.example"


@dataclass
class OneOfTwo(RunningServer):
    """A server that people reach by way of another, and sign in with the provider at that port."""

    database: str = ""
    front: int = 0
    provider: int = 0

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.front}"

    @property
    def environment(self) -> dict[str, str]:
        found = f"http://127.0.0.1:{self.provider}/.well-known/openid-configuration"
        return super().environment | {
            "DATABASE_URL": self.database,
            "PUBLIC_URL": self.url,
            "OIDC_METADATA_URL": found,
            "OIDC_CLIENT_ID": "reframe",
            "OIDC_CLIENT_SECRET": "only for this test",
            "OIDC_COOKIE_SECRET": "a cookie secret of forty letters, or so",
            "OIDC_ALLOWED": "@council.example",
        }


@pytest.fixture
def two(tmp_path: Path, db: Database, request: pytest.FixtureRequest) -> Iterator[list[OneOfTwo]]:
    balancer = getattr(request, "param", nginx)
    balancer.require()
    front = free_port()
    ada = User(sub="ada", claims={"email": ADA, "email_verified": True})
    with run_server_in_thread(user_claims=[ada]) as provider:
        servers = []
        for name in ("one", "two"):
            (tmp_path / name).mkdir()
            made = OneOfTwo(
                tmp_path / name, database=db.url, front=front, provider=provider.server_port
            )
            made.start()
            servers.append(made)
        ports = [one.port for one in servers]
        with balancer.in_front(tmp_path, front, balancer.in_front_of_several(ports)):
            yield servers
        for one in servers:
            end(one)


def port_of(page: Page, server: OneOfTwo) -> int:
    """Which server is asked for this browser."""
    cookies = {one["name"]: one["value"] for one in page.context.cookies()}
    answer = httpx.get(f"http://127.0.0.1:{server.front}/healthz", cookies=cookies)
    return int(answer.headers["x-answered-by"].rpartition(":")[2])


def at(server: OneOfTwo, device: Device, size: dict[str, int], code: str) -> Page:
    """A new browser that is sent to this server; by its cookie, which chance decides."""
    for _ in range(40):
        page = device(size)
        page.goto(f"{server.url}/join/{code}")
        if port_of(page, server) == server.port:
            return page
        page.context.close()
    raise AssertionError("What stands in front sends every browser to one server")


def test_a_room_that_sits_on_two_servers(two: list[OneOfTwo], device: Device) -> None:
    """Signed in, steered, written, counted, brought in and taken home, whoever answers."""
    laptop = device(CONSOLE)
    laptop.goto(two[0].url)
    laptop.get_by_role("button", name="Sign in").click()
    laptop.get_by_role("button", name="ada", exact=True).click()
    expect(laptop.get_by_text(f"You are signed in as {ADA}.")).to_be_visible()
    console = Console(laptop, two[0])
    code, _ = console.make("Growing up in Ashby", "Taster")
    console.press("Open the console")
    console.expect_button("Open for writing")

    phones = [Phone(at(one, device, PHONE, code), one, code).join() for one in two]
    walls = [Projector(at(one, device, PROJECTOR, code), one, code).come() for one in two]
    console.press("Open for writing")
    for number, phone in enumerate(phones):
        expect(phone.box).to_be_visible()
        phone.send(f"The bus stops at nine, {number}")
        phone.expect_saved(f"The bus stops at nine, {number}")
        phone.page.get_by_role("button", name="Raise my hand").click()
        phone.page.get_by_role("button", name="I’m done").click()
    expect(laptop.get_by_text("2 hands are up")).to_be_visible()
    expect(laptop.get_by_text("2 people have joined")).to_be_visible()
    expect(laptop.get_by_text("2 of 2 say that they are done.")).to_be_visible()
    for wall in walls:
        expect(wall.page.get_by_text("2 hands are up")).to_be_visible()
        expect(wall.timer).to_be_visible()
    assert abs(walls[0].seconds_left() - walls[1].seconds_left()) <= 2

    phones[1].page.locator("input[type=file]").set_input_files([photo()])  # type: ignore[list-item]
    expect(phones[1].page.get_by_role("img", name="A photo")).to_be_visible()
    phones[1].page.get_by_role("button", name="Send", exact=True).click()
    phones[1].expect_saved("A photo")
    console.press("Show the cards")
    for wall in walls:
        for number in range(2):
            wall.shows(f"The bus stops at nine, {number}")
        loaded(wall.wall.get_by_role("img", name="A photo"))

    taken = take_home(console, code)
    each = {made.file_name(code, Edition()) for made in FORMATS.values()}
    assert set(taken) >= {f"{code}-everything.zip", *each}
    assert all(taken.values())
    assert "The bus stops at nine, 1" in taken[f"{code}-archive.json"].decode()
    with zipfile.ZipFile(BytesIO(taken[f"{code}-everything.zip"])) as everything:
        assert everything.testzip() is None


def look_at_money(console: Console, code: str) -> None:
    """The page that takes a spending file."""
    console.come(code, "resources").settled()
    gate = console.page.get_by_role("button", name="Show money now")
    if gate.count():
        gate.click()
        console.settled()


def bring_in(console: Console, folder: Path) -> None:
    """A spending file into the page that is open, from upload to its lines."""
    page = console.page
    file = folder / "april.csv"
    file.write_text(FILE, encoding="cp1252")
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text("3 payments add up to £1,249.75.")).to_be_visible()
    console.settled()
    page.get_by_role("button", name=re.compile("Keep 2 lines")).click()
    expect(page.get_by_role("heading", name="From spending files")).to_be_visible()


def take_home(console: Console, code: str) -> dict[str, bytes]:
    """Every file of the page, one at a time."""
    page = console.page
    console.come(code, "downloads").settled()
    page.get_by_text(f"All {len(FORMATS)} formats, with and without names").click()
    console.press("Make everything ready")
    expect(page.get_by_text("Everything is ready.")).to_be_visible()
    console.settled()
    taken = {}
    for button in page.get_by_role("button", name=re.compile("^Download ")).all():
        got = fetched(console, button)
        taken[got.suggested_filename] = Path(got.path()).read_bytes()
    return taken


def fetched(console: Console, button: Locator) -> Download:
    """What a press brings; where the page is drawn anew under the finger, people press again."""
    with suppress(LateError):
        with console.page.expect_download(timeout=10_000) as found:
            button.click()
        return found.value
    console.settled()
    with console.page.expect_download() as again:
        button.click()
    return again.value


@pytest.mark.parametrize("two", [nginx, caddy], indirect=True, ids=["nginx", "caddy"])
def test_a_console_goes_on_at_another_server_and_stays_there(
    two: list[OneOfTwo], device: Device, tmp_path: Path
) -> None:
    """Its server dies; when that one is back, what is sent still goes where the page is open."""
    room = Room(two[0]).open()
    laptop = device(CONSOLE)
    console = Console(laptop, two[0]).take_over(room.words)
    console.connected()
    phone = Phone(at(two[0], device, PHONE, room.code), two[0], room.code).join()
    victim, other = sorted(two, key=lambda one: one.port != port_of(laptop, one))
    victim.kill()
    console.connected()
    phone.send("Written meanwhile")
    phone.expect_saved("Written meanwhile")
    console.press("Show the cards")
    expect(laptop.get_by_text("Written meanwhile", exact=True)).to_be_visible()
    other.command("open", room.code, "resources.spend", "--anyway")
    look_at_money(console, room.code)
    victim.start()
    deadline = time.monotonic() + 60
    while not is_asked_again(victim):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    bring_in(console, tmp_path)
    take_home(console, room.code)


def is_asked_again(server: OneOfTwo) -> bool:
    """Whether browsers are sent to it that would have been sent there before it died."""
    several = [httpx.Client(cookies={COOKIE: f"browser-{number}"}) for number in range(20)]
    ports = set()
    for one in several:
        with one:
            answer = one.get(f"http://127.0.0.1:{server.front}/healthz")
            ports.add(int(answer.headers["x-answered-by"].rpartition(":")[2]))
    return server.port in ports
