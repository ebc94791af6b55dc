"""The live stream: snapshot, resume, who hears what, and what ends it."""

import asyncio
import gc
import re
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from sqlmodel import Session, select
from starlette.requests import Request

from tests.workshop.live.conftest import WRITE, Browser, Listen, NewBrowser, in_a_thread
from workshop.db import Database
from workshop.domain.cards import add_card, hide_card, withdraw_card
from workshop.domain.erasure.cards import erase_card
from workshop.domain.people.steerers import end_steering, hand_over
from workshop.domain.room import open_activity, reveal
from workshop.domain.workshops import MadeWorkshop, close_workshop, delete_workshop, reopen_workshop
from workshop.drafts import NewCard
from workshop.errors import StorageError
from workshop.live import feed as feed_module
from workshop.live import hub as hub_module
from workshop.live.feed import VIEWS, Feed
from workshop.live.hub import Hub
from workshop.live.running import streams
from workshop.live.server import Server
from workshop.live.stream import _events
from workshop.models import Card, Workshop
from workshop.queries.room import RoomState, revision_of
from workshop.queries.viewer import Viewer, identify

TOLD = re.compile(rb'id: [0-9a-f]+|"now":"[^"]+"')
"""Which server said it, and when."""


def test_a_stream_starts_with_everything(
    new_browser: NewBrowser, listen: Listen, writing: None
) -> None:
    """Snapshot, then the room's state, then every card, all at one revision."""
    ids = [new_browser().added(text) for text in ("One", "Two")]
    listener = listen("projector")
    listener.wait(lambda: len(listener.cards) == 2)
    assert [name for name, _ in listener.events] == ["snapshot", "room", "cards"]
    assert list(listener.cards) == ids
    assert listener.room["activity"]["face_down"] == 2


