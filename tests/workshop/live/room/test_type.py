"""The type that we ship: one set of files, named alike on light pages and in Streamlit's theme."""

import re
import tomllib
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from starlette.requests import Request
from starlette.responses import Response

from workshop.live import assets

ROOT = Path(__file__).parents[4]
FONTS = assets.STATIC / "fonts"
FACE = re.compile(r"@font-face \{(.*?)\}", re.DOTALL)
LOOK = ROOT / "stages" / ".streamlit" / "config.toml"
THEME = tomllib.loads(LOOK.read_text(encoding="utf-8"))["theme"]
STACKS = {
    name: stack.split(", ")
    for name, stack in re.findall(
        r"(--display|--text): (.+);", assets.TOKENS.read_text(encoding="utf-8")
    )
}


def faces() -> list[dict[str, str]]:
    found = FACE.findall(assets.TYPE.read_text(encoding="utf-8"))
    return [
        dict(line.strip().split(": ", 1) for line in one.split(";") if ":" in line) for one in found
    ]


def shipped() -> list[dict[str, str]]:
    return [one for one in faces() if "/fonts/" in one["src"]]


def codes(ranges: str) -> set[int]:
    found: set[int] = set()
    for one in ranges.split(","):
        first, _, last = one.strip()[2:].partition("-")
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return found


def file_of(src: str) -> str:
    return re.findall(r"/room/static/fonts/([\w-]+\.woff2)", src)[0]


def test_both_kinds_of_page_name_the_same_files_for_the_same_letters() -> None:
    light = {
        (
            one["font-family"].strip('"'),
            file_of(one["src"]),
            one["font-weight"],
            one["font-style"],
            one["unicode-range"],
        )
        for one in shipped()
    }
    streamlit = {
        (one["family"], file_of(one["url"]), one["weight"], one["style"], one["unicodeRange"])
        for one in THEME["fontFaces"]
    }
    assert light == streamlit
    assert {one[1] for one in light} == {path.name for path in FONTS.glob("*.woff2")}


def test_browsers_can_put_each_family_together_by_letters() -> None:
    """They look for a letter among the faces of the best weight and style alone, so what another
    weight has as well it has in the same ranges: else its files are never asked for."""
    ranges: dict[tuple[str, str], dict[str, set[str]]] = {}
    for one in shipped():
        by_weight = ranges.setdefault((one["font-family"], one["font-style"]), {})
        by_weight.setdefault(one["font-weight"], set()).add(one["unicode-range"])
    uneven = {key for key, found in ranges.items() if len({*map(frozenset, found.values())}) > 1}
    assert uneven == set()


def test_arabic_stands_second_wherever_our_type_is_asked_for() -> None:
    sheets = [
        *(ROOT / "stages").rglob("*.css"),
        *assets.STATIC.rglob("*.css"),
        LOOK,
    ]
    asked = [
        found
        for sheet in sheets
        for found in re.findall(
            r"""["']Reframe (?:Sans|Serif)["'], *["']([\w ]+)""", sheet.read_text(encoding="utf-8")
        )
    ]
    assert len(asked) > 10
    assert set(asked) == {"Reframe Arabic"}


@pytest.mark.parametrize(
    ("words", "needed"),
    [
        ("The £ café – “so” → … 12 %", "sans-latin"),
        ("Łódź, Tŷ Bach, ţară, İstanbul", "sans-extended"),
        ("Привет, їжак", "sans-cyrillic"),
        ("مرحبا ٹ ڈ ے ہ پ", "arabic-regular"),
        ("Łódź ŵ ŷ", "serif-extended"),
    ],
)
def test_each_file_has_the_letters_that_its_range_promises(words: str, needed: str) -> None:
    families = STACKS["--display" if needed.startswith("serif") else "--text"][:2]
    has: set[int] = set()
    for one in shipped():
        if one["font-family"] in families and one["font-style"] == "normal":
            has |= codes(one["unicode-range"]) & set(
                TTFont(FONTS / file_of(one["src"])).getBestCmap()
            )
    own = set(TTFont(FONTS / f"{needed}.woff2").getBestCmap())
    assert {char for char in words if char != "→" and ord(char) not in has} == set()
    assert own & {ord(char) for char in words if char != " "}


def test_fonts_carry_their_licence_and_none_of_its_reserved_names() -> None:
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text(encoding="utf-8").upper()
    for path in FONTS.glob("*.woff2"):
        names = TTFont(path)["name"]
        assert not re.search("source|plex", str(names.getDebugName(1)), re.IGNORECASE)
        assert "Copyright" in str(names.getDebugName(0)) or "©" in str(names.getDebugName(0))


def test_what_stands_in_for_our_type_is_brought_to_its_width_and_height() -> None:
    near = [one for one in faces() if "local(" in one["src"]]
    assert {one["font-family"].strip('"') for one in near} == {
        "Near Sans",
        "Near Sans Wide",
        "Near Serif",
        "Near Serif Wide",
    }
    assert all(one["size-adjust"] and one["ascent-override"] for one in near)


def served(name: str, **headers: str) -> Response:
    scope = {
        "type": "http",
        "method": "GET",
        "path": f"/room/static/{name}",
        "path_params": {"file": name},
        "headers": [(key.encode(), value.encode()) for key, value in headers.items()],
    }
    return assets.serve(Request(scope))


def test_a_font_is_kept_for_a_month_and_is_never_packed_twice() -> None:
    answer = served("fonts/sans-latin.woff2", **{"accept-encoding": "gzip"})
    assert answer.headers["content-type"] == "font/woff2"
    assert answer.headers["cache-control"] == "public, max-age=2592000"
    assert "content-encoding" not in answer.headers
    assert answer.body[:4] == b"wOF2"


@pytest.mark.parametrize(
    ("page", "way"), [("room", "optional"), ("projector", "swap"), ("boardpage", "swap")]
)
def test_a_phone_never_waits_for_a_font(page: str, way: str) -> None:
    answer = served(f"on-{page}/{assets.STYLES[page]}")
    assert set(re.findall(rb"font-display:(\w+)", answer.body)) == {way.encode()}
