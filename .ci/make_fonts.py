"""Make the fonts that our pages ship, from the wheels that printed files are set with.

    uv run python .ci/make_fonts.py

Each family is cut by script into ranges, so that a page asks only for what its words need. The
result is kept under workshop/live/room/fonts: a start costs nothing, and no page waits for a tool.
"Source" is a reserved name of the OFL, so what was cut has names of its own.
"""

import sys
from importlib.util import find_spec
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

HERE = Path(__file__).resolve().parents[1] / "workshop" / "live" / "room" / "fonts"
LATIN = (
    "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,"
    "U+20AC,U+2122,U+2190-2193,U+2212,U+2215,U+FEFF,U+FFFD"
)
EXTENDED = (
    "U+0100-0130,U+0132-0151,U+0154-024F,U+0259,U+0300-036F,U+1E00-1EFF,U+20A0-20AB,"
    "U+20AD-20CF,U+2C60-2C7F,U+A720-A7FF"
)
CYRILLIC = "U+0400-04FF,U+0500-052F,U+1C80-1C88,U+2DE0-2DFF,U+A640-A69F,U+2116"
ARABIC = "U+0600-06FF,U+0750-077F,U+08A0-08FF,U+200C-200E,U+FB50-FDFF,U+FE70-FEFC"
SERIF = ("fontpkg_source_serif_4", "files/SourceSerif4[opsz,wght].ttf")
ITALIC = ("fontpkg_source_serif_4", "files/SourceSerif4-Italic[opsz,wght].ttf")
SANS = ("manimgx_fonts", "NotoSans[wght].ttf")
PLEX = "IBMPlexSansArabic"
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "liga", "tnum", "lnum"]
WEIGHTS = {"wght": (400, 700)}
TITLES = {"wght": (400, 700), "opsz": 36}
QUOTES = {"wght": 400, "opsz": 36}
MADE = {
    "serif-latin": (SERIF, TITLES, LATIN),
    "serif-extended": (SERIF, TITLES, EXTENDED),
    "serif-cyrillic": (SERIF, TITLES, CYRILLIC),
    "serif-italic-latin": (ITALIC, QUOTES, LATIN),
    "serif-italic-extended": (ITALIC, QUOTES, EXTENDED),
    "sans-latin": (SANS, WEIGHTS, LATIN),
    "sans-extended": (SANS, WEIGHTS, EXTENDED),
    "sans-cyrillic": (SANS, WEIGHTS, CYRILLIC),
    "arabic-regular": (("fontpkg_ibm_plex_sans_arabic", f"files/{PLEX}-Regular.ttf"), {}, ARABIC),
    "arabic-bold": (("fontpkg_ibm_plex_sans_arabic", f"files/{PLEX}-Bold.ttf"), {}, ARABIC),
}


def main() -> None:
    HERE.mkdir(exist_ok=True)
    for name, (source, axes, ranges) in MADE.items():
        path = HERE / f"{name}.woff2"
        path.write_bytes(cut(opened(*source), axes, ranges, name))
        sys.stdout.write(f"{path.name:28} {path.stat().st_size:7,} bytes\n")


def opened(package: str, file: str) -> Path:
    found = find_spec(package)
    if found is None or found.origin is None:
        raise SystemExit(f"{package} is not installed: uv sync")
    return Path(found.origin).parent / file


def cut(source: Path, axes: dict[str, object], ranges: str, name: str) -> bytes:
    font = TTFont(source, recalcTimestamp=False)
    options = Options()
    options.layout_features = (
        ["*"]
        if "arabic" in name
        else ["kern", "mark", "mkmk", "ccmp", "locl", "liga", "tnum", "lnum"]
    )
    options.hinting = False
    options.name_IDs = [0, 1, 2, 4, 6, 13, 14]
    options.flavor = "woff2"
    wanted = Subsetter(options)
    wanted.populate(unicodes=codes(ranges))
    wanted.subset(font)
    if axes:  # after the cut: a glyph that does not vary has no entry that the cut could keep
        font = instantiateVariableFont(font, axes)
    rename(font, "Reframe " + name.split("-", maxsplit=1)[0].title())
    font.flavor = "woff2"
    out = HERE / f"{name}.tmp"
    font.save(out)
    made = out.read_bytes()
    out.unlink()
    return made


def codes(ranges: str) -> set[int]:
    found: set[int] = set()
    for one in ranges.split(","):
        first, _, last = one[2:].partition("-")
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return found


def rename(font: TTFont, family: str) -> None:
    for record in list(font["name"].names):
        if record.nameID in (1, 4):
            record.string = family
        if record.nameID == 6:
            record.string = family.replace(" ", "")


if __name__ == "__main__":
    main()