@pytest.mark.parametrize("away", [False, True])
def test_the_first_piece_says_when_to_come_back(
    away: bool, server: Server, facilitator: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With all of the room in the same piece; alone where the database does not answer."""

    async def messages(**_asked: object) -> AsyncIterator[bytes]:
        if away:
            raise StorageError("It does not answer.")
        yield b"the room"
        yield b"news"

    monkeypatch.setattr(server.hub, "messages", messages)
    sent = _events(server, facilitator, VIEWS["phone"], None, False, b"retry, ")
    pieces = in_a_thread(lambda: asyncio.run(_collect(sent, 1 if away else 2)))
    assert pieces == ([b"retry, "] if away else [b"retry, the room", b"news"])


def test_headers_keep_proxies_from_holding_it_back(listen: Listen) -> None:
    """Nothing between server and screen may store, compress or buffer a stream."""
    headers = listen("projector").headers
    assert headers["content-type"].startswith("text/event-stream")
    assert headers["cache-control"] == "no-cache, no-transform"
    assert headers["x-accel-buffering"] == "no"
    assert "content-encoding" not in headers


def test_an_open_stream_lets_go_of_its_request(listen: Listen) -> None:
    """A room has thousands of these, for hours."""
    listener = listen("projector")
    listener.wait(lambda: bool(listener.events))
    held = [one for one in gc.get_objects() if isinstance(one, Request)]
    assert [one.url.path for one in held if one.url.path.startswith("/live/")] == []


@pytest.mark.parametrize(("word", "said"), [("ab12", True), ("no word", False), ("", False)])
def test_the_word_that_a_stream_was_asked_with_comes_first(
    word: str, said: bool, site: str, workshop: MadeWorkshop
) -> None:
    """By it a page knows that it hears this server, and not what was kept for somebody else."""
    way = f"{site}/live/{workshop.code}?view=projector&at={word}"
    with httpx.stream("GET", way) as answer:
        first = next(answer.iter_text())
    assert (f'"at":"{word}"' in first.split("event: room")[0]) is said


def test_a_stream_resumes_where_it_was(
    new_browser: NewBrowser, listen: Listen, writing: None
) -> None:
    """With Last-Event-ID only what was missed is sent, and no snapshot."""
    browser = new_browser()
    browser.added("Before")
    first = listen("projector")
    first.wait(lambda: bool(first.cards))
    # Its thread may still take one more event after it was asked to stop.
    seen = first.last_id
    first.stop()
    missed = browser.added("Missed")
    again = listen("projector", last_id=seen)
    again.wait(lambda: missed in again.cards)
    assert (again.snapshots, list(again.cards)) == (0, [missed])


@pytest.mark.parametrize("last_id", ["other-1", "nonsense", "-", "{epoch}-999999", "{epoch}-x"])
def test_an_id_that_cannot_be_resumed_gets_a_snapshot(
    last_id: str, server: Server, new_browser: NewBrowser, listen: Listen, writing: None
) -> None:
    """Another epoch, the future, or nonsense: start anew rather than guess."""
    card = new_browser().added("Here")
    listener = listen("projector", last_id=last_id.format(epoch=server.hub.feed.epoch))
    listener.wait(lambda: card in listener.cards)
    assert listener.snapshots == 1


def test_a_card_reaches_every_view_as_it_comes(
    new_browser: NewBrowser, host_browser: Browser, listen: Listen, writing: None
) -> None:
    """Projector, phone and console hear of it; only the console may read it before the reveal."""
    writer, other, _ = (new_browser("resident") for _ in range(3))
    wall, phone = listen("projector"), listen("phone", token=other.token)
    console = listen("console", token=host_browser.token)
    card = writer.added("Nobody asked us")
    for listener in (wall, phone, console):
        listener.wait(lambda heard=listener: card in heard.cards)
    assert wall.cards[card] == phone.cards[card] == {"op": "add", "id": card}
    assert console.cards[card]["text"] == "Nobody asked us"
    assert console.cards[card]["role"] == "resident"


def test_reveal_is_a_state(
    new_browser: NewBrowser, host_browser: Browser, listen: Listen, writing: None
) -> None:
    """At the reveal all cards turn at once; later ones show as they come."""
    writer = new_browser("resident")
    wall = listen("projector")
    early = writer.added("Early")
    wall.wait(lambda: early in wall.cards)
    host_browser.steer("reveal")
    wall.wait(lambda: wall.cards[early].get("text") == "Early")
    late = writer.added("Late")
    wall.wait(lambda: late in wall.cards)
    assert wall.cards[late]["text"] == "Late"
    assert wall.room["activity"]["face_down"] == 0


def test_the_second_half_of_a_sentence_reaches_the_wall_with_the_first(
    db: Database,
    facilitator: Viewer,
    new_browser: NewBrowser,
    host_browser: Browser,
    listen: Listen,
) -> None:
    """“I used to think” is shown with “Now I think”, and neither before the reveal."""
    step = "reframe.used-to-think"
    open_activity(db, viewer=facilitator, activity=step, anyway=True)
    wall = listen("projector")
    fields = {"now_think": "they are scared", "changed_by": "A talk"}
    card = new_browser("resident").added("They do not care", activity=step, fields=fields)
    wall.wait(lambda: card in wall.cards)
    assert b"scared" not in wall.raw
    host_browser.steer("reveal")
    wall.wait(lambda: wall.cards[card].get("text") == "They do not care")
    assert wall.cards[card]["more"] == "Now I think … they are scared"
    assert b"A talk" not in wall.raw


def test_from_stands_before_to(
    db: Database, facilitator: Viewer, new_browser: NewBrowser, listen: Listen
) -> None:
    """Its words are the second half of a challenge; the first comes with them, and before them."""
    step = "reframe.from-to"
    open_activity(db, viewer=facilitator, activity=step, anyway=True)
    wall = listen("projector")
    fields = {"before": "Fill the centre", "owner_before": "The manager"}
    card = new_browser("resident").added("Neighbours help", activity=step, fields=fields)
    wall.wait(lambda: card in wall.cards)
    found = wall.cards[card]
    assert (found["head"], found["text"]) == ("From: Fill the centre\nTo:", "Neighbours help")
    assert "more" not in found
    assert b"The manager" not in wall.raw


def test_mine_goes_to_its_own_device_alone(
    db: Database,
    facilitator: Viewer,
    new_browser: NewBrowser,
    listen: Listen,
    writing: None,
) -> None:
    """The writer hears what became of a card; another phone and the wall do not."""
    writer, other = new_browser(), new_browser()
    own, foreign = listen("phone", token=writer.token), listen("phone", token=other.token)
    card = writer.added("My own words")
    hide_card(db, viewer=facilitator, card_id=card)
    own.wait(lambda: any(n == "mine" and d[0]["hidden"] for n, d in own.events))
    foreign.until_revision(own.room["revision"])
    assert "mine" not in [name for name, _ in foreign.events]
    assert b"My own words" not in foreign.raw


def test_the_consoles_stream_is_refused_to_others(
    site: str, workshop: MadeWorkshop, new_browser: NewBrowser
) -> None:
    """A participant gets 403, a stranger too; a stranger's phone view gets 401."""
    participant = new_browser()
    path = f"/live/{workshop.code}"
    assert participant.http.get(f"{path}?view=console").status_code == 403
    assert httpx.get(f"{site}{path}?view=console").status_code == 403
    assert httpx.get(f"{site}{path}?view=phone").status_code == 401
    assert httpx.get(f"{site}{path}?view=all").status_code == 422
    changes = f"/api/{workshop.code}/changes?view=console"
    assert participant.http.get(changes).status_code == 403


def test_who_steers_no_more_hears_no_more_of_the_console(
    db: Database,
    facilitator: Viewer,
    workshop: MadeWorkshop,
    new_browser: NewBrowser,
    listen: Listen,
    writing: None,
) -> None:
    """A console that was left open ends at once, before the next words that were told in private.

    Those of the others go on.
    """
    helper, mine = new_browser("staff"), new_browser("resident")
    with db.read() as session:
        person = identify(session, token=helper.token, code=workshop.code).person_id
    assert person is not None
    hand_over(db, viewer=facilitator, person_id=person)
    theirs = listen("console", token=helper.token)
    kept = new_browser("staff")
    with db.read() as session:
        other = identify(session, token=kept.token, code=workshop.code).person_id
    assert other is not None
    hand_over(db, viewer=facilitator, person_id=other)
    console = listen("console", token=kept.token)
    end_steering(db, viewer=facilitator, person_id=person)
    card = mine.added("For the facilitator alone", private=True)
    console.wait(lambda: card in console.cards)
    theirs.wait(lambda: theirs.ended)
    assert b"For the facilitator alone" not in theirs.raw


def test_the_projectors_view_is_the_rooms_even_for_the_facilitator(
    new_browser: NewBrowser, host_browser: Browser, listen: Listen, writing: None
) -> None:
    """A laptop that holds the facilitator's cookie projects no more than the room may see."""
    wall = listen("projector", token=host_browser.token)
    card = new_browser().added("Face down")
    wall.wait(lambda: card in wall.cards)
    assert wall.cards[card] == {"op": "add", "id": card}
    assert "me" not in wall.room


@pytest.mark.parametrize("how", ["withdrawn", "hidden"])
def test_a_card_that_is_taken_away_leaves_every_wall(
    how: str,
    db: Database,
    facilitator: Viewer,
    new_browser: NewBrowser,
    host_browser: Browser,
    listen: Listen,
    writing: None,
) -> None:
    """Withdrawn or hidden: the room's streams drop it, and a new stream never has it."""
    writer = new_browser()
    host_browser.steer("reveal")
    card = writer.added("Take this away")
    wall = listen("projector")
    assert wall.cards[card]["text"] == "Take this away"
    if how == "withdrawn":
        writer.http.delete(writer.api(f"/cards/{card}"))
    else:
        hide_card(db, viewer=facilitator, card_id=card)
    wall.wait(lambda: card not in wall.cards)
    assert b"Take this away" not in listen("projector").raw


def test_a_workshop_closed_and_opened_again_in_mid_stream(
    db: Database,
    facilitator: Viewer,
    new_browser: NewBrowser,
    listen: Listen,
    writing: None,
) -> None:
    """The same stream tells of the close and of the reopening, and goes on."""
    writer = new_browser()
    wall = listen("projector")
    close_workshop(db, viewer=facilitator)
    wall.wait(lambda: wall.room["closed"] is True)
    reopen_workshop(db, viewer=facilitator)
    open_activity(db, viewer=facilitator, activity=WRITE)
    wall.wait(lambda: wall.room["closed"] is False and wall.room["activity"]["open"])
    card = writer.added("And on we go")
    wall.wait(lambda: card in wall.cards)


def test_a_deleted_workshop_ends_its_streams(
    db: Database, facilitator: Viewer, workshop: MadeWorkshop, listen: Listen, writing: None
) -> None:
    """The stream ends; the client comes back and is told that there is no such workshop."""
    wall = listen("projector")
    delete_workshop(db, viewer=facilitator, typed_code=workshop.code)
    wall.wait(lambda: wall.ended)
    assert httpx.get(f"{wall.site}{wall.path}").status_code == 404


def test_a_quiet_stream_is_pinged(monkeypatch: pytest.MonkeyPatch, listen: Listen) -> None:
    """So that a client can tell a quiet room from a dead connection, and set its clock."""
    monkeypatch.setattr(hub_module, "PING_SECONDS", 0.05)
    wall = listen("projector")
    wall.wait(
        lambda: any(name == "ping" and data["now"].endswith("Z") for name, data in wall.events)
    )


async def _collect(messages: AsyncIterator[bytes], count: int) -> list[bytes]:
    return [await anext(messages) for _ in range(count)]


def test_a_reader_that_falls_behind_is_cut_off_and_loses_nothing(
    db: Database, facilitator: Viewer, writing: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its stream ends instead of growing; resuming by its last id brings all that it missed."""
    monkeypatch.setattr(streams, "QUEUE_LENGTH", 3)

    async def run() -> tuple[int, bytes]:
        hub = Hub(db)
        await hub.start()
        view = VIEWS["projector"]
        asked = {"workshop_id": facilitator.workshop_id, "view": view, "person_id": None}
        messages = hub.messages(**asked, since=None)
        first = await anext(messages)
        assert first is not None
        for number in range(12):
            draft = NewCard(activity=WRITE, text=f"card {number}")
            await asyncio.to_thread(add_card, db, viewer=facilitator, draft=draft)
            await asyncio.sleep(0.03)
        read = [message async for message in messages]  # ends by itself
        everything = first + b"".join(message or b"" for message in read)
        last = everything.rpartition(b"\nid: ")[2].partition(b"\n")[0].decode()
        again = hub.messages(**asked, since=hub.feed.since(last))
        everything += await anext(again) or b""
        await again.aclose()
        await hub.stop()
        return len(read), everything

    count, everything = in_a_thread(lambda: asyncio.run(run()))
    assert count < 12
    with db.read() as session:
        ids = session.exec(select(Card.id)).all()
    assert [card for card in ids if card.encode() not in everything] == []


def test_a_withdrawn_cards_words_are_in_no_snapshot_that_was_kept(
    db: Database,
    facilitator: Viewer,
    new_browser: NewBrowser,
    host_browser: Browser,
    listen: Listen,
    writing: None,
) -> None:
    """Snapshots are shared between streams, but never an old one."""
    host_browser.steer("reveal")
    secret = add_card(db, viewer=facilitator, draft=NewCard(activity=WRITE, text="xyzzy"))
    assert b"xyzzy" in listen("projector").raw
    withdraw_card(db, viewer=facilitator, card_id=secret.id)
    assert b"xyzzy" not in listen("projector").raw
    assert b"xyzzy" not in listen("phone", token=new_browser().token).raw


def test_a_card_born_private_is_not_even_named(
    new_browser: NewBrowser, host_browser: Browser, listen: Listen, writing: None
) -> None:
    """A card for the facilitator alone leaves no trace in the room's streams, not its id either."""
    wall = listen("projector")
    writer = new_browser()
    private = writer.added("For you alone", private=True)
    seen = writer.added("For all")
    wall.wait(lambda: seen in wall.cards)
    assert private.encode() not in wall.raw
    console = listen("console", token=host_browser.token)
    assert console.cards[private]["private"] is True


def test_phones_hear_soon_in_a_small_room_and_less_often_in_a_crowd() -> None:
    """Twenty times a second up to a hundred, then ever less; walls do not wait for anybody."""
    gaps = [VIEWS["phone"].gap_for(people) for people in (0, 1, 100, 300, 1000, 3000)]
    assert gaps == sorted(gaps)
    assert gaps[:3] == [0.05] * 3
    assert gaps[3] == pytest.approx(0.21, abs=0.01)
    assert gaps[4:] == [pytest.approx(1.0, abs=0.01)] * 2
    sent = [people / VIEWS["phone"].gap_for(people) for people in (100, 300, 1000)]
    assert sent == sorted(sent, reverse=True)
    assert {VIEWS["projector"].gap_for(n) for n in (1, 1000)} == {VIEWS["projector"].gap}


def test_the_server_keeps_no_picture_of_a_room_from_before_an_erasing(
    server: Server, listen: Listen, new_browser: NewBrowser, facilitator: Viewer, writing: None
) -> None:
    """Not even while screens that once began with it stay open, and hear no more than the news."""
    card = new_browser("resident").added("A name that must go")
    reveal(server.db, viewer=facilitator)
    wall = listen("projector")
    wall.wait(lambda: card in wall.cards)
    kept = server.hub._snapshots
    assert [b"A name that must go" in one.cards for one in kept.values()] == [True]
    erase_card(server.db, viewer=facilitator, card_id=card)
    wall.wait(lambda: card not in wall.cards)
    assert kept == {}


def test_a_picture_that_was_being_read_during_an_erasing_is_not_kept(
    server: Server, facilitator: Viewer, resident: Viewer, writing: None
) -> None:
    db, hub = server.db, server.hub
    draft = NewCard(activity=WRITE, text="A name that must go")
    card = add_card(db, viewer=resident, draft=draft).id
    reveal(db, viewer=facilitator)
    read, view = hub.feed.snapshot, VIEWS["projector"]

    async def first(*, erasing: bool) -> bytes:
        def snapshot(*given: Any) -> Any:
            found = read(*given)
            if erasing:
                erase_card(db, viewer=facilitator, card_id=card)
            return found

        hub.feed.snapshot = snapshot  # type: ignore[method-assign]
        batch = await hub._snapshot(facilitator.workshop_id, view)
        assert batch is not None
        return batch.payload

    async def room() -> None:
        await hub.start()
        assert b"A name that must go" in await first(erasing=True)
        assert hub._snapshots == {}
        assert b"A name that must go" not in await first(erasing=False)
        assert len(hub._snapshots) == 1
        await hub.stop()

    in_a_thread(lambda: asyncio.run(room()))


def _counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The revision of each reading of a room from now on."""
    readings: list[int] = []
    once = feed_module.room_state

    def counted(session: Session, workshop_id: str) -> RoomState | None:
        state = once(session, workshop_id)
        readings.append(state.revision if state else 0)
        return state

    monkeypatch.setattr(feed_module, "room_state", counted)
    return readings


def test_all_screens_of_a_room_hear_of_a_commit_from_one_reading(
    db: Database, facilitator: Viewer, writing: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each is told as if it had asked alone; the hour is never older than a second.

    After a card what is told is made of that reading, without another.
    """
    readings = _counted(monkeypatch)
    feed, room = Feed(db), facilitator.workshop_id

    def hear(since: int) -> list[bytes]:
        found = [feed.news(room, view, since) for view in VIEWS.values()]
        return [one.payload for one in found if one is not None]

    since = feed.revision(room)
    for text in ("One", "Two"):
        add_card(db, viewer=facilitator, draft=NewCard(activity=WRITE, text=text))
        told = hear(since)
        alone = [Feed(db).news(room, view, since) for view in VIEWS.values()]
        assert len(told) == len(VIEWS)
        assert [TOLD.sub(b"", one) for one in told] == [
            TOLD.sub(b"", one.payload) for one in alone if one is not None
        ]
    times = [readings.count(revision) for revision in dict.fromkeys(readings)]
    assert times == [4, 3], "one reading of ours for both cards, three of those that ask alone"
    monkeypatch.setattr(feed_module, "ALIKE_SECONDS", 0)
    del readings[:]
    hear(since)
    assert len(readings) == len(VIEWS)


def test_who_ask_at_once_are_answered_from_one_reading(
    db: Database, facilitator: Viewer, writing: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full room comes in within seconds. Who writes sees what they wrote, and nobody else does.

    One whose reading began before a card is told the room of that moment; the next one's is kept.
    """
    readings = _counted(monkeypatch)
    monkeypatch.setattr(feed_module, "ALIKE_SECONDS", 600)  # however slow the machine is
    feed, room = Feed(db), facilitator.workshop_id
    card = NewCard(activity=WRITE, text="One")

    def asked() -> RoomState:
        with db.read() as session:
            state = feed.state(session, room)
            assert state is not None
            return state

    before = asked()
    assert asked() is before
    assert readings == [before.revision]
    with db.one_moment():
        assert asked() is before
        in_a_thread(lambda: add_card(db, viewer=facilitator, draft=card))
        after = in_a_thread(asked)
        assert asked() == before
    assert (after.revision, after.current and after.current.cards) == (before.revision + 1, 1)
    assert asked() is after, "what was read later is kept"
    with db.write(room) as work:
        work.session.get_one(Workshop, room).paused = True
        work.session.flush()
        seen = feed.state(work.session, room)
        assert seen is not None
        assert seen.paused
    assert asked() is after, "what was undone was told to nobody"


def test_a_reading_that_began_before_an_erasing_keeps_nothing(
    db: Database, facilitator: Viewer, writing: None
) -> None:
    feed, room = Feed(db), facilitator.workshop_id
    db.on_erase(feed.forget)
    card = add_card(db, viewer=facilitator, draft=NewCard(activity=WRITE, text="xyzzy")).id
    with db.one_moment():
        with db.read() as session:
            assert revision_of(session, room)
        in_a_thread(lambda: erase_card(db, viewer=facilitator, card_id=card))
        with db.read() as session:
            assert feed.state(session, room) is not None
    assert feed._moments == {}


def test_a_room_that_was_read_during_an_erasing_is_not_kept(
    db: Database, facilitator: Viewer, writing: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed, room = Feed(db), facilitator.workshop_id
    once = feed_module.room_state

    def erased_meanwhile(session: Session, workshop_id: str) -> RoomState | None:
        state = once(session, workshop_id)
        feed.forget({workshop_id})
        return state

    with monkeypatch.context() as patched:
        patched.setattr(feed_module, "room_state", erased_meanwhile)
        assert feed.news(room, VIEWS["projector"], 0) is not None
    assert feed._moments == {}
    assert feed.news(room, VIEWS["projector"], 0) is not None
    assert list(feed._moments) == [room]


def test_no_lock_is_left_of_a_room_that_was_read(db: Database, facilitator: Viewer) -> None:
    """Who asks meanwhile waits for the one reading; with the last of them its lock goes."""
    room, view = facilitator.workshop_id, VIEWS["projector"]

    async def read() -> None:
        hub = Hub(db)
        await hub.start()
        walls = [asyncio.create_task(hub.whole_wall(room, view)) for _ in range(3)]
        await asyncio.sleep(0)
        assert len(hub._making) == 1
        assert None not in await asyncio.gather(*walls)
        assert await hub.in_thread(lambda: hub.feed.news(room, view, 0)) is not None
        assert (dict(hub._making), dict(hub.feed._reading)) == ({}, {})
        await hub.stop()

    in_a_thread(lambda: asyncio.run(read()))


def test_nothing_that_was_told_is_kept_from_before_an_erasing(
    server: Server, host_browser: Browser, listen: Listen, facilitator: Viewer, writing: None
) -> None:
    card = add_card(server.db, viewer=facilitator, draft=NewCard(activity=WRITE, text="xyzzy")).id
    host_browser.steer("reveal")
    wall = listen("projector")
    host_browser.steer("show", what=f"card:{card}")
    wall.wait(lambda: b"xyzzy" in wall.raw)
    erase_card(server.db, viewer=facilitator, card_id=card)
    wall.wait(lambda: card not in wall.cards)
    assert b"xyzzy" not in b"".join(one.room for one in server.hub.feed._moments.values())
