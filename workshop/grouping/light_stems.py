"""Light stems for languages of our phones that Snowball has none for: Welsh, Ukrainian, Urdu.

Endings of nouns and the commonest of verbs are taken off, the longest first, and what changes
inside a word is written one way. A stem is only compared with others; nobody reads it.
"""

import re
import unicodedata
from collections.abc import Mapping

_CIRCUMFLEX = "\u0302"
_LEAST: Mapping[str, int] = {"welsh": 3, "ukrainian": 3, "urdu": 2}
_WORDS = {
    "welsh": "feydd iaid oedd iau ion ydd edd wyr au on od en yn io u o a i",
    "ukrainian": """
        увати ують ості ість істю ями ами ові еві єві ого ому ими іми ють уть ать ять ити ати яти
        іти ємо имо ала али ало ила или ило ою ею єю ів їв ах ях ам ям ом ем єм ий ій их іх им ім
        ої ія ію ії ив ав а я у ю о е є и і ї ь й
    """,
    "urdu": "یاں یوں ئیں ئوں وں یں ات ے ی ا و ہ",
}
_ENDINGS: Mapping[str, tuple[str, ...]] = {
    speech: tuple(sorted(words.split(), key=len, reverse=True)) for speech, words in _WORDS.items()
}
_CLOSED = re.compile(r"(?<=.)і(?=[бвгґджзйклмнпрстфхцчшщ]+$)")
"""Where Ukrainian has an і that its other forms have not: “шкіл”, “школа”."""
_FIRST = re.compile(r"^(?:ngh|ng|mh|nh|ph|th|ch|dd|ll|rh|[pbmftdcglr])")
_MUTATED: Mapping[str, str] = {
    **dict.fromkeys(("p", "b", "m", "f", "ph", "mh"), "p"),
    **dict.fromkeys(("t", "d", "dd", "th", "nh"), "t"),
    **dict.fromkeys(("c", "g", "ch", "ng", "ngh"), "c"),
    **dict.fromkeys(("ll", "l"), "l"),
    **dict.fromkeys(("rh", "r"), "r"),
}
"""How a Welsh word begins, which the word before it changes (“cath”, “gath”, “chath”, “nghath”)."""


def light_stem(speech: str, word: str) -> str:
    """The stem of a word in small letters; the word itself in any other language."""
    if speech not in _ENDINGS:
        return word
    if speech == "welsh":
        word = unicodedata.normalize("NFD", word).replace(_CIRCUMFLEX, "")
        word = _FIRST.sub(lambda found: _MUTATED[found[0]], word)
    for ending in _ENDINGS[speech]:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST[speech]:
            word = word.removesuffix(ending)
            break
    if speech == "welsh":
        return word.replace("w", "y")  # “bws”, “bysiau”
    return _CLOSED.sub("о", word) if speech == "ukrainian" else word
