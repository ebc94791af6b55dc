"""A whole wall as one packed answer: what a screen of a full room starts with, and goes on from."""

import asyncio
import gzip
import json
import threading
import zlib
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from tests.workshop.live.conftest import (
    WRITE,
    Browser,
    Listen,
    Listener,
    NewBrowser,
    in_a_thread,
)
from workshop.db import Database
from workshop.domain.cards import add_card, edit_card, withdraw_card
from workshop.domain.erasure.cards import erase_card
from workshop.domain.room import show
from workshop.domain.workshops import MadeWorkshop, create_workshop, delete_workshop
from workshop.drafts import CardEdit, NewCard, NewWorkshop
from workshop.live import feed as feed_module
from workshop.live.answers import whole_wall
from workshop.live.answers.whole_wall import LINES_TOGETHER, Snapshot, WallLines
from workshop.live.feed import VIEWS, Feed, View
from workshop.live.hub import MOST_UNFOLLOWED, Hub
from workshop.live.server import Server
from workshop.live.stream import HEADERS, _Events
from workshop.playbook import load_playbook
from workshop.queries.cards import Change
from workshop.queries.viewer import Viewer, host


def put(db: Database, viewer: Viewer, *texts: str) -> list[str]:
    drafts = [NewCard(activity=WRITE, text=text) for text in texts]
    return [add_card(db, viewer=viewer, draft=draft).id for draft in drafts]


def fetched(browser: Browser, view: str, coding: str = "gzip") -> dict[str, Any]:
    """The wall as this browser gets it; the hour in it is of no interest."""
    headers = {"Accept-Encoding": coding}
    with browser.http.stream("GET", browser.api(f"/wall?view={view}"), headers=headers) as answer:
        assert answer.status_code == 200
        assert answer.headers.get("content-encoding", "identity") == coding
        answer.read()
    found: dict[str, Any] = answer.json()
    found["room"].pop("now")
    return found


def asked(browser: Browser, view: str) -> dict[str, Any]:
    found: dict[str, Any] = browser.http.get(browser.api(f"/changes?view={view}")).json()
    found["room"].pop("now")
    return found | {"mine": []}


def test_the_wall_is_what_changed_since_nothing_packed_or_not(
    db: Database, facilitator: Viewer, host_browser: Browser, writing: None
) -> None:
    """For each kind of screen, empty, and after each kind of change to cards old and new."""

    def same() -> None:
        for view in ("projector", "console"):
            told = asked(host_browser, view)
            assert fetched(host_browser, view) == told
            assert fetched(host_browser, view, "identity") == told

    same()
    texts = [f"{number}: nobody asked us, żółw \u2028 “quoted” \\ 🙂" for number in range(150)]
    cards = put(db, facilitator, *texts)
    same()
    edit_card(
        db, viewer=facilitator, card_id=cards[3], draft=CardEdit(text="Other words", version=1)
    )
    withdraw_card(db, viewer=facilitator, card_id=cards[140])
    same()
    host_browser.steer("reveal")
    put(db, facilitator, "One more")
    same()
    for card in cards:
        withdraw_card(db, viewer=facilitator, card_id=card)
    same()


def test_a_screen_of_a_full_room_fetches_the_wall_and_then_hears_all_that_came_since(
    monkeypatch: pytest.MonkeyPatch,
    site: str,
    db: Database,
    facilitator: Viewer,
    workshop: MadeWorkshop,
    host_browser: Browser,
    listen: Listen,
    writing: None,
) -> None:
    """The stream of who can fetch says so and ends; an older page gets all of it as before."""
    before = put(db, facilitator, *(f"before {number}" for number in range(20)))
    path = f"/live/{workshop.code}?view=projector&fetches=1"
    small = Listener(site, path).start()
    small.wait(lambda: list(small.cards) == before)
    small.stop()
    monkeypatch.setattr(feed_module, "MUCH", 100)
    told = httpx.get(f"{site}{path}", timeout=10)
    assert told.text.split("\n\n")[1:] == ["event: fetch\ndata: {}", ""]
    assert list(listen("projector").cards) == before

    wall = fetched(host_browser, "projector")
    meanwhile = put(db, facilitator, "meanwhile")
    stream = Listener(site, f"{path}&since={wall['id']}").start()
    stream.wait(lambda: meanwhile[0] in stream.cards)
    later = put(db, facilitator, "later")
    stream.wait(lambda: later[0] in stream.cards)
    assert (stream.snapshots, list(stream.cards)) == (0, [*meanwhile, *later])
    stream.stop()


