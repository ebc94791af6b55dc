"""Kinds of the stage Vision board: a picture all can tell, and promises that can be checked."""

from typing import Literal

from workshop.enums import RoleGroup, StageKey
from workshop.kinds.card_kinds import CardFields, CardKind, KindSpec, LinkSpec
from workshop.kinds.marks import Mark, Name, Open
from workshop.kinds.types import (
    Amount,
    Count,
    Day,
    Long,
    Many,
    Pence,
    Percent,
    PersonUnit,
    Progress,
    Scale5,
    Short,
    SignedAmount,
    Url,
    Year,
    YesNo,
)


class Headline(CardFields):
    sub_line: Open[Short] = ""
    quote: Open[Long] = ""
    speaker: Name[Short] = ""


class VisionLine(CardFields):
    for_whom: Open[Short] = ""


class VisionAnswer(CardFields):
    role_group: RoleGroup | None = None


class VisionStatement(CardFields):
    different: Open[Long] = ""
    better: Open[Long] = ""
    lower: Open[Long] = ""
    agreed: YesNo = None


class Picture(CardFields):
    """The main text says in words what the picture shows."""

    sort: Literal["drawing", "photo", "icons", "poster"] | None = None
    made_by: Name[Short] = ""
    people_agreed: YesNo = None


class Indicator(CardFields):
    sort: (
        Literal[
            "reach",
            "registration",
            "volunteers",
            "hours",
            "outcome",
            "giver_outcome",
            "long_run",
            "known",
            "cost",
            "count_of_doing",
            "other",
        ]
        | None
    ) = None
    unit: Literal["family", "child", "person", "hour", "money", "percent", "other"] | None = None
    unit_other: Open[Short] = ""
    direction: Literal["up", "down"] | None = None
    chosen_by_residents: YesNo = None
    owner: Name[Short] = ""
    how_counted: Open[Long] = ""


class Measurement(CardFields):
    """One reading of an indicator; the main text says where the number comes from.

    ``people``, ``hours_each`` (a week) and ``weeks`` say how a total of hours was reached.
    """

    sort: Literal["baseline", "target", "forecast", "actual"] | None = None
    measured_on: Day = None
    value: SignedAmount = None
    value_said: Open[Short] = ""
    numerator: Count = None
    denominator: Count = None
    percent: Percent = None
    people: Count = None
    hours_each: Amount = None
    weeks: Amount = None
    url: Open[Url] = ""


LeftOut = Literal["volunteer_support", "commissioning", "overheads", "change_costs"]
"""What a cost picture tends to lose."""


class CostScenario(CardFields):
    """Each cost that is easily lost is known to be left out, or counted in, or there is none."""

    sort: Literal["existing", "redesigned", "actual"] | None = None
    basis: Literal["forecast", "measured"] | None = None
    period: Literal["year", "half_year", "quarter", "month"] | None = None
    price_year: Year = None
    cost_pence: Pence = None
    cost_said: Open[Short] = ""
    reach_count: Count = None
    reach_unit: PersonUnit | None = None
    children_per_family: Amount = None
    includes: Many[LeftOut] = ()
    left_out: Many[LeftOut] = ()
    none_of: Many[LeftOut] = ()
    volunteer_hours: Amount = None
    hour_rate_pence: Pence = None
    one_off_pence: Pence = None
    source: Open[Short] = ""


class Benefit(CardFields):
    sort: Literal["public_money", "local_economy", "social"] | None = None
    cashable: Literal["yes", "part", "no"] | None = None
    who_gains: Open[Short] = ""
    amount_pence: Pence = None
    starts_in_year: Count = None
    years: Count = None
    price_year: Year = None
    optimism_percent: Percent = None
    anyway_percent: Percent = None
    others_percent: Percent = None
    fades_percent: Percent = None
    source: Open[Short] = ""


class FirstStep(CardFields):
    owner: Name[Short] = ""
    by_when: Day = None
    decision_point: Open[Short] = ""
    progress: Progress | None = None


