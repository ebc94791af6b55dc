"""The styles of the document, in the app's ink and two typefaces, so that a team can restyle it.

Nothing is formatted by hand: what looks different has a style of its own, by a name that says what
it is for.
"""

from typing import Any

from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle

from workshop.tokens import office

INK, SOFT, LINE, ORANGE = map(office, ("ink", "ink-soft", "rule", "orange"))
SUNK, WASH, ORANGE_WASH = map(office, ("sunk", "teal-wash", "orange-wash"))
SERIF, SANS = "Georgia", "Arial"
TABLE_STYLE = "Report Table"
LABEL = "Label"
"""The letters of what names a fact, and of who wrote a card: softer than what is said.

One word, so that it is the style's id as well.
"""
BESIDE = 156.0
"""How far from its label what it says begins, in points: all of them below each other."""
REGIONS = {"en": "en-GB", "pl": "pl-PL", "de": "de-DE", "fr": "fr-FR", "cy": "cy-GB"}

CALLOUTS = {"key": (WASH, ""), "care": (ORANGE_WASH, ORANGE), "note": (SUNK, LINE)}
"""For each tone, the colour behind the words and that of the edge ("" for the brand's own)."""


def apply_styles(word: Word, *, colour: str, language: str) -> None:
    """Give a document made from the default template our styles. ``colour`` is “#rrggbb”."""
    tint = colour.lstrip("#").upper()
    _defaults(word, REGIONS.get(language, language))
    _heading(word, "Title", 30, INK, before=0, after=6)
    _heading(word, "Subtitle", 14, SOFT, before=0, after=4, face=SANS)
    _heading(word, "Heading 1", 22, INK, before=18, after=6, rule=tint)
    _heading(word, "Heading 2", 14, tint, before=11, after=4)
    _heading(word, "Heading 3", 12, INK, before=12, after=3, face=SANS)
    _heading(word, "TOC Heading", 15, tint, before=24, after=6)
    _paragraph(word, "Lead", size=12.5, colour=SOFT, after=8, face=SERIF)
    word.styles["Lead"].paragraph_format.keep_with_next = True
    _paragraph(word, "Quiet", size=9.5, colour=SOFT, after=4)
    for name, size, left, after in (("Fact", 10.5, 0.0, 4), ("Card Detail", 10, 18.0, 2)):
        _beside(_paragraph(word, name, size=size, colour=INK, after=after), left)
    _paragraph(word, "Card Note", size=10, colour=INK, after=2, left=18)
    label = word.styles.add_style(LABEL, WD_STYLE_TYPE.CHARACTER)
    label.quick_style = True
    label.font.color.rgb = RGBColor.from_string(SOFT)
    _paragraph(word, "Table Words", size=9.5, colour=INK, after=0)
    _paragraph(word, "After Table", size=4, colour=SOFT, after=2)
    head = _paragraph(word, "Table Head", size=9.5, colour="FFFFFF", after=0)
    head.font.bold = True
    for level in (1, 2):
        _paragraph(word, f"TOC {level}", size=10.5, colour=INK, after=2, left=14 * (level - 1))
    for name in ("List Bullet", "Quote", "Caption"):
        _known(word, name)
    for tone, (behind, edge) in CALLOUTS.items():
        style = _paragraph(word, f"Callout {tone.title()}", size=11, colour=INK, after=8, left=9)
        _boxed(style, behind, edge or tint)
    _table_style(word, tint)


def _defaults(word: Word, language: str) -> None:
    root = word.styles.element
    for lang in root.iter(qn("w:lang")):
        lang.set(qn("w:val"), language)
    normal = word.styles["Normal"]
    _type(normal, SANS, 11, INK)
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.08
    settings = word.settings.element
    for lang in settings.iter(qn("w:themeFontLang")):
        lang.set(qn("w:val"), language)


def _type(style: Any, face: str, size: float, colour: str) -> None:
    """Typeface, size and colour; the theme's own typeface must not win over ours."""
    style.font.name, style.font.size = face, Pt(size)
    style.font.color.rgb = RGBColor.from_string(colour)
    fonts = style.element.get_or_add_rPr().find(qn("w:rFonts"))
    for name in [name for name in fonts.attrib if name.endswith("Theme")]:
        del fonts.attrib[name]
    fonts.set(qn("w:hAnsi"), face)


