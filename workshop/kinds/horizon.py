"""Kinds of the stage Horizon scanning: what others do elsewhere, and what we could borrow."""

from typing import Literal

from workshop.enums import StageKey
from workshop.kinds.card_kinds import CardFields, CardKind, KindSpec, LinkSpec
from workshop.kinds.marks import CaseKey, LensKey, Mark, Name, Open
from workshop.kinds.types import Confidence, Day, Element, Level0to5, Long, Many, Short, Url


class LocalCase(CardFields):
    """``evidence_level`` follows the Nesta standards of evidence, 1 to 5, with 0 for a tale."""

    place: Open[Short] = ""
    years: Open[Short] = ""
    what_they_did: Open[Long] = ""
    elements: Many[Element] = ()
    results: Open[Long] = ""
    results_are: Literal["measured", "forecast", "claimed"] | None = None
    evidence_level: Level0to5 = None
    checked: Literal["checked", "told", "not_checked"] | None = None
    source: Open[Short] = ""
    url: Open[Url] = ""
    dated: Day = None
    ended: Literal["running", "changed", "closed", "not_known"] | None = None
    later: Open[Long] = ""


class CaseNote(CardFields):
    """The main text is the idea underneath; ``case_key`` names a case of the library."""

    case_key: CaseKey[Short] = ""
    they_believed: Open[Long] = ""
    elements: Many[Element] = ()
    transfer: Open[Long] = ""
    limit: Open[Long] = ""
    never_copy: Open[Long] = ""
    monday: Open[Long] = ""


class LensNote(CardFields):
    """The main text is the idea underneath; ``lens_key`` names a lens of the deck."""

    lens_key: LensKey[Short] = ""
    answer_1: Open[Long] = ""
    answer_2: Open[Long] = ""
    answer_3: Open[Long] = ""
    elements: Many[Element] = ()
    breaks: Open[Long] = ""
    risks: Many[Literal["capture", "dependence", "privacy", "left_out", "other"]] = ()
    transfer: Open[Long] = ""
    never_copy: Open[Long] = ""


class Borrowing(CardFields):
    to_help: Open[Short] = ""
    elements: Many[Element] = ()
    limit: Open[Long] = ""
    monday: Open[Long] = ""


class SignalOfChange(CardFields):
    what_if: Open[Long] = ""
    confidence: Confidence | None = None
    source: Open[Short] = ""
    url: Open[Url] = ""
    dated: Day = None


class TakeBack(CardFields):
    who_said: Name[Short] = ""
    changes_for_us: Open[Long] = ""
    dated: Day = None


class Reading(CardFields):
    sort: Literal["report", "article", "policy_note", "film", "site", "other"] | None = None
    author: Open[Short] = ""
    url: Open[Url] = ""
    why: Open[Long] = ""


_H = StageKey.HORIZON
_SEGMENTS = LinkSpec("segments", (CardKind.SEGMENT,))
_CASES = LinkSpec("cases", (CardKind.LOCAL_CASE,))
_NOTES = LinkSpec("notes", (CardKind.CASE_NOTE, CardKind.LENS_NOTE))

SPECS = (
    KindSpec(CardKind.LOCAL_CASE, _H, LocalCase, (_SEGMENTS,), text="short", words=Mark.OPEN),
    KindSpec(CardKind.CASE_NOTE, _H, CaseNote, (_SEGMENTS, _CASES), words=Mark.OPEN),
    KindSpec(CardKind.LENS_NOTE, _H, LensNote, (_SEGMENTS,), words=Mark.OPEN),
    KindSpec(CardKind.BORROWING, _H, Borrowing, (_NOTES, _SEGMENTS), words=Mark.OPEN),
    KindSpec(CardKind.SIGNAL_OF_CHANGE, _H, SignalOfChange, (_SEGMENTS,), words=Mark.OPEN),
    KindSpec(
        CardKind.TAKE_BACK,
        _H,
        TakeBack,
        (LinkSpec("about", (CardKind.CASE_NOTE, CardKind.LOCAL_CASE, CardKind.BORROWING)),),
        words=Mark.OPEN,
    ),
    KindSpec(CardKind.READING, _H, Reading, text="short", words=Mark.OPEN),
)