def test_the_wall_is_refused_to_whom_its_stream_is_refused(
    site: str, workshop: MadeWorkshop, new_browser: NewBrowser
) -> None:
    participant, path = new_browser(), f"/api/{workshop.code}/wall"
    assert participant.http.get(f"{path}?view=console").status_code == 403
    assert participant.http.get(f"{path}?view=phone").status_code == 200
    assert [httpx.get(f"{site}{path}?view={view}").status_code for view in VIEWS] == [200, 403, 401]
    assert httpx.get(f"{site}{path}?view=all").status_code == 422


def test_nothing_of_an_erased_card_is_kept_packed(
    server: Server, facilitator: Viewer, host_browser: Browser, writing: None
) -> None:
    """Also where no screen follows the room just now; and a deleted room leaves nothing."""
    (card,) = put(server.db, facilitator, "A name that must go")
    host_browser.steer("reveal")
    for view in ("projector", "console"):
        assert fetched(host_browser, view)["cards"][0]["text"] == "A name that must go"
    assert (len(server.hub._snapshots), len(server.hub._walls)) == (2, 2)
    erase_card(server.db, viewer=facilitator, card_id=card)
    host_browser.http.get("/join")  # the loop has come by since
    assert (server.hub._snapshots, server.hub._walls) == ({}, {})
    assert fetched(host_browser, "console")["cards"] == []
    delete_workshop(server.db, viewer=facilitator, typed_code=host_browser.code)
    assert host_browser.http.get(host_browser.api("/wall?view=console")).status_code == 404
    assert (server.hub._snapshots, server.hub._walls) == ({}, {})


def test_only_a_few_walls_are_kept_that_nobody_follows(db: Database) -> None:
    """The last ones that were asked for, and each that a screen follows, however old."""

    async def run() -> tuple[list[str], list[str]]:
        hub = Hub(db)
        await hub.start()
        made = []
        for number in range(MOST_UNFOLLOWED + 3):
            draft = NewWorkshop(title=f"Room {number}")
            code = create_workshop(
                db, draft=draft, playbook=load_playbook(), token=f"{number:x}" * 43
            ).code
            with db.read() as session:
                made.append(host(session, code).workshop_id)
        view = VIEWS["projector"]
        stream = hub.messages(workshop_id=made[0], view=view, person_id=None, since=None)
        await anext(stream)
        for one in made:
            await hub.whole_wall(one, view)
        kept = [workshop for workshop, _ in hub._snapshots]
        assert [workshop for workshop, _ in hub._walls] == kept
        await stream.aclose()
        await hub.stop()
        return made, kept

    made, kept = in_a_thread(lambda: asyncio.run(run()))
    assert kept == [made[0], *made[-MOST_UNFOLLOWED:]]


def test_only_what_changed_is_packed_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """And what is put together from pieces is one file of gzip for every reader."""
    lines = WallLines({})
    for number in range(3 * LINES_TOGETHER):
        line = f'{{"id":"{number}","text":"the bus comes once an hour"}}'.encode()
        lines.take(Change("add", str(number), None, number), line)
    packed: list[bytes] = []
    once = whole_wall._deflated
    monkeypatch.setattr(
        whole_wall, "_deflated", lambda content: (packed.append(content), once(content))[1]
    )
    assert gzip.decompress(lines.packed(b"a", b"b")) == b"a" + lines.whole() + b"b"
    assert len(packed) == 6
    packed.clear()
    lines.take(Change("edit", "200", None, 200), b'{"id":"200"}')
    found = lines.packed(b"c", b"b")
    reader = zlib.decompressobj(31)  # stops at the end of the first file, as browsers do
    assert reader.decompress(found) == b"c" + lines.whole() + b"b"
    assert (reader.eof, reader.unused_data) == (True, b"")
    assert [b'"200"' in one or one == b"c" for one in packed] == [True, True]


