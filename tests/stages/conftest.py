"""Pages run as Streamlit runs them, on a fresh database, for a device that the test chooses."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
import streamlit as st
from streamlit import config
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import NumberInput

from stages.parts import identity, redraw
from workshop.db import Database, database
from workshop.domain.people.members import new_token
from workshop.domain.workshops import MadeWorkshop

SHELL = Path(__file__).parents[2] / "stages" / "shell.py"
PATIENCE = 60
PAGES = {"plan": "stages.console.plan", "tour": "stages.welcome.tour"}
"""The module of a page that is not ``page`` in the room of its address."""


def _run_page(module: str) -> None:
    import importlib

    importlib.import_module(module).page()


def _run_stage(key: str) -> None:
    from stages.parts.stage import stage_page
    from workshop.enums import StageKey

    stage_page(StageKey(key))


class Device:
    """A browser of one person: it opens pages and shows all that was sent to it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, token: str | None, code: str) -> None:
        self._monkeypatch = monkeypatch
        self._token = token
        self._code = code

    def open(self, address: str) -> AppTest:
        """The page at this address, drawn once."""
        module = PAGES.get(address, f"stages.{address}.page")
        app = AppTest.from_function(_run_page, args=(module,), default_timeout=PATIENCE)
        return self._start(app)

    def open_plainly(self, stage: str) -> AppTest:
        """The stage as every stage can be drawn, whatever layout of its own it has."""
        app = AppTest.from_function(_run_stage, args=(stage,), default_timeout=PATIENCE)
        return self._start(app)

    def open_app(self) -> AppTest:
        """The whole app at its address."""
        return self._start(AppTest.from_file(str(SHELL), default_timeout=PATIENCE))

    def _start(self, app: AppTest) -> AppTest:
        self.sit_down()
        if self._code:
            app.query_params["code"] = self._code
        return drawn(app.run())

    def sit_down(self) -> None:
        """From now on the pages think that this device asks."""
        self._monkeypatch.setattr(identity, "device_token", lambda: self._token)


def drawn(app: AppTest) -> AppTest:
    """The page, after making sure that nothing broke."""
    assert [item.stack_trace for item in app.exception] == []
    return app


def all_sent(app: AppTest) -> str:
    """Everything that went to the browser, whatever the element."""
    return "\n".join(str(node.proto) for node in app._tree if hasattr(node, "proto"))


def sentences(app: AppTest) -> list[str]:
    """What the page says went wrong, as people read it."""
    return [item.value.replace("\\", "") for item in app.error]


def minutes_of(app: AppTest, step: str) -> NumberInput:
    """The box with the minutes of a step, on the plan."""
    name = re.compile(rf"plan\.minutes\.\d+\.{re.escape(step)}")
    return next(one for one in app.number_input if name.fullmatch(one.key or ""))


OpenAs = Callable[[str | None], Device]


@pytest.fixture(scope="session", autouse=True)
def _components_found_once() -> Iterator[None]:
    """All packages installed here are looked through for components once, not for every page."""
    with pytest.MonkeyPatch.context() as patch:
        once = cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", once)
        yield


@pytest.fixture(autouse=True)
def _own_database(db: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The pages find the test's database through settings, as they find any other."""
    monkeypatch.setenv("DATABASE_URL", db.url)
    config.set_option("client.showErrorDetails", "full")
    config.set_option("runner.postScriptGC", False)  # as the server has it
    for name in ("PUBLIC_URL", "FACILITATOR_KEY"):
        monkeypatch.setenv(name, "")
    monkeypatch.setattr(identity, "address", lambda: "127.0.0.1")
    # AppTest draws whole pages and cannot draw a part alone; tests in a browser see that done.
    monkeypatch.setattr(redraw, "these", lambda parts: None)
    yield
    database(db.url).close()
    database.cache_clear()
    st.cache_data.clear()
    st.cache_resource.clear()


@pytest.fixture
def device(monkeypatch: pytest.MonkeyPatch, workshop: MadeWorkshop) -> OpenAs:
    """``device(token)`` is the browser with that cookie, at the workshop's address."""
    return lambda token: Device(monkeypatch, token, workshop.code)


@pytest.fixture
def stranger(monkeypatch: pytest.MonkeyPatch) -> OpenAs:
    """``stranger(token)`` is a browser that has come by no link."""
    return lambda token: Device(monkeypatch, token, "")


@pytest.fixture
def desk(device: OpenAs, facilitator_token: str) -> Device:
    """The facilitator's own browser."""
    return device(facilitator_token)


@pytest.fixture
def participant_token(join_as: Callable[..., object]) -> str:
    """The cookie of a resident who has joined."""
    token = new_token()
    join_as("resident", name="Amina", token=token)
    return token
