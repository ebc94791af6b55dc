"""A voice as an answer, as a client sends it, hears it and takes it away."""

import base64
import threading
from functools import partial

import anyio
import anyio.to_thread
import httpx
import pytest

from tests.workshop.live.conftest import WRITE, Browser, Listen, NewBrowser, in_a_thread
from tests.workshop.live.test_api import problem
from tests.workshop.recordings.samples import SAMPLES, SOUND, mp4
from workshop.db import Database
from workshop.domain.room import reveal
from workshop.live.hub import Hub
from workshop.live.server import Server
from workshop.queries.pictures import UNTYPED
from workshop.queries.viewer import Viewer
from workshop.recordings.kept import MOST_BYTES
from workshop.settings import Settings


def in_letters(content: bytes) -> dict[str, str]:
    return {"content": base64.b64encode(content).decode()}


def spoken(browser: Browser, content: bytes, key: str) -> httpx.Response:
    given = {"activity": WRITE, "recording": in_letters(content)}
    headers = {"Idempotency-Key": key}
    return browser.http.post(browser.api("/cards"), json=given, headers=headers)


@pytest.mark.parametrize("mime", SAMPLES)
def test_a_voice_is_a_card_that_only_its_writer_and_the_facilitator_hear(
    new_browser: NewBrowser,
    host_browser: Browser,
    listen: Listen,
    facilitator: Viewer,
    db: Database,
    mime: str,
) -> None:
    """The same key makes no second one, and no stream says that there is a voice."""
    host_browser.steer("open", activity=WRITE)
    writer, other = new_browser("resident"), new_browser("staff")
    answers = [spoken(writer, SAMPLES[mime], "voice-once-0001").status_code for _ in range(2)]
    assert answers == [201, 200]
    mine = writer.http.get(writer.api("/mine")).json()
    [card] = mine["cards"]
    assert card["text"] == UNTYPED
    assert mine["recorded"] == [card["id"]]
    assert spoken(other, SAMPLES[mime], "voice-other-0001").status_code == 201
    assert writer.http.get(writer.api("/mine")).json() == mine
    path = writer.api(f"/cards/{card['id']}/recording")

    def heard() -> list[int]:
        return [one.http.get(path).status_code for one in (writer, host_browser, other)]

    assert heard() == [200, 404, 404]
    wall = listen("projector")
    reveal(db, viewer=facilitator)
    wall.wait(lambda: any(found.get("text") == UNTYPED for found in wall.cards.values()))
    assert heard() == [200, 200, 404]
    assert b"recording" not in wall.raw
    got = host_browser.http.get(path)
    assert (got.headers["content-type"], got.headers["cache-control"]) == (mime, "no-store")
    assert "sandbox" in got.headers["content-security-policy"]
    assert SOUND[:199] in got.content
    written = other.http.post(
        other.api("/cards"),
        json={"activity": WRITE, "text": "No bus"},
        headers={"Idempotency-Key": "written-0001"},
    ).json()["id"]
    asked = [
        one.api(f"/cards/{key}/recording") for one, key in ((other, card["id"]), (writer, written))
    ]
    told = [problem(one.http.delete(at)) for one, at in zip((other, writer), asked, strict=True)]
    assert told[0] == told[1]  # who asks learns not even that a card was spoken
    assert told[0][0] == 404
    assert host_browser.http.delete(path).json() == {"id": card["id"]}
    assert heard() == [404, 404, 404]
    mine = writer.http.get(writer.api("/mine")).json()
    assert (len(mine["cards"]), mine["recorded"]) == (1, [])


@pytest.mark.parametrize(
    "content",
    [b"#!AMR\n voice", mp4(handler=b"vide"), mp4()[:-9], b"\x1aE\xdf\xa3" + bytes(MOST_BYTES)],
)
def test_a_recording_that_cannot_be_kept_is_refused_and_nothing_is_stored(
    new_browser: NewBrowser, writing: None, content: bytes
) -> None:
    browser = new_browser()
    answer = spoken(browser, content, "bad-voice-0001")
    assert problem(answer)[0] == 422
    assert browser.http.get(browser.api("/mine")).json() == {"cards": [], "recorded": []}


def test_nothing_is_read_of_a_voice_that_may_not_come_in(
    new_browser: NewBrowser, host_browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who has not joined, or finds the step closed, costs no work."""
    monkeypatch.setattr("workshop.live.api.NewRecording.read", lambda _: pytest.fail("it was read"))
    stranger = new_browser(join="")
    assert problem(spoken(stranger, SAMPLES["audio/webm"], "no-voice-0001"))[0] in (401, 403)
    assert problem(spoken(new_browser(), SAMPLES["audio/webm"], "no-voice-0002"))[0] == 409


def test_each_try_to_send_a_voice_is_counted_also_of_what_is_refused(
    new_browser: NewBrowser, writing: None
) -> None:
    """No device makes the server walk files all day; another device does not wait for it."""
    browser, other = new_browser(), new_browser()
    told = [spoken(browser, b"#!AMR", f"bad-voice-{n:04}").status_code for n in range(30)]
    assert told[:8] == [422] * 8
    assert 429 in told
    assert spoken(other, SAMPLES["audio/webm"], "good-voice-0001").status_code == 201


def test_voices_do_not_wait_for_photos(db: Database) -> None:
    server = Server(db=db, hub=Hub(db), settings=Settings(db.url))
    began, drawn = threading.Event(), threading.Event()

    def draw() -> None:
        began.set()
        drawn.wait(60)

    async def both() -> None:
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(partial(server.one_by_one, draw, line="pictures", joined=True))
            await anyio.to_thread.run_sync(began.wait)
            try:
                with anyio.fail_after(10):
                    await server.one_by_one(lambda: None, line="voices", joined=True)
            finally:
                drawn.set()

    in_a_thread(lambda: anyio.run(both))
