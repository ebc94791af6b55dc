"""Our own master and layouts, made in code: 16:9, the app's paper and ink, its two typefaces.

Every place of a layout is a real placeholder, so that somebody can choose another design in one
click and an outline reads in the right order. What is only there to be pretty stands in the master.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from lxml import etree
from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.presentation import Presentation as Deck
from pptx.slide import SlideLayout
from pptx.util import Pt

from workshop.exports.formats.slides.deck import LayoutName
from workshop.tokens import office

WIDTH, HEIGHT = 960, 540
"""The slide in points: 16 to 9."""
LEFT, INNER = 48, 864
PAPER, INK, SOFT, SUNK = map(office, ("paper", "ink", "ink-soft", "sunk"))
LINE, ORANGE, ORANGE_WASH, WASH = map(office, ("rule", "orange", "orange-wash", "teal-wash"))
SERIF, SANS = "Georgia", "Arial"
"""Both are on Windows and macOS; Linux has fonts of the same widths, or wider ones, for which all
is laid out (``text_fit``)."""
FOOTER, NUMBER = 98, 99
"""The numbers (idx) of the two places at the foot of each slide."""

_NS = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@dataclass(frozen=True, slots=True)
class Place:
    """One placeholder, in points. ``idx`` is 0 for the title and then counts in reading order."""

    sort: Literal["title", "ctrTitle", "subTitle", "body", "tbl", "chart"]
    idx: int
    x: float
    y: float
    width: float
    height: float
    size: int = 18
    serif: bool = False
    soft: bool = False
    fill: str = ""
    anchor: Literal["t", "ctr", "b"] = "t"


def _title(size: int = 34) -> Place:
    return Place("title", 0, LEFT, 26, INNER, 78, size=size, serif=True, anchor="ctr")


LAYOUTS: Mapping[LayoutName, tuple[str, tuple[Place, ...]]] = {
    "cover": (
        "Cover",
        (
            Place("ctrTitle", 0, 120, 108, 720, 170, size=44, serif=True, anchor="b"),
            Place("subTitle", 1, 120, 292, 720, 84, size=22),
            Place("body", 2, 120, 392, 640, 84, size=16, soft=True),
        ),
    ),
    "statement": (
        "Big words",
        (
            _title(24),
            Place("body", 1, LEFT, 108, INNER, 210, size=48, serif=True, anchor="ctr"),
            Place("body", 2, LEFT, 330, INNER, 154, size=22),
        ),
    ),
    "turn": (
        "From and to",
        (
            _title(),
            Place("body", 1, LEFT, 120, 396, 210, size=28, fill=SUNK, anchor="ctr"),
            Place("body", 2, 516, 120, 396, 210, size=30, serif=True, fill=WASH, anchor="ctr"),
            Place("body", 3, LEFT, 346, INNER, 136, size=18),
        ),
    ),
    "points": ("Title and points", (_title(), Place("body", 1, LEFT, 116, INNER, 366, size=30))),
    "table": (
        "Title and table",
        (
            _title(),
            Place("tbl", 1, LEFT, 112, INNER, 342),
            Place("body", 2, LEFT, 458, INNER, 34, size=14, soft=True, anchor="b"),
        ),
    ),
    "chart": (
        "Title, chart and words",
        (
            _title(),
            Place("chart", 1, LEFT, 112, 560, 376),
            Place("body", 2, 636, 124, 276, 352, size=20),
        ),
    ),
    "both": (
        "Title, table, chart and words",
        (
            _title(),
            Place("tbl", 1, LEFT, 108, INNER, 178),
            Place("chart", 2, LEFT, 296, 540, 196),
            Place("body", 3, 612, 300, 300, 190, size=16),
        ),
    ),
}


def empty_deck(*, colour: str, language: str) -> Deck:
    """A presentation without slides that has our theme, master and layouts."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(WIDTH), Pt(HEIGHT)
    layouts = list(deck.slide_layouts)
    for layout in layouts[len(LAYOUTS) :]:
        deck.slide_layouts.remove(layout)
    master = deck.slide_master
    for related in master.part.rels.values():
        if related.reltype.endswith("/theme"):
            part = related.target_part
            part._blob = _theme(part.blob, colour)
    _replace(master._element, "Reframe", (_title(), _MASTER_BODY), marks=True)
    _styles(master._element)
    for layout, (name, places) in zip(layouts, LAYOUTS.values(), strict=False):
        layout._element.attrib.pop("type", None)
        _replace(layout._element, name, places)
    for part in deck.part._element.iter(f"{_A}defRPr"):
        if part.get("lang"):
            part.set("lang", language)
    return deck


