"""Two servers share one PostgreSQL database, and people of one room sit on both."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field

import httpx
import pytest

from tests import postgres
from tests.workshop.live.conftest import PATIENCE, WRITE, Browser, Listener, serving
from workshop.db import Database
from workshop.dialects.between import BetweenServers
from workshop.domain.cards import add_card
from workshop.domain.erasure.cards import erase_card
from workshop.domain.people.secrets import new_code
from workshop.domain.timer import add_minutes, stop_timer
from workshop.domain.workshops import MadeWorkshop, delete_workshop
from workshop.drafts import NewCard
from workshop.errors import StorageError, TooFastError
from workshop.live.hub import Hub
from workshop.live.limits import Limits
from workshop.live.server import COOKIE, Server
from workshop.queries.viewer import Viewer
from workshop.queries.wall import kept_cards
from workshop.settings import Settings

pytestmark = pytest.mark.about_postgresql


@dataclass
class Two:
    """Both servers, and everybody who came."""

    code: str
    servers: list[Server]
    sites: list[str]
    stack: ExitStack
    listeners: list[Listener] = field(default_factory=list)

    def browser(self, at: int, join: str = "", token: str = "") -> Browser:
        client = self.stack.enter_context(httpx.Client(base_url=self.sites[at], timeout=PATIENCE))
        browser = Browser(client, self.code)
        if token:
            client.cookies.set(COOKIE, token, domain="127.0.0.1")
        if join:
            client.get(f"/join/{self.code}")
            choice = {"role_group": join, "name": ""}
            assert client.post(browser.api("/join"), json=choice).status_code == 200
        return browser

    def listen(self, at: int, view: str, token: str = "") -> Listener:
        listener = Listener(self.sites[at], f"/live/{self.code}?view={view}", token)
        self.listeners.append(listener)
        return listener.start()

    def until(self, holds: Callable[[], bool]) -> None:
        until = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < until
            time.sleep(0.02)


@pytest.fixture
def two(
    db: Database, workshop: MadeWorkshop, writing: None, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Two]:
    monkeypatch.setattr("workshop.live.running.others.SAY_SECONDS", 0.05)
    other = Database(db.url)
    servers = [
        Server(one, Hub(one), Settings(one.url), limits=Limits(between=one.dialect.between))
        for one in (db, other)
    ]
    with ExitStack() as stack:
        sites = [stack.enter_context(serving(one)) for one in servers]
        both = Two(workshop.code, servers, sites, stack)
        yield both
        for listener in both.listeners:
            listener.stop()
    other.close()


def test_who_is_here_is_told_whichever_server_has_their_page(
    two: Two, workshop: MadeWorkshop
) -> None:
    phones = [two.browser(at, "resident") for at in (0, 1)]
    open_pages = [two.listen(at, "phone", one.token) for at, one in enumerate(phones)]
    for one in two.servers:
        two.until(lambda one=one: len(one.hub.present(workshop.id)) == 2)
    open_pages[1].stop()
    phones[0].added("It wakes the page that is to end")
    for one in two.servers:
        two.until(lambda one=one: len(one.hub.present(workshop.id)) == 1)


def test_pages_of_a_server_that_died_are_forgotten(
    two: Two, workshop: MadeWorkshop, db: Database
) -> None:
    """It says nothing any more, and never said that they were closed."""
    phone = two.browser(1, "resident")
    two.listen(1, "phone", phone.token)
    between = two.servers[0].db.dialect.between
    assert between is not None
    two.until(lambda: len(between.elsewhere(workshop.id)) == 1)
    ago = "UPDATE reframe_server SET at = at - interval '20 seconds'"
    dead = Database(db.url)
    assert dead.dialect.between is not None
    dead.dialect.between.say({workshop.id: ["somebody"]})
    two.until(lambda: "somebody" in between.elsewhere(workshop.id))
    postgres.ask(ago, of=postgres._name(db))
    two.until(lambda: "somebody" not in between.elsewhere(workshop.id))
    two.until(lambda: len(between.elsewhere(workshop.id)) == 1)
    dead.close()


def test_hands_and_who_is_done_are_counted_across_servers(two: Two) -> None:
    phones = [two.browser(at, "resident") for at in (0, 1)]
    walls = [two.listen(at, "projector") for at in (0, 1)]
    for phone in phones:
        assert phone.http.post(phone.api("/hand"), json={"up": True}).status_code == 200
        said = phone.http.post(phone.api("/done"), json={"activity": WRITE})
        assert said.status_code == 200
    for wall in walls:
        wall.wait(lambda wall=wall: (wall.room.get("hands"), wall.room.get("done")) == (2, 2))
    for at, phone in enumerate(phones):
        elsewhere = two.browser(1 - at, token=phone.token)
        me = elsewhere.http.get(elsewhere.api()).json()["me"]
        assert (me["hand"], me["done_in"]) == (True, WRITE)


def test_a_timer_started_at_one_server_runs_at_the_other(
    two: Two, facilitator: Viewer, db: Database
) -> None:
    walls = [two.listen(at, "projector") for at in (0, 1)]
    planned = walls[0].room["activity"]["ends_at"]
    add_minutes(db, viewer=facilitator, minutes=5)
    for wall in walls:
        wall.wait(lambda wall=wall: wall.room["activity"]["ends_at"] > planned)
    assert walls[0].room["activity"]["ends_at"] == walls[1].room["activity"]["ends_at"]
    stop_timer(two.servers[1].db, viewer=facilitator)
    for wall in walls:
        wall.wait(lambda wall=wall: wall.room["activity"]["ends_at"] is None)


def test_a_card_is_added_at_one_changed_at_the_other_and_seen_at_both(
    two: Two, facilitator_token: str
) -> None:
    phone = two.browser(0, "resident")
    again = two.browser(1, token=phone.token)
    card = phone.added("The bus comes once an hour", key="the same key, twice")
    assert again.add("The bus comes once an hour", key="the same key, twice").json()["id"] == card
    changed = again.http.patch(
        again.api(f"/cards/{card}"), json={"text": "Once in two hours", "version": 1}
    )
    assert changed.status_code == 200, changed.text
    host = two.browser(1, token=facilitator_token)
    assert host.steer("reveal").status_code == 200
    for at in (0, 1):
        wall = two.listen(at, "projector")
        wall.wait(lambda wall=wall: [one["text"] for one in wall.cards.values()] != [])
        assert [one["text"] for one in wall.cards.values()] == ["Once in two hours"]


def test_the_browser_that_somebody_left_hears_nothing_more_of_them(two: Two) -> None:
    """They came back to another server, with their two words."""
    left = two.browser(0, "resident")
    page = two.listen(0, "phone", left.token)
    words = left.http.get(left.api()).json()["me"]["words"]
    new = two.browser(1, "resident")
    answer = new.http.post(new.api("/return"), json={"words": words})
    assert answer.status_code == 200, answer.text
    page.wait(lambda: page.ended)


def test_wrong_words_count_whichever_server_they_are_sent_to(two: Two) -> None:
    limits = [one.limits for one in two.servers]
    for number in range(5):
        limits[number % 2].returning("w", "d", "10.0.0.1")
    for one in limits:
        with pytest.raises(TooFastError) as refused:
            one.returning("w", "d", "10.0.0.1")
        assert 0 < refused.value.retry_after <= 60
    limits[1].returned("w", "d", "10.0.0.1")
    limits[0].returning("w", "d", "10.0.0.1")
    limits[0].returning("w", "another device", "10.0.0.1")


def taken_in_turn(two: Two, name: str, key: str) -> tuple[int, float]:
    """How many are let through when they go to each server in turn, and in how many seconds."""
    limits = [getattr(one.limits, name) for one in two.servers]
    started, sent = time.monotonic(), 0
    while True:
        try:
            limits[sent % 2].take(key)
        except TooFastError:
            return sent, time.monotonic() - started
        sent += 1


def test_a_device_sends_no_more_by_going_to_every_server(two: Two) -> None:
    """Each server has a little of its own, so that most writes ask nobody."""
    sent, seconds = taken_in_turn(two, "device", "w:d")
    assert 150 <= sent <= 300 + 20 * seconds
    two.servers[0].limits.device.take("w:another")


def test_wrong_codes_count_whichever_server_they_are_tried_at(two: Two) -> None:
    """Nobody gets twice the tries at five letters by going to two servers."""
    sent, seconds = taken_in_turn(two, "wrong_code", "10.0.0.1")
    assert 60 <= sent <= 61 + seconds
    wrong = Browser(two.browser(1).http, new_code())
    assert wrong.http.get(wrong.api()).status_code == 404
    assert postgres.ask("SELECT 1 FROM reframe_tries", of=postgres._name(two.servers[0].db))


def test_what_is_counted_names_neither_device_nor_address(two: Two, db: Database) -> None:
    two.servers[0].limits.wrong_device.take("device-of-amina")
    rows = postgres.ask("SELECT key FROM reframe_tries", of=postgres._name(db))
    assert rows
    assert "amina" not in str(rows)


def test_limits_refuse_with_a_sentence_while_the_database_is_away() -> None:
    away = Database("postgresql+psycopg://reframe@127.0.0.1:1/reframe")
    limits = Limits(between=away.dialect.between)
    limits.device.take("w:d")  # of its own part: the write itself will say what is wrong
    with pytest.raises(StorageError, match="does not answer"):
        limits.wrong_device.take("d")
    away.close()


def test_a_server_that_is_stopping_says_that_it_is_not_ready(two: Two) -> None:
    assert two.browser(1).http.get("/readyz").status_code == 200
    two.servers[1].hub.closing = True
    assert two.browser(1).http.get("/readyz").status_code == 503
    assert two.browser(0).http.get("/readyz").status_code == 200


def test_who_asks_whether_it_is_ready_waits_for_no_workshop(
    two: Two, workshop: MadeWorkshop, db: Database
) -> None:
    """Balancers ask every two seconds; each time all rooms would wait for the slowest write."""
    with db.write(workshop.id):
        assert two.browser(1).http.get("/readyz").status_code == 200


def test_what_a_crash_of_the_database_empties_is_said_again(
    two: Two, workshop: MadeWorkshop, db: Database
) -> None:
    """Unlogged tables are empty after one."""
    phone = two.browser(1, "resident")
    two.listen(1, "phone", phone.token)
    two.until(lambda: len(two.servers[0].hub.present(workshop.id)) == 1)
    postgres.ask("TRUNCATE reframe_server, reframe_here", of=postgres._name(db))
    two.until(lambda: len(two.servers[0].hub.present(workshop.id)) == 1)


def test_what_one_server_erases_stays_in_no_memory_of_another(
    two: Two, workshop: MadeWorkshop, facilitator: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of that workshop alone; of all of them where it may have missed some."""
    here, there = (one.db for one in two.servers)
    between = there.dialect.between
    assert isinstance(between, BetweenServers)
    looks: list[set[str] | None] = []
    look = between.erased

    def seen() -> set[str] | None:
        looks.append(look())
        return looks[-1]

    monkeypatch.setattr(between, "erased", seen)
    two.until(lambda: len(looks) > 1)  # the first may forget all, which is done by the second
    card = two.browser(0, "resident").added("A name that must go")
    with there.read() as session:
        assert [one.text for one in kept_cards(session, facilitator).values()] == [
            "A name that must go"
        ]
    there._kept.keep("another", "place", "reader", "theirs", 1, there._kept.forgettings)
    walls = [two.listen(at, "projector") for at in (0, 1)]
    two.until(lambda: all(one.hub._snapshots for one in two.servers))
    erase_card(here, viewer=facilitator, card_id=card)
    two.until(lambda: [place for place, _ in there._kept._kept] == ["another"])
    two.until(lambda: not any(one.hub._snapshots for one in two.servers))
    assert not any(wall.ended for wall in walls)
    cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = %d"
    assert between._connection is not None
    postgres.ask(cut % between._connection.info.backend_pid)
    two.until(lambda: not there._kept._kept)


def test_others_learn_of_an_erasing_with_its_commit_and_once(
    db: Database, workshop: MadeWorkshop, facilitator: Viewer, resident: Viewer, writing: None
) -> None:
    other = Database(db.url)
    between = other.dialect.between
    assert between is not None
    assert (between.erased(), between.erased()) == (None, set())
    draft = NewCard(activity=WRITE, text="A name that must go")
    card = add_card(db, viewer=resident, draft=draft).id
    with db.write(workshop.id) as work:
        work.touched(workshop.id, 1)
        work.erase()
        db.dialect.erasing(work.session.connection(), [workshop.id])
        assert between.erased() == set()  # not committed, and never will be
    assert between.erased() == set()
    for act in (
        lambda: erase_card(db, viewer=facilitator, card_id=card),
        lambda: delete_workshop(db, viewer=facilitator, typed_code=facilitator.code),
    ):
        act()
        assert (between.erased(), between.erased()) == ({workshop.id}, set())
    other.close()
