"""Kinds of the stage Reframe: a different challenge that all can state and live with."""

from typing import Literal

from workshop.enums import RoleGroup, StageKey
from workshop.kinds.card_kinds import CardFields, CardKind, KindSpec, LinkSpec
from workshop.kinds.marks import Mark, Name, Open
from workshop.kinds.types import Day, Long, Short, YesNo


class Belief(CardFields):
    """The main text is what a person used to think."""

    now_think: Open[Long] = ""
    changed_by: Open[Short] = ""


class Reframe(CardFields):
    """The main text is the challenge as the team now sees it ("to"); ``before`` is the "from"."""

    before: Open[Long] = ""
    question: Open[Long] = ""
    customer_before: Open[Short] = ""
    customer_after: Open[Short] = ""
    owner_before: Open[Short] = ""
    owner_after: Open[Short] = ""
    agreed: YesNo = None
    agreed_on: Day = None


class ChallengeQuestion(CardFields):
    so_that: Open[Long] = ""


class Objection(CardFields):
    strong: YesNo = None
    what_would_help: Open[Long] = ""
    answer: Open[Long] = ""
    status: Literal["open", "heard", "answered"] | None = None


class SignOff(CardFields):
    role_group: RoleGroup | None = None
    answer: Literal["agree", "can_live_with_it", "object"] | None = None
    signed_by: Name[Short] = ""
    signed_on: Day = None


_F = StageKey.REFRAME
_REFRAME = LinkSpec("reframe", (CardKind.REFRAME,), one=True)
_INSIGHTS = LinkSpec("insights", (CardKind.INSIGHT,))

SPECS = (
    KindSpec(CardKind.BELIEF, _F, Belief, (_INSIGHTS,), words=Mark.OPEN),
    KindSpec(
        CardKind.REFRAME,
        _F,
        Reframe,
        (
            LinkSpec("insights", (CardKind.INSIGHT,), at_least=2),
            LinkSpec("principles", (CardKind.CASE_NOTE, CardKind.LENS_NOTE, CardKind.BORROWING)),
            LinkSpec("life_goals", (CardKind.LIFE_GOAL,)),
            LinkSpec("segments", (CardKind.SEGMENT,)),
            LinkSpec("beliefs", (CardKind.BELIEF,)),
        ),
        words=Mark.OPEN,
    ),
    KindSpec(
        CardKind.CHALLENGE_QUESTION, _F, ChallengeQuestion, (_REFRAME, _INSIGHTS), words=Mark.OPEN
    ),
    KindSpec(CardKind.OBJECTION, _F, Objection, (_REFRAME,), anonymous=True, words=Mark.OPEN),
    KindSpec(
        CardKind.SIGN_OFF,
        _F,
        SignOff,
        (LinkSpec("reframe", (CardKind.REFRAME,), at_least=1, one=True),),
        words=Mark.OPEN,
    ),
)
