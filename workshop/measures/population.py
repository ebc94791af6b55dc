"""The whole behind a percentage: which populations, and which counts, a printed figure allows."""

import math
import re
from collections.abc import Sequence
from fractions import Fraction

from workshop.errors import InvalidInputError
from workshop.measures.exact import Number, percentage, whole

_PERCENT = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,6})?|\.[0-9]{1,6})\s*%?")


def population_behind(count: int, percent_text: str) -> range:
    """Return every whole population of which ``count`` rounds to the printed percentage.

    The text carries its own precision: "22.7" stands for 22.65 up to, but not including, 22.75
    (rounding half up), so N lies in (n/(p+h), n/(p-h)] with h half of the last digit shown. The
    range is empty when no whole population fits; a population smaller than the count is allowed,
    since a percentage may be over 100.

    Raises ``InvalidInputError`` when the text is no percentage, or is 0, which sets no limit.
    """
    people = whole(count, what="The count")
    low, high = _bounds(percent_text)
    if low <= 0:
        raise InvalidInputError(
            "Any big enough population gives 0%. Write the percentage with more decimals."
        )
    return range(math.floor(people / high) + 1, math.floor(people / low) + 1)


def consistent_population(pairs: Sequence[tuple[int, str]]) -> range:
    """Return the populations that fit every (count, percentage) pair at once; empty if none does.

    An empty range means that the figures cannot be about the same people.
    """
    if not pairs:
        raise InvalidInputError("Give at least one count with its percentage.")
    ranges = [population_behind(count, text) for count, text in pairs]
    first = max(one.start for one in ranges)
    return range(first, max(first, min(one.stop for one in ranges)))


def population_point(count: int, percent_text: str) -> Fraction:
    """Return count / percentage, taking the printed percentage as exact: the middle estimate."""
    people = whole(count, what="The count")
    percent = _printed(percent_text)[0]
    if not percent:
        raise InvalidInputError("0% of a population does not tell how big it is.")
    return people / percent


def counts_behind(population: int, percent_text: str) -> range:
    """Return every whole count that rounds to the printed percentage of ``population``."""
    people = whole(population, what="The population")
    low, high = _bounds(percent_text)
    first = max(0, math.ceil(low * people))
    return range(first, max(first, math.ceil(high * people)))


def count_for_percent(population: int, percent: Number) -> int:
    """Return the fewest whole people that make ``percent`` (0 to 100) of ``population``."""
    people = whole(population, what="The population")
    return math.ceil(people * percentage(percent, what="The percentage"))


def _printed(percent_text: str) -> tuple[Fraction, Fraction]:
    """Return the printed percentage and half of its last digit, both as parts of one."""
    match = _PERCENT.fullmatch(percent_text.strip())
    if match is None:
        raise InvalidInputError("Write the percentage as a number, such as 53 or 22.7%.")
    digits = match[1]
    decimals = len(digits.partition(".")[2])
    return Fraction(digits) / 100, Fraction(1, 2 * 10**decimals * 100)


def _bounds(percent_text: str) -> tuple[Fraction, Fraction]:
    percent, half_a_digit = _printed(percent_text)
    return percent - half_a_digit, percent + half_a_digit