_MASTER_BODY = Place("body", 1, LEFT, 116, INNER, 366, size=20)


def layout_of(deck: Deck, name: LayoutName) -> SlideLayout:
    return deck.slide_layouts[list(LAYOUTS).index(name)]


def places_of(name: LayoutName) -> tuple[Place, ...]:
    """The places of a layout after its title, in reading order."""
    return LAYOUTS[name][1][1:]


def _theme(blob: bytes, colour: str) -> bytes:
    """The default theme with our colours and typefaces."""
    tree = etree.fromstring(blob)
    tree.set("name", "Reframe")
    colours = {
        "dk1": INK,
        "lt1": office("surface"),
        "dk2": SOFT,
        "lt2": SUNK,
        "accent1": colour.lstrip("#").upper(),
        "accent2": ORANGE,
        "accent3": office("staff-edge"),
        "accent4": office("partner-edge"),
        "accent5": office("manager-edge"),
        "accent6": SOFT,
        "hlink": colour.lstrip("#").upper(),
        "folHlink": "8A3377",
    }
    for name, value in colours.items():
        for place in tree.iter(f"{_A}{name}"):
            for old in list(place):
                place.remove(old)
            etree.SubElement(place, f"{_A}srgbClr").set("val", value)
    for sort, face in (("majorFont", SERIF), ("minorFont", SANS)):
        for font in tree.iter(f"{_A}{sort}"):
            font.find(f"{_A}latin").set("typeface", face)
    made: bytes = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    return made


def _replace(
    element: etree._Element, name: str, places: tuple[Place, ...], *, marks: bool = False
) -> None:
    """Give a master or a layout these places, our paper, and the foot of the page."""
    shapes = "".join(_shape(number, place) for number, place in enumerate(places, 2))
    foot = "".join(_foot(number, idx) for number, idx in ((50, FOOTER), (51, NUMBER)))
    ornaments = _MARKS if marks else _ORNAMENTS.get(name, "")
    background = (
        f'<p:bg><p:bgPr><a:solidFill><a:srgbClr val="{PAPER}"/></a:solidFill>'
        "<a:effectLst/></p:bgPr></p:bg>"
    )
    made = parse_xml(
        f'<p:cSld {_NS} name="{name}">{background if marks else ""}<p:spTree>'
        '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
        '<p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/>'
        f'<a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>{ornaments}{shapes}{foot}'
        "</p:spTree></p:cSld>"
    )
    old = element.find(f"{{{element.nsmap['p']}}}cSld")
    element.replace(old, made)


def _emu(points: float) -> int:
    return round(points * 12700)


def _frame(x: float, y: float, width: float, height: float, turn: int = 0) -> str:
    turned = f' rot="{turn}"' if turn else ""
    return (
        f'<a:xfrm{turned}><a:off x="{_emu(x)}" y="{_emu(y)}"/>'
        f'<a:ext cx="{_emu(width)}" cy="{_emu(height)}"/></a:xfrm>'
    )


