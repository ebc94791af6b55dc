"""The look as data: the design tokens of ``live/room/tokens.css``, for whatever is no light page.

The app's pages, the charts and the files take their colours from here, so that a colour is
changed in one place.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

SOURCE = Path(__file__).parent / "live" / "room" / "tokens.css"
_COLOUR = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{6})\b")
_MORE_CONTRAST = re.compile(r"@media \(prefers-contrast: more\) \{\s*:root \{[^}]*\}\s*\}")
_ROOT = re.compile(r":root\s*\{([^}]*)\}")


def _read() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """The colours of the first two ``:root`` rules: of the light theme, then of the dark one."""
    light, dark = _ROOT.findall(SOURCE.read_text(encoding="utf-8"))[:2]
    base = dict(_COLOUR.findall(light))
    return MappingProxyType(base), MappingProxyType(base | dict(_COLOUR.findall(dark)))


LIGHT, DARK = _read()
"""Each token's colour as ``#rrggbb``, by its name without the two dashes."""


def for_either_scheme() -> str:
    """A style sheet with every colour for both schemes, where the page itself chooses between."""
    lines = "".join(f"--{name}: light-dark({LIGHT[name]}, {DARK[name]});" for name in LIGHT)
    stronger = "".join(_MORE_CONTRAST.findall(SOURCE.read_text(encoding="utf-8")))
    return f":root {{ {lines} }} {stronger}"
