"""The report on paper: tagged, whole, in its own words, and with the figures of the screens."""

from collections.abc import Iterator
from dataclasses import replace
from math import hypot
from re import findall

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PageObject

from tests.workshop.exports.printed import HOSTILE, Printed, faults, has, squeezed, with_words
from workshop.db import Database
from workshop.domain.workshops import create_workshop
from workshop.drafts import NewWorkshop
from workshop.exports import FORMATS, collect_story
from workshop.exports.document.blocks import Bullets, Facts, Item, Paragraph, Section, TableBlock
from workshop.exports.formats.printed.page_data import (
    MOST_LINES_KEPT,
    _lines,
    _spans,
    _table,
)
from workshop.exports.telling.edition import Edition
from workshop.exports.telling.record import Report
from workshop.exports.telling.story import WorkshopStory, tell
from workshop.playbook import load_playbook
from workshop.queries.viewer import host

A4 = (595, 842)
MANY = 2_000
FOOTER = 56
HEADER = 786
"""The heights in points between which stands what a page says, without its number and header."""
LONG = (
    "The office that answers our letters closes at noon, and nobody tells the families who come by "
    "bus from the far side of the borough, so they wait in the rain with their children until four."
)
"""As long as a statement gets."""


def report(story: WorkshopStory) -> bytes:
    return FORMATS["pdf"].render(story)


@pytest.fixture(scope="module")
def made(story: WorkshopStory) -> bytes:
    return report(story)


@pytest.fixture(scope="module")
def read(made: bytes) -> Printed:
    return Printed.read(made)


def titles(sections: tuple[Section, ...]) -> list[str]:
    """Titles in the order in which they are printed; what stands aside comes at the end."""
    found = []
    for one in sections:
        found.append(one.title)
        found += titles(tuple(part for part in one.parts if not part.aside))
    return found


def test_example_takes_between_8_and_30_pages_of_a4(read: Printed) -> None:
    assert 8 <= len(read.reader.pages) <= 30
    sizes = {(round(s.mediabox.width), round(s.mediabox.height)) for s in read.reader.pages}
    assert sizes == {A4}


def test_no_letter_is_smaller_than_9_points(read: Printed) -> None:
    """Those in charts, tables, headers and lists at the end too."""
    small: dict[float, str] = {}

    def look(text: str, cm: list[float], tm: list[float], _font: object, size: float) -> None:
        points = size * hypot(tm[1], tm[3]) * hypot(cm[1], cm[3])
        if text.strip() and points < 8.99:
            small[round(points, 1)] = text.strip()[:40]

    for sheet in read.reader.pages:
        sheet.extract_text(visitor_text=look)
    assert small == {}


def test_a_cell_beside_several_rows_is_said_again_in_a_long_table() -> None:
    """A label that stands for many rows would be lost on the next page."""
    assert _spans(["a", "a", "b"]) == [2, 0, 1]
    assert _spans(["a"] * 18) == [8, *[0] * 7, 8, *[0] * 7, 2, 0]


def test_a_row_of_few_lines_stays_on_its_page_and_a_day_on_its_line() -> None:
    """So each label stands beside its figures; a row as high as a page may break."""
    rows = (
        ("Short", "Ann", "1 September 2010", "650"),
        (LONG, LONG, "–", "12"),
        ("Short", LONG * 9, "5 June 2010", "12"),
    )
    head = ("First step", "Who does it", "By when", "Families")
    found = _table(TableBlock(caption="", head=head, rows=rows, numeric=frozenset({3})))
    assert found["whole"] == [True, True, False]
    assert found["widths"][2:] == [0, 0]
    assert found["widths"][0] > found["widths"][1] > 0, "a sentence in bold, and who does it"
    assert not found["hyphenate"], "a word that fits into its column stays whole"


def test_lines_of_a_cell_are_counted_whatever_ends_them() -> None:
    """And a day that is not known leaves the others on their line."""
    ends = ("\n", "\r\n", "\u2028")
    rows = tuple(
        ("Short", end.join("abcdefghijklm"), day)
        for end, day in zip(ends, ("", "5 May", "–"), strict=True)
    )
    found = _table(TableBlock(caption="", head=("First step", "Who", "By when"), rows=rows))
    assert found["whole"] == [False, False, False]
    assert found["widths"][2] == 0


def test_it_keeps_pdf_ua(made: bytes, read: Printed, story: WorkshopStory) -> None:
    assert faults(made) == []
    assert read.root["/MarkInfo"]["/Marked"].value is True
    assert read.root["/Lang"] == "en-GB"
    assert read.root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert read.reader.metadata.title == story.document.title
    assert b"pdfuaid" in read.root["/Metadata"].get_data()


