"""What a field says of people: closed by default, and the same sets that always were."""

from collections.abc import Callable

import pytest

from workshop.enums import StageKey
from workshop.kinds import KINDS, CardKind, Mark, field_specs, kinds_marked, marked
from workshop.kinds.card_kinds import CardFields, KindSpec
from workshop.kinds.marks import CaseKey, Name, Open, Quoted, RoomsOwn, UnmarkedFieldError
from workshop.kinds.registry import FREE_TEXT, require_marks
from workshop.kinds.types import Consent, Lines, Long, Short, Url, YesNo

NAMES = {
    "owner", "who", "who_with", "holder", "helper", "asked_by", "speaker", "credit", "known_by",
    "signed_by", "who_will_ask", "who_said", "made_by", "does_it", "answers_for_it", "is_asked",
    "is_told", "offered_by", "who_talks",
}  # fmt: skip
"""Fields of any kind in which people write somebody's name."""
OPEN_LINES = {
    "about", "area", "author", "better_measure", "by_when", "case_key", "changed_by", "cost_said",
    "customer_after", "customer_before", "decision_point", "delivered_by", "figure", "for_whom",
    "free_when", "funder", "knows_street", "lens_key", "life_event", "life_line", "measure",
    "of_whom", "one_line", "owner_after", "owner_before", "place", "places", "post", "provider",
    "purpose", "said_by", "size_said", "size_source", "source", "sub_line", "take_home",
    "targeted_by",
    "to_help", "to_where", "touchpoint", "unit_other", "universal_by", "url", "used_when",
    "value_said", "voice",
    "where", "who_can_change", "who_gains", "who_pays", "whose", "years",
}  # fmt: skip
"""Lines that were looked at and hold nothing of one person. A new one is weighed here too."""


def having(mark: Mark) -> set[tuple[CardKind, str]]:
    return {(kind, name) for kind in KINDS for name in marked(kind, mark)}


def kind_of(fields: type[CardFields], words: Mark = Mark.OPEN) -> KindSpec:
    return KindSpec(CardKind.HOPE, StageKey.TEAM, fields, words=words)


class UnmarkedShort(CardFields):
    place: Short = ""


class UnmarkedLong(CardFields):
    why: Long = ""


class UnmarkedLines(CardFields):
    parts: Lines = ()


class UnmarkedAddress(CardFields):
    url: Url = ""


class RoomsOwnAlone(CardFields):
    """Who decides it says nothing of who may read it."""

    answer: RoomsOwn[Short] = ""


class OpenAndNot(CardFields):
    who: Open[Name[Short]] = ""


class QuoteWithoutConsent(CardFields):
    quote: Quoted[Long] = ""


class Marked(CardFields):
    place: Open[Short] = ""
    who: Name[Short] = ""
    quote: Quoted[Long] = ""
    case_key: CaseKey[Short] = ""
    consent: Consent | None = None
    settled: YesNo = None


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (UnmarkedShort, "“place” of the kind “hope” is free text"),
        (UnmarkedLong, "“why” of the kind “hope” is free text"),
        (UnmarkedLines, "“parts” of the kind “hope” is free text"),
        (UnmarkedAddress, "“url” of the kind “hope” is free text"),
        (RoomsOwnAlone, "“answer” of the kind “hope” is free text"),
        (OpenAndNot, "“who” of the kind “hope” is marked as open and as not open"),
        (QuoteWithoutConsent, "“hope” holds what somebody said"),
    ],
)
def test_a_kind_that_leaves_open_what_becomes_of_its_words_does_not_start(
    fields: type[CardFields], said: str
) -> None:
    with pytest.raises(UnmarkedFieldError, match=said):
        require_marks(kind_of(fields))


def test_main_words_that_are_a_quote_need_a_consent_too() -> None:
    with pytest.raises(UnmarkedFieldError, match="has no field “consent”"):
        require_marks(kind_of(CardFields, Mark.QUOTE))


def test_a_kind_must_say_what_its_main_words_are() -> None:
    make: Callable[..., KindSpec] = KindSpec
    with pytest.raises(TypeError, match="words"):
        make(CardKind.HOPE, StageKey.TEAM, Marked)


def test_a_marked_kind_starts() -> None:
    require_marks(kind_of(Marked))


def test_every_kind_is_looked_at_before_anything_starts() -> None:
    for spec in KINDS.values():
        require_marks(spec)
    free = [s for kind in KINDS for s in field_specs(kind) if s.widget in FREE_TEXT]
    assert len(free) > 200
    assert all(spec.marks for spec in free)


def test_names_are_marked_wherever_a_field_of_that_name_is() -> None:
    named = {(kind, s.name) for kind in KINDS for s in field_specs(kind) if s.name in NAMES}
    assert having(Mark.NAME) == named
    assert len(named) > 25


def test_a_line_of_text_is_for_a_name_or_known_to_be_none() -> None:
    """Whoever adds one says which, and it is weighed twice: on the field and here."""
    lines = {
        spec.name
        for kind in KINDS
        for spec in field_specs(kind)
        if spec.widget == "short" and Mark.OPEN in spec.marks and KINDS[kind].words is not Mark.NAME
    }
    assert lines - OPEN_LINES == set()


def test_pay_quotes_and_what_is_the_rooms_own_are_the_fields_they_were() -> None:
    line, consented = CardKind.RESOURCE_LINE, (CardKind.FIELD_NOTE, CardKind.INSIGHT)
    assert having(Mark.PAY) == {(line, "amount_pence"), (line, "fte"), (line, "pay_band")}
    assert having(Mark.QUOTE) == {(kind, "quote") for kind in (*consented, CardKind.TRIAL)}
    assert having(Mark.WITH_QUOTE) == {
        *((kind, name) for kind in consented for name in ("quote_kind", "speaker", "consent")),
        (CardKind.TRIAL, "speaker"),
        (CardKind.TRIAL, "consent"),
    }
    assert having(Mark.ROOMS_OWN) == {(CardKind.LIFE_GOAL, "chosen"), (CardKind.SEGMENT, "focus")}
    assert having(Mark.CASE) == {(CardKind.CASE_NOTE, "case_key")}
    assert having(Mark.LENS) == {(CardKind.LENS_NOTE, "lens_key")}


def test_kinds_about_one_person_in_confidence_and_of_own_stories_are_what_they_were() -> None:
    assert set(kinds_marked(Mark.NAME)) == {
        CardKind.ROSTER_ENTRY,
        CardKind.INVITEE,
        CardKind.ACCESS_NEED,
        CardKind.FOLLOW_UP_CONTACT,
    }
    assert set(kinds_marked(Mark.CONFIDED)) == {CardKind.WORRY, CardKind.CONCERN}
    assert set(kinds_marked(Mark.QUOTE)) == {CardKind.FIELD_NOTE, CardKind.STORY}
    said = {KINDS[kind].words for kind in KINDS}
    assert said == {Mark.NAME, Mark.CONFIDED, Mark.QUOTE, Mark.OPEN}
