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


def test_what_covers_the_whole_screen_is_no_lamp_in_the_dark() -> None:
    """Ink turns pale at night; bands and paper stay dark there."""
    covers = {"position: fixed", "inset: 0"}
    found = {
        f"{sheet.name}: {selectors}": declared
        for sheet in SHEETS
        for selectors, declared in rules(sheet)
        if covers <= set(declared)
    }
    assert len(found) > 2
    assert [
        where for where, declared in found.items() if "background: var(--ink)" in declared
    ] == []


SIDED = re.compile(
    r"(?:margin|padding|border|scroll-(?:margin|padding))-(?:left|right)\b|(?:left|right):"
    r"|border-(?:top|bottom)-(?:left|right)-radius:|(?:text-align|float|clear): (?:left|right)$"
)
FOUR = re.compile(r"(margin|padding|inset|border-(?:width|style|color|radius)): (.+)")
OF_THE_BIG_SCREEN = {"project.css", "family.css"}
"""It stands from left to right, whoever is in the room."""
SAME_FOR_ALL = (".mark:", ".vb-logo:", ".sort-ghost")
"""The mark of the product, and what a script lays at a place of the screen."""


def sides(declared: str) -> bool:
    """Whether it keeps space, or puts something, on one side of the screen."""
    four = FOUR.match(declared)
    if four is None:
        return bool(SIDED.match(declared))
    each = re.sub(r"\([^()]*(?:\([^()]*\)[^()]*)*\)", "", four[2]).split()
    if four[1] == "border-radius":  # of corners, the first at the left
        return len(each) == 4 and (each[0], each[3]) != (each[1], each[2])
    return len(each) == 4 and each[1] != each[3]


def test_pages_that_are_read_from_the_right_keep_no_side_of_the_screen() -> None:
    """Arabic and Urdu: space, marks and corners stand where a line begins, wherever that is."""
    found = {
        f"{sheet.name}: {selectors}": [one for one in declared if sides(one)]
        for sheet in SHEETS
        if sheet.name not in OF_THE_BIG_SCREEN
        for selectors, declared in rules(sheet)
        if not selectors.startswith(SAME_FOR_ALL)
    }
    assert len(found) > 300
    assert {where: sided for where, sided in found.items() if sided} == {}


def test_an_arrow_points_the_way_that_the_page_is_read() -> None:
    arrows = {'content: "→"': set[str](), 'content: "←"': set[str]()}
    for selectors, declared in (rule for sheet in SHEETS for rule in rules(sheet)):
        for arrow in arrows.keys() & set(declared):
            arrows[arrow].add(selectors)
    on, back = arrows.values()
    assert on
    assert {f'[dir="rtl"] {selectors}' for selectors in on} == back
