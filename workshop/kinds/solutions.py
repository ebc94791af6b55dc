"""Kinds of the stage New solutions: ideas made concrete, and who does what, fairly."""

from typing import Literal

from workshop.enums import RoleGroup, StageKey
from workshop.kinds.card_kinds import CardFields, CardKind, KindSpec, LinkSpec
from workshop.kinds.marks import Mark, Name, Open
from workshop.kinds.types import (
    Amount,
    Count,
    Day,
    Depth,
    Element,
    Lines,
    Long,
    Many,
    Pence,
    Progress,
    Reach,
    Short,
    SignedPence,
    SignedPercent,
    Swing2,
    TimeType,
    YesNo,
)


class Idea(CardFields):
    life_line: Open[Short] = ""
    flip: Literal["who_else", "lying_idle", "stop_first"] | None = None
    elements: Many[Element] = ()
    depth: Depth | None = None
    time_type: TimeType | None = None


class Solution(CardFields):
    """The main text is the title. ``lower_pence`` is a year's saving; below 0 it costs more."""

    one_line: Open[Short] = ""
    life_line: Open[Short] = ""
    no_non_user_why: Open[Long] = ""
    elements: Many[Element] = ()
    depth: Depth | None = None
    delivered_by: Open[Short] = ""
    role_of_users: Open[Long] = ""
    uses: Open[Long] = ""
    stops: Open[Long] = ""
    ownership: Literal["told", "asked", "with", "led", "owned"] | None = None
    governance: Open[Long] = ""
    different: Open[Long] = ""
    better: Open[Long] = ""
    better_measure: Open[Short] = ""
    lower_now: Open[Long] = ""
    lower_later: Open[Long] = ""
    lower_pence: SignedPence = None
    lower_basis: Literal["count", "estimate", "guess"] | None = None
    outcome_change: Swing2 = None
    cost_change_percent: SignedPercent = None
    outcomes: Many[
        Literal[
            "do_more_ourselves",
            "health",
            "learning",
            "ready_for_school",
            "less_alone",
            "skills_and_jobs",
            "safety",
            "belonging",
            "other",
        ]
    ] = ()
    time_type: TimeType | None = None
    benefit_when: Literal["weeks", "months", "one_year", "some_years"] | None = None
    reach: Reach | None = None
    universal_by: Open[Short] = ""
    targeted_by: Open[Short] = ""
    channels: Many[Literal["hub", "home", "street", "online", "phone", "school", "other"]] = ()
    places: Open[Short] = ""
    builds_on: Open[Long] = ""
    chance_on: Day = None
    giver_gains: Open[Long] = ""
    pathway: Open[Long] = ""
    risks: Open[Long] = ""
    to_test: YesNo = None


class StoryboardStep(CardFields):
    order: Count = None
    who: Name[Short] = ""
    where: Open[Short] = ""


class CoproductionArea(CardFields):
    sort: (
        Literal[
            "barriers",
            "support_by_need",
            "ready_for_school",
            "less_alone",
            "child_health",
            "local_places",
            "other",
        ]
        | None
    ) = None
    community_does: Open[Long] = ""
    staff_do: Open[Long] = ""
    both_do: Open[Long] = ""
    training: Open[Long] = ""
    checks: Open[Long] = ""
    expenses: Open[Long] = ""
    insurance: Open[Long] = ""
    supervision: Open[Long] = ""
    agreed: YesNo = None


class RoleChange(CardFields):
    before: Open[Long] = ""
    after: Open[Long] = ""
    who: Name[Short] = ""
    people_before: Count = None
    people_after: Count = None
    fte_before: Amount = None
    fte_after: Amount = None
    cost_before_pence: Pence = None
    cost_after_pence: Pence = None
    hours_a_week: Amount = None
    paid: Literal["paid", "expenses", "unpaid"] | None = None
    flexible: YesNo = None
    support: Open[Long] = ""
    pathway: Open[Long] = ""
    starts_on: Day = None
    status: Literal["option", "agreed"] | None = None


