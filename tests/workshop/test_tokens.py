"""One look: every place takes its colours from the tokens, and they can be read in both themes."""

import re
import tomllib
from itertools import product
from pathlib import Path

import pytest

from workshop import tokens

ROOT = Path(__file__).parents[2]
THEMES = {"light": tokens.LIGHT, "dark": tokens.DARK}
TEXT_ON = [
    *product(("ink", "ink-soft", "teal", "orange"), ("paper", "surface", "sunk")),
    ("on-teal", "teal"),
    ("ink", "teal-wash"),
    ("ink", "orange-wash"),
    *(
        (f"{group}-edge", group)
        for group in ("resident", "staff", "partner", "manager", "councillor", "observer")
    ),
]
OF_CONFIG = {
    "primaryColor": "button",
    "backgroundColor": "paper",
    "textColor": "ink",
    "linkColor": "teal-deep",
    "borderColor": "rule",
    "orangeColor": "orange",
    "orangeBackgroundColor": "orange-wash",
    "greenColor": "teal",
    "greenBackgroundColor": "teal-wash",
    "greenTextColor": "teal-deep",
    "blueColor": "staff-edge",
    "blueBackgroundColor": "staff",
}


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", THEMES)
def test_words_stand_out_from_what_they_stand_on(theme: str) -> None:
    """At least 4.5 to 1 (WCAG 2.2, 1.4.3), for all text and for the names of role groups."""
    found = THEMES[theme]
    weak = {pair for pair in TEXT_ON if contrast(found[pair[0]], found[pair[1]]) < 4.5}
    assert weak == set()


@pytest.mark.parametrize("theme", THEMES)
def test_the_app_has_the_colours_of_the_light_pages(theme: str) -> None:
    config = tomllib.loads(
        (ROOT / "stages" / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    )
    of_app = config["theme"][theme]
    assert {name: of_app[name] for name in OF_CONFIG} == {
        name: THEMES[theme][token] for name, token in OF_CONFIG.items()
    }


def test_style_sheets_of_the_app_have_no_colours_of_their_own() -> None:
    """White alone may stand by name: on a button, and as the paper below a picture."""
    own = {
        (path.name, colour)
        for path in (ROOT / "stages").rglob("*.css")
        for colour in re.findall(r"#[0-9a-fA-F]{3,8}\b", path.read_text(encoding="utf-8"))
    }
    assert {colour for _, colour in own} <= {"#fff"}


def test_both_schemes_have_every_colour() -> None:
    sheet = tokens.for_either_scheme()
    assert set(tokens.LIGHT) == set(tokens.DARK)
    assert f"--teal: light-dark({tokens.LIGHT['teal']}, {tokens.DARK['teal']});" in sheet


def test_who_asks_for_more_contrast_gets_no_soft_words() -> None:
    sheet = tokens.for_either_scheme()
    assert "@media (prefers-contrast: more)" in sheet
    assert "--ink-soft: var(--ink);" in sheet


def test_black_on_white_is_as_strong_as_it_says() -> None:
    """All that is written on paper there has a contrast of at least 7 to 1 (WCAG 2.2, 1.4.6)."""
    strong = tokens.LIGHT | tokens.STRONGEST
    words = ("ink", "ink-soft", "line-strong", "teal", "teal-deep", "orange")
    assert {name for name in words if contrast(strong[name], strong["paper"]) < 7} == set()
    for scheme in ("light", "dark", "strong"):
        assert f':root[data-scheme="{scheme}"]' in tokens.chosen_schemes()


def test_printed_pages_have_the_colours_of_the_light_theme() -> None:
    look = (ROOT / "workshop" / "exports" / "formats" / "printed" / "typst" / "look.typ").read_text(
        encoding="utf-8"
    )
    assert set(re.findall(r"#[0-9a-f]{6}", look)) <= set(tokens.LIGHT.values())
    assert tokens.office("ink") == tokens.LIGHT["ink"][1:].upper()


def test_a_component_finds_the_dark_rules_of_the_light_pages() -> None:
    """It takes the app's scheme in place of the system's, by the words of their media queries."""
    compose = (ROOT / "stages" / "browser" / "compose.js").read_text(encoding="utf-8")
    (sought,) = re.findall(r'replaceAll\("([^"]*color-scheme[^"]*)"', compose)
    sheet = tokens.SOURCE.read_text(encoding="utf-8")
    assert f"@media {sought} {{" in sheet
    assert sheet.count(sought) == sheet.count("prefers-color-scheme") == 2


@pytest.mark.parametrize("name", ["ink", "ink-soft", "rule"])
def test_a_chart_follows_when_the_theme_turns_while_its_page_is_open(name: str) -> None:
    """Plotly writes a colour on each word and line; the app's style gives it the present one."""
    css = (ROOT / "stages/parts/plain.css").read_text(encoding="utf-8")
    for what, colours in product(("fill", "stroke"), THEMES.values()):
        parts = ", ".join(str(int(colours[name][at : at + 2], 16)) for at in (1, 3, 5))
        (rule,) = [line for line in css.splitlines() if f'"{what}: rgb({parts})"' in line]
        assert rule.endswith(f"{{ {what}: var(--{name}) !important; }}")
