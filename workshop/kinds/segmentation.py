"""Kinds of the stage Segmentation: everyone who lives this life, above all those not here."""

from typing import Literal

from workshop.enums import StageKey
from workshop.kinds.card_kinds import CardFields, CardKind, KindSpec, LinkSpec
from workshop.kinds.marks import Mark, Name, Open, RoomsOwn
from workshop.kinds.types import (
    Amount,
    Barrier,
    Confidence,
    Count,
    Day,
    Long,
    Many,
    Scale5,
    Short,
    YesNo,
)


class PotentialUser(CardFields):
    here_now: Literal["uses_us", "used_us", "never_came", "not_known"] | None = None


class Segment(CardFields):
    """``need_weight`` is how much one person's need counts (1 = as much as anyone's)."""

    voice: Open[Short] = ""
    contact: Literal["none", "once", "some", "often"] | None = None
    trust: Scale5 = None
    non_user: YesNo = None
    focus: RoomsOwn[YesNo] = None
    needs: Open[Long] = ""
    gifts: Open[Long] = ""
    barriers: Many[Barrier] = ()
    size: Count = None
    size_said: Open[Short] = ""
    size_basis: Literal["count", "estimate", "guess"] | None = None
    size_source: Open[Short] = ""
    size_dated: Day = None
    size_confidence: Confidence | None = None
    area: Open[Short] = ""
    known_by: Name[Short] = ""
    need_weight: Amount = None
    need_why: Open[Long] = ""


class MissingVoice(CardFields):
    why_missing: Open[Long] = ""
    who_will_ask: Name[Short] = ""
    how: Open[Long] = ""
    by_when: Day = None


_S = StageKey.SEGMENTATION

SPECS = (
    KindSpec(
        CardKind.POTENTIAL_USER,
        _S,
        PotentialUser,
        (LinkSpec("segments", (CardKind.SEGMENT,)),),
        text="short",
        words=Mark.OPEN,
    ),
    KindSpec(
        CardKind.SEGMENT,
        _S,
        Segment,
        (
            LinkSpec("seen_in", (CardKind.POTENTIAL_USER, CardKind.CONTEXT_FACT)),
            LinkSpec("life_goals", (CardKind.LIFE_GOAL,)),
        ),
        text="short",
        words=Mark.OPEN,
    ),
    KindSpec(
        CardKind.MISSING_VOICE,
        _S,
        MissingVoice,
        (LinkSpec("segments", (CardKind.SEGMENT,)),),
        words=Mark.OPEN,
    ),
)
