"""Finding cases, and dealing cases and lenses out to tables: no files, no clock, no chance."""

from collections.abc import Sequence
from enum import StrEnum
from typing import TypeVar

from workshop.errors import InvalidInputError, NotFoundError
from workshop.grouping.letters import folded, words_in
from workshop.library.model import Case, Distance, Element, Lens, Outcome

_E = TypeVar("_E", bound=StrEnum)


def filter_cases(
    cases: Sequence[Case],
    *,
    text: str = "",
    element: str | None = None,
    distance: str | None = None,
    outcome: str | None = None,
    min_evidence: int | None = None,
) -> tuple[Case, ...]:
    """The cases that fit everything asked, in their order. No question asked gives them all.

    Each word of ``text`` must stand somewhere on the card; capitals, accents and punctuation do
    not matter. Raises InvalidInputError for an element, distance or outcome that there is not.
    """
    wanted = words_in(folded(text))
    element = _choice(Element, element)
    distance = _choice(Distance, distance)
    outcome = _choice(Outcome, outcome)

    def fits(case: Case) -> bool:
        return (
            (element is None or element in case.elements)
            and distance in (None, case.distance)
            and outcome in (None, case.outcome_kind)
            and (min_evidence is None or case.evidence_level >= min_evidence)
        )

    def says_it(case: Case) -> bool:
        card = _card_text(case)
        return all(word in card for word in wanted)

    return tuple(case for case in cases if fits(case) and (not wanted or says_it(case)))


def three_for_table(cases: Sequence[Case], table: int) -> tuple[Case, ...]:
    """One near case, one far case and one that ended, in this order; always the same for a table.

    Tables are counted from 1 and neighbours get different cards for as long as the cards last.
    Where no case has ended, one with a mixed outcome stands in. A kind that is not among
    ``cases`` is left out, so fewer than three may come back.
    """
    closed = [case for case in cases if case.outcome_kind is Outcome.CLOSED]
    ended = closed or [case for case in cases if case.outcome_kind is Outcome.MIXED]
    taken = _turn(ended, table)
    running = [case for case in cases if case not in closed and case not in taken]
    near = [case for case in running if case.distance is Distance.NEAR]
    far = [case for case in running if case.distance is Distance.FAR]
    return (*_turn(near, table), *_turn(far, table), *taken)


def lens_for_table(lenses: Sequence[Lens], table: int) -> Lens:
    """The lens for a table, counted from 1. Raises NotFoundError if there are none."""
    if not lenses:
        raise NotFoundError("There are no lenses to draw from. Please put some in data/lenses.")
    return lenses[(table - 1) % len(lenses)]


def _turn(items: Sequence[Case], table: int) -> tuple[Case, ...]:
    return (items[(table - 1) % len(items)],) if items else ()


def _choice(kind: type[_E], value: str | None) -> _E | None:
    if value is None:
        return None
    if value not in set(kind):
        raise InvalidInputError(f"“{value}” is not on the list. Please choose {_either(kind)}.")
    return kind(value)


def _either(kind: type[StrEnum]) -> str:
    *first, last = (str(member) for member in kind)
    return f"{', '.join(first)} or {last}"


def _card_text(case: Case) -> str:
    claims = [
        part for item in case.results for part in (item.claim, item.value, item.unit, item.period)
    ]
    shown = (case.title, case.place, case.country, case.years, case.summary, case.later)
    return folded("\n".join((*shown, *case.questions, *claims)))
