"""Kinds of the stage Resource audit: money, time and gifts, for what and for whose benefit."""

from typing import Literal

from workshop.enums import StageKey
from workshop.kinds.base import CardFields, CardKind, KindSpec, LinkSpec
from workshop.kinds.types import (
    Amount,
    Confidence,
    Day,
    Level0to5,
    Long,
    Many,
    OutOf100,
    Pence,
    Percent,
    Reach,
    Short,
    Split,
    TimeType,
    Year,
    YesNo,
)


class Strand(CardFields):
    needed_pence: Pence = None
    needed: Long = ""
    community_helps: Long = ""


class ResourceLine(CardFields):
    """``covers`` keeps in sight the costs that a plan tends to lose, such as commissioning."""

    sort: (
        Literal[
            "salary",
            "building",
            "contract",
            "volunteer_time",
            "in_kind",
            "income",
            "grant",
            "other",
        ]
        | None
    ) = None
    covers: (
        Literal["service", "volunteer_support", "commissioning", "overheads", "change_costs"] | None
    ) = None
    amount_pence: Pence = None
    period: Literal["year", "half_year", "quarter", "month", "week", "one_off"] | None = None
    price_year: Year = None
    funder: Short = ""
    provider: Short = ""
    fte: Amount = None
    hours: Amount = None
    pay_band: Short = ""
    purpose: Short = ""
    for_whom: Short = ""
    area: Short = ""
    used_when: Short = ""
    time_type: TimeType | None = None
    reach: Reach | None = None
    fit: Literal["good", "partly", "poor"] | None = None
    timing: Literal["too_early", "right_time", "too_late"] | None = None
    result: Long = ""
    evidence: Level0to5 = None
    confidence: Confidence | None = None
    decision: Literal["keep", "change", "stop", "share", "charge", "transfer"] | None = None
    new_or_moved: Literal["new", "moved"] | None = None
    source: Short = ""


class Allocation(CardFields):
    share_percent: Percent = None
    basis: Literal["count", "estimate", "guess"] | None = None


class StrandShare(CardFields):
    share_percent: Percent = None
    fte: Amount = None


class Asset(CardFields):
    sort: Literal["people", "place", "skill", "time", "trust", "group", "thing", "other"] | None = (
        None
    )
    offered_by: Short = ""
    conditions: Long = ""
    where: Short = ""
    free_when: Short = ""
    in_use: Literal["idle", "partly", "full"] | None = None


class BudgetGuess(CardFields):
    """One part of the work in ``out_of_100``, or all of them in ``split``, which add up to £100."""

    out_of_100: OutOf100 = None
    split: Split = ()


class OverlapNote(CardFields):
    verdict: Literal["choice", "safety_net", "accident"] | None = None
    purpose: Short = ""
    for_whom: Short = ""
    area: Short = ""
    saving_pence: Pence = None
    who_talks: Short = ""


class FairnessNote(CardFields):
    feels: Literal["fair", "unfair", "not_sure"] | None = None
    would_change: Long = ""


class StopEntry(CardFields):
    """``checks`` are the nine principles of the UK National Audit Office for ending a service."""

    action: Literal["stop", "change", "charge", "transfer", "share"] | None = None
    affected: Long = ""
    safeguard: Long = ""
    money_to: Long = ""
    freed_pence: Pence = None
    one_off_pence: Pence = None
    checks: Many[
        Literal[
            "open_talk",
            "needs",
            "users_first",
            "clear_reason",
            "impact",
            "value",
            "risk",
            "costs",
            "governance",
        ]
    ] = ()
    equality: Long = ""
    equality_shared: YesNo = None
    from_when: Day = None


class CostOfNothing(CardFields):
    who_pays: Short = ""
    by_when: Short = ""
    amount_pence: Pence = None
    source: Short = ""


_R = StageKey.RESOURCES
_SEGMENTS = LinkSpec("segments", (CardKind.SEGMENT,))
_LINE = LinkSpec("line", (CardKind.RESOURCE_LINE,), at_least=1)
_LINES = LinkSpec("lines", (CardKind.RESOURCE_LINE,))

SPECS = (
    KindSpec(CardKind.STRAND, _R, Strand, text="short"),
    KindSpec(
        CardKind.RESOURCE_LINE,
        _R,
        ResourceLine,
        (
            LinkSpec("strand", (CardKind.STRAND,)),
            LinkSpec("outcomes", (CardKind.LIFE_GOAL, CardKind.INDICATOR)),
            LinkSpec("proof", (CardKind.OUTSIDE_EVIDENCE, CardKind.MEASUREMENT)),
        ),
        text="short",
    ),
    KindSpec(CardKind.ALLOCATION, _R, Allocation, (_LINE, _SEGMENTS), text="short"),
    KindSpec(
        CardKind.STRAND_SHARE,
        _R,
        StrandShare,
        (_LINE, LinkSpec("strand", (CardKind.STRAND,), at_least=1)),
        text="short",
    ),
    KindSpec(CardKind.ASSET, _R, Asset, (_SEGMENTS,)),
    KindSpec(CardKind.BUDGET_GUESS, _R, BudgetGuess, text="short"),
    KindSpec(CardKind.OVERLAP_NOTE, _R, OverlapNote, (_LINES, _SEGMENTS)),
    KindSpec(CardKind.FAIRNESS_NOTE, _R, FairnessNote, (_LINES, _SEGMENTS)),
    KindSpec(
        CardKind.STOP_ENTRY,
        _R,
        StopEntry,
        (
            LinkSpec("stops", (CardKind.RESOURCE_LINE,)),
            _SEGMENTS,
            LinkSpec("makes_room_for", (CardKind.SOLUTION,)),
        ),
    ),
    KindSpec(CardKind.COST_OF_NOTHING, _R, CostOfNothing, (_SEGMENTS,)),
)
