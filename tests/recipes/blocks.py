"""The recipes of ``CONTRIBUTING.md`` as steps that can be followed."""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "CONTRIBUTING.md"


@dataclass(frozen=True)
class Block:
    """A fenced block of a recipe: a change to a file ("diff") or a command ("sh")."""

    kind: str
    text: str


def recipes() -> dict[str, list[Block]]:
    """For each heading under “Recipes”, its blocks in their order."""
    found: dict[str, list[Block]] = {}
    tokens = MarkdownIt().parse(PAGE.read_text("utf-8"))
    above = here = ""
    for place, token in enumerate(tokens):
        if token.type == "heading_open":
            title = tokens[place + 1].content
            above, here = (title, "") if token.tag == "h2" else (above, title)
            if above == "Recipes" and here:
                found[here] = []
        elif token.type == "fence" and above == "Recipes" and here:
            found[here].append(Block(token.info, token.content))
    return found


def text_of(title: str) -> str:
    """What stands under the heading of that recipe."""
    page = PAGE.read_text("utf-8")
    return re.split(r"^##+ ", page.partition(f"\n### {title}\n")[2], maxsplit=1, flags=re.M)[0]


def follow(block: Block, tree: Path) -> None:
    """Do in that tree what the block says. Fails where its lines do not stand there just once."""
    if block.kind == "sh":
        subprocess.run(["sh", "-ec", block.text], cwd=tree, check=True)
        return
    assert block.kind == "diff", f"what is a block of “{block.kind}”?"
    head, *lines = block.text.splitlines()
    assert head.startswith("+++ "), f"“{head}” names no file"
    file = tree / head[4:]
    before = "".join(f"{line[1:]}\n" for line in lines if not line.startswith("+"))
    after = "".join(f"{line[1:]}\n" for line in lines if not line.startswith("-"))
    assert all(line[:1] in ("+", "-", " ", "") for line in lines), f"{head}: a line of another kind"
    if not before:
        assert not file.exists(), f"{head[4:]} is there already"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(after, "utf-8")
        return
    text = f"\n{file.read_text('utf-8')}"
    assert text.count(f"\n{before}") == 1, f"{head[4:]} holds not just once:\n{before}"
    file.write_text(text.replace(f"\n{before}", f"\n{after}")[1:], "utf-8")