def _heading(
    word: Word,
    name: str,
    size: float,
    colour: str,
    *,
    before: float,
    after: float,
    face: str = SERIF,
    rule: str = "",
) -> None:
    style = word.styles[name]
    _type(style, face, size, colour)
    style.font.bold = name in ("Heading 2", "Heading 3")
    style.font.italic = False
    for spread in style.element.get_or_add_rPr().findall(qn("w:spacing")):
        style.element.rPr.remove(spread)
    layout = style.paragraph_format
    layout.space_before, layout.space_after = Pt(before), Pt(after)
    layout.keep_with_next = True
    properties = style.element.get_or_add_pPr()
    for edge in properties.findall(qn("w:pBdr")):
        properties.remove(edge)
    if rule:
        properties.insert_element_before(
            parse_xml(
                f"<w:pBdr {nsdecls('w')}>"
                f'<w:top w:val="single" w:sz="18" w:space="6" w:color="{rule}"/></w:pBdr>'
            ),
            "w:shd",
            "w:spacing",
            "w:ind",
            "w:jc",
            "w:outlineLvl",
        )


def _paragraph(
    word: Word,
    name: str,
    *,
    size: float,
    colour: str,
    after: float,
    left: float = 0,
    face: str = SANS,
) -> ParagraphStyle:
    style: ParagraphStyle = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = word.styles["Normal"]
    style.quick_style = True
    _type(style, face, size, colour)
    style.paragraph_format.space_after = Pt(after)
    if left:
        style.paragraph_format.left_indent = Pt(left)
    return style


def _beside(style: ParagraphStyle, left: float) -> None:
    """A label at the left, and what it says in a column of its own, however long it is."""
    layout = style.paragraph_format
    layout.left_indent, layout.first_line_indent = Pt(left + BESIDE), Pt(-BESIDE)
    layout.tab_stops.add_tab_stop(Pt(left + BESIDE))


def _known(word: Word, name: str) -> None:
    """A style that the template has already, in our letters."""
    style = word.styles[name]
    sizes = {
        "List Bullet": (11, INK, SANS),
        "Quote": (13, INK, SERIF),
        "Caption": (9.5, SOFT, SANS),
    }
    size, colour, face = sizes[name]
    _type(style, face, size, colour)
    style.font.bold = name == "Caption"
    style.font.italic = name == "Quote"
    style.paragraph_format.space_after = Pt(2)
    if name == "List Bullet":  # air between cards rather than within one
        style.paragraph_format.space_before = Pt(5)
        for close in style.element.get_or_add_pPr().findall(qn("w:contextualSpacing")):
            style.element.pPr.remove(close)
    style.paragraph_format.keep_with_next = name == "Caption"
    if name == "Quote":
        style.paragraph_format.left_indent = Pt(18)


def _boxed(style: ParagraphStyle, behind: str, edge: str) -> None:
    properties = style.element.get_or_add_pPr()
    after = ("w:spacing", "w:ind", "w:jc", "w:outlineLvl")
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="{width}" w:space="6" w:color="{shade}"/>'
        for side, width, shade in (
            ("top", 4, behind),
            ("left", 24, edge),
            ("bottom", 4, behind),
            ("right", 4, behind),
        )
    )
    properties.insert_element_before(
        parse_xml(f"<w:pBdr {nsdecls('w')}>{sides}</w:pBdr>"), "w:shd", *after
    )
    properties.insert_element_before(
        parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{behind}"/>'), *after
    )


def _table_style(word: Word, tint: str) -> None:
    """Lines between rows and a filled head; first columns hold sentences, so they are not bold."""
    line = f'w:val="single" w:sz="4" w:space="0" w:color="{LINE}"'
    word.styles.element.append(
        parse_xml(
            f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="ReportTable">'
            f'<w:name w:val="{TABLE_STYLE}"/><w:basedOn w:val="TableNormal"/><w:qFormat/>'
            '<w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
            f'<w:tblPr><w:tblStyleRowBandSize w:val="1"/><w:tblBorders><w:top {line}/>'
            f"<w:bottom {line}/><w:insideH {line}/></w:tblBorders><w:tblCellMar>"
            '<w:top w:w="50" w:type="dxa"/><w:left w:w="90" w:type="dxa"/>'
            '<w:bottom w:w="50" w:type="dxa"/><w:right w:w="90" w:type="dxa"/></w:tblCellMar>'
            '</w:tblPr><w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:color w:val="FFFFFF"/>'
            f'</w:rPr><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{tint}"/></w:tcPr>'
            '</w:tblStylePr><w:tblStylePr w:type="band2Horz"><w:tcPr><w:shd w:val="clear" '
            'w:color="auto" w:fill="FBF5EA"/></w:tcPr></w:tblStylePr></w:style>'
        )
    )
