"""A language that nobody speaks: each sentence of ours between marks, longer and accented.

What of a page stands outside of the marks is what nobody could translate.
"""

import re
from pathlib import Path

from workshop.words.catalogues import form_of
from workshop.words.sentences import sentences
from workshop.words.sheets import write

_ACCENTED = str.maketrans("aceinosuyAEIOU", "áçéíñóšúýÁÉÍÓÚ")


def stretched(text: str) -> str:
    """The same between marks, a third longer and accented; names in braces stay."""
    parts = text.replace("}", "{").split("{")
    said = [
        part.translate(_ACCENTED) if at % 2 == 0 else f"{{{part}}}" for at, part in enumerate(parts)
    ]
    return f"⟦{''.join(said)}{' ~' * (len(text) // 6)}⟧"


def unmarked(text: str) -> str:
    """What of it stands outside of the marks; "" where no word does."""
    was = ""
    while was != text:
        was, text = text, re.sub("⟦[^⟦⟧]*⟧", "", text)
    return text.strip() if re.search(r"[^\W\d_]{2}", text) else ""


def write_pseudo(language: str, folder: Path) -> None:
    """The catalogue of this language in such words, in a folder."""
    said = {
        one.text: tuple(stretched(one.many or one.text) for _ in form_of(language).order)
        if one.many
        else (stretched(one.text),)
        for one in sentences()
    }
    write(language, said, draft=True, folder=folder)
