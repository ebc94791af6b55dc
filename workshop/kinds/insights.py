"""Kinds of the stage Insight capture: stories turned into things that change our minds."""

from typing import Literal, get_args

from workshop.enums import StageKey
from workshop.kinds.base import CardFields, CardKind, KindSpec, LinkSpec
from workshop.kinds.types import (
    Barrier,
    Confidence,
    Consent,
    Count,
    Day,
    Long,
    Many,
    QuoteKind,
    Scale3,
    Short,
    Swing2,
    Url,
)


class FieldNote(CardFields):
    way: Literal["talk", "walk", "visit", "group", "letter", "call", "other"] | None = None
    who_with: Short = ""
    place: Short = ""
    noted_on: Day = None
    quote: Long = ""
    quote_kind: QuoteKind | None = None
    speaker: Short = ""
    consent: Consent | None = None
    credit: Short = ""
    barriers: Many[Barrier] = ()


class Insight(CardFields):
    """The main text is what was seen or heard; ``sentence`` is what it taught the team."""

    sentence: Long = ""
    evidence: Literal["lived", "observed", "told", "data", "clue"] | None = None
    quote: Long = ""
    quote_kind: QuoteKind | None = None
    speaker: Short = ""
    consent: Consent | None = None
    place: Short = ""
    barriers: Many[Barrier] = ()
    surprise: Scale3 = None
    confidence: Confidence | None = None
    credit: Short = ""


Colour = Literal["teal", "orange", "blue", "plum", "gold", "green", "red", "slate"]
"""The colours of themes, in the order in which new themes take them; each has a mark too."""

COLOURS: tuple[Colour, ...] = get_args(Colour)


class Theme(CardFields):
    tells_us: Long = ""
    colour: Colour | None = None


class Story(CardFields):
    who: Short = ""
    changed: Long = ""
    gifts: Long = ""
    consent: Consent | None = None
    name_shown: Literal["real_name", "made_up_name", "no_name"] | None = None
    told_on: Day = None


class JourneyStep(CardFields):
    phase: Literal["before", "first_contact", "during", "after"] | None = None
    order: Count = None
    feeling: Swing2 = None
    pain: Long = ""
    touchpoint: Short = ""
    life_event: Short = ""


class DailyRhythm(CardFields):
    time: (
        Literal["early", "morning", "midday", "afternoon", "evening", "night", "weekend"] | None
    ) = None
    how_often: Literal["every_day", "every_week", "now_and_then"] | None = None
    place: Short = ""
    works_for_them: Long = ""


class OutsideEvidence(CardFields):
    sort: (
        Literal["inspection", "evaluation", "research", "earlier_work", "survey", "press", "other"]
        | None
    ) = None
    said_by: Short = ""
    about: Short = ""
    quote: Long = ""
    source: Short = ""
    url: Url = ""
    dated: Day = None


_I = StageKey.INSIGHTS
_SEGMENTS = LinkSpec("segments", (CardKind.SEGMENT,))
_RAW = (
    CardKind.FIELD_NOTE,
    CardKind.STORY,
    CardKind.JOURNEY_STEP,
    CardKind.DAILY_RHYTHM,
    CardKind.OUTSIDE_EVIDENCE,
    CardKind.KNOW_HOW,
    CardKind.CONTEXT_FACT,
    CardKind.ALREADY_WORKS,
    CardKind.MAP_FEATURE,
    CardKind.POTENTIAL_USER,
    CardKind.INSIGHT,
)

SPECS = (
    KindSpec(CardKind.FIELD_NOTE, _I, FieldNote, (_SEGMENTS,)),
    KindSpec(CardKind.INSIGHT, _I, Insight, (_SEGMENTS, LinkSpec("supported_by", _RAW))),
    KindSpec(
        CardKind.THEME,
        _I,
        Theme,
        (
            LinkSpec(
                "gathers",
                (
                    CardKind.INSIGHT,
                    CardKind.FIELD_NOTE,
                    CardKind.CASE_NOTE,
                    CardKind.LENS_NOTE,
                    CardKind.BORROWING,
                    CardKind.IDEA,
                    CardKind.LIFE_GOAL,
                    CardKind.HEADLINE,
                ),
            ),
        ),
        text="short",
    ),
    KindSpec(CardKind.STORY, _I, Story, (_SEGMENTS,)),
    KindSpec(
        CardKind.JOURNEY_STEP,
        _I,
        JourneyStep,
        (
            _SEGMENTS,
            LinkSpec("story", (CardKind.STORY, CardKind.FIELD_NOTE, CardKind.INSIGHT)),
        ),
    ),
    KindSpec(CardKind.DAILY_RHYTHM, _I, DailyRhythm, (_SEGMENTS,)),
    KindSpec(CardKind.OUTSIDE_EVIDENCE, _I, OutsideEvidence, (_SEGMENTS,)),
)
