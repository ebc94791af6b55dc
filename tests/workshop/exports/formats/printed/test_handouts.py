"""The brief, the packs and the draft agreement: whole, tagged, and from the room's own words."""

import re
from dataclasses import replace

import pytest

from tests.workshop.exports.printed import HOSTILE, Printed, faults, has, with_words
from workshop.exports import FORMATS
from workshop.exports.document.draft_agreement import NO_ADVICE, STILL_OPEN
from workshop.exports.document.pack_sheets import solution_sheets
from workshop.exports.formats.office_text import parts_apart
from workshop.exports.telling.edition import Edition
from workshop.exports.telling.record import Report
from workshop.exports.telling.story import WorkshopStory, tell
from workshop.kinds import CardKind
from workshop.library import load_library

SHEETS = ("brief", "packs", "sla")


def made(name: str, story: WorkshopStory) -> Printed:
    return Printed.read(FORMATS[name].render(story))


@pytest.mark.parametrize("name", SHEETS)
def test_sheets_keep_pdf_ua_and_are_the_same_again(name: str, story: WorkshopStory) -> None:
    content = FORMATS[name].render(story)
    assert faults(content) == []
    assert FORMATS[name].render(story) == content


def test_brief_is_one_page_with_every_part(story: WorkshopStory, to_share: WorkshopStory) -> None:
    for told in (story, to_share):
        read = made("brief", told)
        assert len(read.reader.pages) == 1
        assert all(has(read.text, part.title) for part in told.document.brief.parts)
        assert all(has(read.text, said) for said in told.document.left_out)


def test_packs_have_a_sheet_for_each_solution_and_each_case_that_was_read(
    story: WorkshopStory,
) -> None:
    read = made("packs", story)
    solutions = [one.card.text for one in story.board.solutions]
    named = {card.fields.get("case_key") for card in story.of(CardKind.CASE_NOTE)}
    cases = [case.title for case in load_library().cases if {case.slug, case.title} & named]
    assert cases
    assert read.outline == [*solutions, *cases]


def test_solution_sheet_says_on_what_it_rests_and_what_was_tried(story: WorkshopStory) -> None:
    text = made("packs", story).text
    [test] = [
        card
        for card in story.of(CardKind.PROTOTYPE)
        if story.board.solutions[0].card in story.linked(card, "solution")
    ]
    for name in ("question", "success_line", "stop_line", "what_happened", "learning"):
        assert has(text, test.fields[name])
    for insight in story.linked(story.board.solutions[0].card, "insights"):
        assert has(text, insight.text)


def test_case_sheet_never_shows_a_claim_without_how_it_is_known(story: WorkshopStory) -> None:
    text = made("packs", story).text
    library = load_library()
    shown = [case for case in library.cases if has(text, " ".join(case.summary.split()))]
    assert shown
    for case in shown:
        for result in case.results:
            assert has(text, result.claim)
            assert has(text, library.words.method[result.method])


def test_draft_agreement_has_every_heading_and_says_that_it_is_no_advice(
    story: WorkshopStory,
) -> None:
    read = made("sla", story)
    options = story.playbook.kind(CardKind.SLA_CLAUSE).fields["heading"].options
    titles = iter(read.text.split("\n"))
    for number, label in enumerate(options.values(), 1):
        assert any(line.strip() == f"{number}. {label}" for line in titles), label
    assert has(read.text, NO_ADVICE)
    for area in story.of(CardKind.COPRODUCTION_AREA):
        assert has(read.text, area.text)
        assert has(read.text, area.fields["staff_do"])
    assert STILL_OPEN in read.text


def test_agreement_holds_no_concern(story: WorkshopStory, record: Report) -> None:
    """What was said in confidence is in no paper that goes to the other side."""
    text = made("sla", story).text
    concerns = [card for card in record.cards if card.kind == CardKind.CONCERN]
    assert concerns
    assert not [card.text for card in concerns if has(text, card.text)]


@pytest.mark.parametrize("name", SHEETS)
def test_workshop_without_a_card_still_has_each_sheet(name: str, record: Report) -> None:
    empty = replace(record, cards=(), links=(), pictures=(), rounds=())
    content = FORMATS[name].render(tell(empty, {}, Edition()))
    assert faults(content) == []
    assert len(Printed.read(content).reader.pages) <= 2


FROM_THE_RIGHT = ("العائلات تساعد بعضها بعضًا في الحي", "كلفة الخدمة اليوم 509,261 جنيهًا في السنة")


def test_day_of_a_step_is_read_by_itself_beside_words_from_the_right(record: Report) -> None:
    sheets = solution_sheets(with_words(record, FROM_THE_RIGHT))
    parts = [part for sheet in sheets for part in sheet.parts if part.key == "next"]
    details = [item.detail for part in parts for one in part.blocks for item in one.items]
    dated = [parts_apart(one) for one in details if " 2010" in one]
    assert dated
    assert all(re.search("\u2068\\d+ [A-Z][a-z]+ 2010\u2069", one) for one in dated)


@pytest.mark.parametrize("name", SHEETS)
def test_any_words_are_only_words(name: str, record: Report) -> None:
    content = FORMATS[name].render(with_words(record, HOSTILE))
    assert faults(content) == []