def test_brief_comes_first_and_is_one_page(read: Printed, story: WorkshopStory) -> None:
    first, second = (read.reader.pages[n].extract_text() for n in (0, 1))
    assert has(first, story.document.brief.title)
    assert all(has(first, part.title) for part in story.document.brief.parts)
    assert has(second, "In this report")


def _ends(sheet: PageObject) -> tuple[str, str]:
    """The first and the last line of a page between its header and its number, squeezed."""
    lines: dict[int, str] = {}

    def look(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        height = round(tm[4] * cm[1] + tm[5] * cm[3] + cm[5])
        if text.strip() and FOOTER < height < HEADER:
            lines[height] = lines.get(height, "") + text

    sheet.extract_text(visitor_text=look)
    return squeezed(lines[max(lines)]), squeezed(lines[min(lines)])


def _leads(sections: tuple[Section, ...]) -> Iterator[str]:
    """What stands above something else: each title, and the sentence under it."""
    for one in sections:
        if one.blocks or one.parts:
            yield from (squeezed(words) for words in (one.title, one.lead) if words)
        yield from _leads(one.parts)


def test_no_page_ends_with_a_title_or_the_sentence_under_it(
    read: Printed, story: WorkshopStory
) -> None:
    leads = set(_leads(story.document.sections))
    sheets = enumerate(read.reader.pages, 1)
    assert [(at, foot) for at, sheet in sheets if (foot := _ends(sheet)[1]) in leads] == []


def _short_cards(sections: tuple[Section, ...]) -> Iterator[Item]:
    """Cards with fields, few enough that each stands on one page whole."""
    for one in sections:
        if not one.aside:
            lists = [block for block in one.blocks if isinstance(block, Bullets)]
            cards = [item for found in lists for item in found.items if item.facts]
            yield from (item for item in cards if _lines(item) <= MOST_LINES_KEPT)
            yield from _short_cards(one.parts)


def test_no_page_begins_within_a_short_card(read: Printed, story: WorkshopStory) -> None:
    cards = list(_short_cards(story.document.sections))
    fields = {squeezed(f"{label}:{value}") for card in cards for label, value in card.facts}
    assert len(cards) > 30
    tops = [(at, _ends(sheet)[0]) for at, sheet in enumerate(read.reader.pages, 1)]
    assert [(at, top) for at, top in tops if any(top in one or one in top for one in fields)] == []


def test_a_map_has_its_list_beside_it(read: Printed, story: WorkshopStory) -> None:
    """Below it, the list took a page with the map, and left half of the page before empty."""
    (sheet,) = (one for one in read.reader.pages if "Groups of people on two lines" in _flat(one))
    assert has(sheet.extract_text(), "What they are good at and could give")


def _flat(sheet: PageObject) -> str:
    return " ".join(sheet.extract_text().split())


def test_a_brief_that_goes_on_overleaf_leaves_that_page_to_the_contents(record: Report) -> None:
    told = with_words(record, (LONG,))
    second = Printed.read(report(told)).reader.pages[1].extract_text()
    assert has(second, "In this report")
    assert has(second, "more in the report")


def test_headings_are_bookmarks_and_tags_in_the_order_of_the_document(
    read: Printed, story: WorkshopStory
) -> None:
    wanted = titles(story.document.sections)
    outline = iter(read.outline)
    assert [title for title in wanted if title not in outline] == []
    tags = read.tags
    assert tags["/H1"] == len(story.document.sections) + 3
    assert tags["/H2"] > 20
    assert tags["/TOCI"] == len(story.document.sections) + 2


def test_every_figure_says_what_it_shows(read: Printed) -> None:
    figures = [one for one in read.elements() if one["/S"] == "/Figure"]
    assert len(figures) >= 5
    assert all(len(str(one["/Alt"])) > 10 for one in figures)


def test_tables_have_headings_that_repeat_on_each_page(read: Printed) -> None:
    tables = [one for one in read.elements() if one["/S"] == "/Table"]
    assert len(tables) > 10
    assert read.tags["/TH"] > len(tables)
    assert read.tags["/Caption"] >= len(tables) - 1


def test_fonts_are_in_the_file_and_no_more_than_two_families(read: Printed) -> None:
    assert set(read.fonts.values()) == {True}
    families = {name.partition("+")[2].partition("-")[0] for name in read.fonts}
    signs_of_other_scripts = {name for name in families if name.startswith("NotoSans")}
    assert families - signs_of_other_scripts == {"SourceSerif4Roman", "SourceSerif4Italic"}


def test_figures_are_those_of_the_screens(read: Printed, story: WorkshopStory) -> None:
    for table in story.costs:
        for row in table.rows:
            assert has(read.text, f"{row.label}{row.existing}{row.redesigned}{row.change}")


def test_pages_are_numbered_and_named(read: Printed, story: WorkshopStory) -> None:
    count = len(read.reader.pages)
    for number, sheet in enumerate(read.reader.pages, 1):
        text = sheet.extract_text()
        assert has(text, f"Page {number} of {count}")
        assert has(text, f"{story.document.code} · revision {story.document.revision}")


def test_the_same_revision_gives_the_same_bytes(made: bytes, story: WorkshopStory) -> None:
    assert report(story) == made


def test_edition_for_sharing_says_what_it_leaves_out(to_share: WorkshopStory) -> None:
    text = Printed.read(report(to_share)).text
    assert to_share.document.left_out
    assert all(has(text, said) for said in to_share.document.left_out)


def test_workshop_that_has_only_been_made_has_a_report(db: Database) -> None:
    draft = NewWorkshop(title="Growing up in Ashby", place="Ashby")
    workshop = create_workshop(db, draft=draft, playbook=load_playbook())
    with db.read() as session:
        viewer = host(session, workshop.code)
    for name in ("pdf", "poster"):
        content = FORMATS[name].render(collect_story(db, viewer, Edition()))
        assert faults(content) == []
        assert has(Printed.read(content).text, "Growing up in Ashby")


def test_with_one_card_it_stands_on_the_first_page_and_silent_steps_in_one_line(
    record: Report,
) -> None:
    card = next(card for card in record.cards if card.kind == "insight")
    told = tell(replace(record, cards=(card,), links=(), pictures=()), {}, Edition())
    first, *others = Printed.read(report(told)).reader.pages
    text = first.extract_text()
    order = [squeezed(text).index(squeezed(one)) for one in ("written so far", card.text)]
    # So short a brief leaves the rest of its page to the contents and what follows them.
    assert order == sorted(order)
    assert order[-1] < squeezed(text).index("Inthisreport") < squeezed(text).index("Insightcapture")
    run = next(part for part in told.document.sections[-1].parts if part.key == "run")
    table, silent = run.blocks[1:3]
    assert isinstance(table, TableBlock)
    assert len(table.rows) == 1
    assert isinstance(silent, Facts)
    ((label, stages),) = silent.pairs
    opened = [step for step in told.steps if step.started_at is not None]
    assert sum(map(int, findall(r"\d+", stages))) == len(opened) - 1 > 50
    assert has("".join(page.extract_text() for page in others), f"{label}{stages}")
    wall = Printed.read(FORMATS["poster"].render(told)).text
    assert has(wall, told.question)
    assert has(wall, f"What is written so far{card.text}Insight")


def test_any_words_are_only_words(record: Report) -> None:
    """Markup, odd characters and words without end are printed; nothing of them is obeyed."""
    content = report(with_words(record, HOSTILE[:7]))
    assert faults(content) == []
    assert faults(report(with_words(record, HOSTILE[7:]))) == []
    text = Printed.read(content).text
    for words in (HOSTILE[0], HOSTILE[2], HOSTILE[3], "Zażółć gęślą jaźń — Привет, мир", "中文"):
        assert has(text, words[:70])


def test_whatever_is_typed_the_report_opens(record: Report) -> None:
    @settings(max_examples=4, deadline=None)
    @given(words=st.lists(st.text(min_size=1, max_size=200), min_size=1, max_size=4))
    def opens(words: list[str]) -> None:
        assert faults(report(with_words(record, tuple(words)))) == []

    opens()


def test_two_thousand_cards_stay_a_report_that_can_be_read(record: Report) -> None:
    times = MANY // len(record.cards) + 1
    many = [
        replace(card, key=f"{card.key}-{turn}", text=f"{card.text} {turn}")
        for turn in range(times)
        for card in record.cards
    ]
    told = tell(replace(record, cards=tuple(many[:MANY])), {}, Edition())
    read = Printed.read(report(told))
    assert len(read.reader.pages) <= 40
    assert has(read.text, "more in the workbook")
    (solutions,) = (
        part for one in told.document.sections for part in one.parts if part.key == "solutions-told"
    )
    *others, last = solutions.parts
    rest = [str(said.text) for said in last.blocks if isinstance(said, Paragraph)]
    assert [text.startswith("And ") for text in rest] == [True]
    assert "more in the workbook" not in repr((solutions.blocks, others))
