"""The gentle question for words that put the blame on people. It refuses nothing."""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from workshop.playbook import Words

_BETWEEN_WORDS = re.compile(r"[^\w.!?;:]+|_")


def gentle_question(words: Words, texts: Iterable[str]) -> str | None:
    """The question to ask back when one of these texts has a phrase of ``words.gentle``.

    Case, hyphens, quotes and line breaks between the words make no difference; a phrase counts
    only as whole words of one sentence.
    """
    said = [_plain(text) for text in texts]
    for gentle in words.gentle:
        if any(_phrase(phrase) in text for phrase in gentle.said for text in said):
            return gentle.ask
    return None


def written(text: str | None, fields: Mapping[str, object] | None) -> list[str]:
    """Everything in words that a card holds: its main text and its fields, lists line by line."""
    found = [text] if text else []
    for value in (fields or {}).values():
        lines = value if isinstance(value, list | tuple) else [value]
        found.extend(line for line in lines if isinstance(line, str))
    return found


@cache
def _phrase(said: str) -> str:
    """A phrase of ours, which every card is held against."""
    return _plain(said)


def _plain(text: str) -> str:
    """The words in small letters, each between single blanks; ends of sentences stay."""
    parted = re.sub(r"([.!?;:])", r" \1 ", text.casefold())
    return f" {' '.join(_BETWEEN_WORDS.sub(' ', parted).split())} "
