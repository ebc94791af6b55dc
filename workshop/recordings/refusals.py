"""What is said of a recording that cannot be kept."""

from typing import NoReturn

from workshop.errors import InvalidInputError, Sentence

NOT_KEPT = Sentence(
    "This is not a recording that we can keep. Use the recorder of your phone, or say it to "
    "somebody who can write it down."
)
DAMAGED = Sentence("This recording is damaged, or it is not whole. Record it again, then send it.")
MORE_THAN_SOUND = Sentence("This file holds more than a voice. Send a recording of sound alone.")


def damaged() -> NoReturn:
    raise InvalidInputError(DAMAGED)
