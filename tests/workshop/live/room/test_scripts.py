"""The scripts of the light pages and of the app's own: typed throughout, and roomy."""

import json
import os
from pathlib import Path

import pytest

from tests.npm_packages import NoPackagesError
from tests.workshop.live.room import typescript
from tests.workshop.live.room.typescript import Script

MOST_LOOSE = 1.5  # types of “anything at all” in a thousand lines
MOST_LINES = 60  # of a function


@pytest.fixture(scope="module", autouse=True)
def compiler() -> Path:
    try:
        return typescript.compiler()
    except NoPackagesError as problem:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(problem))


@pytest.fixture(scope="module")
def scripts() -> list[Script]:
    found = typescript.survey(typescript.scripts())
    assert len(found) > 50
    return found


def test_the_compiler_finds_nothing_wrong_in_any_script(compiler: Path) -> None:
    listed = typescript.run(compiler / "bin" / "tsc", ["-p", ".", "--listFilesOnly"])
    looked_at = {Path(line).resolve() for line in listed.stdout.splitlines()}
    assert {(typescript.ROOT / name).resolve() for name in typescript.scripts()} <= looked_at
    done = typescript.run(compiler / "bin" / "tsc", ["-p", "."])
    assert (done.stdout, done.returncode) == ("", 0)


def test_the_compiler_is_asked_to_be_strict(compiler: Path) -> None:
    shown = typescript.run(compiler / "bin" / "tsc", ["-p", ".", "--showConfig"])
    asked = json.loads(shown.stdout)["compilerOptions"]
    assert all(asked[name] for name in ("checkJs", "strict", "noEmit"))


def test_hardly_anything_is_taken_on_trust(scripts: list[Script]) -> None:
    loose = [f"{script.file}:{line}" for script in scripts for line in script.loose]
    lines = sum(script.lines for script in scripts)
    print(f"\n{len(loose)} in {lines:,} lines")
    assert 1000 * len(loose) / lines < MOST_LOOSE, loose
    assert [script.file for script in scripts if script.unchecked] == []


def test_no_function_is_longer_than_a_screen(scripts: list[Script]) -> None:
    long = {
        f"{script.file.removeprefix('workshop/live/room/')}: {function.name}"
        for script in scripts
        for function in script.functions
        if function.lines > MOST_LINES
    }
    assert long == set()


def test_what_is_looked_for_would_be_found(tmp_path: Path) -> None:
    """In each of the ways in which it can be written."""
    written = tmp_path / "written.js"
    body = "\n".join(f"  one += {n};" for n in range(MOST_LINES))
    written.write_text(
        "/** @param {any} one @param {*} two @param {Object} three @param {string} four */\n"
        f"export const long = (one, two, three, four) => {{\n{body}\n}};\n"
        "const word = 'any'; // any, said of nothing\n"
        "class Box {\n/** @type {Record<string, any>} */\nall = {}; open() { return 1; } }\n"
        "// @ts-ignore\n",
        encoding="utf-8",
    )
    [script] = typescript.survey([str(written)])
    assert script.loose == (1, 1, 1, 66)
    assert [(one.name, one.lines) for one in script.functions] == [("long", 62), ("open", 1)]
    assert script.unchecked == (68,)
