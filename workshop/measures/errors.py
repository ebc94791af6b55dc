"""The mistakes that only arithmetic can see; each sentence says what to put right."""

from workshop.errors import InvalidInputError


class UnitMismatchError(InvalidInputError):
    """Two figures count different things, such as families and children."""

    code = "unit-mismatch"


class NoReachError(InvalidInputError):
    """Nobody is reached, so there is no cost for each one."""

    code = "no-reach"
