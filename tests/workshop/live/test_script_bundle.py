"""The modules of a page as few files, in which every module runs once."""

import posixpath
import re
from pathlib import Path, PurePosixPath

import pytest

from workshop.live import assets
from workshop.live.script_bundle import BundleError, Bundles, small

SMALL = {
    "page": """
import { call as ask } from "./parts/api.js";
import * as box from "./write/box.js";

export const state = ask(box);
const later = () => import("./vote/vote.js");
const again = (time) => import(`./vote/vote.js${time}`);
""",
    "parts/api": "export async function call() {}\n",
    "write/box": 'import { call } from "../parts/api.js";\nexport function box() { call(); }\n',
    "vote/vote": """
import { call } from "../parts/api.js";
import { words } from "../words/vote-words.js";
import { paper } from "./paper.js";
/** @typedef {import("../types.js").Vote} Vote */
export function vote() {}
import("./results.js");
""",
    "words/vote-words": "export const words = 1;\n",
    "vote/paper": "export class paper {}\n",
    "vote/results": """
import {
  words,
} from "../words/vote-words.js";
export function results() {}
""",
}


def bundles(changed: dict[str, str] | None = None) -> Bundles:
    return Bundles("page", (SMALL | (changed or {})).__getitem__)


def modules(code: str | None) -> list[str]:
    """The modules that run in a file, in their order."""
    return re.findall(r"^const \$([\w$]+) = \(\(\) =>", code or "", re.MULTILINE)


def test_a_page_is_one_file_of_all_that_it_needs_at_once_in_the_order_of_their_running() -> None:
    page = bundles().code("page") or ""
    assert modules(page) == ["parts$api", "write$box", "page"]
    assert "const { call: ask } = $parts$api;\nconst box = $write$box;" in page
    assert "return { state };" in page


def test_what_comes_later_is_a_file_that_shares_the_modules_of_its_page() -> None:
    """Words of two later files stand in both; another module alone, so that it is not run twice."""
    vote = bundles().code("vote/vote") or ""
    assert modules(vote) == ["words$vote_words", "vote$paper", "vote$vote"]
    assert vote.startswith('import { $parts$api } from "../page.js";\n')
    assert vote.count("import ") == 1
    assert vote.endswith(
        "export { $words$vote_words, $vote$paper, $vote$vote };\n"
        "export const { vote } = $vote$vote;\n"
    )
    assert modules(bundles().code("vote/results")) == ["words$vote_words", "vote$results"]
    shared = {
        "vote/vote": 'import { paper } from "./paper.js";\nimport("./results.js");\n',
        "vote/results": 'import { paper } from "./paper.js";\n',
    }
    assert modules(bundles(shared).code("vote/vote")) == ["vote$vote"]
    assert modules(bundles(shared).code("vote/paper")) == ["vote$paper"]


def test_what_comes_later_is_named_as_seen_from_the_file_that_asks_for_it() -> None:
    """A module of a folder may stand in the file of the page, one folder above."""
    box = 'export function box() { import("../vote/results.js"); import(`./ink.js${1}`); }\n'
    page = bundles({"write/box": box, "write/ink": ""}).code("page") or ""
    assert 'import("./vote/results.js")' in page
    assert "import(`./write/ink.js${1}`)" in page
    assert "import(`./vote/vote.js${time}`)" in page
    assert 'import("./results.js")' in (bundles().code("vote/vote") or "")


def test_a_style_sheet_is_named_as_seen_from_the_file_that_asks_for_it() -> None:
    written = 'export const box = new URL("../vote.css", import.meta.url);\n'
    page = bundles({"write/box": written, "vote/paper": written.replace("box", "paper")})
    assert 'new URL("./vote.css", import.meta.url)' in (page.code("page") or "")
    assert 'new URL("../vote.css", import.meta.url)' in (page.code("vote/vote") or "")


def test_a_module_asked_for_by_itself_is_the_one_that_already_runs() -> None:
    assert bundles().code("write/box") == (
        'import { $write$box } from "../page.js";\n'
        "export {  };\nexport const { box } = $write$box;\n"
    )


