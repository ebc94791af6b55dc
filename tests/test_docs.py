"""What README and ``docs/`` say is what the code does: names, defaults, commands, keys, floors."""

import argparse
import ast
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from tests.load.__main__ import parse
from workshop.cli.words import parser as every_command
from workshop.examples import example_names
from workshop.exports import FORMATS
from workshop.playbook import Playbook
from workshop.settings import Settings, load_settings

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
    *sorted(DOCS.glob("*.md")),
]
MOST_WORDS = 800
COMMANDS = ("pip install uv && uv run app.py", "pip install uv && uv run pytest")


def read(path: Path) -> str:
    return path.read_text("utf-8")


def section(path: Path, title: str) -> str:
    """What stands under that heading, until the next of the same level."""
    level = title.partition(" ")[0]
    found = re.search(rf"^{re.escape(title)}\n(.*?)(?=^{level} |\Z)", read(path), re.M | re.S)
    assert found, f"{path.name} has no heading “{title}”"
    return found[1]


def table(text: str, head: str) -> dict[str, list[str]]:
    """The rows of the table with that first head, by the word in code marks of the first cell."""
    rows = re.search(rf"^\| {head} \|.*\n\| ---.*\n((?:\|.*\n?)*)", text, re.M)
    assert rows, f"no table of “{head}”"
    cells = [re.split(r"\s*\|\s*", row.strip().strip("|").strip()) for row in rows[1].splitlines()]
    return {row[0].strip("`"): row[1:] for row in cells}


# --- README ---


def test_the_readme_is_read_in_three_minutes() -> None:
    assert 300 < len(read(ROOT / "README.md").split()) <= MOST_WORDS


@pytest.mark.parametrize("command", COMMANDS)
def test_the_readme_gives_two_commands_each_on_a_line_of_its_own(command: str) -> None:
    assert read(ROOT / "README.md").splitlines().count(command) == 1


def links(page: Path) -> Iterator[tuple[Path, str]]:
    """The file and the heading of every link within the repository, also those of pictures."""
    for target in re.findall(r"\]\(([^)\s]+)\)", read(page)):
        if "://" not in target:
            name, _, anchor = target.partition("#")
            yield (page.parent / name if name else page), anchor


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_to_a_file_and_a_heading_that_are_there(page: Path) -> None:
    for file, anchor in links(page):
        assert file.exists(), f"{page.name}: {file.relative_to(ROOT)}"
        if anchor:
            heads = re.findall(r"^#+ (.*)$", read(file), re.M)
            assert anchor in [
                re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads
            ]


def test_every_page_of_the_docs_can_be_reached_from_the_readme() -> None:
    linked = {file.resolve() for file, _ in links(ROOT / "README.md")}
    assert len(PAGES) > 4
    assert {page for page in PAGES if page not in linked} == {ROOT / "README.md"}


# --- Changelog ---


def test_each_entry_of_the_changelog_is_one_line() -> None:
    """Also no line goes on under an entry, and no entry stands under no heading."""
    below = read(ROOT / "CHANGELOG.md").split("## Unreleased", 1)[1].splitlines()
    lines = [line for line in below if line.strip()]
    assert len(lines) > 20
    assert [line for line in lines if not line.startswith(("- ", "## ", "### "))] == []


# --- Settings ---


def names_that_are_read() -> set[str]:
    """The names in the source that ``load_settings`` gives to its reader of texts."""
    tree = ast.parse(read(ROOT / "workshop" / "settings.py"))
    return {
        cast(str, call.args[0].value)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id == "text"
        and isinstance(call.args[0], ast.Constant)
    }


def in_env_example() -> dict[str, str]:
    return dict(re.findall(r"^# ([A-Z_]+)=(.*)$", read(ROOT / ".env.example"), re.M))


def test_settings_are_the_same_in_the_code_the_docs_and_the_example_file() -> None:
    documented = table(read(DOCS / "settings.md"), "setting")
    assert len(names_that_are_read()) >= len(Settings.__dataclass_fields__)
    assert set(documented) == set(in_env_example()) == names_that_are_read()


def test_the_defaults_that_are_written_down_are_the_defaults() -> None:
    """Given as they stand there, they change nothing."""
    documented = {
        name: cells[0].strip("`")
        for name, cells in table(read(DOCS / "settings.md"), "setting").items()
    }
    plain = load_settings({}, None)
    for given in (documented, {**in_env_example(), "PUBLIC_URL": ""}):
        database = f"sqlite:///{ROOT / given['DATABASE_URL'].removeprefix('sqlite:///')}"
        assert load_settings({**given, "DATABASE_URL": database}, None) == plain


# --- Commands ---


def commands() -> dict[str, argparse.ArgumentParser]:
    choosing = [
        action
        for action in every_command()._actions
        if isinstance(action, argparse._SubParsersAction)
    ]
    return dict(choosing[0].choices)


def heading(name: str, parser: argparse.ArgumentParser) -> str:
    """Such as ``## `workshop reveal CODE [ACTIVITY]```."""
    given = [action for action in parser._actions if not action.option_strings]
    words = [f"[{a.metavar}]" if a.nargs == "?" else str(a.metavar) for a in given]
    return f"## `{' '.join(('workshop', name, *words))}`"