def _shape(number: int, place: Place) -> str:
    idx = f' idx="{place.idx}"' if place.idx else ""
    fill = f'<a:solidFill><a:srgbClr val="{place.fill}"/></a:solidFill>' if place.fill else ""
    inset = 14 if place.fill else 0
    face = "+mj-lt" if place.serif else "+mn-lt"
    colour = '<a:schemeClr val="tx2"/>' if place.soft else '<a:schemeClr val="tx1"/>'
    style = (
        f'<a:lstStyle><a:lvl1pPr marL="0" indent="0"><a:buNone/><a:defRPr sz="{place.size * 100}">'
        f'<a:solidFill>{colour}</a:solidFill><a:latin typeface="{face}"/></a:defRPr></a:lvl1pPr>'
        "</a:lstStyle>"
    )
    words = {"tbl": "A table", "chart": "A chart"}.get(place.sort, "Words")
    words = "Title" if place.idx == 0 else words
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{words} {place.idx + 1}"/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="{place.sort}"{idx}/>'
        f"</p:nvPr></p:nvSpPr><p:spPr>{_frame(place.x, place.y, place.width, place.height)}"
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill}</p:spPr>'
        f'<p:txBody><a:bodyPr wrap="square" lIns="{_emu(inset)}" rIns="{_emu(inset)}" '
        f'tIns="{_emu(inset / 2)}" bIns="{_emu(inset / 2)}" anchor="{place.anchor}">'
        f"<a:noAutofit/></a:bodyPr>{style}<a:p><a:r><a:t>{words}</a:t></a:r></a:p></p:txBody></p:sp>"
    )


_FOOT_WORDS = "<a:r><a:t>Foot</a:t></a:r>"
_SLIDE_NUMBER = (
    '<a:fld id="{5C1C4E0E-0B5C-4C5E-9B1A-6D1C2B3A4F50}" type="slidenum"><a:t>1</a:t></a:fld>'
)


def _foot(number: int, idx: int) -> str:
    footer = idx == FOOTER
    sort, x, width, align = ("ftr", 84, 640, "l") if footer else ("sldNum", 812, 100, "r")
    words = _FOOT_WORDS if footer else _SLIDE_NUMBER
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{"Foot" if footer else "Number"}"/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="{sort}" sz="quarter" '
        f'idx="{idx}"/></p:nvPr></p:nvSpPr><p:spPr>{_frame(x, 502, width, 22)}'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody>'
        '<a:bodyPr lIns="0" rIns="0" tIns="0" bIns="0" anchor="ctr"/><a:lstStyle>'
        f'<a:lvl1pPr algn="{align}"><a:defRPr sz="1100"><a:solidFill><a:schemeClr val="tx2"/>'
        f"</a:solidFill></a:defRPr></a:lvl1pPr></a:lstStyle><a:p>{words}</a:p></p:txBody></p:sp>"
    )


_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext>'
    "</a:extLst>"
)


def _half(
    number: int, x: float, y: float, scheme: str, turn: int, side: float = 13, thick: int = 28000
) -> str:
    """One corner of a frame, as in the app's own mark."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Mark {number}" descr="">{_DECORATIVE}'
        '</p:cNvPr><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        f'<p:spPr>{_frame(x, y, side, side, turn)}<a:prstGeom prst="halfFrame"><a:avLst>'
        f'<a:gd name="adj1" fmla="val {thick}"/><a:gd name="adj2" fmla="val {thick}"/></a:avLst>'
        f'</a:prstGeom><a:solidFill><a:schemeClr val="{scheme}"/></a:solidFill><a:ln><a:noFill/>'
        "</a:ln></p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p/></p:txBody></p:sp>"
    )


_COVER = _half(62, LEFT, 64, "accent1", 0, 132, 9000) + _half(
    63, 780, 352, "accent2", 10800000, 132, 9000
)
_ARROW = (
    f'<p:sp><p:nvSpPr><p:cNvPr id="64" name="Arrow" descr="">{_DECORATIVE}</p:cNvPr><p:cNvSpPr/>'
    f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{_frame(462, 210, 36, 30)}'
    '<a:prstGeom prst="rightArrow"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="accent2"/>'
    "</a:solidFill><a:ln><a:noFill/></a:ln></p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p/>"
    "</p:txBody></p:sp>"
)
_ORNAMENTS: Mapping[str, str] = {"Cover": _COVER, "From and to": _ARROW}
_MARKS = _half(60, LEFT, 502, "accent1", 0) + _half(61, LEFT + 10, 512, "accent2", 10800000)


def _styles(master: etree._Element) -> None:
    """Titles and words begin on the left, and take little room around them."""
    for style in master.iter(f"{_A}lvl1pPr"):
        if style.get("algn") == "ctr":
            style.set("algn", "l")
    styles = master.find(f"{{{master.nsmap['p']}}}txStyles")
    for size in styles.iter(f"{_A}spcPct"):
        if size.get("val") == "20000":
            size.set("val", "30000")
