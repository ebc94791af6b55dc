"""What would break on Windows or a Mac, as far as it can be seen from here."""

import ast
import os
import re
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path, PureWindowsPath

import platformdirs.macos
import platformdirs.windows
import pytest

from workshop.backups import name_at
from workshop.exports import FORMATS
from workshop.settings import Settings

ROOT = Path(__file__).parents[2]
FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
TEXTS = ("read_text", "write_text")
ONLY_ELSEWHERE = ("SIGKILL", "SIGHUP", "SIGUSR1", "SIGUSR2", "SIGALRM", "SIGQUIT")


def calls() -> list[tuple[str, ast.Call]]:
    return [
        (f"{path.relative_to(ROOT)}:{node.lineno}", node)
        for floor in ("workshop", "stages")
        for path in (ROOT / floor).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
    ]


def test_every_text_is_read_and_written_in_utf_8() -> None:
    """Without it, Windows takes the code page of its country, and names with accents break."""
    silent = [
        at
        for at, call in calls()
        if isinstance(call.func, ast.Attribute)
        and call.func.attr in TEXTS
        and not any(word.arg == "encoding" for word in call.keywords)
        and "utf-8" not in [one.value for one in call.args if isinstance(one, ast.Constant)]
    ]
    assert silent == []


def test_no_signal_is_used_that_windows_has_not() -> None:
    used = [
        path.name
        for floor in ("workshop", "stages")
        for path in (ROOT / floor).rglob("*.py")
        if any(name in path.read_text("utf-8") for name in ONLY_ELSEWHERE)
    ]
    assert used == []
    assert {signal.SIGINT, signal.SIGTERM} <= set(signal.Signals)


def test_no_file_that_we_make_has_a_name_that_windows_refuses() -> None:
    names = [name_at(datetime.now(UTC), "before-upgrade")]
    names += [made.file_name("ABCDE") for made in FORMATS.values()]
    assert [name for name in names if FORBIDDEN.search(name)] == []


def test_a_path_of_windows_is_a_database_and_comes_back_as_it_was() -> None:
    path = PureWindowsPath(r"C:\Users\Zoë O'Hara\AppData\Local\reframe\reframe.db")
    settings = Settings(f"sqlite:///{path}")
    assert PureWindowsPath(str(settings.database_path)) == path


def test_each_system_keeps_data_where_its_people_look(monkeypatch: pytest.MonkeyPatch) -> None:
    """``docs/settings.md`` names these folders."""
    told = (ROOT / "docs" / "settings.md").read_text("utf-8")
    monkeypatch.setenv("LOCALAPPDATA", r"C:\Local")
    monkeypatch.setattr(platformdirs.windows, "get_win_folder", lambda _name: r"C:\Local")
    windows = platformdirs.windows.Windows("reframe", appauthor=False).user_data_dir
    assert re.split(r"[\\/]", os.path.normpath(windows))[-2:][-1] == "reframe"
    assert "%LOCALAPPDATA%\\reframe" in told
    mac = platformdirs.macos.MacOS("reframe", appauthor=False).user_data_dir
    assert mac.endswith("/Library/Application Support/reframe")
    assert "~/Library/Application Support/reframe" in told


def test_systems_without_limits_on_files_start_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Windows has no ``resource`` module."""
    from workshop.live.connections import few_files, more_files

    monkeypatch.setitem(sys.modules, "resource", None)
    assert more_files() is None
    assert few_files(None) == ""
