"""Kinds of the stage Horizon scanning: what others do elsewhere, and what we could borrow."""

from typing import Literal

from workshop.enums import StageKey
from workshop.kinds.base import CardFields, CardKind, KindSpec, LinkSpec
from workshop.kinds.types import Confidence, Day, Element, Level0to5, Long, Many, Short, Url


class LocalCase(CardFields):
    """``evidence_level`` follows the Nesta standards of evidence, 1 to 5, with 0 for a tale."""

    place: Short = ""
    years: Short = ""
    what_they_did: Long = ""
    elements: Many[Element] = ()
    results: Long = ""
    results_are: Literal["measured", "forecast", "claimed"] | None = None
    evidence_level: Level0to5 = None
    checked: Literal["checked", "told", "not_checked"] | None = None
    source: Short = ""
    url: Url = ""
    dated: Day = None
    ended: Literal["running", "changed", "closed", "not_known"] | None = None
    later: Long = ""


class CaseNote(CardFields):
    """The main text is the idea underneath; ``case_key`` names a case of the library."""

    case_key: Short = ""
    they_believed: Long = ""
    elements: Many[Element] = ()
    transfer: Long = ""
    limit: Long = ""
    never_copy: Long = ""
    monday: Long = ""


class LensNote(CardFields):
    """The main text is the idea underneath; ``lens_key`` names a lens of the deck."""

    lens_key: Short = ""
    answer_1: Long = ""
    answer_2: Long = ""
    answer_3: Long = ""
    elements: Many[Element] = ()
    breaks: Long = ""
    risks: Many[Literal["capture", "dependence", "privacy", "left_out", "other"]] = ()
    transfer: Long = ""
    never_copy: Long = ""


class Borrowing(CardFields):
    to_help: Short = ""
    elements: Many[Element] = ()
    limit: Long = ""
    monday: Long = ""


class SignalOfChange(CardFields):
    what_if: Long = ""
    confidence: Confidence | None = None
    source: Short = ""
    url: Url = ""
    dated: Day = None


class TakeBack(CardFields):
    who_said: Short = ""
    changes_for_us: Long = ""
    dated: Day = None


class Reading(CardFields):
    sort: Literal["report", "article", "policy_note", "film", "site", "other"] | None = None
    author: Short = ""
    url: Url = ""
    why: Long = ""


_H = StageKey.HORIZON
_SEGMENTS = LinkSpec("segments", (CardKind.SEGMENT,))
_CASES = LinkSpec("cases", (CardKind.LOCAL_CASE,))
_NOTES = LinkSpec("notes", (CardKind.CASE_NOTE, CardKind.LENS_NOTE))

SPECS = (
    KindSpec(CardKind.LOCAL_CASE, _H, LocalCase, (_SEGMENTS,), text="short"),
    KindSpec(CardKind.CASE_NOTE, _H, CaseNote, (_SEGMENTS, _CASES)),
    KindSpec(CardKind.LENS_NOTE, _H, LensNote, (_SEGMENTS,)),
    KindSpec(CardKind.BORROWING, _H, Borrowing, (_NOTES, _SEGMENTS)),
    KindSpec(CardKind.SIGNAL_OF_CHANGE, _H, SignalOfChange, (_SEGMENTS,)),
    KindSpec(
        CardKind.TAKE_BACK,
        _H,
        TakeBack,
        (LinkSpec("about", (CardKind.CASE_NOTE, CardKind.LOCAL_CASE, CardKind.BORROWING)),),
    ),
    KindSpec(CardKind.READING, _H, Reading, text="short"),
)
