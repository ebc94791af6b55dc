"""Make the fonts that our pages ship, from the wheels that printed files are set with.

    uv run python .ci/make_fonts.py [NAME...]

Each family is cut by script into ranges, so that a page asks only for what its words need.
Chinese, Japanese and Korean have their common letters, as the standards of each country list them,
in one weight. The
result is kept under workshop/live/room/fonts: a start costs nothing, and no page waits for a tool.
"Source" is a reserved name of the OFL, so what was cut has names of its own.
"""

import io
import sys
from importlib.util import find_spec
from itertools import chain, product
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
GREEK = "U+0370-03FF,U+1F00-1FFF"
DANDA = "U+0964-0965"
"""The full stop of several scripts of India, so small that none loads another's letters for it."""
CJK = (("manimgx_fonts_cjk", "NotoSansCJK-VF.otf.ttc"), {"wght": 500})
SIMPLIFIED = 2
"""Which of the file's fonts: the shapes of mainland China, where more of our readers are from."""
SLICES = [
    *((first, 0x100) for first in (0x3000, 0xFF00)),
    *((first, 0x200) for first in range(0x4E00, 0xA000, 0x200)),
    *((first, 0x800) for first in range(0xAC00, 0xD7A4, 0x800)),
]
ROWS = {  # of each standard: where its common letters are, the rarer ones behind left out
    "gb2312": (range(0xB0, 0xF8), [range(0xA1, 0xFF)]),
    "big5": (range(0xA4, 0xC7), [range(0x40, 0x7F), range(0xA1, 0xFF)]),
    "euc_jp": (range(0xB0, 0xD0), [range(0xA1, 0xFF)]),
    "euc_kr": (range(0xB0, 0xC9), [range(0xA1, 0xFF)]),
}
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
    "serif-italic-cyrillic": (ITALIC, QUOTES, CYRILLIC),
    "sans-latin": (SANS, WEIGHTS, LATIN),
    "sans-extended": (SANS, WEIGHTS, EXTENDED),
    "sans-cyrillic": (SANS, WEIGHTS, CYRILLIC),
    "arabic-regular": (("fontpkg_ibm_plex_sans_arabic", f"files/{PLEX}-Regular.ttf"), {}, ARABIC),
    "arabic-bold": (("fontpkg_ibm_plex_sans_arabic", f"files/{PLEX}-Bold.ttf"), {}, ARABIC),
    "world-greek": (SANS, WEIGHTS, GREEK),
    "world-danda": (("manimgx_fonts", "NotoSansDevanagari[wght].ttf"), WEIGHTS, DANDA),
    **{
        f"world-{script.lower()}": (("manimgx_fonts", f"NotoSans{script}[wght].ttf"), WEIGHTS, of)
        for script, of in {
            "Armenian": "U+0530-058F,U+FB13-FB17",
            "Hebrew": "U+0590-05FF,U+FB1D-FB4F",
            "Devanagari": "U+0900-0963,U+0966-097F,U+1CD0-1CFF,U+A8E0-A8FF",
            "Bengali": "U+0980-09FF",
            "Gurmukhi": "U+0A00-0A7F",
            "Gujarati": "U+0A80-0AFF",
            "Oriya": "U+0B00-0B7F",
            "Tamil": "U+0B80-0BFF",
            "Telugu": "U+0C00-0C7F",
            "Kannada": "U+0C80-0CFF",
            "Malayalam": "U+0D00-0D7F",
            "Sinhala": "U+0D80-0DFF",
            "Thai": "U+0E00-0E7F",
            "Lao": "U+0E80-0EFF",
            "Myanmar": "U+1000-109F,U+A9E0-A9FF,U+AA60-AA7F",
            "Georgian": "U+10A0-10FF,U+1C90-1CBF,U+2D00-2D2F",
            "Ethiopic": "U+1200-139F,U+2D80-2DDF,U+AB00-AB2F",
            "Khmer": "U+1780-17FF,U+19E0-19FF",
        }.items()
    },
}


def main() -> None:
    HERE.mkdir(exist_ok=True)
    for name, (source, axes, ranges) in MADE.items():
        if sys.argv[1:] and name not in sys.argv[1:]:
            continue
        path = HERE / f"{name}.woff2"
        path.write_bytes(cut(opened(*source), axes, ranges, name))
        sys.stdout.write(f"{path.name:28} {path.stat().st_size:7,} bytes\n")
    if not sys.argv[1:] or "cjk" in sys.argv[1:]:
        cjk()
    sheet()


def cjk() -> None:
    """The common letters of the large font, then slices of them."""
    (source, axes), options = CJK, cutting("cjk")
    options.drop_tables += ["VORG", "vhea", "vmtx", "VVAR", "BASE", "DSIG", "STAT"]
    font = TTFont(opened(*source), fontNumber=SIMPLIFIED, recalcTimestamp=False)
    common = io.BytesIO()
    narrow(font, options, common_letters())
    font.save(common)  # read anew below: what the cut left as "none" the next step trips over
    font = instantiateVariableFont(TTFont(common, recalcTimestamp=False), axes)
    rename(font, "Reframe World")
    common = io.BytesIO()
    font.save(common)
    for first, size in SLICES:
        slice_ = TTFont(common, recalcTimestamp=False)
        narrow(slice_, options, set(range(first, first + size)))
        slice_.flavor = "woff2"
        path = HERE / f"cjk-{first:x}.woff2"
        slice_.save(path)
        sys.stdout.write(f"{path.name:28} {path.stat().st_size:7,} bytes\n")


def sheet() -> None:
    """The files of scripts that few rooms need, named in one sheet."""
    named = [(name, ranges) for name, (_, _, ranges) in MADE.items() if name.startswith("world")]
    named += [(f"cjk-{at:x}", f"U+{at:X}-{at + size - 1:X}") for at, size in SLICES]
    rules = [
        "/* Made by .ci/make_fonts.py: a file each for those letters that a page really has. */"
    ]
    for name, ranges in named:
        rules.append(
            f"""@font-face {{
  font-family: "Reframe World";
  src: url("../fonts/{name}.woff2") format("woff2");
  font-weight: 400 700;
  font-style: normal;
  font-display: swap;
  unicode-range: {ranges.replace(",", ", ")};
}}"""
        )
    (HERE.parent / "world.css").write_text("\n".join(rules) + "\n", encoding="utf-8")


def common_letters() -> set[int]:
    found = {*range(0x3000, 0x3100), *range(0xFF00, 0xFFF0)}
    for standard, (rows, cells) in ROWS.items():
        for row, cell in product(rows, chain(*cells)):
            found.update(map(ord, bytes([row, cell]).decode(standard, "ignore")))
    return found


def narrow(font: TTFont, options: Options, letters: set[int]) -> None:
    wanted = Subsetter(options)
    wanted.populate(unicodes=letters)
    wanted.subset(font)


def cutting(name: str) -> Options:
    options = Options()
    joined = name.startswith(("arabic", "world"))  # letters change with what stands beside them
    options.layout_features = ["*"] if joined else [] if name == "cjk" else FEATURES
    options.hinting = False
    options.name_IDs = [0, 1, 2, 4, 6, 13, 14]
    return options


def opened(package: str, file: str) -> Path:
    found = find_spec(package)
    if found is None or found.origin is None:
        raise SystemExit(f"{package} is not installed: uv sync")
    return Path(found.origin).parent / file


def cut(source: Path, axes: dict[str, object], ranges: str, name: str) -> bytes:
    font = TTFont(source, recalcTimestamp=False)
    options = cutting(name)
    options.flavor = "woff2"
    narrow(font, options, codes(ranges))
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
