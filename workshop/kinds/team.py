"""Kinds of the stage Team: who is here, what they bring, and what life should be like."""

from typing import Literal

from workshop.enums import RoleGroup, StageKey
from workshop.kinds.card_kinds import CardFields, CardKind, KindSpec, LinkSpec
from workshop.kinds.marks import Confided, Mark, Name, Open, RoomsOwn
from workshop.kinds.types import (
    Count,
    Day,
    Lines,
    Long,
    Many,
    Scale5,
    Short,
    Url,
    YesNo,
)


class RosterEntry(CardFields):
    role_group: RoleGroup | None = None
    core_team: YesNo = None
    post: Open[Short] = ""
    hats: Many[
        Literal[
            "facilitator",
            "scribe",
            "observer",
            "community_researcher",
            "decision_maker",
            "named_helper",
        ]
    ] = ()
    knows: Open[Long] = ""
    places_known: Open[Lines] = ()
    brings: Open[Long] = ""
    consents: Many[Literal["quotes", "photo", "contact"]] = ()


class Invitee(CardFields):
    role_group: RoleGroup | None = None
    stake: Open[Long] = ""
    knows_street: Open[Short] = ""
    asked_by: Name[Short] = ""
    state: Literal["to_ask", "asked", "coming", "cannot_come"] | None = None


class AccessNeed(CardFields):
    sort: (
        Literal["getting_here", "reading", "hearing", "seeing", "language", "care", "cost", "other"]
        | None
    ) = None
    helper: Name[Short] = ""
    settled: YesNo = None


class FollowUpContact(CardFields):
    contact: Confided[Short] = ""
    about: Open[Long] = ""
    agreed_on: Day = None


class ArrivalReason(CardFields):
    take_home: Open[Short] = ""
    mood: Scale5 = None


class KnowHow(CardFields):
    holder: Name[Short] = ""
    used: Literal["yes", "partly", "no"] | None = None
    could_use: Open[Long] = ""


class GroundRule(CardFields):
    agreed: YesNo = None


class LifeGoal(CardFields):
    chosen: RoomsOwn[YesNo] = None
    why: Open[Long] = ""


class Hope(CardFields):
    met: Literal["yes", "partly", "no"] | None = None


class Worry(CardFields):
    answer: Open[Long] = ""
    settled: YesNo = None


class ContextFact(CardFields):
    figure: Open[Short] = ""
    area: Open[Short] = ""
    source: Open[Short] = ""
    url: Open[Url] = ""
    dated: Day = None


class AlreadyWorks(CardFields):
    why: Open[Long] = ""
    who: Name[Short] = ""
    proof: Open[Long] = ""


class AlreadyMoving(CardFields):
    doing: Open[Long] = ""
    wants: Open[Long] = ""
    asked_them: YesNo = None
    people: Count = None


class RuleToBend(CardFields):
    whose: Open[Short] = ""
    gets_in_way: Open[Long] = ""
    who_can_change: Open[Short] = ""
    kept_safe: Open[Long] = ""


class MapFeature(CardFields):
    sort: Literal["barrier", "meeting_place", "other"] | None = None
    shape: Literal["pin", "line"] | None = None
    where: Open[Short] = ""
    to_where: Open[Short] = ""
    effect: Open[Long] = ""


class Observation(CardFields):
    about: Open[Short] = ""
    surprised: Open[Long] = ""


class Comment(CardFields):
    """What somebody says about a card, or answers to another comment."""


_T = StageKey.TEAM
_SEGMENTS = LinkSpec("segments", (CardKind.SEGMENT,))
_PERSON = LinkSpec("person", (CardKind.ROSTER_ENTRY,))

SPECS = (
    KindSpec(CardKind.ROSTER_ENTRY, _T, RosterEntry, text="short", words=Mark.NAME),
    KindSpec(CardKind.INVITEE, _T, Invitee, text="short", words=Mark.NAME),
    KindSpec(CardKind.ACCESS_NEED, _T, AccessNeed, (_PERSON,), private=True, words=Mark.NAME),
    KindSpec(
        CardKind.FOLLOW_UP_CONTACT,
        _T,
        FollowUpContact,
        (_PERSON,),
        text="short",
        private=True,
        words=Mark.NAME,
    ),
    KindSpec(CardKind.ARRIVAL_REASON, _T, ArrivalReason, words=Mark.OPEN),
    KindSpec(CardKind.KNOW_HOW, _T, KnowHow, (_SEGMENTS,), words=Mark.OPEN),
    KindSpec(CardKind.GROUND_RULE, _T, GroundRule, text="short", words=Mark.OPEN),
    KindSpec(CardKind.LIFE_GOAL, _T, LifeGoal, words=Mark.OPEN),
    KindSpec(CardKind.HOPE, _T, Hope, words=Mark.OPEN),
    KindSpec(CardKind.WORRY, _T, Worry, private=True, anonymous=True, words=Mark.CONFIDED),
    KindSpec(CardKind.CONTEXT_FACT, _T, ContextFact, (_SEGMENTS,), words=Mark.OPEN),
    KindSpec(CardKind.ALREADY_WORKS, _T, AlreadyWorks, (_SEGMENTS,), words=Mark.OPEN),
    KindSpec(CardKind.ALREADY_MOVING, _T, AlreadyMoving, (_SEGMENTS,), words=Mark.OPEN),
    KindSpec(CardKind.RULE_TO_BEND, _T, RuleToBend, words=Mark.OPEN),
    KindSpec(CardKind.MAP_FEATURE, _T, MapFeature, (_SEGMENTS,), text="short", words=Mark.OPEN),
    KindSpec(CardKind.OBSERVATION, _T, Observation, words=Mark.OPEN),
    KindSpec(
        CardKind.COMMENT,
        _T,
        Comment,
        (LinkSpec("about", tuple(CardKind), at_least=1),),
        words=Mark.OPEN,
    ),
)
