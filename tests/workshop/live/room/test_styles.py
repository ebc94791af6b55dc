"""The style sheets of the light pages: colours have names, and a rule is written once."""

import re
from pathlib import Path

ROOM = Path(__file__).parents[4] / "workshop" / "live" / "room"
SHEETS = sorted(ROOM.rglob("*.css"))
HEX = re.compile(r"#[0-9a-fA-F]{3,8}\b")
RULE = re.compile(r"([^{}@;]+)\{([^{}]*)\}")


def rules(sheet: Path) -> list[tuple[str, tuple[str, ...]]]:
    """Selectors with what they declare, in no order."""
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
    return [
        (selectors.strip(), tuple(sorted(filter(None, map(str.strip, declared.split(";"))))))
        for selectors, declared in RULE.findall(text)
    ]


def test_colours_are_written_in_the_tokens_alone() -> None:
    found = {sheet.name: HEX.findall(sheet.read_text(encoding="utf-8")) for sheet in SHEETS}
    assert len(found) > 8
    assert found.pop("tokens.css")
    assert {name: colours for name, colours in found.items() if colours} == {}


def test_every_name_of_a_colour_that_is_used_is_there() -> None:
    text = "".join(sheet.read_text(encoding="utf-8") for sheet in SHEETS)
    declared = set(re.findall(r"(--[\w-]+)\s*:", text))
    scripts = "".join(path.read_text(encoding="utf-8") for path in ROOM.rglob("*.js"))
    declared |= set(re.findall(r"setProperty\(\"(--[\w-]+)", scripts))
    assert set(re.findall(r"var\((--[\w-]+)\)", text)) <= declared


def test_what_two_parts_share_is_written_once() -> None:
    """A rule of three declarations and more; two that are alike belong together."""
    by_rule: dict[tuple[str, ...], list[str]] = {}
    for sheet in SHEETS:
        for selectors, declared in rules(sheet):
            if len(declared) >= 3:
                by_rule.setdefault(declared, []).append(f"{sheet.name}: {selectors}")
    assert len(by_rule) > 100
    assert [found for found in by_rule.values() if len(found) > 1] == []


SIDED = re.compile(
    r"(?:margin|padding):\s*\S+\s+(\S+)\s+\S+\s+(\S+)$|(?:margin|padding)-(left|right):"
)


def test_lists_that_are_read_from_the_right_are_not_cut() -> None:
    """Arabic and Urdu are read beside the room too: no space is kept for one side of the screen."""
    declared = [one for _, found in rules(ROOM / "read.css") for one in found]
    sided = [(one, SIDED.match(one)) for one in declared]
    assert len(declared) > 10
    assert [one for one, found in sided if found and (found[1] or found[2] != found[3])] == []