def test_the_docs_hold_every_command_with_what_it_needs() -> None:
    written = re.findall(r"^## `workshop .*`$", read(DOCS / "commands.md"), re.M)
    assert sorted(written) == sorted(heading(name, one) for name, one in commands().items())


@pytest.mark.parametrize("name", commands())
def test_the_docs_hold_every_option_of_a_command(name: str) -> None:
    parser = commands()[name]
    text = section(DOCS / "commands.md", heading(name, parser))
    options = {word for action in parser._actions for word in action.option_strings} - {
        "-h",
        "--help",
    }
    assert (set(table(text, "option")) if "| option |" in text else set()) == options


def test_the_docs_hold_every_format_with_the_name_of_its_file() -> None:
    documented = table(read(DOCS / "commands.md"), "format")
    assert {name: cells[0].strip("`") for name, cells in documented.items()} == {
        name: made.file_name("CODE") for name, made in FORMATS.items()
    }


def test_the_docs_name_every_template_and_every_example(playbook: Playbook) -> None:
    new = table(section(DOCS / "commands.md", "## `workshop new TITLE`"), "option")
    for template in playbook.templates:
        assert f"`{template.key}`" in new["--template"][0]
    example = section(DOCS / "commands.md", "## `workshop example NAME`")
    assert all(f"`{name}`" in example for name in example_names())


def test_the_docs_hold_every_key_of_the_big_screen() -> None:
    script = read(ROOT / "workshop" / "live" / "room" / "words" / "projector-words.js")
    listed = re.search(r"keys: Object\.freeze\(\[(.*?)\n  \]\)", script, re.S)
    assert listed, "the keys are listed elsewhere now"
    keys = dict(re.findall(r'\["([^"]+)", t\("([^"]+)"\)\]', listed[1]))
    assert len(keys) > 10
    documented = table(read(DOCS / "commands.md"), "key")
    assert {key: cells[0] for key, cells in documented.items()} == keys


def test_the_docs_hold_every_option_of_the_load_test(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parse(["--help"])
    options = set(re.findall(r"^  (--[a-z]+)", capsys.readouterr().out, re.M))
    documented = table(read(DOCS / "speed.md"), "option")
    assert {name.partition(" ")[0] for name in documented} == options
    assert len(options) > 5


# --- How it is built ---


def drawn_tree() -> set[str]:
    """The paths that ``docs/architecture.md`` draws as a tree; a folder ends with ``/``."""
    text = read(DOCS / "architecture.md").split("```")[1]
    found, folder = set(), ""
    for line in text.strip().splitlines():
        name = line.split()[0]
        if line.startswith(" "):
            found.add(folder + name)
        else:
            folder = name
            found.add(name)
    return found


def in_house(floor: str) -> set[str]:
    """The folders and modules that stand directly on a floor."""
    below = [path for path in (ROOT / floor).iterdir() if not path.name.startswith(("_", "."))]
    return {f"{floor}/{path.name}{'/' if path.is_dir() else ''}" for path in below}


def test_the_drawn_tree_is_the_tree_that_stands() -> None:
    drawn = drawn_tree()
    assert {path for path in drawn if not (ROOT / path).exists()} == set()
    standing = in_house("stages") | in_house("workshop")
    assert len(standing) > 30
    assert {path for path in drawn if path.startswith(("stages/", "workshop/"))} - {
        "stages/",
        "workshop/",
    } == standing


def test_the_floors_that_are_written_down_are_the_contract() -> None:
    contracts = tomllib.loads(read(ROOT / "pyproject.toml"))["tool"]["importlinter"]["contracts"]
    floors = next(one["layers"] for one in contracts if one["name"].startswith("The floors"))
    enforced = [set(re.findall(r"[a-z_]+(?=\)? :|\)?$)", line)) for line in floors]
    written = [
        set(re.findall(r"`([a-z_]+)`", line))
        for line in re.findall(
            r"^\d+\. .*$", section(DOCS / "architecture.md", "## The floors"), re.M
        )
    ]
    assert len(enforced) > 10
    assert written == enforced


def test_security_points_at_what_is_there() -> None:
    """Each row of the standard once, and each file that shows it."""
    page = read(DOCS / "security.md")
    rows = table(page, "row")
    assert len(rows) == 259
    assert {cells[2] for cells in rows.values()} == {"met", "not met", "not applicable"}
    named = re.findall(r"`((?:\.?[\w-]+/)+[\w.-]+)`", page)
    assert len(named) > 100
    assert [name for name in named if not (ROOT / name).exists()] == []
    for state, word in Counter(cells[2] for cells in rows.values()).items():
        assert f"{word} {state}" in page


def test_a_container_is_built_without_what_lies_beside_the_source() -> None:
    """A layer keeps for ever what was copied into it: databases, copies of them, secrets."""
    kept_out = [line.removeprefix("**/") for line in read(ROOT / ".dockerignore").splitlines()[1:]]
    assert kept_out == [".git/", *read(ROOT / ".gitignore").splitlines()]