def test_a_reading_that_is_given_up_changes_nothing_that_is_kept(
    db: Database, facilitator: Viewer, host_browser: Browser, writing: None
) -> None:
    host_browser.steer("reveal")
    feed, room, view = Feed(db), facilitator.workshop_id, VIEWS["projector"]
    put(db, facilitator, "first")
    known = feed.snapshot(room, view, None)
    assert known is not None
    put(db, facilitator, "second")
    assert feed.snapshot(room, view, known) is not None
    assert known.lines.whole() == known.cards


def test_the_room_is_read_once_for_all_screens_that_come_at_a_revision(
    db: Database, facilitator: Viewer, writing: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A thousand people who come in make a thousand revisions, and each starts with the wall."""
    feed, room, read = Feed(db), facilitator.workshop_id, list[str]()
    for name in ("room_state", "rules"):
        usual = getattr(feed_module, name)

        def listened(*asked: object, of: Any = usual, name: str = name) -> object:
            read.append(name)
            return of(*asked)

        monkeypatch.setattr(feed_module, name, listened)
    for place in ("join", "wall"):
        put(db, facilitator, f"before {place}")
        show(db, viewer=facilitator, what=place)
        read.clear()
        since = feed.revision(room) - 1
        for view in VIEWS.values():
            assert feed.news(room, view, since) is not None
            assert feed.snapshot(room, view, None) is not None
            assert feed.changes(room, view, None, None)["snapshot"]
        assert read == ["room_state", "rules"]


def test_a_card_that_was_taken_back_is_on_no_new_wall_after_a_phone_hung_up(
    db: Database,
    facilitator: Viewer,
    host_browser: Browser,
    writing: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A phone goes while its wall is being read: the next reading begins when that one is over."""
    host_browser.steer("reveal")
    view, room = VIEWS["projector"], facilitator.workshop_id
    put(db, facilitator, "first")
    once, keep, here, most = Feed.snapshot, Feed._keep, 0, 0
    counting, reads, go_on = threading.Lock(), threading.Event(), threading.Event()

    def slowly(self: Feed, workshop_id: str, view: View, known: Snapshot | None) -> Any:
        nonlocal here, most
        with counting:
            here += 1
            most = max(most, here)
        found = once(self, workshop_id, view, known)
        with counting:
            here -= 1
        return found

    def held(self: Feed, lines: WallLines, changes: list[Change], *rest: Any) -> None:
        if lines.said and not reads.is_set():
            reads.set()
            assert go_on.wait(20)
        keep(self, lines, changes, *rest)

    async def hung_up() -> list[str]:
        hub = Hub(db)
        await hub.start()

        async def shown() -> list[str]:
            found = await hub.whole_wall(room, view)
            assert found is not None
            return [card["text"] for card in json.loads(found[0])["cards"]]

        assert await shown() == ["first"]
        (second,) = await asyncio.to_thread(put, db, facilitator, "second")

        async def told() -> AsyncIterator[bytes]:
            async for message in hub.messages(
                workshop_id=room, view=view, person_id=None, since=None
            ):
                yield message

        gone = asyncio.Event()

        async def receive() -> dict[str, str]:
            await gone.wait()
            return {"type": "http.disconnect"}

        async def send(_message: Any) -> None:
            pass

        stream = asyncio.create_task(_Events(told(), headers=HEADERS)({}, receive, send))
        await asyncio.to_thread(reads.wait, 20)
        gone.set()
        await asyncio.to_thread(withdraw_card, db, viewer=facilitator, card_id=second)
        wall = asyncio.create_task(shown())
        await asyncio.wait([wall], timeout=0.3)  # so long a second reading would have to begin
        go_on.set()
        await stream
        assert await wall == ["first"]
        await asyncio.to_thread(put, db, facilitator, "third")
        found = await shown()
        await hub.stop()
        return found

    monkeypatch.setattr(Feed, "snapshot", slowly)
    monkeypatch.setattr(Feed, "_keep", held)
    assert in_a_thread(lambda: asyncio.run(hung_up())) == ["first", "third"]
    assert most == 1
