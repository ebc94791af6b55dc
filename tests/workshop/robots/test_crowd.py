"""Robots fill a room over HTTP: late, slow, doubling, and one who pastes an essay."""

import time
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest

from tests.workshop.live.conftest import *  # noqa: F403 - a real server and its devices
from tests.workshop.live.conftest import WRITE, Browser
from workshop.db import Database
from workshop.domain.workshops import delete_workshop
from workshop.queries.cards import CardView, cards_for
from workshop.queries.room import room_state
from workshop.queries.viewer import Viewer
from workshop.robots.crowd import TEMPERS, Crowd

PATIENCE = 30.0


@pytest.fixture
def crowd(site: str, host_browser: Browser) -> Iterator[Crowd]:
    """One robot of each temper, a hundred times as fast as people."""
    port = urlsplit(site).port
    assert port is not None
    made = Crowd(host_browser.code, port, number=len(TEMPERS), pace=0.01)
    yield made
    made.stop(wait=10)
    assert not made.alive


def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "the robots did not do it"
        time.sleep(0.05)


def test_they_write_vote_and_signal_as_people_do(
    db: Database, facilitator: Viewer, host_browser: Browser, crowd: Crowd
) -> None:
    """What was sent twice is there once, the essay only in its short form, and one is late."""
    host_browser.steer("open", activity=WRITE)
    crowd.start()

    def cards() -> list[CardView]:
        with db.read() as session:
            return cards_for(session, facilitator)

    expected = sum(temper.cards for temper in TEMPERS)
    until(lambda: len(cards()) == expected - 1)
    host_browser.steer("close")
    until(lambda: len(cards()) == expected)
    found = cards()
    assert all(card.text.startswith("Robot ") and len(card.text) < 100 for card in found)
    assert [card.text.partition(":")[0] for card in found if card.late] == ["Robot 3"]
    with db.read() as session:
        state = room_state(session, facilitator.workshop_id)
    assert state is not None
    assert (state.people, state.hands) == (len(TEMPERS), 1)

    host_browser.steer("reveal")
    host_browser.steer("open", activity="insights.vote", anyway=True)
    voting = sum(bool(temper.cards) for temper in TEMPERS)

    def voted() -> int:
        with db.read() as session:
            now = room_state(session, facilitator.workshop_id)
        return now.vote.voted if now and now.vote else 0

    until(lambda: voted() == voting)


def test_they_go_home_when_the_rehearsal_is_gone(
    db: Database, facilitator: Viewer, host_browser: Browser, crowd: Crowd
) -> None:
    crowd.start()
    with db.read() as session:
        assert room_state(session, facilitator.workshop_id) is not None
    delete_workshop(db, viewer=facilitator, typed_code=facilitator.code)
    until(lambda: not crowd.alive)
