"""The document opens in a real reader: real styles, captions, alternative texts, repeated heads."""

import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import groupby, pairwise

import docx
import pytest
from docx.document import Document as Word
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workshop.exports.hostile import HOSTILE, SHAREABLE, Hostile
from workshop.exports import FORMATS
from workshop.exports.document.blocks import (
    LONG_TABLE,
    Block,
    Bullets,
    Callout,
    Facts,
    FigureBlock,
    Item,
    PictureBlock,
    Section,
    TableBlock,
    said_once,
)
from workshop.exports.formats.office_text import printable
from workshop.exports.formats.slides.text_fit import width_of
from workshop.exports.formats.word.body import ALSO, LONGEST_LABEL, MOST_KEPT, WIDTH, Body, said
from workshop.exports.formats.word.fields import Lines, add_run, keep_with_next, write
from workshop.exports.formats.word.styles import BESIDE, LABEL, apply_styles
from workshop.exports.telling.record import Report
from workshop.exports.telling.story import WorkshopStory, tell
from workshop.queries.money.costs import cost_rows

DOCX = FORMATS["docx"]


@pytest.fixture(scope="module")
def content(story: WorkshopStory) -> bytes:
    return DOCX.render(story)


@pytest.fixture(scope="module")
def word(content: bytes) -> Word:
    return docx.Document(BytesIO(content))


def sections(story: WorkshopStory) -> Iterator[tuple[int, Section]]:
    """Every section and part with its level, in the order of the report; asides at its end."""
    waiting = [(1, one) for one in (story.document.brief, *story.document.sections)]
    aside = []
    while waiting:
        level, section = waiting.pop(0)
        yield level, section
        waiting[:0] = [(level + 1, part) for part in section.parts if not part.aside]
        if found := [part for part in section.parts if part.aside]:
            aside += [(2, section), *((3, part) for part in found)]
    yield 1, Section(key="also", title=ALSO)
    yield from (
        (level, replace(section, blocks=() if level == 2 else section.blocks))
        for level, section in aside
    )


def blocks(story: WorkshopStory) -> Iterator[Block]:
    for _, section in sections(story):
        for block in section.blocks:
            yield block
            if isinstance(block, FigureBlock) and block.table is not None:
                yield block.table


def whole(word: Word) -> str:
    return "\n".join(node.text or "" for node in word.element.body.iter(qn("w:t")))


def test_headings_are_the_reports_sections(word: Word, story: WorkshopStory) -> None:
    found = [
        (int(line.style.name[-1]), line.text)
        for line in word.paragraphs
        if line.style.name.startswith("Heading ")
    ]
    wanted = [(min(level, 3), section.title) for level, section in sections(story)]
    assert found == [(level, " ".join(title.split())) for level, title in wanted]
    assert [line.text for line in word.paragraphs if line.style.name == "Title"] == [
        story.document.title
    ]


def test_looks_come_from_styles_alone(word: Word) -> None:
    """So that a team can restyle all of it at once: nothing is set by hand but what is marked."""
    used = Counter(line.style.name for line in word.paragraphs)
    assert {"Lead", "Quiet", "Fact", "List Bullet", "Quote", "Caption", "Callout Key"} <= set(used)
    runs = [run for line in word.paragraphs for run in line.runs]
    assert {run.font.name for run in runs} == {None}
    assert {run.font.size for run in runs} == {None}
    assert {table.style.name for table in word.tables} == {"Report Table"}


def test_what_a_card_says_begins_in_one_column(word: Word) -> None:
    """Labels are softer than what they name, and one that is too long stands above it."""
    facts = [line for line in word.paragraphs if line.style.name in ("Fact", "Card Detail")]
    assert len(facts) > 50
    assert {line.runs[0].style.name for line in facts} == {LABEL}
    assert {line.style.paragraph_format.first_line_indent.pt for line in facts} == {-BESIDE}
    for label in (line.runs[0].text for line in facts):
        assert label[-1] == ("\t" if len(label) - 1 <= LONGEST_LABEL else "\n"), label


