"""Browsers from before December 2023 know no ``:has``: they lose a nicety, and nothing needed."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[4]
SHEETS = sorted(
    path.relative_to(ROOT).as_posix()
    for folder in ("workshop/live/room", "stages")
    for path in (ROOT / folder).rglob("*.css")
)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
NICETIES = re.compile(
    r"^(?:align|border|bottom|box-shadow|flex|font-size|gap|grid|height|inset|justify|margin|max-width|min-width|outline|overflow"
    r"|position|scroll-margin|white-space|width|z-index)"
)
"""How something lies or looks. What shows or hides it may not hang on ``:has``."""


def rules(sheet: str) -> list[tuple[str, list[str]]]:
    """Each rule that asks ``:has``: its selector, and the names of what it sets."""
    text = re.sub(r"/\*.*?\*/", "", (ROOT / sheet).read_text("utf-8"), flags=re.DOTALL)
    return [
        (
            " ".join(selector.split()),
            [one.split(":")[0].strip() for one in body.split(";") if one.strip()],
        )
        for selector, body in _RULE.findall(text)
        if ":has(" in selector
    ]


def parts(selector: str) -> int:
    """How many selectors a list has; commas within brackets part none."""
    bare = selector
    while "(" in bare:
        bare = re.sub(r"\([^()]*\)", "", bare)
    return bare.count(",") + 1


def test_there_is_something_to_look_at() -> None:
    assert len(SHEETS) > 10
    assert sum(len(rules(sheet)) for sheet in SHEETS) > 20
    assert parts("a:is(b, c), label:has(d, e)") == 2


@pytest.mark.parametrize("sheet", SHEETS)
def test_what_asks_has_takes_no_other_rule_with_it_and_shows_or_hides_nothing(sheet: str) -> None:
    """One selector that a browser does not know makes it drop the whole list."""
    found = rules(sheet)
    assert [selector for selector, _ in found if parts(selector) > 1] == []
    needed = {selector: [n for n in names if not NICETIES.match(n)] for selector, names in found}
    assert {selector: names for selector, names in needed.items() if names} == {}


def test_what_is_made_for_old_phones_asks_nothing_of_later_years() -> None:
    """Else a guess is drawn as what was counted, and bars from right to left begin at the left."""
    sheet = (ROOT / "workshop/live/room/read.css").read_text("utf-8")
    late = r":dir\(|:is\(|:where\(|:not\([^)]*,|[{;]\s*(?:scale|rotate|translate|r|inset)\s*:"
    assert re.findall(late, sheet) == []
    assert re.findall(late, "a:dir(rtl) { scale: -1 1; } :is(b, c) { r: 1em; }") == [
        *(":dir(", "{ scale:", ":is(", "{ r:")
    ]
    page = (ROOT / "workshop/live/templates/read.html").read_text("utf-8")
    shapes = re.findall(r"<(?:rect|circle)\b.*?/>", page)
    assert len(shapes) == 2
    assert [one for one in shapes if not re.search(r' (?:height|r)="', one)] == []
