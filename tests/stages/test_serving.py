"""How the server sets Streamlit up."""

import asyncio
import gc
import importlib.util
import re
from pathlib import Path

import pytest
import streamlit as st
from streamlit.components.v2 import manifest_scanner
from streamlit.components.v2.component_manager import BidiComponentManager

from stages import serving
from stages.registry import STAGES
from tests.workshop.live.conftest import in_a_thread
from workshop.pictures.limits import MOST_BYTES
from workshop.settings import Settings


def test_the_server_takes_no_larger_files_than_pictures() -> None:
    """The box for pictures refuses larger ones in the browser, where anybody can go round it."""
    found = serving.config(Settings(database_url="sqlite:///unused.db"))
    assert found["server.maxUploadSize"] * 1024**2 == MOST_BYTES


def test_a_server_loads_its_pages_once_it_listens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """With nobody asking; what cannot be loaded is written down and stops no server."""
    loaded: list[str] = []

    def load(name: str) -> None:
        loaded.append(name)
        raise ImportError("as where a package is gone")

    monkeypatch.setattr(serving, "import_module", load)
    monkeypatch.setattr("workshop.live.site.SETTLED_SECONDS", 0.0)
    monkeypatch.setattr(serving, "leave_alone", lambda: loaded.append("settled"))
    settings = Settings(database_url=f"sqlite:///{tmp_path / 'a.db'}")

    async def live(app: st.App) -> None:
        async with app._user_lifespan(app):
            for _ in range(500):
                if "settled" in loaded:
                    break
                await asyncio.sleep(0.02)

    in_a_thread(lambda: asyncio.run(live(serving.build(settings))))
    assert loaded == ["stages.frame", "settled"]
    assert "could not be loaded" in caplog.text
    assert importlib.util.find_spec("stages.frame") is not None


def test_the_garbage_collector_passes_by_what_is_loaded() -> None:
    """A full collection of a started server would hold up every card for a tenth of a second.

    What it makes from then on is looked through, though the command that started it put that off.
    """
    usual = gc.get_threshold()
    gc.set_threshold(1_000_000)
    try:
        serving.leave_alone()
        assert gc.get_freeze_count() > 10 * len(gc.get_objects())
        assert gc.get_threshold() == (700, 10, 50)
    finally:
        gc.unfreeze()
        gc.set_threshold(*usual)


def test_the_server_knows_the_address_of_every_page() -> None:
    """One that it did not know would be answered 404, as what is not there."""
    source = (Path(serving.__file__).parent / "frame.py").read_text("utf-8")
    named = re.findall(r'_listed\(\w+\.page, "(\w+)"', source)
    assert len(named) >= 4
    assert {name.lower() for name in named} | {key.value for key in STAGES} == serving.PAGES


def test_a_start_reads_nothing_of_installed_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    """The framework would look for components in all of them, and finds none."""
    asked: list[str] = []
    assert manifest_scanner.scan_component_manifests() == []
    monkeypatch.setattr(
        manifest_scanner, "scan_component_manifests", lambda: asked.append("all") or []
    )
    BidiComponentManager().discover_and_register_components(start_file_watching=False)
    assert asked == ["all"]
    serving.look_for_no_components()
    BidiComponentManager().discover_and_register_components(start_file_watching=False)
    assert asked == ["all"]
