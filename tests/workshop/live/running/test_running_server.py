"""The app's pages find the server of their own process, and only while it runs."""

import asyncio
import dataclasses

import jinja2
import pytest

from tests.workshop.live.conftest import in_a_thread
from workshop.db import Database
from workshop.live import pages, site
from workshop.live.site import make_server, running
from workshop.live.this_server import running_server
from workshop.settings import Settings, load_settings


def test_a_server_is_found_while_it_runs(db: Database) -> None:
    """So that wrong words typed on a page and wrong links are counted together."""
    settings: Settings = dataclasses.replace(load_settings(), database_url=db.url)

    def day() -> bool:
        server = make_server(settings)

        async def visit() -> bool:
            async with running(server):
                return running_server(settings) is server

        return asyncio.run(visit())

    assert running_server(settings) is None
    assert in_a_thread(day)
    assert running_server(settings) is None


def test_the_first_phone_waits_for_no_template(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Soon after the start a server has made ready what every phone needs, with nobody asking.

    Then it loads what draws the other pages, and only then it is settled, so that the garbage
    collector passes by all of that.
    """
    compiled, when_settled = list[str](), list[list[str]]()
    usual = jinja2.Environment.compile

    def listened(self: jinja2.Environment, source: str, name: str, *rest: object) -> object:
        compiled.append(name)
        return usual(self, source, name, *rest)  # type: ignore[call-overload]

    monkeypatch.setattr(jinja2.Environment, "compile", listened)
    monkeypatch.setattr(site, "SETTLED_SECONDS", 0.0)
    settings: Settings = dataclasses.replace(load_settings(), database_url=db.url)

    def day() -> bool:
        server = make_server(settings)

        async def visit() -> bool:
            async with running(
                server,
                loads=lambda: compiled.append("the other pages"),
                settled=lambda: when_settled.append([*compiled]),
            ):
                for _ in range(500):
                    if when_settled:
                        return True
                    await asyncio.sleep(0.02)
            return False

        return asyncio.run(visit())

    pages._templates.cache_clear()
    assert in_a_thread(day)
    (before,) = when_settled
    assert "room.html" in before
    assert before[-1] == "the other pages"
    pages._templates().get_template("room.html")
    assert compiled.count("room.html") == 1


def test_memory_is_looked_through_again_though_the_start_was_not_whole(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The command that starts a server puts that off until it is settled; what broke is told."""
    monkeypatch.setattr(site, "SETTLED_SECONDS", 0.0)
    settled = list[str]()

    def broken() -> None:
        raise RuntimeError("a part of the app is not whole")

    def start() -> None:
        told = site._before_the_first(load_settings(), broken, lambda: settled.append("yes"))
        asyncio.run(told)

    in_a_thread(start)
    assert settled == ["yes"]
    (told,) = (one for one in caplog.records if one.exc_info)  # whichever way lines are written
    assert told.getMessage() == "What the first pages need could not be loaded."
    assert told.exc_info
    assert told.exc_info[0] is RuntimeError


def test_a_method_that_is_not_there_is_told_and_stops_no_server(
    db: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(site, "SETTLED_SECONDS", 0.0)
    settings = dataclasses.replace(load_settings(), database_url=db.url, language="xx")

    def day() -> bool:
        server = make_server(settings)

        async def visit() -> bool:
            async with running(server):
                for _ in range(500):
                    if "no method in the language “xx”" in caplog.text:
                        return running_server(settings) is server
                    await asyncio.sleep(0.02)
            return False

        return asyncio.run(visit())

    assert in_a_thread(day)
