"""The report as a Word document; the same story gives the same bytes."""

from collections.abc import Mapping
from io import BytesIO

import docx
from docx.document import Document as Word
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as Line

from workshop.exports.document.blocks import Document, FigureBlock, Section
from workshop.exports.document.card_words import day_words
from workshop.exports.formats.office_text import printable
from workshop.exports.formats.printed.typesetting import pictures_of
from workshop.exports.formats.same_zip import settled
from workshop.exports.formats.svg import draw
from workshop.exports.formats.word.body import WIDTH, Body, Drawn
from workshop.exports.formats.word.fields import (
    Lines,
    add_field,
    add_link,
    field_begins,
    field_ends,
    say_of_picture,
    write,
)
from workshop.exports.formats.word.styles import apply_styles
from workshop.exports.telling.story import WorkshopStory
from workshop.figures.bars import Bars
from workshop.figures.chart import Chart, Flow, Map, Track

CHART_WIDTHS: Mapping[type[Chart], int] = {Bars: 600, Map: 640, Track: 680, Flow: 755}
"""How wide a chart of each sort is drawn, in its own units."""
LOGO_HIGH = 48.0
PAGES_OF_THEIR_OWN = 2
"""The brief begins a page, and so does what follows it, so that it can be printed alone."""
SHORT = 2
"""Sections of a report of about two pages: no contents, and nothing begins a page of its own."""
LEVELS = 1
"""How many levels of headings the contents list."""
EDITIONS = {
    "full": "For the team. It holds what only the facilitator may read.",
    "shareable": "For anyone. It holds only what the whole room could see.",
}


def render(story: WorkshopStory) -> bytes:
    """Title, contents, the brief on one page, and every section of the report."""
    document = story.document
    word = docx.Document()
    apply_styles(word, colour=document.brand.colour, language=document.language)
    _page(word, document)
    lines = Lines(word)
    _cover(lines, document)
    body = Body(word, lines, _drawn(document))
    if len(document.sections) <= SHORT:
        for section in (document.brief, *document.sections):
            body.section(section)
        body.also_written()
        return _saved(word, document)
    contents = lines.add("TOC Heading")
    write(contents, "Contents")
    body.section(document.brief, own_page=True, whole=True)
    for number, section in enumerate(document.sections, 1):
        body.section(section, own_page=number < PAGES_OF_THEIR_OWN)
    body.also_written()
    _contents(lines, contents, body)
    return _saved(word, document)


def _page(word: Word, document: Document) -> None:
    """A4, with the document's name and the number of the page at the foot."""
    page = word.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(25)
    page.top_margin, page.bottom_margin = Mm(18), Mm(18)
    line = page.footer.paragraphs[0]
    line.style = "Quiet"
    line.paragraph_format.tab_stops.add_tab_stop(Pt(WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    write(line, f"{document.code} · revision {document.revision:,}\tPage ")
    add_field(line, "PAGE", "1")
    write(line, " of ")
    add_field(line, "NUMPAGES", "1")


def _cover(lines: Lines, document: Document) -> None:
    if document.brand.logo is not None:
        logo = document.brand.logo
        run = lines.add("Normal").add_run()
        run.add_picture(BytesIO(logo.content), height=Pt(min(LOGO_HIGH, logo.height)))
        say_of_picture(run, logo.alt)
    write(lines.add("Title"), document.title)
    for text in (document.place, document.brand.organisation, day_words(document.day)):
        if text:
            write(lines.add("Subtitle"), text)
    write(lines.add("Callout Note"), EDITIONS[document.audience])
    for text in document.left_out:
        write(lines.add("Quiet"), text)


def _contents(lines: Lines, heading: Line, body: Body) -> None:
    """Links to the headings. Word adds the pages when it updates the field."""
    listed = [one for one in body.headings if one[0] <= LEVELS]
    place = heading._p
    for number, (level, text, bookmark) in enumerate(listed):
        line = lines.add(f"TOC {level}")
        if number == 0:
            field_begins(line, f'TOC \\o "1-{LEVELS}" \\h \\z \\u')
        add_link(line, text, bookmark)
        if number == len(listed) - 1:
            field_ends(line)
        place.addnext(line._p)
        place = line._p


def _drawn(document: Document) -> Drawn:
    """All charts drawn at once, since starting the typesetter takes longer than drawing."""
    figures = [figure for section in document.sections for figure in _figures(section)]
    drawings = [
        (figure.key, draw(chart, f"{figure.key}-{number}", width=CHART_WIDTHS[type(chart)]))
        for figure in figures
        for number, chart in enumerate(figure.charts)
    ]
    made = pictures_of([drawing for _, drawing in drawings])
    found: dict[str, tuple[tuple[bytes, int, int], ...]] = {}
    for (key, drawing), content in zip(drawings, made, strict=True):
        found[key] = (*found.get(key, ()), (content, drawing.width, drawing.height))
    return found


def _figures(section: Section) -> list[FigureBlock]:
    own = [block for block in section.blocks if isinstance(block, FigureBlock)]
    return [*own, *(figure for part in section.parts for figure in _figures(part))]


def _saved(word: Word, document: Document) -> bytes:
    about = word.core_properties
    about.title = printable(document.title)[:255]
    about.author = about.last_modified_by = document.brand.organisation or "Reframe"
    about.language, about.keywords, about.subject = document.language, "", ""
    about.comments = " ".join(map(printable, document.left_out))[:255]
    made = BytesIO()
    word.save(made)
    return settled(made.getvalue(), document.day)
