"""Kinds of the stage Resource audit: money, time and gifts, for what and for whose benefit."""

from typing import Literal

from workshop.enums import StageKey
from workshop.kinds.card_kinds import CardFields, CardKind, KindSpec, LinkSpec
from workshop.kinds.marks import Mark, Name, Open, Pay
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
    needed: Open[Long] = ""
    community_helps: Open[Long] = ""


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
    amount_pence: Pay[Pence] = None
    period: Literal["year", "half_year", "quarter", "month", "week", "one_off"] | None = None
    price_year: Year = None
    funder: Open[Short] = ""
    provider: Open[Short] = ""
    fte: Pay[Amount] = None
    hours: Amount = None
    pay_band: Pay[Short] = ""
    purpose: Open[Short] = ""
    for_whom: Open[Short] = ""
    area: Open[Short] = ""
    used_when: Open[Short] = ""
    time_type: TimeType | None = None
    reach: Reach | None = None
    fit: Literal["good", "partly", "poor"] | None = None
    timing: Literal["too_early", "right_time", "too_late"] | None = None
    result: Open[Long] = ""
    evidence: Level0to5 = None
    confidence: Confidence | None = None
    decision: Literal["keep", "change", "stop", "share", "charge", "transfer"] | None = None
    new_or_moved: Literal["new", "moved"] | None = None
    source: Open[Short] = ""


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
    offered_by: Name[Short] = ""
    conditions: Open[Long] = ""
    where: Open[Short] = ""
    free_when: Open[Short] = ""
    in_use: Literal["idle", "partly", "full"] | None = None


class BudgetGuess(CardFields):
    """One part of the work in ``out_of_100``, or all of them in ``split``, which add up to £100."""

    out_of_100: OutOf100 = None
    split: Open[Split] = ()


class OverlapNote(CardFields):
    verdict: Literal["choice", "safety_net", "accident"] | None = None
    purpose: Open[Short] = ""
    for_whom: Open[Short] = ""
    area: Open[Short] = ""
    saving_pence: Pence = None
    who_talks: Name[Short] = ""


class FairnessNote(CardFields):
    feels: Literal["fair", "unfair", "not_sure"] | None = None
    would_change: Open[Long] = ""


class StopEntry(CardFields):
    """``checks`` are the nine principles of the UK National Audit Office for ending a service."""

    action: Literal["keep", "change", "stop", "share", "charge", "transfer"] | None = None
    affected: Open[Long] = ""
    safeguard: Open[Long] = ""
    money_to: Open[Long] = ""
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
    equality: Open[Long] = ""
    equality_shared: YesNo = None
    from_when: Day = None


class CostOfNothing(CardFields):
    who_pays: Open[Short] = ""
    by_when: Open[Short] = ""
    amount_pence: Pence = None
    source: Open[Short] = ""


_R = StageKey.RESOURCES
_SEGMENTS = LinkSpec("segments", (CardKind.SEGMENT,))
_LINE = LinkSpec("line", (CardKind.RESOURCE_LINE,), at_least=1, one=True)
_LINES = LinkSpec("lines", (CardKind.RESOURCE_LINE,))

SPECS = (
    KindSpec(CardKind.STRAND, _R, Strand, text="short", words=Mark.OPEN),
    KindSpec(
        CardKind.RESOURCE_LINE,
        _R,
        ResourceLine,
        (
            LinkSpec("strand", (CardKind.STRAND,), one=True),
            LinkSpec("outcomes", (CardKind.LIFE_GOAL, CardKind.INDICATOR)),
            LinkSpec("proof", (CardKind.OUTSIDE_EVIDENCE, CardKind.MEASUREMENT)),
        ),
        text="short",
        words=Mark.OPEN,
    ),
    KindSpec(
        CardKind.ALLOCATION, _R, Allocation, (_LINE, _SEGMENTS), text="short", words=Mark.OPEN
    ),
    KindSpec(
        CardKind.STRAND_SHARE,
        _R,
        StrandShare,
        (_LINE, LinkSpec("strand", (CardKind.STRAND,), at_least=1, one=True)),
        text="short",
        words=Mark.OPEN,
    ),
    KindSpec(CardKind.ASSET, _R, Asset, (_SEGMENTS,), words=Mark.OPEN),
    KindSpec(CardKind.BUDGET_GUESS, _R, BudgetGuess, text="short", totals=True, words=Mark.OPEN),
    KindSpec(CardKind.OVERLAP_NOTE, _R, OverlapNote, (_LINES, _SEGMENTS), words=Mark.OPEN),
    KindSpec(CardKind.FAIRNESS_NOTE, _R, FairnessNote, (_LINES, _SEGMENTS), words=Mark.OPEN),
    KindSpec(
        CardKind.STOP_ENTRY,
        _R,
        StopEntry,
        (
            LinkSpec("stops", (CardKind.RESOURCE_LINE,)),
            _SEGMENTS,
            LinkSpec("makes_room_for", (CardKind.SOLUTION,)),
        ),
        words=Mark.OPEN,
    ),
    KindSpec(CardKind.COST_OF_NOTHING, _R, CostOfNothing, (_SEGMENTS,), words=Mark.OPEN),
)
