"""Kinds of the stage Prototyping: learn cheaply before spending."""

from typing import Literal

from workshop.enums import StageKey
from workshop.kinds.card_kinds import CardFields, CardKind, KindSpec, LinkSpec
from workshop.kinds.marks import Mark, Name, Open, Quoted, WithQuote
from workshop.kinds.types import Consent, Count, Day, Long, Pence, Scale5, Short


class Assumption(CardFields):
    how_sure: Scale5 = None
    how_bad: Scale5 = None


class Prototype(CardFields):
    """Both lines are set before the test: a test without a stop line cannot fail."""

    assumption: Open[Long] = ""
    question: Open[Long] = ""
    method: (
        Literal["picture", "mock_form", "role_play", "one_day_try", "talk", "model", "other"] | None
    ) = None
    fidelity: Literal["rough", "working", "nearly_real"] | None = None
    people: Count = None
    success_line: Open[Long] = ""
    stop_line: Open[Long] = ""
    cost_pence: Pence = None
    owner: Name[Short] = ""
    starts_on: Day = None
    ends_on: Day = None
    status: Literal["planned", "running", "done"] | None = None
    what_happened: Open[Long] = ""
    learning: Open[Long] = ""
    decision: Literal["keep", "change", "stop"] | None = None
    decision_why: Open[Long] = ""
    decided_on: Day = None
    not_spent_pence: Pence = None


class Version(CardFields):
    number: Count = None
    made_on: Day = None
    feedback: Open[Long] = ""


class Trial(CardFields):
    tried_on: Day = None
    place: Open[Short] = ""
    people: Count = None
    worked_for: Count = None
    quote: Quoted[Long] = ""
    speaker: WithQuote[Name[Short]] = ""
    consent: WithQuote[Consent | None] = None


_P = StageKey.PROTOTYPING
_PROTOTYPE = LinkSpec("prototype", (CardKind.PROTOTYPE,), at_least=1, one=True)
_SEGMENTS = LinkSpec("segments", (CardKind.SEGMENT,))

SPECS = (
    KindSpec(
        CardKind.ASSUMPTION,
        _P,
        Assumption,
        (LinkSpec("solutions", (CardKind.SOLUTION,)), _SEGMENTS),
        words=Mark.OPEN,
    ),
    KindSpec(
        CardKind.PROTOTYPE,
        _P,
        Prototype,
        (
            LinkSpec("solution", (CardKind.SOLUTION, CardKind.IDEA), at_least=1, one=True),
            LinkSpec("assumptions", (CardKind.ASSUMPTION,)),
            _SEGMENTS,
        ),
        text="short",
        words=Mark.OPEN,
    ),
    KindSpec(CardKind.VERSION, _P, Version, (_PROTOTYPE,), words=Mark.OPEN),
    KindSpec(
        CardKind.TRIAL,
        _P,
        Trial,
        (_PROTOTYPE, LinkSpec("version", (CardKind.VERSION,), one=True), _SEGMENTS),
        words=Mark.OPEN,
    ),
)
