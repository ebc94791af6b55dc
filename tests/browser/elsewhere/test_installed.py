"""The wheel is the product: installed anywhere, it runs from an empty folder and needs no network.

Built and installed once for this file, from what the lock file names, and walked as a newcomer
would: a workshop made, a phone that joins and writes, files taken home, an old database opened.
"""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import CONSOLE, PHONE
from tests.browser.people import SLOW, Phone
from tests.browser.running import ROOT, RunningServer
from tests.workshop.test_migrations import RELEASED

pytestmark = pytest.mark.timeout(600)
Device = Callable[..., Page]
PAPER = "rgb(251, 245, 234)"
"""The app wears its own look, which lies beside its script."""
NOWHERE = "http://127.0.0.1:9"
"""A proxy that never answers: whoever asks another server for anything fails."""
WORDS = "The bus stops at nine"


@dataclass
class Installed(RunningServer):
    """``workshop serve`` of an installed wheel, in an empty folder, with a home of its own."""

    tree: Path = field(default_factory=Path)

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
        proxies = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), NOWHERE)
        home = str(self.folder / "home")
        return {
            **kept,
            **proxies,
            "HOME": home,
            "LOCALAPPDATA": home,
            "XDG_DATA_HOME": f"{home}/data",
            "PORT": str(self.port),
            "HOST": "127.0.0.1",
            "OPEN_BROWSER": "no",
        }

    def ask(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*self.commanding, *words],
            cwd=self.cwd,
            env=self.environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    @property
    def database(self) -> Path:
        found = list((self.folder / "home").rglob("reframe.db"))
        assert len(found) == 1, found
        return found[0]


def uv(*words: str | Path, cwd: Path = ROOT) -> str:
    program = os.environ.get("UV") or shutil.which("uv")
    assert program, "run the tests by uv, as the README says"
    command = [program, *(str(word) for word in words)]
    ran = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, f"{words}\n{ran.stdout}\n{ran.stderr}"
    return ran.stdout


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the wheel, which was built from the sdist, and nothing of ours."""
    made = tmp_path_factory.mktemp("wheel")
    uv("build", "--out-dir", made / "dist")
    locked = made / "locked.txt"
    uv("export", "--frozen", "--no-dev", "--no-emit-project", "--no-hashes", "-o", locked)
    uv("venv", "--python", sys.executable, made / "venv")
    (wheel,) = (made / "dist").glob("*.whl")
    uv("pip", "install", "--python", made / "venv", "-r", locked, wheel, cwd=made)
    return made / "venv"


@pytest.fixture
def installed(tree: Path, tmp_path: Path) -> Iterator[Installed]:
    (tmp_path / "empty").mkdir()
    program = next(tree.glob("*/workshop*"))
    server = Installed(
        tmp_path,
        serving=(str(program), "serve"),
        commanding=(str(program),),
        cwd=tmp_path / "empty",
        tree=tree,
    )
    yield server
    server.stop()


def test_the_day_runs_from_an_empty_folder_with_no_checkout_in_sight(
    installed: Installed, device: Device
) -> None:
    """Everything that people write is in the user's own data folder, and nothing anywhere else."""
    before = sorted(path for path in installed.tree.rglob("*") if path.suffix != ".pyc")
    made = installed.make("Growing up in Ashby")
    installed.start()
    desk = device(CONSOLE)
    desk.goto(installed.here + made.facilitator_path)
    expect(desk.get_by_text("Growing up in Ashby").first).to_be_visible(timeout=SLOW)
    expect(desk.locator(".stApp")).to_have_css("background-color", PAPER)
    installed.command("open", made.code, "insights.write", "--anyway")
    phone = Phone(device(PHONE), installed, made.code).join()
    phone.send(WORDS)
    phone.expect_saved(WORDS)
    files = installed.folder / "files"
    installed.command("export", made.code, "--format", "all", "--to", str(files))
    assert len(list(files.iterdir())) > 10
    archive = json.loads((files / f"{made.code}-archive.json").read_text(encoding="utf-8"))
    assert WORDS in json.dumps(archive)
    installed.stop()
    assert "Traceback" not in installed.log()
    assert list(installed.cwd.iterdir()) == []
    after = sorted(path for path in installed.tree.rglob("*") if path.suffix != ".pyc")
    assert [path for path in after if path.name != "__pycache__"] == [
        path for path in before if path.name != "__pycache__"
    ]
    assert installed.database.stat().st_size > 0


def test_a_database_of_the_first_release_is_opened_by_the_wheel(installed: Installed) -> None:
    (dumped,) = [path for path in RELEASED if path.stem == "0.1.0"]
    assert "no workshop yet" in installed.command("list")
    path = installed.database
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(dumped.read_text(encoding="utf-8"))
        cards = connection.execute("SELECT count(*) FROM card").fetchone()[0]
    assert f"  {cards} cards  " in installed.command("list")


def test_it_says_its_version_and_looks_at_the_machine(installed: Installed) -> None:
    assert installed.ask("--version").stdout.startswith("Reframe ")
    looked = installed.ask("doctor", "--json")
    found = {one["about"]: one for one in json.loads(looked.stdout)}
    assert looked.returncode == 0, looked.stdout
    assert set(found) >= {"port", "network", "disk", "database", "fonts", "clock", "proxy"}
    assert found["proxy"]["state"] == "look"
    assert str(installed.folder / "home") in found["database"]["says"] + found["disk"]["says"]
