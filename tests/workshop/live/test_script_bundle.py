"""The modules of a page as few files, in which every module runs once."""

import re

import pytest

from workshop.live import assets
from workshop.live.script_bundle import BundleError, Bundles

SMALL = {
    "page": """
import { call as ask } from "./api.js";
import * as box from "./box.js";

export const state = ask(box);
const later = () => import("./vote.js");
""",
    "api": "export async function call() {}\n",
    "box": 'import { call } from "./api.js";\nexport function box() { call(); }\n',
    "vote": """
import { call } from "./api.js";
import { words } from "./words.js";
import { paper } from "./paper.js";
/** @typedef {import("./types.js").Vote} Vote */
export function vote() {}
import("./results.js");
""",
    "words": "export const words = 1;\n",
    "paper": "export class paper {}\n",
    "results": 'import {\n  words,\n} from "./words.js";\nexport function results() {}\n',
}


def small(**changed: str) -> Bundles:
    return Bundles("page", (SMALL | changed).__getitem__)


def modules(code: str | None) -> list[str]:
    """The modules that run in a file, in their order."""
    return re.findall(r"^const \$(\w+) = \(\(\) =>", code or "", re.MULTILINE)


def test_a_page_is_one_file_of_all_that_it_needs_at_once_in_the_order_of_their_running() -> None:
    page = small().code("page") or ""
    assert modules(page) == ["api", "box", "page"]
    assert "const { call: ask } = $api;\nconst box = $box;" in page
    assert "return { state };" in page


def test_what_comes_later_is_a_file_that_shares_the_modules_of_its_page() -> None:
    """A module of two later files stands alone, so that it is not run twice."""
    vote = small().code("vote") or ""
    assert modules(vote) == ["paper", "vote"]
    assert vote.startswith(
        'import { $api } from "./page.js";\nimport { $words } from "./words.js";\n'
    )
    assert vote.endswith("export { $paper, $vote };\nexport const { vote } = $vote;\n")
    assert modules(small().code("results")) == ["results"]
    assert modules(small().code("words")) == ["words"]


def test_a_module_asked_for_by_itself_is_the_one_that_already_runs() -> None:
    assert small().code("box") == (
        'import { $box } from "./page.js";\nexport {  };\nexport const { box } = $box;\n'
    )


def test_a_page_can_say_which_files_it_will_need_soon() -> None:
    assert small().together("vote", "results") == ["words", "vote", "results"]


def test_what_is_no_part_of_the_page_is_not_served_by_it() -> None:
    assert small().code("types") is None


@pytest.mark.parametrize(
    "written",
    [
        'import { box } from "./box.js";\n',
        "export default 1;\n",
        "export let counted = 0;\n",
        'import "./box.js";\n',
        'import box from "../box.js";\n',
    ],
)
def test_circles_and_what_cannot_be_bundled_are_refused(written: str) -> None:
    with pytest.raises(BundleError, match=r"^api\.js"):
        small(api=written).code("page")


@pytest.mark.parametrize("page", assets.BUNDLES)
def test_every_module_of_a_page_stands_in_exactly_one_of_its_files(page: str) -> None:
    """As the product ships them: whatever a page imports, at once or later, is there once."""
    found = assets.BUNDLES[page]
    seen, wanted = set[str](), [page]
    for file in wanted:  # grows while it is read
        code = found.code(file) or ""
        needed = re.findall(r"[\"'`]\./([\w-]+)\.js", re.sub(r"/\*.*?\*/", "", code, flags=re.S))
        wanted += [name for name in needed if name not in wanted]
        assert not seen & set(modules(code))
        seen |= set(modules(code))
    assert {name.replace("-", "_") for name in wanted} <= seen
    assert len(wanted) < len(seen)
