"""What a word is made of in any script, and which marks on its letters may be left out."""

import re
import unicodedata

_ON_LETTERS = "\u0300-\u036f\u0483-\u0487\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f"
"""What stands on Latin, Greek and Cyrillic letters; other scripts have their own."""
_FOR_LEARNERS = "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670\u06d6-\u06ed"
"""Vowels of Hebrew and Arabic, which stand above and below a word or are left out."""
_FOLDED = re.compile(f"[{_ON_LETTERS}{_FOR_LEARNERS}]")
MARKS = "".join(
    chr(code) for code in range(0x300, 0x1D00) if unicodedata.category(chr(code)).startswith("M")
)
"""Vowel signs and accents that stand alone, which re takes for the end of a word."""
SIGNS = "".join(one for one in MARKS if not _FOLDED.match(one))
"""Those that a word cannot do without, such as the vowel signs of Hindi and Thai."""
LETTER = rf"[\w{SIGNS}]"
"""A letter, a digit, or a sign that a word goes on with; re's own ``\\w`` ends at such a sign."""
NO_LETTER_BEFORE, NO_LETTER_AFTER = f"(?<!{LETTER})", f"(?!{LETTER})"
_WORD = re.compile(f"{LETTER}[{SIGNS}\u200c\u200d\\w]*")


def words_in(text: str) -> list[str]:
    """The words of a text, whole in every script that parts them."""
    return _WORD.findall(text)


def folded(text: str) -> str:
    """Without capitals, and without marks that people leave out: “jonkoping” is “Jönköping”.

    Vowel signs of Hindi and Thai stay, and so does what makes が of か: without them it is another
    word.
    """
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return unicodedata.normalize("NFKC", _FOLDED.sub("", plain))