def test_tables_are_whole_and_repeat_their_head(word: Word, story: WorkshopStory) -> None:
    wanted = [
        said_once(block, LONG_TABLE)
        for block in blocks(story)
        if isinstance(block, TableBlock) and block.rows
    ]
    assert len(word.tables) == len(wanted)
    for made, table in zip(word.tables, wanted, strict=True):
        texts = [
            [" ".join(node.text for node in cell.iter(qn("w:t"))) for cell in row.tc_lst]
            for row in made._tbl.tr_lst
        ]
        rows = (table.head, *table.rows)
        assert [[" ".join(text.split()) for text in row] for row in texts] == [
            [" ".join(said(cell).split()) for cell in row] for row in rows
        ]
        heads = [row.find(f".//{qn('w:tblHeader')}") is not None for row in made._tbl.tr_lst]
        assert heads == [True] + [False] * len(table.rows)


def test_no_page_ends_within_a_row_a_short_table_or_a_card(word: Word) -> None:
    """Nor after a sentence that announces a list: what follows it stands on its page."""
    short = [table for table in word.tables if len(table.rows) <= MOST_KEPT]
    assert len(short) > 5
    for table in word.tables:
        for row in table._tbl.tr_lst:
            assert row.trPr.find(qn("w:cantSplit")) is not None
    for table in short:
        *others, last = table.rows
        assert all(row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in others)
        assert not last.cells[0].paragraphs[0].paragraph_format.keep_with_next
    (announced,) = (one for one in word.paragraphs if one.text == "It rests on these insights:")
    assert announced.paragraph_format.keep_with_next
    cards = 0
    for details in _runs_of("Card Detail", word):
        if len(details) <= MOST_KEPT:
            *others, last = details
            assert all(one.paragraph_format.keep_with_next for one in others)
            assert not last.paragraph_format.keep_with_next
            cards += 1
    assert cards > 20


def test_each_part_of_the_first_page_stands_on_one_page(word: Word) -> None:
    """Where it takes two, neither a heading alone nor a few last lines are on one of them."""
    lines = [Paragraph(one, word) for one in word.element.body.iter(qn("w:p"))]
    styles = [one.style.name for one in lines]
    begins = styles.index("Heading 1")
    assert lines[begins].text == "On one page"
    ends = styles.index("Heading 1", begins + 1)
    parts = [at for at in range(begins, ends) if styles[at] == "Heading 2"]
    assert len(parts) == 4
    for first, after in pairwise((*parts, ends)):
        found = [one for one in lines[first:after] if one.text]
        last = found[-1]
        row = set(last._p.xpath("ancestor::w:tr//w:p"))
        others = [one for one in found[:-1] if one._p not in row]
        assert others
        assert all(one.paragraph_format.keep_with_next for one in others)
        assert not last.paragraph_format.keep_with_next


def _runs_of(style: str, word: Word) -> Iterator[list[Paragraph]]:
    """The paragraphs of this style that stand one below the other."""
    for named, found in groupby(word.paragraphs, key=lambda one: one.style.name):
        if named == style:
            yield list(found)


def test_what_a_long_table_says_in_each_row_is_said_once_above_it() -> None:
    """In a short one it stays, and so does the first column, which is the heading of its row."""
    rows = tuple(("Step", "1 May", f"{minutes}") for minutes in range(3))
    table = TableBlock(
        caption="Steps", head=("Name", "Day", "Minutes"), rows=rows, numeric=frozenset({2})
    )
    assert said_once(table, 3) == table
    assert said_once(table, 2) == TableBlock(
        caption="Steps · Day: 1 May",
        head=("Name", "Minutes"),
        rows=tuple(("Step", minutes) for _, _, minutes in rows),
        numeric=frozenset({1}),
    )


def test_cost_figures_are_the_screens(word: Word, story: WorkshopStory) -> None:
    found = story.board.costs[0].comparison
    assert found is not None
    rows = [[cell.text for cell in row.cells] for t in word.tables[:1] for row in t.rows]
    assert rows[1:] == [[r.label, r.existing, r.redesigned, r.change] for r in cost_rows(found)]
    assert "(forecast)" in rows[0][2]


