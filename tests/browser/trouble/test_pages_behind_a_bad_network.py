"""Real pages behind the bad network of ``tests/chaos``: each word is there once."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE
from tests.browser.people import SLOW, Phone, Room, database_texts
from tests.browser.running import RunningServer
from tests.chaos.chaos_proxy import ChaosProxy

PEOPLE, CARDS = 4, 5


@pytest.mark.long
@pytest.mark.timeout(400)
@pytest.mark.parametrize("seed", [5])
def test_what_pages_say_is_saved_is_there_once(
    server: RunningServer, device: Callable[..., Page], seed: int
) -> None:
    room = Room(server).open()
    with ChaosProxy(server.port, seed) as proxy:
        through = replace(server, port=proxy.port)
        phones = [Phone(device(PHONE), through, room.code).join() for _ in range(PEOPLE)]
        proxy.break_out()
        sent = [[f"{n} of phone {at}" for n in range(CARDS)] for at in range(PEOPLE)]
        for n in range(CARDS):
            for at, phone in enumerate(phones):
                phone.send(sent[at][n])
            said = {
                text
                for at, phone in enumerate(phones)
                for text in sent[at][: n + 1]
                if phone.card(text).get_by_text("Saved", exact=True).count()
            }
            assert said <= set(database_texts(server, room.code)), "said to be saved"
        proxy.heal()
        for at, phone in enumerate(phones):
            expect(phone.rows()).to_have_count(CARDS, timeout=SLOW)
            phone.expect_saved(*sent[at])
        assert proxy.done.total() - proxy.done["pass"] > PEOPLE * CARDS
    assert sorted(database_texts(server, room.code)) == sorted(
        text for texts in sent for text in texts
    )
