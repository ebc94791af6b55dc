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


def written_in(language: str, text: str) -> bool:
    """Whether words can be in a language, by their letters; names in others may stand in them."""
    letters = {unicodedata.name(char, "").split(" ")[0] for char in set(text) if char.isalpha()}
    return not letters or not letters.isdisjoint(_LETTERS.get(language, ("LATIN",)))


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