def test_charts_and_pictures_have_words(word: Word, story: WorkshopStory) -> None:
    figures = [block for block in blocks(story) if isinstance(block, FigureBlock)]
    pictures = [block for block in blocks(story) if isinstance(block, PictureBlock)]
    charts = sum(len(figure.charts) for figure in figures)
    assert len(word.inline_shapes) == charts + len(pictures)
    told = [shape._inline.docPr.get("descr") for shape in word.inline_shapes]
    assert [alt for alt in told if not alt] == []
    assert {one.alt for one in (*figures, *pictures)} <= set(told)
    numbers = [shape._inline.docPr.get("id") for shape in word.inline_shapes]
    assert len(set(numbers)) == len(numbers)


def test_captions_number_themselves(word: Word) -> None:
    captions = [line for line in word.paragraphs if line.style.name == "Caption"]
    codes = [node.text.split()[1] for line in captions for node in line._p.iter(qn("w:instrText"))]
    assert len(codes) == len(captions)
    seen = Counter[str]()
    for line, sort in zip(captions, codes, strict=True):
        seen[sort] += 1
        assert line.text.startswith(f"{sort} {seen[sort]}: ")


def test_has_contents_page_numbers_language_and_a_name(word: Word, story: WorkshopStory) -> None:
    codes = [node.text.strip() for node in word.element.iter(qn("w:instrText"))]
    assert 'TOC \\o "1-1" \\h \\z \\u' in codes
    links = list(word.element.body.iter(qn("w:hyperlink")))
    names = {mark.get(qn("w:name")) for mark in word.element.iter(qn("w:bookmarkStart"))}
    brief_and_rest = 2
    assert len(list(word.element.body.iter(qn("w:pageBreakBefore")))) == 2
    assert len(links) == brief_and_rest + len(story.document.sections)
    assert {link.get(qn("w:anchor")) for link in links} <= names
    foot = word.sections[0].footer._element
    assert [node.text.strip() for node in foot.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]
    languages = {lang.get(qn("w:val")) for lang in word.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}
    assert word.core_properties.title == story.document.title


