"""Kinds of the stage Insight capture: stories turned into things that change our minds."""

from typing import Literal, get_args

from workshop.enums import StageKey
from workshop.kinds.card_kinds import CardFields, CardKind, KindSpec, LinkSpec
from workshop.kinds.marks import Mark, Name, Open, Quoted, WithQuote
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
    who_with: Name[Short] = ""
    place: Open[Short] = ""
    noted_on: Day = None
    quote: Quoted[Long] = ""
    quote_kind: WithQuote[QuoteKind | None] = None
    speaker: WithQuote[Name[Short]] = ""
    consent: WithQuote[Consent | None] = None
    credit: Name[Short] = ""
    barriers: Many[Barrier] = ()


class Insight(CardFields):
    """The main text is what was seen or heard; ``sentence`` is what it taught the team."""

    sentence: Open[Long] = ""
    evidence: Literal["lived", "observed", "told", "data", "clue"] | None = None
    quote: Quoted[Long] = ""
    quote_kind: WithQuote[QuoteKind | None] = None
    speaker: WithQuote[Name[Short]] = ""
    consent: WithQuote[Consent | None] = None
    place: Open[Short] = ""
    barriers: Many[Barrier] = ()
    surprise: Scale3 = None
    confidence: Confidence | None = None
    credit: Name[Short] = ""


Colour = Literal["teal", "orange", "blue", "plum", "gold", "green", "red", "slate"]
"""The colours of themes, in the order in which new themes take them; each has a mark too."""

COLOURS: tuple[Colour, ...] = get_args(Colour)


class Theme(CardFields):
    tells_us: Open[Long] = ""
    colour: Colour | None = None


class Story(CardFields):
    who: Name[Short] = ""
    changed: Open[Long] = ""
    gifts: Open[Long] = ""
    consent: Consent | None = None
    name_shown: Literal["real_name", "made_up_name", "no_name"] | None = None
    told_on: Day = None


class JourneyStep(CardFields):
    phase: Literal["before", "first_contact", "during", "after"] | None = None
    order: Count = None
    feeling: Swing2 = None
    pain: Open[Long] = ""
    touchpoint: Open[Short] = ""
    life_event: Open[Short] = ""


class DailyRhythm(CardFields):
    time: (
        Literal["early", "morning", "midday", "afternoon", "evening", "night", "weekend"] | None
    ) = None
    how_often: Literal["every_day", "every_week", "now_and_then"] | None = None
    place: Open[Short] = ""
    works_for_them: Open[Long] = ""


class OutsideEvidence(CardFields):
    sort: (
        Literal["inspection", "evaluation", "research", "earlier_work", "survey", "press", "other"]
        | None
    ) = None
    said_by: Open[Short] = ""
    about: Open[Short] = ""
    quote: Open[Long] = ""
    source: Open[Short] = ""
    url: Open[Url] = ""
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
    KindSpec(CardKind.FIELD_NOTE, _I, FieldNote, (_SEGMENTS,), words=Mark.QUOTE),
    KindSpec(
        CardKind.INSIGHT, _I, Insight, (_SEGMENTS, LinkSpec("supported_by", _RAW)), words=Mark.OPEN
    ),
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
        words=Mark.OPEN,
    ),
    KindSpec(CardKind.STORY, _I, Story, (_SEGMENTS,), words=Mark.QUOTE),
    KindSpec(
        CardKind.JOURNEY_STEP,
        _I,
        JourneyStep,
        (
            _SEGMENTS,
            LinkSpec("story", (CardKind.STORY, CardKind.FIELD_NOTE, CardKind.INSIGHT), one=True),
        ),
        words=Mark.OPEN,
    ),
    KindSpec(CardKind.DAILY_RHYTHM, _I, DailyRhythm, (_SEGMENTS,), words=Mark.OPEN),
    KindSpec(CardKind.OUTSIDE_EVIDENCE, _I, OutsideEvidence, (_SEGMENTS,), words=Mark.OPEN),
)
