"""Whether a card says what somebody looks for, in whatever form its language gives the words."""

from collections.abc import Callable

from workshop.grouping.terms import terms_of


def finder(typed: str, usual: str) -> Callable[[str, str], bool]:
    """Tells of a text and its language ("" for the ``usual`` one) whether it says what was typed.

    It does so as it was typed, or where each of its words stands there by its stem.
    """
    words = typed.strip().casefold()
    known: dict[str, frozenset[str]] = {}

    def stems(language: str) -> frozenset[str]:
        if language not in known:
            known[language] = frozenset(term.stem for term in terms_of(words, language, sure=True))
        return known[language]

    def says(text: str, language: str = "") -> bool:
        if words in text.casefold():
            return True
        spoken = language or usual
        there = {term.stem for term in terms_of(text, spoken, sure=True)}
        return bool(stems(spoken)) and stems(spoken) <= there

    return says
