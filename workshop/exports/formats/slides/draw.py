"""A slide drawn: its places filled, charts and tables native, notes and alternative texts set."""

from collections.abc import Sequence
from copy import deepcopy
from itertools import zip_longest

from pptx.enum.text import PP_ALIGN
from pptx.oxml import parse_xml
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide as Drawn
from pptx.text.text import TextFrame, _Paragraph
from pptx.util import Pt

from workshop.exports.formats.office_text import printable, quotes_apart, right_to_left
from workshop.exports.formats.slides import text_fit
from workshop.exports.formats.slides.deck import Plot, Rows, Slide, Text
from workshop.exports.formats.slides.master import (
    FOOTER,
    LAYOUTS,
    NUMBER,
    Place,
    layout_of,
    places_of,
)
from workshop.exports.formats.slides.native_charts import insert_chart
from workshop.exports.formats.slides.native_tables import insert_table
from workshop.figures.told_text import languages_of

SMALLEST = 12
_BULLET = (
    '<a:buFont xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" typeface="Arial"/>',
    '<a:buChar xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" char="•"/>',
)
_NO_BULLET = '<a:buNone xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/>'
_INDENT = 16.0


def add_slide(deck: Deck, slide: Slide, footer: str) -> Drawn:
    """Draw a slide at the end of the deck."""
    drawn: Drawn = deck.slides.add_slide(layout_of(deck, slide.layout))
    title_place = LAYOUTS[slide.layout][1][0]
    _fill_title(drawn, slide.title, title_place)
    held = {shape.placeholder_format.idx: shape for shape in drawn.placeholders}
    for place, content in zip(places_of(slide.layout), slide.places, strict=True):
        shape = held[place.idx]
        if isinstance(content, Rows):
            insert_table(shape, content, place)
        elif isinstance(content, Plot):
            insert_chart(shape, content)
        elif any(content.lines):
            _fill_text(shape.text_frame, content, place)
        else:
            shape._element.getparent().remove(shape._element)
    _foot(drawn, layout_of(deck, slide.layout), footer)
    notes = drawn.notes_slide.notes_text_frame if slide.notes else None
    if notes is not None:
        notes.text = "\n".join(map(printable, slide.notes))
    return drawn


def _fill_title(drawn: Drawn, title: str, place: Place) -> None:
    sizes = range(place.size, 15, -2)
    said, size = text_fit.one_size(
        printable(title), width=place.width * 0.94, height=place.height, sizes=sizes
    )
    shape = drawn.shapes.title
    assert shape is not None, "every layout of ours has a title"  # noqa: S101
    frame = shape.text_frame
    _write(frame.paragraphs[0], " ".join(said.split()), size)


def _fill_text(frame: TextFrame, content: Text, place: Place) -> None:
    inset = 28 if place.fill else 0
    width = place.width - inset - (_INDENT if content.bullets else 0)
    height = place.height - (14 if place.fill else 4)
    given = [line for line in content.lines if line]
    lines = [printable(line) for line in given]
    heading = printable(content.heading)
    room = height - (place.size * 0.8 * text_fit.LINE * 1.4 if heading else 0)
    sizes = range(place.size, SMALLEST - 1, -1)
    kept, size = text_fit.fitted(
        lines, width=width, height=room, sizes=sizes, gap=0.35 if len(lines) > 1 else 0
    )
    at = 0
    if heading:
        _write(_paragraph(frame, at), heading, max(SMALLEST, round(size * 0.8)), strong=True)
        at += 1
    for line, whole in zip(kept, given, strict=True):
        stretches = _stretches(line, languages_of(whole))
        for number, stretch in enumerate(stretches):
            paragraph = _paragraph(frame, at)
            _write_stretch(paragraph, stretch, size)
            if stretch is stretches[-1]:
                paragraph.space_after = Pt(size * 0.35)
            if content.bullets:
                _bullet(paragraph, goes_on=number > 0)
            at += 1


Stretch = list[tuple[str, str]]
"""Lines of one direction, each with the language that it is in, "" where nobody said it."""


def _stretches(text: str, languages: Sequence[str]) -> list[Stretch]:
    """The lines of a text, together as long as they are read from the same side."""
    made: list[Stretch] = []
    for line, language in zip_longest(text.split("\n"), languages, fillvalue=""):
        if made and right_to_left(*made[-1][0]) == right_to_left(line, language):
            made[-1].append((line, language))
        else:
            made.append([(line, language)])
    return made


def _write_stretch(paragraph: _Paragraph, stretch: Stretch, size: float) -> None:
    _turn(paragraph, *stretch[0])
    paragraph.font.size = Pt(size)
    for number, (line, language) in enumerate(stretch):
        if number:
            paragraph.add_line_break()
        run = paragraph.add_run()
        run.text = line if language else quotes_apart(line)
        if language:
            run._r.get_or_add_rPr().set("lang", language)


def _paragraph(frame: TextFrame, number: int) -> _Paragraph:
    if number == 0:
        return frame.paragraphs[0]
    made: _Paragraph = frame.add_paragraph()
    return made


def _write(paragraph: _Paragraph, text: str, size: float, *, strong: bool = False) -> None:
    """The text as typed: its line ends become breaks within the paragraph."""
    paragraph.text = quotes_apart(text).replace("\n", "\v")
    paragraph.font.size = Pt(size)
    _turn(paragraph, text)
    if strong:
        paragraph.font.bold = True


def _turn(paragraph: _Paragraph, text: str, language: str = "") -> None:
    """Set the side from which the text is read."""
    if right_to_left(text, language):
        paragraph._p.get_or_add_pPr().set("rtl", "1")
        paragraph.alignment = PP_ALIGN.RIGHT


def _bullet(paragraph: _Paragraph, *, goes_on: bool) -> None:
    """A bullet, or the place below one where the same point ``goes_on``."""
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", str(round(_INDENT * 12700)))
    if goes_on:
        properties.set("indent", "0")
        properties.append(parse_xml(_NO_BULLET))
        return
    properties.set("indent", str(-round(_INDENT * 12700)))
    for part in _BULLET:
        properties.append(parse_xml(part))


def _foot(drawn: Drawn, layout: object, footer: str) -> None:
    """The foot's places stand on a slide only if they are put there."""
    for place in layout.placeholders:  # type: ignore[attr-defined]
        idx = place.placeholder_format.idx
        if idx not in (FOOTER, NUMBER):
            continue
        made = deepcopy(place._element)
        drawn.shapes._spTree.append(made)
        made.nvSpPr.cNvPr.set("id", str(1000 + idx))
        if idx == FOOTER:
            texts = made.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}t")
            next(texts).text = printable(footer)
