"""Kinds of the stage Team: who is here, what they bring, and what life should be like."""

from typing import Literal

from workshop.enums import RoleGroup, StageKey
from workshop.kinds.base import CardFields, CardKind, KindSpec, LinkSpec
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
    post: Short = ""
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
    knows: Long = ""
    places_known: Lines = ()
    brings: Long = ""
    consents: Many[Literal["quotes", "photo", "contact"]] = ()


class Invitee(CardFields):
    role_group: RoleGroup | None = None
    stake: Long = ""
    knows_street: Short = ""
    asked_by: Short = ""
    state: Literal["to_ask", "asked", "coming", "cannot_come"] | None = None


class AccessNeed(CardFields):
    sort: (
        Literal["getting_here", "reading", "hearing", "seeing", "language", "care", "cost", "other"]
        | None
    ) = None
    helper: Short = ""
    settled: YesNo = None


class FollowUpContact(CardFields):
    contact: Short = ""
    about: Long = ""
    agreed_on: Day = None


class ArrivalReason(CardFields):
    take_home: Short = ""
    mood: Scale5 = None


class KnowHow(CardFields):
    holder: Short = ""
    used: Literal["yes", "partly", "no"] | None = None
    could_use: Long = ""


class GroundRule(CardFields):
    agreed: YesNo = None


class LifeGoal(CardFields):
    chosen: YesNo = None
    why: Long = ""


class Hope(CardFields):
    met: Literal["yes", "partly", "no"] | None = None


class Worry(CardFields):
    answer: Long = ""
    settled: YesNo = None


class ContextFact(CardFields):
    figure: Short = ""
    area: Short = ""
    source: Short = ""
    url: Url = ""
    dated: Day = None


class AlreadyWorks(CardFields):
    why: Long = ""
    who: Short = ""
    proof: Long = ""


class AlreadyMoving(CardFields):
    doing: Long = ""
    wants: Long = ""
    asked_them: YesNo = None
    people: Count = None


class RuleToBend(CardFields):
    whose: Short = ""
    gets_in_way: Long = ""
    who_can_change: Short = ""
    kept_safe: Long = ""


class MapFeature(CardFields):
    sort: Literal["barrier", "meeting_place", "other"] | None = None
    shape: Literal["pin", "line"] | None = None
    where: Short = ""
    to_where: Short = ""
    effect: Long = ""


class Observation(CardFields):
    about: Short = ""
    surprised: Long = ""


class Comment(CardFields):
    """What somebody says about a card, or answers to another comment."""


_T = StageKey.TEAM
_SEGMENTS = LinkSpec("segments", (CardKind.SEGMENT,))
_PERSON = LinkSpec("person", (CardKind.ROSTER_ENTRY,))

SPECS = (
    KindSpec(CardKind.ROSTER_ENTRY, _T, RosterEntry, text="short"),
    KindSpec(CardKind.INVITEE, _T, Invitee, text="short"),
    KindSpec(CardKind.ACCESS_NEED, _T, AccessNeed, (_PERSON,), private=True),
    KindSpec(
        CardKind.FOLLOW_UP_CONTACT, _T, FollowUpContact, (_PERSON,), text="short", private=True
    ),
    KindSpec(CardKind.ARRIVAL_REASON, _T, ArrivalReason),
    KindSpec(CardKind.KNOW_HOW, _T, KnowHow, (_SEGMENTS,)),
    KindSpec(CardKind.GROUND_RULE, _T, GroundRule, text="short"),
    KindSpec(CardKind.LIFE_GOAL, _T, LifeGoal),
    KindSpec(CardKind.HOPE, _T, Hope),
    KindSpec(CardKind.WORRY, _T, Worry, private=True, anonymous=True),
    KindSpec(CardKind.CONTEXT_FACT, _T, ContextFact, (_SEGMENTS,)),
    KindSpec(CardKind.ALREADY_WORKS, _T, AlreadyWorks, (_SEGMENTS,)),
    KindSpec(CardKind.ALREADY_MOVING, _T, AlreadyMoving, (_SEGMENTS,)),
    KindSpec(CardKind.RULE_TO_BEND, _T, RuleToBend),
    KindSpec(CardKind.MAP_FEATURE, _T, MapFeature, (_SEGMENTS,), text="short"),
    KindSpec(CardKind.OBSERVATION, _T, Observation),
    KindSpec(CardKind.COMMENT, _T, Comment, (LinkSpec("about", tuple(CardKind), at_least=1),)),
)
