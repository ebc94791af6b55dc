"""The house stays furnished: rooms small enough to look into, and names that lead somewhere."""

import ast
from collections import Counter
from importlib import import_module
from inspect import signature
from pathlib import Path

import pytest

from workshop.exports import FORMATS

ROOT = Path(__file__).parent.parent
FLOORS = ("stages", "workshop")
MOST = 30


def modules(kind: str) -> list[Path]:
    """Every module of that kind, such as ``.py``, in the two packages."""
    return [path for floor in FLOORS for path in (ROOT / floor).rglob(f"*{kind}")]


def sizes(kind: str) -> Counter[str]:
    """How many modules of that kind each folder holds, those in folders below it not counted."""
    tests = list((ROOT / "tests").rglob(f"*{kind}"))
    return Counter(path.parent.relative_to(ROOT).as_posix() for path in [*modules(kind), *tests])


@pytest.mark.parametrize(("kind", "at_least"), [(".py", 600), (".js", 40)])
def test_no_folder_holds_more_modules_than_one_can_look_through(kind: str, at_least: int) -> None:
    found = sizes(kind)
    assert found.total() > at_least, "these are not all of the modules"
    assert {folder: number for folder, number in found.items() if number > MOST} == {}


def test_every_folder_of_modules_is_a_package_that_says_what_it_holds() -> None:
    folders = {path.parent for path in modules(".py") if "migrations" not in path.parts}
    silent = [
        folder.relative_to(ROOT).as_posix()
        for folder in folders
        if not (folder / "__init__.py").is_file()
        or ast.get_docstring(ast.parse((folder / "__init__.py").read_text("utf-8"))) is None
    ]
    assert len(folders) > 30
    assert silent == []


def test_every_class_has_a_name_of_its_own() -> None:
    found = [
        (node.name, path.relative_to(ROOT).as_posix())
        for path in modules(".py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
    ]
    often = Counter(name for name, _ in found)
    assert len(found) > 400
    assert {
        name: [at for one, at in found if one == name] for name in often if often[name] > 1
    } == {}


@pytest.mark.parametrize("name", FORMATS)
def test_the_module_of_every_format_is_there_and_makes_a_file_from_a_story(name: str) -> None:
    render = import_module(FORMATS[name].module).render
    assert list(signature(render).parameters) == ["story"]
