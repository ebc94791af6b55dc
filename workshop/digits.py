"""Digits of any script are numbers: “٢٥” is 25. Whatever reads a number asks here first."""

import unicodedata

_ARABIC_SIGNS = {"٬": ",", "٫": "."}


def plain_digits(text: str) -> str:
    """The same text with each decimal digit as 0 to 9, and Arabic signs in numbers as ours."""
    if text.isascii():
        return text
    return "".join(_plain(letter) for letter in text)


def _plain(letter: str) -> str:
    digit = unicodedata.decimal(letter, None)
    return _ARABIC_SIGNS.get(letter, letter) if digit is None else str(digit)