class SystemAsk(CardFields):
    sort: Literal["freedom", "funding", "support"] | None = None
    of_whom: Open[Short] = ""
    asked_by: Name[Short] = ""
    by_when: Day = None
    amount_pence: Pence = None
    answer: Open[Long] = ""


class Commitment(CardFields):
    who: Name[Short] = ""
    by_when: Day = None
    kept: YesNo = None


class SessionResult(CardFields):
    sort: Literal["made", "changed"] | None = None


class ChangedView(CardFields):
    of_whom: RoleGroup | None = None
    before: Open[Long] = ""


class ClosingWord(CardFields):
    mood: Scale5 = None
    new_links: Count = None
    take_home: Open[Short] = ""


_V = StageKey.VISION
_SOLUTIONS = LinkSpec("solutions", (CardKind.SOLUTION,))
_INDICATORS = LinkSpec("indicators", (CardKind.INDICATOR,))
_LINES = LinkSpec("vision_lines", (CardKind.VISION_LINE,))
_HEADLINES = LinkSpec("headlines", (CardKind.HEADLINE,))
_SEGMENTS = LinkSpec("segments", (CardKind.SEGMENT,))

SPECS = (
    KindSpec(CardKind.HEADLINE, _V, Headline, (_SEGMENTS,), text="short", words=Mark.OPEN),
    KindSpec(
        CardKind.VISION_LINE,
        _V,
        VisionLine,
        (
            LinkSpec("solutions", (CardKind.SOLUTION,), at_least=1),
            _INDICATORS,
            LinkSpec("prototypes", (CardKind.PROTOTYPE,)),
            _HEADLINES,
        ),
        words=Mark.OPEN,
    ),
    KindSpec(CardKind.VISION_ANSWER, _V, VisionAnswer, (_LINES,), words=Mark.OPEN),
    KindSpec(
        CardKind.VISION_STATEMENT,
        _V,
        VisionStatement,
        (_LINES, _HEADLINES, _SOLUTIONS, _INDICATORS),
        words=Mark.OPEN,
    ),
    KindSpec(CardKind.PICTURE, _V, Picture, (_LINES, _SOLUTIONS), words=Mark.OPEN),
    KindSpec(
        CardKind.INDICATOR,
        _V,
        Indicator,
        (_SEGMENTS, LinkSpec("life_goals", (CardKind.LIFE_GOAL,)), _SOLUTIONS),
        words=Mark.OPEN,
    ),
    KindSpec(
        CardKind.MEASUREMENT,
        _V,
        Measurement,
        (LinkSpec("indicator", (CardKind.INDICATOR,), at_least=1, one=True), _SEGMENTS),
        words=Mark.OPEN,
    ),
    KindSpec(
        CardKind.COST_SCENARIO,
        _V,
        CostScenario,
        (_SOLUTIONS, LinkSpec("lines", (CardKind.RESOURCE_LINE,))),
        text="short",
        words=Mark.OPEN,
    ),
    KindSpec(CardKind.BENEFIT, _V, Benefit, (_SOLUTIONS, _SEGMENTS), words=Mark.OPEN),
    KindSpec(
        CardKind.FIRST_STEP,
        _V,
        FirstStep,
        (
            _SOLUTIONS,
            _LINES,
            LinkSpec("prototypes", (CardKind.PROTOTYPE,)),
            _INDICATORS,
            _SEGMENTS,
        ),
        words=Mark.OPEN,
    ),
    KindSpec(
        CardKind.SYSTEM_ASK,
        _V,
        SystemAsk,
        (_SOLUTIONS, LinkSpec("rules", (CardKind.RULE_TO_BEND,))),
        words=Mark.OPEN,
    ),
    KindSpec(CardKind.COMMITMENT, _V, Commitment, (_SOLUTIONS,), words=Mark.OPEN),
    KindSpec(CardKind.SESSION_RESULT, _V, SessionResult, words=Mark.OPEN),
    KindSpec(CardKind.CHANGED_VIEW, _V, ChangedView, words=Mark.OPEN),
    KindSpec(CardKind.CLOSING_WORD, _V, ClosingWord, words=Mark.OPEN),
)
