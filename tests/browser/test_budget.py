"""The room page on an old phone and a weak network."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.browser.conftest import PHONE
from tests.browser.people import SLOW, Phone, Room
from tests.browser.running import RunningServer

Device = Callable[..., Page]
MOST_BYTES = 40_000
"""The page and its files, each once: how often a slow machine asks for one is no weight of it."""
MOST_ANSWER_BYTES = 2_500
"""Any one answer of the API: how many have come by then is a matter of time."""
LATER = re.compile(r"/(after-joining|next-person)[\w-]*\.js|/(extras|passing|next-person)\.css")
"""What the page fetches by itself once it has long been usable."""
MOST_FONT_BYTES = 60_000
"""Two files, Latin letters upright; they come last and nothing waits for them."""
SLOW_NETWORK = {
    "offline": False,
    "latency": 400,  # milliseconds there and back
    "downloadThroughput": 400_000 / 8,  # bytes a second
    "uploadThroughput": 400_000 / 8,
}
VOTED = """() => document.querySelector("[data-part=vote] li") && performance.now()"""
USABLE = """() => {
  const connection = document.querySelector("[data-status]");
  return connection && performance.now();
}"""
"""The script has taken over the page: from then on it can be joined and written on."""


def cold(page: Page) -> CDPSession:
    """A browser that has never seen this server."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.setCacheDisabled", {"cacheDisabled": True})
    return devtools


def test_the_room_page_weighs_less_than_forty_kilobytes(
    server: RunningServer, device: Device
) -> None:
    """All that is loaded on a first visit, as it came over the wire: compressed, with headers."""
    room = Room(server).open()
    page = device(PHONE)
    devtools = cold(page)
    address: dict[str, str] = {}
    coding: dict[str, str] = {}
    weight: dict[str, int] = {}

    def answered(event: dict[str, Any]) -> None:
        headers = {name.lower(): value for name, value in event["response"]["headers"].items()}
        address[event["requestId"]] = event["response"]["url"]
        packed = event["response"]["url"].endswith(".woff2")
        coding[event["requestId"]] = "woff2" if packed else headers.get("content-encoding", "")

    def finished(event: dict[str, Any]) -> None:
        weight[event["requestId"]] = event["encodedDataLength"]

    devtools.on("Network.responseReceived", answered)
    devtools.on("Network.loadingFinished", finished)
    phone = Phone(page, server, room.code).join()
    phone.expect_connected()
    expect(phone.box).to_be_visible()

    plain = [
        address[each]
        for each, size in weight.items()
        if size > 1_000 and coding[each] not in ("gzip", "br", "zstd", "woff2")
    ]
    assert plain == []
    heaviest: dict[str, int] = {}
    for each, size in weight.items():
        if not LATER.search(address[each]):  # on a slow machine it has begun to come by now
            heaviest[address[each]] = max(size, heaviest.get(address[each], 0))
    answers = {url: size for url, size in heaviest.items() if "/api/" in url}
    fonts = sum(size for url, size in heaviest.items() if url.endswith(".woff2"))
    total = sum(heaviest.values()) - sum(answers.values()) - fonts
    print(f"\nthe room page weighs {total:,} bytes; fonts {fonts:,}; answers {answers}")
    assert fonts <= MOST_FONT_BYTES
    assert {"room.css", "room.js"} <= {url.rpartition("/")[2] for url in heaviest}
    assert total <= MOST_BYTES
    assert max(answers.values()) <= MOST_ANSWER_BYTES


def test_the_first_question_and_the_box_are_in_the_html(
    server: RunningServer, device: Device
) -> None:
    """Before any script has come, whoever has joined sees the question, the promise and the box."""
    room = Room(server).open()
    joined = Phone(device(PHONE), server, room.code).join()
    bare = device(PHONE, java_script_enabled=False)
    bare.context.add_cookies(joined.page.context.cookies())
    bare.goto(f"{server.url}/room/{room.code}")
    now = room.state()["activity"]
    expect(bare.get_by_role("heading", name=now["prompt"])).to_be_visible()
    expect(bare.get_by_label("Your words", exact=True)).to_be_visible()
    expect(bare.get_by_text(now["promise"])).to_be_visible()


SEEN = """() => {
  const { top, bottom } = document.querySelector("[data-part=box]").getBoundingClientRect();
  const send = document.querySelector(".send-row").getBoundingClientRect().top;
  return Math.min(bottom, innerHeight, send) - Math.max(0, top);
}"""


@pytest.mark.parametrize("language", ["en", "cy", "pl", "ro", "uk", "ur", "ar"])
def test_on_the_smallest_phone_the_box_is_seen_at_once(
    language: str, server: RunningServer, device: Device
) -> None:
    """After joining, after a reload and in a new tab, with a mouse: as much of it as one taps."""
    room = Room(server).open()
    page = device({"width": 320, "height": 568}, extra_http_headers={"Accept-Language": language})
    page.goto(f"{server.url}/join/{room.code}")
    page.locator("input[value=resident]").check()
    page.locator(".join-go").click()
    seen = []
    for again in ("arrives", "reloads", "new tab"):
        if again == "reloads":
            page.reload()
        elif again == "new tab":
            page = page.context.new_page()
            page.goto(f"{server.url}/room/{room.code}")
        expect(page.locator("[data-part=asks] .chip").first).to_be_visible(timeout=SLOW)
        expect(page.locator("[data-part=timer]")).to_be_visible(timeout=SLOW)
        seen.append(page.evaluate(SEEN))
    assert min(seen) >= 44, seen


def test_the_room_page_is_usable_soon_on_a_slow_network(
    server: RunningServer, device: Device
) -> None:
    """At 400 kbit/s with 400 ms round trips, from the link in the QR code; the goal is 3 s."""
    room = Room(server).open()
    page = device(PHONE)
    devtools = cold(page)
    devtools.send("Network.emulateNetworkConditions", SLOW_NETWORK)
    page.goto(f"{server.url}/join/{room.code}", wait_until="commit")
    took = page.wait_for_function(USABLE, timeout=SLOW).json_value() / 1000
    print(f"\nusable {took:.1f} s after the code was scanned, at 400 kbit/s and 400 ms")
    assert took < 6
    phone = Phone(page, server, room.code)
    page.get_by_role("radio", name="Resident").check()
    page.get_by_role("button", name="Join in").click()
    expect(phone.box).to_be_visible(timeout=SLOW)
    phone.expect_connected()  # before, the page's own form sends, and that is another test
    phone.send("Sent over a weak network")
    phone.expect_saved("Sent over a weak network")


def test_the_first_vote_card_comes_soon_on_a_slow_network(
    server: RunningServer, device: Device
) -> None:
    """At 400 kbit/s with 400 ms round trips, for who comes back in the middle of a vote."""
    room = Room(server).open("solutions.ideas")
    room.add("A night bus on Fridays", "solutions.ideas")
    room.steer("reveal")
    room.open("solutions.dots")
    phone = Phone(device(PHONE), server, room.code).join()
    page = phone.page
    devtools = cold(page)
    devtools.send("Network.emulateNetworkConditions", SLOW_NETWORK)
    page.goto("about:blank")
    page.goto(f"{server.url}/room/{room.code}", wait_until="commit")
    took = page.wait_for_function(VOTED, timeout=SLOW).json_value() / 1000
    print(f"\nthe first vote card stands after {took:.1f} s, at 400 kbit/s and 400 ms")
    assert took < 6
