"""Facilitators sign in with a real OpenID Connect provider; participants never need an account."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import Page, expect

from tests.browser.conftest import CONSOLE, PHONE, end
from tests.browser.people import SLOW, Console, Phone
from tests.browser.running import HOST, RunningServer

Device = Callable[..., Page]
ADA, BEN = "ada@council.example", "ben@council.example"


@dataclass
class WithAccounts(RunningServer):
    """A server whose facilitators sign in with the provider on that port."""

    provider: int = 0
    path: str = ""
    requests: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return super().url + self.path

    @property
    def environment(self) -> dict[str, str]:
        return super().environment | {
            "PUBLIC_URL": self.url,
            "OIDC_METADATA_URL": (
                f"http://127.0.0.1:{self.provider}/.well-known/openid-configuration"
            ),
            "OIDC_CLIENT_ID": "reframe",
            "OIDC_CLIENT_SECRET": "only for this test",
            "OIDC_COOKIE_SECRET": "a cookie secret of forty letters, or so",
            "OIDC_ALLOWED": "@council.example",
        }


@pytest.fixture(params=["", pytest.param("/reframe", marks=pytest.mark.long)])
def hosted(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[WithAccounts]:
    """A server whose whole address is its own, and one below a path of a site."""
    people = [
        User(sub=name, claims={"email": f"{name}@{where}", "email_verified": True})
        for name, where in (
            ("ada", "council.example"),
            ("ben", "council.example"),
            ("eve", "elsewhere.example"),
        )
    ]
    with run_server_in_thread(user_claims=people) as provider:
        server = WithAccounts(tmp_path, provider=provider.server_port, path=request.param)
        server.start()
        yield server
        end(server)


def sign_in(page: Page, server: WithAccounts, name: str) -> None:
    page.on("request", lambda asked: server.requests.append(asked.url))
    page.goto(server.url)
    page.get_by_role("button", name="Sign in").click(timeout=SLOW)
    page.get_by_role("button", name=name, exact=True).click(timeout=SLOW)
    page.wait_for_url(f"{server.url}/**", timeout=SLOW)


def test_a_workshop_is_made_found_and_run_by_who_signs_in(
    hosted: WithAccounts, device: Device
) -> None:
    """On one device, then on another; given to a colleague; closed to who may not."""
    stranger = device(CONSOLE)
    sign_in(stranger, hosted, "eve")
    expect(stranger.get_by_text("This account may not run workshops here.")).to_be_visible(
        timeout=SLOW
    )
    stranger.get_by_text("Make a workshop", exact=True).click()
    expect(stranger.get_by_text("Sign in first. Then you can make workshops.")).to_be_visible()

    laptop = device(CONSOLE)
    sign_in(laptop, hosted, "ada")
    expect(laptop.get_by_text(f"You are signed in as {ADA}.")).to_be_visible(timeout=SLOW)
    console = Console(laptop, hosted)
    code, _ = console.make("Growing up in Ashby", "Taster")
    console.press("Open the console")
    console.expect_button("Open for writing")
    phone = Phone(device(PHONE), hosted, code).join()
    expect(phone.page.get_by_text("Sign in")).to_have_count(0)

    laptop.get_by_role("button", name="Look after this workshop").click()
    laptop.get_by_label("Email of another owner").fill(BEN)
    laptop.get_by_role("button", name="Add this owner").click()
    expect(laptop.get_by_text("Has not signed in yet.")).to_be_visible(timeout=SLOW)

    other = device(CONSOLE)
    sign_in(other, hosted, "ben")
    other.get_by_role("button", name=f"Run {code} from here").click(timeout=SLOW)
    expect(other.get_by_role("button", name="Open for writing")).to_be_visible(timeout=SLOW)

    laptop.get_by_role("button", name=f"Take {BEN} off").click(timeout=SLOW)
    expect(laptop.get_by_text("They no longer own it.")).to_be_visible(timeout=SLOW)
    other.reload()
    expect(other.get_by_role("button", name="Open for writing")).to_have_count(0, timeout=SLOW)

    other.goto(hosted.url)
    other.get_by_role("button", name="Sign out").click(timeout=SLOW)
    other.get_by_role("button", name="End session").click(timeout=SLOW)
    expect(other.get_by_role("button", name="Sign in")).to_be_visible(timeout=SLOW)
    here = f"http://{HOST}:{hosted.port}/"
    ours = {url for url in hosted.requests if url.startswith(here)} - {hosted.url}
    assert f"{hosted.url}/auth/logout" in ours
    assert {url for url in ours if not url.startswith(f"{hosted.url}/")} == set()