def test_same_story_gives_the_same_bytes_without_a_clock(
    content: bytes, story: WorkshopStory
) -> None:
    assert DOCX.render(story) == content
    with zipfile.ZipFile(BytesIO(content)) as folder:
        assert {entry.date_time for entry in folder.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = folder.read("docProps/core.xml").decode()
    assert core.count(f"{story.document.day.isoformat()}T00:00:00Z") == 2


def test_with_nothing_written_it_still_opens(small_report: Report) -> None:
    empty = replace(small_report, cards=(), links=(), pictures=(), rounds=(), people=())
    word = docx.Document(BytesIO(DOCX.render(tell(empty, {}, SHAREABLE))))
    said = [line.text for line in word.paragraphs]
    assert "On one page" in said
    # Of about two pages: it lists no contents, and nothing begins a page of its own.
    assert "Contents" not in said
    assert not list(word.element.body.iter(qn("w:pageBreakBefore"), qn("w:instrText")))


def test_text_shows_as_typed(hostile: Hostile) -> None:
    story = hostile(HOSTILE)
    word = docx.Document(BytesIO(DOCX.render(story)))
    told = [line.text for line in word.paragraphs]
    for card in story.cards:
        if card.kind in ("insight", "hope", "worry", "know_how"):
            wanted = printable(card.text).strip("\n")
            assert any(wanted in text for text in told), card.text


def test_arabic_reads_from_the_right() -> None:
    lines = Lines(docx.Document())
    for text, bidi in (("مرحبا بكم", True), ("12 – مرحبا", True), ("Hello مرحبا", False)):
        line = lines.add("Normal")
        run = write(line, text)
        assert (line._p.pPr.find(qn("w:bidi")) is not None, bool(run.font.rtl)) == (bidi, bidi)


@pytest.mark.parametrize(
    ("label", "value", "told", "from_right"),
    [
        ("Who does it", "نبني مكانا!", "Who does it:\t\u2067نبني مكانا!\u2069", False),
        ("Who does it", "12", "Who does it:\t12", False),
        ("من يفعل", "We do!", "من يفعل:\t\u2066We do!\u2069", True),
        ("من يفعل", "نبني مكانا!", "من يفعل:\tنبني مكانا!", True),
    ],
)
def test_all_labels_stand_on_one_side(label: str, value: str, told: str, from_right: bool) -> None:
    """Whichever side what they name is read from; its signs stay at its own end."""
    word = docx.Document()
    apply_styles(word, colour="#0b625d", language="en")
    body = Body(word, Lines(word), {})
    body.block(Facts(pairs=((label, value),)))
    body.block(Callout(tone="note", title=label, text=value))
    body.block(Bullets(items=(Item(text=value, mark=label), Item(text=value))))
    fact, callout, marked, plain = word.paragraphs
    apart = "\n" if "\u2069" in told else " "
    assert (fact.text, callout.text) == (told, told.replace(":\t", f".{apart}"))
    if not from_right:
        assert (marked.text, plain.text) == (told.replace("\t", " "), told.partition("\t")[2])
        assert plain._p.pPr.find(qn("w:bidi")) is None
    for line in (fact, callout, marked):
        assert (line._p.pPr.find(qn("w:bidi")) is not None) == from_right


def test_a_word_and_a_figure_stand_on_one_line_of_their_column() -> None:
    """However long what stands in the other columns is, which get the rest."""
    long = "This is a long statement that somebody wrote at the end of a long day. " * 3
    rows = (("Cost in a year", long, long, "1 September 2010", "−£67,111 (−13 %)"),)
    head = ("Cost", "Now", long, "By when", "Difference")
    table = TableBlock(caption="", head=head, rows=rows, numeric=frozenset({4}))
    word = docx.Document()
    apply_styles(word, colour="#0b625d", language="en")
    Body(word, Lines(word), {}).table(table)
    widths = [column.width.pt - 10.8 for column in word.tables[0].columns]
    assert sum(widths) + 5 * 10.8 == pytest.approx(WIDTH, abs=1)
    longest = ("Cost", "statement", "statement", "September", "−£67,111 (−13 %)")
    needed = [width_of(text, 9.5) for text in longest]
    assert [
        at for at, (one, least) in enumerate(zip(widths, needed, strict=True)) if one < least
    ] == []
    assert min(widths[1:3]) > widths[3]


@settings(max_examples=20, deadline=None)
@given(st.lists(st.text(st.characters(codec=None), max_size=80), min_size=1, max_size=12))
def test_any_text_comes_back(texts: list[str]) -> None:
    """Through the XML and back; what XML cannot carry has left a picture."""
    word = docx.Document()
    lines = Lines(word)
    for text in texts:
        write(lines.add("Normal"), text)
    made = BytesIO()
    word.save(made)
    found = [line.text for line in docx.Document(BytesIO(made.getvalue())).paragraphs]
    assert found == [printable(text) for text in texts]


@pytest.mark.parametrize("text", ["", "Ashby", " two\tparts\nand\r\nlines ", "\n", "a\u00a0"])
def test_letters_are_written_as_the_library_would_and_nothing_is_looked_for(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It looks for up to thirty other parts before each one: half the time of a long report."""
    theirs, ours = docx.Document(), docx.Document()
    line = theirs.add_paragraph(style="List Bullet")
    line.paragraph_format.keep_with_next = True
    line.add_run(text).style = "Strong"

    def looks(*_given: object) -> None:
        raise AssertionError("it looks for what stands there")

    monkeypatch.setattr("docx.oxml.xmlchemy.BaseOxmlElement.first_child_found_in", looks)
    made = Lines(ours).add("List Bullet")
    add_run(made, text, "Strong")
    keep_with_next(made)
    keep_with_next(made)
    assert made._p.xml == line._p.xml
