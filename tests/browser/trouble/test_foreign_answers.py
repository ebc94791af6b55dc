"""A guest wifi answers in the server's place: nothing is called saved, and the way out is said."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import PHONE, PROJECTOR
from tests.browser.people import SLOW, WAITING, Phone, Room, database_texts
from tests.browser.running import RunningServer

Device = Callable[..., Page]
PORTAL = (
    "<!doctype html><title>Guest wifi</title><h1>Welcome to the library</h1><button>Accept</button>"
)
CARD = '{"id": "made-up", "revision": 3, "version": 1}'
ANSWERS = [
    {"status": 200, "content_type": "text/html", "body": PORTAL},
    {"status": 204, "body": ""},
    {"status": 302, "headers": {"Location": "http://login.example/"}, "body": ""},
    {"status": 307, "headers": {"Location": "/elsewhere"}, "body": ""},
    {"status": 403, "content_type": "text/html", "body": PORTAL},
    {"status": 404, "content_type": "application/problem+json", "body": '{"detail": "No."}'},
    {"status": 511, "content_type": "text/html", "body": PORTAL},
    {"status": 200, "content_type": "application/json", "body": CARD[:-7]},
    {"status": 201, "content_type": "application/json", "body": CARD},
    {"status": 200, "content_type": "application/json", "body": "{}"},
]


def portal(page: Page) -> list[str]:
    """Everything below /api/ and the stream is answered by the wifi; the methods it has seen."""
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.method)
        route.fulfill(**ANSWERS[len(asked) % len(ANSWERS)])  # type: ignore[arg-type]

    page.route("**/api/**", answer)
    page.route("**/live/**", lambda route: route.fulfill(body=PORTAL, content_type="text/html"))
    return asked


@pytest.fixture
def room(server: RunningServer) -> Room:
    return Room(server).open()


def test_a_card_that_the_wifi_took_waits_and_arrives_once(
    server: RunningServer, device: Device, room: Room
) -> None:
    """Ten kinds of answers, none of them ours: the card waits, the sign-in is offered, and when
    the room answers again everything is there once.
    """
    phone = Phone(device(PHONE), server, room.code).join()
    asked = portal(phone.page)
    phone.send("The library closes at four")
    for _ in range(3 * len(ANSWERS)):
        phone.page.evaluate("dispatchEvent(new Event('online'))")
        phone.page.wait_for_timeout(150)
    assert asked.count("POST") >= len(ANSWERS)
    phone.expect_state("The library closes at four", WAITING)
    notice = phone.page.get_by_role("alert")
    expect(notice).to_contain_text("This wifi wants you to sign in", timeout=SLOW)
    expect(notice.get_by_role("link")).to_have_attribute("target", "_blank")
    assert database_texts(server, room.code) == []
    phone.page.unroute_all()
    phone.expect_saved("The library closes at four")
    expect(notice).to_have_count(0)
    assert database_texts(server, room.code) == ["The library closes at four"]


def test_joining_and_signs_wait_for_the_rooms_own_answer(
    server: RunningServer, device: Device, room: Room
) -> None:
    phone = Phone(device(PHONE), server, room.code).come()
    portal(phone.page)
    phone.page.get_by_role("radio", name="Resident").check(force=True)
    phone.page.get_by_role("button", name="Join in").click()
    expect(phone.page.get_by_role("status").filter(has_text="We keep trying")).to_be_visible(
        timeout=SLOW
    )
    assert room.state()["people"] == 0
    phone.page.unroute_all()
    expect(phone.box).to_be_visible(timeout=SLOW)
    portal(phone.page)
    phone.page.get_by_role("button", name="Raise").click()
    # It says so after a moment, by another name: the same button by its old one may be gone by now.
    waits = phone.page.get_by_role("button", name="My hand goes up: waiting for the room")
    expect(waits).to_be_visible(timeout=SLOW)
    expect(waits).to_have_attribute("aria-pressed", "false")
    assert room.state()["hands"] == 0


def test_a_strange_page_is_never_taken_for_the_room(
    server: RunningServer, device: Device, room: Room
) -> None:
    """The projector keeps what it knew, and a key that reached nobody says so."""
    page = device(PROJECTOR)
    streams: list[str] = []
    page.on("request", lambda asked: streams.append(asked.url) if "/live/" in asked.url else None)
    page.goto(f"{server.url}/f/{room.words}")
    page.goto(f"{server.url}/project/{room.code}")
    prompt = page.locator("[data-part=prompt]")
    before = prompt.inner_text()
    expect(page.get_by_role("toolbar")).to_be_attached()
    portal(page)
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(500)
    assert prompt.inner_text() == before
    assert room.state()["activity"]["key"] == "insights.write"
    page.unroute_all()
    with page.expect_request(lambda asked: "/live/" in asked.url):
        page.goto(f"{server.url}/project/{room.code}")
    expect(page.get_by_role("toolbar")).to_be_attached()
    assert len(streams) > 1
    assert len(set(streams)) == len(streams), "what a proxy kept of one would answer to the next"
