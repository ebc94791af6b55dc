"""Words in several languages as one text that knows its parts."""

from dataclasses import dataclass, replace
from typing import Self


@dataclass(frozen=True, slots=True)
class ToldPart:
    """Words in one language, "" for that of the workshop, and what stands before them, or "".

    ``direction`` is ``ltr``, ``rtl`` or ``auto``: a Latin name in Urdu turns no sentence round.
    """

    language: str
    text: str
    label: str = ""
    direction: str = "auto"


class ToldText(str):
    """The original with each translation on a line of its own, under the language's own name.

    Whoever shows text shows all of it; whoever can tell languages apart asks for ``parts``.
    """

    __slots__ = ("parts",)
    parts: tuple[ToldPart, ...]

    @classmethod
    def of(cls, parts: tuple[ToldPart, ...]) -> Self:
        said = (f"{part.label}: {part.text}" if part.label else part.text for part in parts)
        made = cls("\n".join(said))
        made.parts = parts
        return made

    def __str__(self) -> Self:
        """Itself: a field of a card that is read as text stays in its language."""
        return self


def original(text: str) -> str:
    """The first words alone, for a name or a label."""
    return text.parts[0].text if isinstance(text, ToldText) else text


def in_quotes(text: str) -> str:
    """The original in quotation marks; its translations stay what they are."""
    if not isinstance(text, ToldText):
        return f"“{text}”"
    first = replace(text.parts[0], text=f"“{text.parts[0].text}”")
    return ToldText.of((first, *text.parts[1:]))


def languages_of(text: str) -> list[str]:
    """The language of each line, "" for that of the workshop; none where nobody said any."""
    if not isinstance(text, ToldText):
        return []
    return [part.language for part in text.parts for _ in part.text.split("\n")]


def in_its_language(words: str, text: str) -> str:
    """Words that were taken from the original of a text, which stay in its language."""
    if not isinstance(text, ToldText):
        return words
    return ToldText.of((replace(text.parts[0], text=words),))
