"""What probes and collectors are told, and what the log says, with nobody's words in it."""

import asyncio
import json
import logging
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from tests.workshop.live.conftest import in_a_thread
from workshop.backups import keep_copies
from workshop.db import Database
from workshop.domain.workshops import MadeWorkshop
from workshop.errors import SettingsError, StorageError, WorkshopError
from workshop.live.hub import Hub
from workshop.live.running import state
from workshop.live.running.known_paths import KnownPaths
from workshop.live.running.log import JsonLines, PlainLines
from workshop.live.running.metrics import Measurements
from workshop.live.running.state import MachineDoors
from workshop.live.running.watch import NAMES, Watch
from workshop.live.server import Server
from workshop.settings import Settings, load_settings

TOKEN = "a-token-that-is-long"
WORDS = "Larkspur told me"


@pytest.fixture
def server(db: Database, workshop: MadeWorkshop) -> Server:
    return Server(db=db, hub=Hub(db), settings=Settings(db.url, metrics_token=TOKEN))


async def _words(_request: Request) -> Response:
    raise ValueError(WORDS)


async def _page(_request: Request) -> Response:
    return HTMLResponse("the page for everything")


async def _summary(_request: Request) -> Response:
    return HTMLResponse("what goes home", headers={"Content-Disposition": "attachment"})


def app_of(server: Server, *, logs: bool = False) -> Starlette:
    measured = Measurements(server)
    doors = MachineDoors(server, measured).routes()
    broken = Route("/room/{code}", _words)
    framework = [
        Route("/static/real.js", lambda _: PlainTextResponse("code")),
        Route("/media/summary.html", _summary),
        Route("/{rest:path}", _page),
    ]

    def notice(error: WorkshopError) -> Response:
        return HTMLResponse(str(error), error.status)

    known = [*doors, broken]
    return Starlette(
        routes=[*known, *framework],
        middleware=[
            Middleware(Watch, measured=measured, logs=logs),
            Middleware(KnownPaths, routes=known, pages=frozenset(("console",)), notice=notice),
        ],
    )


def ask(app: Starlette, *paths: str, **headers: str) -> list[httpx.Response]:
    async def asking() -> list[httpx.Response]:
        transport = httpx.ASGITransport(app, raise_app_exceptions=False, client=("192.0.2.9", 1))
        async with httpx.AsyncClient(transport=transport, base_url="http://a.example") as client:
            return [await client.get(path, headers=headers) for path in paths]

    return in_a_thread(lambda: asyncio.run(asking()))


