"""Whose words these are, where nobody may learn it: only the browser that wrote them can say.

A card that promises no author holds no person. It holds a mark, made of the card's id by a key
that only the writer's cookie gives: the database keeps a hash of the cookie, from which the key
cannot be made. So the file, a backup and the server's owner name nobody, and two cards of one
person have nothing in common, while the browser itself still finds its own.
"""

import hashlib
import hmac


def pen_of(token: str) -> bytes:
    """The key of a browser, made of its cookie. It is stored nowhere."""
    return hmac.digest(token.encode(), b"reframe pen v1", hashlib.sha256)


def mark_of(pen: bytes, thing: str, person: str) -> str:
    """What is stored with a thing instead of its person: 128 bits that say nothing without the pen.

    ``person`` is whose words they are: a table's pen writes for several.
    """
    return hmac.digest(pen, f"{thing} {person}".encode(), hashlib.sha256).hex()[:32]