def test_modules_of_one_name_in_two_folders_are_two() -> None:
    page = 'import { a } from "./sort/words.js";\nimport { b } from "./vote/words.js";\n'
    made = bundles(
        {
            "page": page,
            "sort/words": "export const a = 1;\n",
            "vote/words": "export const b = 1;\n",
        }
    )
    assert modules(made.code("page")) == ["sort$words", "vote$words", "page"]


def test_a_page_can_say_which_files_it_will_need_soon() -> None:
    assert bundles().together("vote/vote", "vote/results") == ["vote/vote", "vote/results"]


def test_what_is_no_part_of_the_page_is_not_served_by_it() -> None:
    assert bundles().code("types") is None


@pytest.mark.parametrize(
    "written",
    [
        'import { box } from "../write/box.js";\n',
        "export default 1;\n",
        "export let counted = 0;\n",
        'import "../write/box.js";\n',
        'import box from "../../box.js";\n',
        'const later = () => import("../../box.js");\n',
        'import { box } from "elsewhere";\n',
    ],
)
def test_circles_and_what_cannot_be_bundled_are_refused(written: str) -> None:
    with pytest.raises(BundleError, match=r"^parts/api\.js"):
        bundles({"parts/api": written}).code("page")


def test_a_script_is_made_small_without_losing_a_letter_of_its_words() -> None:
    """Also where a template stands inside another, beside quotes and in a pattern."""
    script = """
export function said(at, all, open) {
  // nobody hears this
  const step = `${at} of ${all}, ${open ? `open, ${all}  left` : "No  more"}.`;
  return step.replace(/ of {1}/, " / ") + "  “it's”  ";
}
"""
    made = small(script)
    assert "nobody" not in made
    for words in ("} of ${", "}, ${", "open, ${", "}  left", "No  more", "/ of {1}/", "  “it's”  "):
        assert words in made
    assert len(made) < len(script) * 0.75


def test_what_is_no_script_is_refused_and_not_served() -> None:
    with pytest.raises(ValueError, match="expected"):
        small("export function (")


def test_an_address_changes_when_two_files_change_places(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is kept for ever under one address never has two meanings."""
    seen = set()
    for one, other in (("a", "b"), ("b", "a")):
        for folder, words in (("sort", one), ("vote", other)):
            (tmp_path / folder).mkdir(exist_ok=True)
            (tmp_path / folder / "words.js").write_text(words, encoding="utf-8")
        monkeypatch.setattr(assets, "STATIC", tmp_path)
        seen.add(assets.version.__wrapped__())
    assert len(seen) == 2


@pytest.mark.parametrize("page", assets.BUNDLES)
def test_every_module_of_a_page_but_words_stands_in_exactly_one_of_its_files(page: str) -> None:
    """As the product ships them; no later file needs another, which might not come."""
    found = assets.BUNDLES[page]
    seen, wanted = set[str](), [page]
    for file in wanted:  # grows while it is read
        code = found.code(file) or ""
        for path in re.findall(
            r"[\"'`](\.[\w./-]+)\.js", re.sub(r"/\*.*?\*/", "", code, flags=re.S)
        ):
            name = posixpath.normpath(str(PurePosixPath(file).parent / path))
            wanted += [name] if name not in wanted else []
        assert {
            name for name in seen & set(modules(code)) if not name.startswith("words$")
        } == set()
        at_once = re.findall(r'^import .* from "([\w./-]+)\.js";$', code, re.MULTILINE)
        needed = {posixpath.normpath(str(PurePosixPath(file).parent / path)) for path in at_once}
        assert needed <= {page}
        seen |= set(modules(code))
    assert {name.replace("-", "_").replace("/", "$") for name in wanted} <= seen
    assert len(wanted) < len(seen)


def test_a_module_may_do_without_semicolons() -> None:
    without = {name: source.replace('.js";', '.js"') for name, source in SMALL.items()}
    for file in ("page", "vote/vote", "vote/results"):
        assert bundles(without).code(file) == bundles().code(file)
