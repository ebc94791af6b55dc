"""What a field says of people, said on the field itself. Whoever shows, asks or shares looks here.

A field of free text without a mark does not start: nobody has said yet what may become of it.
"""

from enum import StrEnum
from typing import Annotated, TypeVar


class Mark(StrEnum):
    """What a field holds, as far as it decides who may read it or change it."""

    OPEN = "open"
    """Nothing of one person: it goes wherever its card goes."""
    NAME = "name"
    """Somebody's name: left out of every edition without names."""
    PAY = "pay"
    """May show what one person earns: left out or said as a band where a line is for one post."""
    QUOTE = "quote"
    """What somebody said: for others only with their yes, which the field ``consent`` holds."""
    WITH_QUOTE = "with quote"
    """Stands beside a quote and goes with it, such as who said it."""
    CONFIDED = "confided"
    """Said in confidence: never in a file for anyone, not even once it was read out."""
    ROOMS_OWN = "room's own"
    """The room decides it together and the facilitator notes it, whoever wrote the card."""
    CASE = "case"
    """The key of a case in the library."""
    LENS = "lens"
    """The key of a lens in the library."""


T = TypeVar("T")

Open = Annotated[T, Mark.OPEN]
Name = Annotated[T, Mark.NAME]
Pay = Annotated[T, Mark.PAY]
Quoted = Annotated[T, Mark.QUOTE]
WithQuote = Annotated[T, Mark.WITH_QUOTE]
Confided = Annotated[T, Mark.CONFIDED]
RoomsOwn = Annotated[T, Mark.ROOMS_OWN]
CaseKey = Annotated[T, Mark.CASE, Mark.OPEN]
LensKey = Annotated[T, Mark.LENS, Mark.OPEN]


class UnmarkedFieldError(TypeError):
    """A kind of card does not say what may become of what people write in it."""
