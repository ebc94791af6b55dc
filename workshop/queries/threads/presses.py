"""What stands on the buttons by which a room takes on what a vote proposes."""

from workshop.errors import Sentence

ASK = Sentence("Ask: can we live with it?")
GO_ON = Sentence("Go on all the same")


def agree(say: Sentence) -> Sentence:
    return Sentence("Agree: this is {say}", say=say)


def take_on(say: Sentence, most: int, apart: bool) -> Sentence:
    """``apart``: residents and staff see it so differently that they talk first."""
    if apart and most == 1:
        return Sentence("We have talked. Take this on as {say}", say=say)
    if apart:
        return Sentence("We have talked. Take these on as {say}", say=say)
    if most == 1:
        return Sentence("Take this on as {say}", say=say)
    return Sentence("Take these on as {say}", say=say)
