"""Codes that are read out, and secrets of four plain words."""

import hashlib
import re
import secrets
from functools import cache

from mnemonic import Mnemonic

from workshop.places import DATA

CODE_LETTERS = "BCDFGHJKMPRSTVWXZ"
"""No vowels, so that no code is a word; no letters that look like another on a far wall."""

_SALT = b"reframe facilitator secret v1"


def new_code() -> str:
    """Five capital letters: 1.4 million codes, and wrong ones are slowed down."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(5))


LISTS = DATA / "secret_words"


@cache
def secret_words() -> tuple[str, ...]:
    """2,048 plain words that nobody minds being given on a hard day, in their order.

    Those of BIP-39 without ``left_out.txt`` (prison, abuse, fat, divorce and whatever else may hurt
    somebody in the room: what people are called, such as monkey, what a siren or a visa brings
    back, faith; and words too small to be heard), and ``added.txt`` for them: animals,
    plants, food, weather, music and things of a house. Secrets given before stay valid, since only
    their hash is kept.
    """
    known = set(Mnemonic("english").wordlist) - set(_list("left_out.txt"))
    return tuple(sorted(known | set(_list("added.txt"))))


def _list(name: str) -> list[str]:
    return (LISTS / name).read_text(encoding="utf-8").split()


def new_secret() -> str:
    """Four of 2,048 plain words (44 random bits), joined by hyphens."""
    return "-".join(secrets.choice(secret_words()) for _ in range(4))


def two_words() -> str:
    """Two of 2,048 plain words (22 random bits), for what is guarded by limits too."""
    return " ".join(secrets.choice(secret_words()) for _ in range(2))


def normal_secret(typed: str) -> str:
    """The words as they were shown, however they were typed."""
    return "-".join(re.findall(r"[a-z]+", typed.lower()))


HINT_BITS = 8


def secret_hint(secret: str) -> str:
    """Eight bits of the words, so that 255 of 256 wrong ones are turned away without the slow sum.

    Whoever gets hold of the file learns them too: 36 of 44 bits are left, each try a slow sum.
    """
    return hashlib.sha256(_SALT + b" hint " + secret.encode()).hexdigest()[: HINT_BITS // 4]


def secret_hash(secret: str) -> str:
    """What the database keeps: ``slow_hash``, a dot, and the hint; once it was the first alone."""
    return f"{slow_hash(secret)}.{secret_hint(secret)}"


def slow_hash(secret: str) -> str:
    """scrypt (RFC 7914), slow on purpose.

    One fixed salt, because the link holds no code and the workshop is found by this value.
    """
    return hashlib.scrypt(secret.encode(), salt=_SALT, n=2**14, r=8, p=1, dklen=32).hex()
