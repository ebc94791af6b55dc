"""Kinds of the stage New solutions: ideas made concrete, and who does what, fairly."""

from typing import Literal

from workshop.enums import RoleGroup, StageKey
from workshop.kinds.base import CardFields, CardKind, KindSpec, LinkSpec
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
    life_line: Short = ""
    flip: Literal["who_else", "lying_idle", "stop_first"] | None = None
    elements: Many[Element] = ()
    depth: Depth | None = None
    time_type: TimeType | None = None


class Solution(CardFields):
    """The main text is the title. ``lower_pence`` is a year's saving; below 0 it costs more."""

    one_line: Short = ""
    life_line: Short = ""
    no_non_user_why: Long = ""
    elements: Many[Element] = ()
    depth: Depth | None = None
    delivered_by: Short = ""
    role_of_users: Long = ""
    uses: Long = ""
    stops: Long = ""
    ownership: Literal["told", "asked", "with", "led", "owned"] | None = None
    governance: Long = ""
    different: Long = ""
    better: Long = ""
    better_measure: Short = ""
    lower_now: Long = ""
    lower_later: Long = ""
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
    universal_by: Short = ""
    targeted_by: Short = ""
    channels: Many[Literal["hub", "home", "street", "online", "phone", "school", "other"]] = ()
    places: Short = ""
    builds_on: Long = ""
    chance_on: Day = None
    giver_gains: Long = ""
    pathway: Long = ""
    risks: Long = ""
    to_test: YesNo = None


class StoryboardStep(CardFields):
    order: Count = None
    who: Short = ""
    where: Short = ""


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
    community_does: Long = ""
    staff_do: Long = ""
    both_do: Long = ""
    training: Long = ""
    checks: Long = ""
    expenses: Long = ""
    insurance: Long = ""
    supervision: Long = ""
    agreed: YesNo = None


class RoleChange(CardFields):
    before: Long = ""
    after: Long = ""
    who: Short = ""
    people_before: Count = None
    people_after: Count = None
    fte_before: Amount = None
    fte_after: Amount = None
    cost_before_pence: Pence = None
    cost_after_pence: Pence = None
    hours_a_week: Amount = None
    paid: Literal["paid", "expenses", "unpaid"] | None = None
    flexible: YesNo = None
    support: Long = ""
    pathway: Long = ""
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
    parties: Lines = ()
    does_it: Short = ""
    answers_for_it: Short = ""
    is_asked: Short = ""
    is_told: Short = ""
    measure: Short = ""
    amount_pence: Pence = None
    review_on: Day = None
    status: Literal["draft", "agreed"] | None = None


class Concern(CardFields):
    from_group: RoleGroup | None = None
    response: Long = ""
    owner: Short = ""
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
    owner: Short = ""
    by_when: Day = None
    note: Long = ""


_N = StageKey.SOLUTIONS
_SEGMENTS = LinkSpec("segments", (CardKind.SEGMENT,))
_REFRAME = LinkSpec("reframe", (CardKind.REFRAME,))
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
    ),
    KindSpec(
        CardKind.SOLUTION,
        _N,
        Solution,
        (
            LinkSpec("reframe", (CardKind.REFRAME,), at_least=1),
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
    ),
    KindSpec(
        CardKind.STORYBOARD_STEP,
        _N,
        StoryboardStep,
        (LinkSpec("solution", (CardKind.SOLUTION,), at_least=1),),
    ),
    KindSpec(CardKind.COPRODUCTION_AREA, _N, CoproductionArea, (_SOLUTIONS,), text="short"),
    KindSpec(CardKind.ROLE_CHANGE, _N, RoleChange, (_SOLUTIONS, _AREAS), text="short"),
    KindSpec(CardKind.SLA_CLAUSE, _N, SlaClause, (_AREAS,)),
    KindSpec(CardKind.CONCERN, _N, Concern, (_SOLUTIONS, _AREAS), private=True, anonymous=True),
    KindSpec(CardKind.READINESS_STEP, _N, ReadinessStep, (_SOLUTIONS, _AREAS)),
)