class SlaClause(CardFields):
    heading: (
        Literal[
            "parties",
            "purpose",
            "areas",
            "scope",
            "outcomes",
            "roles",
            "money",
            "training",
            "safeguarding",
            "insurance",
            "data",
            "quality",
            "meetings",
            "change",
            "disputes",
            "review",
            "ending",
        ]
        | None
    ) = None
    parties: Open[Lines] = ()
    does_it: Name[Short] = ""
    answers_for_it: Name[Short] = ""
    is_asked: Name[Short] = ""
    is_told: Name[Short] = ""
    measure: Open[Short] = ""
    amount_pence: Pence = None
    review_on: Day = None
    status: Literal["draft", "agreed"] | None = None


class Concern(CardFields):
    from_group: RoleGroup | None = None
    response: Open[Long] = ""
    owner: Name[Short] = ""
    status: Literal["open", "heard", "answered"] | None = None
    by_when: Day = None
    read_out: YesNo = None


class ReadinessStep(CardFields):
    sort: (
        Literal[
            "legal_form",
            "governance",
            "training",
            "checks",
            "insurance",
            "money",
            "people",
            "places",
            "other",
        ]
        | None
    ) = None
    progress: Progress | None = None
    owner: Name[Short] = ""
    by_when: Day = None
    note: Open[Long] = ""


_N = StageKey.SOLUTIONS
_SEGMENTS = LinkSpec("segments", (CardKind.SEGMENT,))
_REFRAME = LinkSpec("reframe", (CardKind.REFRAME,), one=True)
_INSIGHTS = LinkSpec("insights", (CardKind.INSIGHT,))
_PRINCIPLES = LinkSpec("principles", (CardKind.CASE_NOTE, CardKind.LENS_NOTE, CardKind.BORROWING))
_SOLUTIONS = LinkSpec("solutions", (CardKind.SOLUTION,))
_AREAS = LinkSpec("areas", (CardKind.COPRODUCTION_AREA,))

SPECS = (
    KindSpec(
        CardKind.IDEA,
        _N,
        Idea,
        (
            LinkSpec("builds_on", (CardKind.IDEA,)),
            _REFRAME,
            _INSIGHTS,
            _PRINCIPLES,
            _SEGMENTS,
        ),
        words=Mark.OPEN,
    ),
    KindSpec(
        CardKind.SOLUTION,
        _N,
        Solution,
        (
            LinkSpec("reframe", (CardKind.REFRAME,), at_least=1, one=True),
            LinkSpec("insights", (CardKind.INSIGHT,), at_least=1),
            _PRINCIPLES,
            LinkSpec("segments", (CardKind.SEGMENT,), at_least=1),
            LinkSpec("life_goals", (CardKind.LIFE_GOAL,)),
            LinkSpec("ideas", (CardKind.IDEA,)),
            LinkSpec("resources", (CardKind.RESOURCE_LINE, CardKind.ASSET)),
            LinkSpec("stop_lines", (CardKind.RESOURCE_LINE, CardKind.STOP_ENTRY)),
            LinkSpec("grows_from", (CardKind.ALREADY_WORKS, CardKind.ALREADY_MOVING)),
            LinkSpec("indicators", (CardKind.INDICATOR,)),
        ),
        text="short",
        words=Mark.OPEN,
    ),
    KindSpec(
        CardKind.STORYBOARD_STEP,
        _N,
        StoryboardStep,
        (LinkSpec("solution", (CardKind.SOLUTION,), at_least=1, one=True),),
        words=Mark.OPEN,
    ),
    KindSpec(
        CardKind.COPRODUCTION_AREA,
        _N,
        CoproductionArea,
        (_SOLUTIONS,),
        text="short",
        words=Mark.OPEN,
    ),
    KindSpec(
        CardKind.ROLE_CHANGE, _N, RoleChange, (_SOLUTIONS, _AREAS), text="short", words=Mark.OPEN
    ),
    KindSpec(CardKind.SLA_CLAUSE, _N, SlaClause, (_AREAS,), words=Mark.OPEN),
    KindSpec(
        CardKind.CONCERN,
        _N,
        Concern,
        (_SOLUTIONS, _AREAS),
        private=True,
        anonymous=True,
        words=Mark.CONFIDED,
    ),
    KindSpec(CardKind.READINESS_STEP, _N, ReadinessStep, (_SOLUTIONS, _AREAS), words=Mark.OPEN),
)
