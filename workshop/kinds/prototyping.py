"""Kinds of the stage Prototyping: learn cheaply before spending."""

from typing import Literal

from workshop.enums import StageKey
from workshop.kinds.base import CardFields, CardKind, KindSpec, LinkSpec
from workshop.kinds.types import Consent, Count, Day, Long, Pence, Scale5, Short


class Assumption(CardFields):
    how_sure: Scale5 = None
    how_bad: Scale5 = None


class Prototype(CardFields):
    """Both lines are set before the test: a test without a stop line cannot fail."""

    assumption: Long = ""
    question: Long = ""
    method: (
        Literal["picture", "mock_form", "role_play", "one_day_try", "talk", "model", "other"] | None
    ) = None
    fidelity: Literal["rough", "working", "nearly_real"] | None = None
    people: Count = None
    success_line: Long = ""
    stop_line: Long = ""
    cost_pence: Pence = None
    owner: Short = ""
    starts_on: Day = None
    ends_on: Day = None
    status: Literal["planned", "running", "done"] | None = None
    what_happened: Long = ""
    learning: Long = ""
    decision: Literal["keep", "change", "stop"] | None = None
    decision_why: Long = ""
    decided_on: Day = None
    not_spent_pence: Pence = None


class Version(CardFields):
    number: Count = None
    made_on: Day = None
    feedback: Long = ""


class Trial(CardFields):
    tried_on: Day = None
    place: Short = ""
    people: Count = None
    worked_for: Count = None
    quote: Long = ""
    speaker: Short = ""
    consent: Consent | None = None


_P = StageKey.PROTOTYPING
_PROTOTYPE = LinkSpec("prototype", (CardKind.PROTOTYPE,), at_least=1)
_SEGMENTS = LinkSpec("segments", (CardKind.SEGMENT,))

SPECS = (
    KindSpec(
        CardKind.ASSUMPTION,
        _P,
        Assumption,
        (LinkSpec("solutions", (CardKind.SOLUTION,)), _SEGMENTS),
    ),
    KindSpec(
        CardKind.PROTOTYPE,
        _P,
        Prototype,
        (
            LinkSpec("solution", (CardKind.SOLUTION, CardKind.IDEA), at_least=1),
            LinkSpec("assumptions", (CardKind.ASSUMPTION,)),
            _SEGMENTS,
        ),
        text="short",
    ),
    KindSpec(CardKind.VERSION, _P, Version, (_PROTOTYPE,)),
    KindSpec(
        CardKind.TRIAL,
        _P,
        Trial,
        (_PROTOTYPE, LinkSpec("version", (CardKind.VERSION,)), _SEGMENTS),
    ),
)
