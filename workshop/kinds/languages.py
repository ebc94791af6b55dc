"""In which languages a card can be written, and what it says in others."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

CARD_LANGUAGES = (
    *("en", "cy", "pl", "ro", "uk", "ur", "ar"),
    *("bg", "bn", "cs", "de", "el", "es", "fa", "fr", "gu", "hi", "hu", "it", "ku", "lt", "lv"),
    *("nl", "pa", "ps", "pt", "ru", "sk", "so", "sq", "sw", "ta", "ti", "tr", "vi", "yo", "zh"),
)
"""What may be chosen (ISO 639-1): those of our own words first, then by their letters."""

_LETTERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        **dict.fromkeys(("ar", "fa", "ps", "ur"), ("ARABIC",)),
        **dict.fromkeys(("bg", "ru", "uk"), ("CYRILLIC",)),
        "bn": ("BENGALI",),
        "el": ("GREEK",),
        "gu": ("GUJARATI",),
        "hi": ("DEVANAGARI",),
        "ku": ("LATIN", "ARABIC"),
        "pa": ("GURMUKHI", "ARABIC"),
        "ta": ("TAMIL",),
        "ti": ("ETHIOPIC",),
        "zh": ("CJK",),
    }
)
"""In which letters a language is written, as Unicode names them; Latin ones where none stand."""


_OPENING = "\"'(“„‘«"
_PERSIAN = "پچژگ"
_URDU = "ٹڈڑںہۂۃے"
_PASHTO = "ټځڅډړږښڼې"
_LATIN_OF_OTHERS = "ğışőűřůě"
_LACKS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "ar": frozenset(f"{_PERSIAN}{_URDU}{_PASHTO}۔"),
        "fa": frozenset(f"{_URDU}{_PASHTO}۔"),
        "ps": frozenset("ٹڈڑہے"),
        "ur": frozenset(f"{_PASHTO}يكةى"),
        "bg": frozenset("іїєґыэё"),
        "ru": frozenset("іїєґ"),
        "uk": frozenset("ыэёъ"),
        "en": frozenset("łżźąęțșăŵŷ"),
        "cy": frozenset(f"łżźąęțșă{_LATIN_OF_OTHERS}"),
        "pl": frozenset(f"țșăâîŵŷ{_LATIN_OF_OTHERS}"),
        "ro": frozenset("łżźąęćńśŵŷğıőűřůě"),
    }
)
"""Letters that a language lacks, though others in its script have them, in small."""


def written_in(language: str, text: str) -> bool:
    """Whether words can be in a language, by their letters; names in others may stand in them.

    A name begins with a capital letter where there are any, so its word says nothing of what the
    language lacks.
    """
    letters = _LETTERS.get(language, ("LATIN",))
    if text.isascii():  # the letters that a language lacks are all beyond
        return "LATIN" in letters or not any(map(str.isalpha, text))
    found = {unicodedata.name(char, "").split(" ")[0] for char in set(text) if char.isalpha()}
    if not found:
        return True
    if found.isdisjoint(letters):
        return False
    lacks = _LACKS.get(language, frozenset())
    words = unicodedata.normalize("NFC", text).split()
    return not any(lacks & set(word) for word in words if not word.lstrip(_OPENING)[:1].isupper())


@dataclass(frozen=True, slots=True)
class Translated:
    """What a card says in another language; ``older``: its words have changed since."""

    language: str
    text: str
    older: bool = False


def translated(stored: Mapping[str, Any], version: int) -> tuple[Translated, ...]:
    """The translations of a card with this ``version``, as they are stored, in a fixed order."""
    return tuple(
        Translated(language, str(said["text"]), int(said["of"]) < version)
        for language, said in sorted(stored.items())
    )