def readings(text: str) -> dict[str, float]:
    """Read as Prometheus reads it: names with their labels, and values."""
    return {
        f"{sample.name}{sorted(sample.labels.items())}": sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


@pytest.mark.about_sqlite
def test_metrics_are_read_by_prometheus_and_name_nobody(
    server: Server, workshop: MadeWorkshop
) -> None:
    keep_copies(server.db.path, server.settings.backup_folder, 1, datetime(2026, 1, 1, tzinfo=UTC))
    told = f"Bearer {TOKEN}"
    answers = ask(
        app_of(server), "/healthz", f"/room/{workshop.code}", "/metrics", authorization=told
    )
    found = readings(answers[-1].text)
    assert found["reframe_workshops[('state', 'open')]"] == 1
    assert found["reframe_people[]"] == 1
    assert found["reframe_database_up[]"] == 1
    assert found["reframe_disk_free_bytes[]"] > 0
    stamp = found["reframe_last_backup_timestamp_seconds[]"]
    assert stamp == datetime(2026, 1, 1, tzinfo=UTC).timestamp()
    broken = "[('kind', 'room'), ('method', 'GET'), ('status', '5xx')]"
    assert found[f"reframe_requests_total{broken}"] == 1
    assert found["reframe_request_seconds_count[('kind', 'healthz')]"] == 1
    assert workshop.code not in answers[-1].text


def test_metrics_are_not_there_without_the_token(server: Server) -> None:
    off = replace(server.settings, metrics_token="")
    (wrong,) = ask(app_of(server), "/metrics", authorization="Bearer wrong")
    server.settings = off
    (none,) = ask(app_of(server), "/metrics", authorization="Bearer ")
    assert (wrong.status_code, none.status_code) == (404, 404)
    assert wrong.headers["content-type"] == "application/problem+json"


def test_ready_tells_strangers_one_word_and_the_token_all(server: Server) -> None:
    app = app_of(server)
    (stranger,) = ask(app, "/readyz")
    assert stranger.json() == {"status": "ready"}
    (known,) = ask(app, "/readyz", authorization=f"Bearer {TOKEN}")
    assert known.json() | {"free_bytes": 0} == {
        "status": "ready",
        "detail": "",
        "version": state.release(),
        "schema": min(state.newest()),
        "writable": True,
        "free_bytes": 0,
        "last_backup_seconds": None,
        "erasing": False,
    }


@pytest.mark.about_sqlite
def test_it_is_not_ready_while_nothing_can_be_written_or_the_disk_is_full(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(state, "LITTLE_BYTES", 10**18)
    (full,) = ask(app_of(server), "/readyz", authorization=f"Bearer {TOKEN}")
    assert (full.status_code, full.json()["detail"]) == (503, "The disk is nearly full.")
    monkeypatch.undo()

    def locked(_about: str) -> Any:
        raise StorageError("Another program is using the database.")

    monkeypatch.setattr(server.db, "write", locked)
    (shut,) = ask(app_of(server), "/readyz", authorization=f"Bearer {TOKEN}")
    assert (shut.status_code, shut.json()["writable"]) == (503, False)


@pytest.mark.parametrize(
    "path",
    [
        "/wp-login.php",
        "/console/x",
        "/metrics/",
        "/static/none.js",
        "/static",
        "/.env",
        "/media/none.html",
    ],
)
def test_what_is_not_there_is_404_and_not_the_page_for_everything(
    server: Server, path: str
) -> None:
    plain, page = ask(app_of(server), path), ask(app_of(server), path, accept="text/html")
    for answer in (*plain, *page):
        assert answer.status_code == 404
        assert "the page for everything" not in answer.text


def test_pages_and_files_are_there(server: Server) -> None:
    answers = ask(app_of(server), "/", "/console", "/static/real.js", "/media/summary.html")
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200]
    assert answers[-1].text == "what goes home", "a page that is a file to keep is sent too"


def test_a_request_has_a_name_in_its_answer_and_in_the_log_and_no_words_are_written(
    server: Server, workshop: MadeWorkshop, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "workshop"):
        app = app_of(server, logs=True)
        ask(app, f"/room/{workshop.code}?text={WORDS}")
        given, bad = (
            ask(app, "/healthz", **{"x-request-id": name})[0]
            for name in ("from-the-proxy-7", "a b\tc")
        )
    assert given.headers["x-request-id"] == "from-the-proxy-7"
    assert len(bad.headers["x-request-id"]) == 16
    watch = Watch(app, Measurements(server))
    assert len({watch._new_name() for _ in range(2 * NAMES + 1)}) == 2 * NAMES + 1
    lines = [json.loads(JsonLines().format(record)) for record in caplog.records]
    answered = next(line for line in lines if line["says"] == "answered")
    assert (answered["kind"], answered["status"]) == ("room", 500)
    assert not [line for line in lines if WORDS in str(line) or workshop.code in str(line)]


@pytest.mark.parametrize("form", [JsonLines(), PlainLines()])
def test_a_mistake_is_written_down_by_its_kind_and_place(form: logging.Formatter) -> None:
    def line(problem: Exception) -> str:
        try:
            raise problem  # noqa: TRY301 - it needs a way that led to it
        except Exception as raised:
            record = logging.LogRecord("x", 40, "", 0, "A request failed", (), None)
            record.exc_info = (type(raised), raised, raised.__traceback__)
            return form.format(record)

    told = line(ValueError(WORDS))
    assert "ValueError" in told
    assert f"{Path(__file__).name}:" in told
    assert WORDS not in told
    assert "database is locked" in line(sqlite3.OperationalError("database is locked"))


def test_the_database_hides_what_was_written_from_its_own_mistakes(db: Database) -> None:
    with pytest.raises(Exception) as caught, db._writer.begin() as connection:
        connection.exec_driver_sql("INSERT INTO nothing VALUES (?)", (WORDS,))
    assert WORDS not in str(caught.value)


def test_a_short_token_is_refused_at_the_start() -> None:
    with pytest.raises(SettingsError, match="METRICS_TOKEN"):
        load_settings({"METRICS_TOKEN": "short"}, None)


@pytest.mark.parametrize(
    ("typed", "there"),
    [
        ("//ABCDE", None),  # no code has a vowel
        ("//BCDFG", "/join/BCDFG"),
        ("/bcdfg/", "/join/BCDFG"),
        ("/BCDFG).", "/join/BCDFG"),
        ("/join//BCDFG", "/join/BCDFG"),
        ("/Join/BCDFG/", "/join/BCDFG"),
        ("/join/", "/join"),
        ("/ROOM/bcdfg", "/room/BCDFG"),
        ("/project/BCDFG/", "/project/BCDFG"),
        ("/Summary/BCDFG.", "/summary/BCDFG"),
        ("/api/BCDFG/", None),
        ("/join/BCDFG/more", None),
        ("/somewhere/BCDFG", None),
    ],
)
def test_an_address_nearly_right_leads_to_its_page(
    server: Server, typed: str, there: str | None
) -> None:
    """Capitals, a slash too many, and what a sentence wrote behind it. What else there is stays."""
    (answer,) = ask(app_of(server), f"http://a.example{typed}?lang=cy")
    assert answer.headers.get("location") == (there and f"{there}?lang=cy")
    assert answer.status_code == (307 if there else 404)
