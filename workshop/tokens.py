"""The look as data: the design tokens of ``live/room/tokens.css``, for whatever is no light page.

The app's pages, the charts and the files take their colours from here, so that a colour is
changed in one place.
"""

import re
from collections.abc import Mapping
from pathlib import Path

SOURCE = Path(__file__).parent / "live" / "room" / "tokens.css"
_COLOUR = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{6})\b")
_MORE_CONTRAST = re.compile(r"@media \(prefers-contrast: more\) \{\s*:root \{[^}]*\}\s*\}")
_PROJECTOR = re.compile(r'\[data-theme="projector"\]\s*\{([^}]*)\}')
_ROOT = re.compile(r":root\s*\{([^}]*)\}")


def _source() -> str:
    return SOURCE.read_text(encoding="utf-8")


def _read() -> tuple[dict[str, str], dict[str, str]]:
    """The colours of the first two ``:root`` rules: of the light theme, then of the dark one."""
    light, dark = _ROOT.findall(_source())[:2]
    base = dict(_COLOUR.findall(light))
    return base, base | dict(_COLOUR.findall(dark))


LIGHT, DARK = _read()
"""Each token's colour as ``#rrggbb``, by its name without the two dashes."""


STRONGEST = {
    "paper": "#ffffff",
    "surface": "#ffffff",
    "sunk": "#ffffff",
    "ink": "#000000",
    "ink-soft": "#000000",
    "line": "#000000",
    "rule": "#000000",
    "line-strong": "#000000",
    "teal": "#003f3b",
    "teal-deep": "#003f3b",
    "orange": "#6b2600",
    "band": "#000000",
}
"""What black on white changes, for a weak lamp in a bright room."""


def chosen_schemes() -> str:
    """A style sheet for pages on which people choose the colours themselves.

    ``data-scheme`` on the root is “light”, “dark” or “strong”; without it the system decides. Paper
    is never dark.
    """
    lamp = [dict(_COLOUR.findall(rule)) for rule in _PROJECTOR.findall(_source())[:2]]
    schemes = {
        "light": LIGHT | lamp[0],
        "dark": DARK | lamp[1],
        "strong": LIGHT | lamp[0] | STRONGEST,
    }
    return "\n".join(
        f"@media {'screen' if name == 'dark' else 'all'} {{ "
        f':root[data-scheme="{name}"], :root[data-scheme="{name}"] [data-theme="projector"] '
        f"{{ color-scheme: {'dark' if name == 'dark' else 'light'}; {_declared(colours)} }} }}"
        for name, colours in schemes.items()
    )


def _declared(colours: Mapping[str, str]) -> str:
    return " ".join(f"--{name}: {colour};" for name, colour in colours.items())


def office(name: str) -> str:
    """A colour of the light theme as office files write it: “RRGGBB”."""
    return LIGHT[name].removeprefix("#").upper()


def for_either_scheme() -> str:
    """A style sheet with every colour for both schemes, where the page itself chooses between."""
    lines = "".join(f"--{name}: light-dark({LIGHT[name]}, {DARK[name]});" for name in LIGHT)
    stronger = "".join(_MORE_CONTRAST.findall(_source()))
    return f":root {{ {lines} }} {stronger}"
