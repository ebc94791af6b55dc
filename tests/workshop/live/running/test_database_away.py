"""PostgreSQL is away or slow: said on the console, devices try again, and nothing is lost."""

from collections.abc import Callable

import httpx
import pytest

from tests import postgres
from tests.workshop.live.conftest import PATIENCE, Browser, Listener, NewBrowser, serving
from workshop.db import Database
from workshop.dialects import postgresql
from workshop.dialects.base import WriteTurn
from workshop.domain.workshops import MadeWorkshop
from workshop.live.feed import WAITING
from workshop.live.hub import Hub
from workshop.live.server import COOKIE, Server
from workshop.settings import Settings
from workshop.storage import postgres_sentence

pytestmark = pytest.mark.about_postgresql


def test_the_console_says_it_and_the_cards_come_when_the_server_is_back(
    db: Database,
    new_browser: NewBrowser,
    listen: Callable[..., Listener],
    facilitator_token: str,
    writing: None,
) -> None:
    browser = new_browser()
    console = listen("console", facilitator_token)
    wall = listen("projector")
    before = browser.added("Before")
    postgres.stop()
    try:
        refused = [browser.add("Meanwhile", key=f"key-{number}") for number in range(3)]
    finally:
        postgres.start_again()
    assert {answer.status_code for answer in refused} == {503}
    said = {answer.json()["detail"] for answer in refused}
    assert all("does not answer" in one for one in said), said
    troubles = [{"detail": f"{one} {WAITING}"} for one in said]
    console.wait(lambda: any(("trouble", one) in console.events for one in troubles))
    for _ in range(2):  # what was refused is sent again, and what was stored is stored once
        for number in range(3):
            assert browser.add("Meanwhile", key=f"key-{number}").status_code in (200, 201)
    console.wait(lambda: ("trouble", {"detail": ""}) in console.events)
    wall.wait(lambda: len(wall.cards) == 4)
    assert before in wall.cards


def test_who_waits_too_long_for_a_turn_is_told_and_sends_again(
    db: Database,
    workshop: MadeWorkshop,
    writing: None,
    new_browser: NewBrowser,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A transaction somewhere holds the workshop for longer than anybody may wait."""
    token = new_browser().token
    monkeypatch.setitem(postgresql._SESSION, "lock_timeout", "200ms")
    slow = Database(db.url)
    server = Server(slow, Hub(slow), Settings(slow.url))
    with serving(server) as site, httpx.Client(base_url=site, timeout=PATIENCE) as client:
        client.cookies.set(COOKIE, token, domain="127.0.0.1")
        browser = Browser(client, workshop.code)
        with db._writer.begin() as connection:
            db.dialect.take(lambda: connection, WriteTurn(workshop.id))
            refused = browser.add("Held up", key="one and the same")
        stored = browser.add("Held up", key="one and the same")
    slow.close()
    assert (refused.status_code, refused.json()["detail"]) == (503, postgres_sentence("55P03"))
    assert stored.status_code == 201
