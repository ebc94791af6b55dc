"""What is said of a recording that cannot be kept."""

from typing import NoReturn

from workshop.errors import InvalidInputError, Sentence

NOT_KEPT = Sentence(
    "This is not a recording that we can keep. Use the recorder of your phone, or say it to "
    "somebody who can write it down."
)
DAMAGED = Sentence("This recording is damaged, or it is not whole. Record it again, then send it.")
MORE_THAN_SOUND = Sentence("This file holds more than a voice. Send a recording of sound alone.")
OLD_SOUND = Sentence(
    "Your phone records in an old way that other phones cannot play. Say it to somebody who can "
    "write it down, or use another phone."
)
TOO_MANY_PARTS = Sentence(
    "This recording is in too many pieces. Make it shorter, and send the rest after it."
)
MOST_PARTS = 20_000
"""A minute and a half of the smallest pieces of sound is in some thousands."""


class Parts:
    """Counts the parts of one recording, so that no file of very small ones is walked for long."""

    def __init__(self) -> None:
        self._seen = 0

    def one_more(self) -> None:
        """Raises InvalidInputError after too many."""
        self._seen += 1
        if self._seen > MOST_PARTS:
            raise InvalidInputError(TOO_MANY_PARTS)


def damaged() -> NoReturn:
    raise InvalidInputError(DAMAGED)
