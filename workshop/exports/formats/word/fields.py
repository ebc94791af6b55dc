"""Small parts of a document that python-docx has no call for: fields, bookmarks, links."""

import re
from typing import Any

from docx.document import Document as Word
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml.etree import SubElement

from workshop.exports.formats.office_text import printable, right_to_left
from workshop.figures.told_text import ToldText

_RUN, _RUN_LOOK, _RUN_STYLE = qn("w:r"), qn("w:rPr"), qn("w:rStyle")
_LOOK, _STYLE, _KEPT = qn("w:pPr"), qn("w:pStyle"), qn("w:keepNext")
_TEXT, _TAB, _BREAK = qn("w:t"), qn("w:tab"), qn("w:br")
_VALUE, _SPACE = qn("w:val"), qn("xml:space")
_SIGNS = re.compile("([\t\n\r])")


class Lines:
    """Adds paragraphs at the end of a document.

    A style is found by its name once and then set by its id: looking each of them up again would
    take most of the time that a long report needs.
    """

    def __init__(self, word: Word) -> None:
        self._body: Any = word._body
        self._end: Any = self._body._element.sectPr
        self._ids = {style.name: style.style_id for style in word.styles}

    def add(self, style: str) -> Paragraph:
        """A new paragraph at the end."""
        made: Any = OxmlElement("w:p")
        self._end.addprevious(made)
        return self.styled(made, style)

    def styled(self, element: Any, style: str) -> Paragraph:
        """A paragraph that is there already, with nothing in it, in that style."""
        SubElement(SubElement(element, _LOOK), _STYLE).set(_VALUE, self._ids[style])
        return Paragraph(element, self._body)


def add_run(paragraph: Paragraph, said: str, style: str | None = None) -> Run:
    """Letters at the end of a paragraph, in the style of that id.

    As python-docx would add them, which asks for each part of a line whether one of up to thirty
    others stands behind it: that took half the time of a long report.
    """
    made = SubElement(paragraph._p, _RUN)
    if style is not None:
        SubElement(SubElement(made, _RUN_LOOK), _RUN_STYLE).set(_VALUE, style)
    for part in filter(None, _SIGNS.split(said)):
        if part == "\t":
            SubElement(made, _TAB)
        elif part in "\n\r":
            SubElement(made, _BREAK)
        else:
            words = SubElement(made, _TEXT)
            words.text = part
            if part.strip() != part:
                words.set(_SPACE, "preserve")
    return Run(made, paragraph)


def keep_with_next(paragraph: Paragraph) -> None:
    """A paragraph of ``Lines`` stands on the page of the one that follows it."""
    looks = paragraph._p.pPr
    assert looks is not None, "it has a style"  # noqa: S101
    if looks.find(_KEPT) is None:
        looks.insert(1, SubElement(looks, _KEPT))


def write(paragraph: Paragraph, text: str, style: str | None = None, *, turns: bool = True) -> Run:
    """Text as typed: line ends stay, and what is written from the right reads from the right.

    ``style`` is the id of a style of letters. Text that ``turns`` its paragraph puts all of it on
    the side that it is read from.
    """
    if isinstance(text, ToldText):
        return _write_parts(paragraph, text, style, turns=turns)
    said = printable(text)
    run = add_run(paragraph, said, style)
    if right_to_left(said):
        run.font.rtl = True
        if turns:
            _begins_at_the_right(paragraph)
    return run


def _begins_at_the_right(paragraph: Paragraph) -> None:
    properties = paragraph._p.get_or_add_pPr()
    if properties.find(qn("w:bidi")) is None:
        properties.insert_element_before(
            parse_xml(f"<w:bidi {nsdecls('w')}/>"),
            "w:adjustRightInd",
            "w:snapToGrid",
            "w:spacing",
            "w:ind",
            "w:contextualSpacing",
            "w:jc",
            "w:rPr",
        )


def _write_parts(paragraph: Paragraph, text: ToldText, style: str | None, *, turns: bool) -> Run:
    """Each part on a line of its own, in its language and direction. Returns the first."""
    made: list[Run] = []
    for part in text.parts:
        if made:
            made[-1].add_break()
        if part.label:
            label = add_run(paragraph, f"{printable(part.label)}: ")
            made.append(_in_language(label, part.language))
        run = add_run(paragraph, printable(part.text), style)
        auto = part.direction == "auto"
        run.font.rtl = (right_to_left(part.text) if auto else part.direction == "rtl") or None
        if turns and run.font.rtl and not part.label:
            _begins_at_the_right(paragraph)
        made.append(_in_language(run, part.language))
    return made[0]


def _in_language(run: Run, language: str) -> Run:
    """Say to word processors in which language a run is, in whichever direction it is written."""
    if language:
        names = " ".join(f'w:{name}="{language}"' for name in ("val", "bidi"))
        run._r.get_or_add_rPr().append(parse_xml(f"<w:lang {nsdecls('w')} {names}/>"))
    return run


def add_field(paragraph: Paragraph, code: str, shown: str = "", *, dirty: bool = False) -> None:
    """A field such as PAGE; ``shown`` stands there until somebody brings it up to date."""
    old = ' w:dirty="true"' if dirty else ""
    _element(paragraph, f'<w:r {nsdecls("w")}><w:fldChar w:fldCharType="begin"{old}/></w:r>')
    _element(
        paragraph,
        f'<w:r {nsdecls("w")}><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>',
    )
    _element(paragraph, f'<w:r {nsdecls("w")}><w:fldChar w:fldCharType="separate"/></w:r>')
    if shown:
        add_run(paragraph, shown)
    _element(paragraph, f'<w:r {nsdecls("w")}><w:fldChar w:fldCharType="end"/></w:r>')


def field_begins(paragraph: Paragraph, code: str) -> None:
    """The beginning of a field that ends in another paragraph."""
    _element(
        paragraph, f'<w:r {nsdecls("w")}><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
    )
    _element(
        paragraph,
        f'<w:r {nsdecls("w")}><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>',
    )
    _element(paragraph, f'<w:r {nsdecls("w")}><w:fldChar w:fldCharType="separate"/></w:r>')


def field_ends(paragraph: Paragraph) -> None:
    _element(paragraph, f'<w:r {nsdecls("w")}><w:fldChar w:fldCharType="end"/></w:r>')


def add_bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """Mark a whole paragraph, so that a link can lead there."""
    start = parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="{number}" w:name="{name}"/>')
    end = parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="{number}"/>')
    place = 1 if paragraph._p.pPr is not None else 0
    paragraph._p.insert(place, start)
    paragraph._p.append(end)


def add_link(paragraph: Paragraph, text: str, bookmark: str) -> None:
    """A link to a bookmark of this document."""
    link = parse_xml(f'<w:hyperlink {nsdecls("w")} w:anchor="{bookmark}" w:history="1"/>')
    run = write(paragraph, text)
    paragraph._p.append(link)
    link.append(run._r)


def say_of_picture(run: Run, alt: str) -> None:
    """The words for who cannot see the picture that was put into this run."""
    for properties in run._r.iter(qn("wp:docPr")):
        properties.set("descr", printable(alt))


def keep_whole(row: Any) -> None:
    """No page ends within the row."""
    row.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))


def repeat_head(row: Any) -> None:
    """The row stands again at the top of each page, as the head of its table."""
    row.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))


def _element(paragraph: Paragraph, xml: str) -> None:
    paragraph._p.append(parse_xml(xml))
