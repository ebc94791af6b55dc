"""The recipes of ``CONTRIBUTING.md`` work as they are written: each is followed on a copy."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.recipes.blocks import ROOT, follow, recipes, text_of
from tests.recipes.outcomes import OUTCOMES

PARTS = (
    *("workshop", "stages", "data", "deploy", "docs", "findings", "tests"),
    *("app.py", "README.md", "pyproject.toml"),
)
SETTINGS = {"Add a language": {"REFRAME_LANGUAGE": "cy"}}
CHECKED = {
    "Add a stage": (
        ("lint-imports",),
        ("pytest", "tests/test_docs.py", "tests/test_folder_sizes.py", "-k", "tree or package"),
    ),
    "Add an export": (("pytest", "tests/test_docs.py", "-k", "format"),),
}
"""What of our own checks must still hold in the copy."""
BY_NAME = {"Add a database"}
KNOWS_SQLITE = re.compile(r"sqlite|pragma", re.I)


def copied(to: Path) -> Path:
    """What a change may touch, without what the machine made of it."""
    for part in PARTS:
        if (ROOT / part).is_dir():
            leave = shutil.ignore_patterns("__pycache__", "node_modules", "*.db", "*.db-*")
            shutil.copytree(ROOT / part, to / part, ignore=leave)
        else:
            shutil.copy(ROOT / part, to / part)
    return to


def run(tree: Path, *words: str, **settings: str) -> None:
    """A program of our own environment in that tree; what it said is shown where it failed."""
    there = {**os.environ, "PYTHONPATH": str(tree), **settings}
    ran = subprocess.run(words, cwd=tree, env=there, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, f"{words}\n{ran.stdout[-3000:]}\n{ran.stderr[-3000:]}"


def test_every_recipe_is_followed_or_checked_by_its_names() -> None:
    assert set(recipes()) == set(OUTCOMES) | BY_NAME
    assert all(recipes()[name] for name in OUTCOMES)


@pytest.mark.long
@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", OUTCOMES)
def test_a_recipe_does_what_it_says_and_needs_no_other_step(name: str, tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    tree.mkdir()
    copied(tree)
    for block in recipes()[name]:
        follow(block, tree)
    made = tmp_path / "made"
    made.mkdir()
    settings = SETTINGS.get(name, {})
    run(tree, sys.executable, "-m", "tests.recipes.outcomes", name, str(made), **settings)
    for program, *words in CHECKED.get(name, ()):
        plain = ("-n", "0", "-q", "-p", "no:cacheprovider") if program == "pytest" else ()
        run(tree, str(Path(sys.executable).with_name(program)), *words, *plain)


@pytest.mark.parametrize("name", [*OUTCOMES, *BY_NAME])
def test_every_file_that_a_recipe_names_is_there_or_made_by_it(name: str) -> None:
    new = {"workshop/kinds/handover.py", "data/cases/cy/", "data/lenses/cy/"}
    named = set(re.findall(r"`((?:workshop|stages|data|tests|docs)/[\w./-]+)`", text_of(name)))
    assert named
    assert {file for file in named - new if not (ROOT / file).exists()} == set()


def test_the_recipe_for_a_database_names_every_place_that_knows_sqlite() -> None:
    places = {
        path.relative_to(ROOT).as_posix()
        for floor in ("workshop", "stages")
        for path in (ROOT / floor).rglob("*.py")
        if KNOWS_SQLITE.search(path.read_text("utf-8"))
    }
    rows = re.findall(r"^\| `([\w/.]+)` \| \S.*\|$", text_of("Add a database"), re.M)
    assert len(places) > 3
    assert sorted(rows) == sorted(places)
