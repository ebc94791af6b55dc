"""Every kind of page does its work under its content policy: the browser refuses nothing."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import CONSOLE
from tests.browser.people import SLOW
from tests.browser.running import RunningServer

APP = ("", "console", "plan", "insights", "horizon", "reframe", "resources", "vision", "downloads")
LIGHT = ("room", "project", "sort", "board")


def test_the_browser_refuses_nothing_on_any_page(
    server: RunningServer, device: Callable[..., Page]
) -> None:
    made = server.make("Under its policy")
    page = device(CONSOLE)
    refused: list[str] = []
    page.on("console", lambda told: "Content Security" in told.text and refused.append(told.text))
    page.goto(server.url + made.facilitator_path)
    for name in LIGHT:
        answer = page.goto(f"{server.url}/{name}/{made.code}")
        assert answer is not None
        policy = answer.headers["content-security-policy"]
        assert "unsafe" not in policy, name
        expect(page.locator("main, .project, body").first).to_be_visible(timeout=SLOW)
        page.wait_for_load_state("load")
    for name in APP:
        answer = page.goto(f"{server.url}/{name}?code={made.code}")
        assert answer is not None
        scripts = answer.headers["content-security-policy"].partition("script-src ")[2]
        assert "unsafe" not in scripts.partition(";")[0], name
        expect(page.get_by_role("heading").first).to_be_visible(timeout=SLOW)
        expect(page.get_by_test_id("stApp")).to_have_attribute(
            "data-test-script-state", "notRunning", timeout=SLOW
        )
    assert refused == []
