"""The slides as a PowerPoint file; the same story gives the same bytes."""

import zipfile
from io import BytesIO

from pptx.presentation import Presentation as Deck
from pptx.slide import Slide as Drawn
from pptx.util import Pt

from workshop.exports.document.blocks import Document, PictureBlock
from workshop.exports.formats.office_text import printable
from workshop.exports.formats.same_zip import Change, settled
from workshop.exports.formats.slides.draw import add_slide
from workshop.exports.formats.slides.master import empty_deck
from workshop.exports.formats.slides.order import tell_slides
from workshop.exports.telling.story import WorkshopStory

LOGO_HIGH, LOGO_WIDE = 56.0, 180.0


def render(story: WorkshopStory) -> bytes:
    """Between 10 and 15 slides for a workshop that went all the way; fewer for one that did not."""
    document = story.document
    deck = empty_deck(colour=document.brand.colour, language=document.language)
    footer = f"{document.title} · {document.code}, revision {document.revision}"
    for slide in tell_slides(story):
        drawn = add_slide(deck, slide, footer[:120])
        if slide.layout == "cover" and document.brand.logo:
            _logo(drawn, document.brand.logo)
    return _saved(deck, document)


def _logo(drawn: Drawn, logo: PictureBlock) -> None:
    scale = min(LOGO_HIGH / logo.height, LOGO_WIDE / logo.width)
    shape = drawn.shapes.add_picture(
        BytesIO(logo.content),
        Pt(120),
        Pt(40),
        width=Pt(logo.width * scale),
        height=Pt(logo.height * scale),
    )
    shape._element._nvXxPr.cNvPr.set("descr", printable(logo.alt))


def _saved(deck: Deck, document: Document) -> bytes:
    about = deck.core_properties
    about.title = printable(document.title)[:255]
    about.author = about.last_modified_by = document.brand.organisation or "Reframe"
    about.language, about.subject, about.keywords = document.language, "", ""
    about.comments = " ".join(map(printable, document.left_out))[:255]
    made = BytesIO()
    deck.save(made)
    with zipfile.ZipFile(made) as folder:
        inner = [name for name in folder.namelist() if name.endswith(".xlsx")]

    def settle(sheet: bytes) -> bytes:
        return settled(sheet, document.day)

    changes: dict[str, Change] = dict.fromkeys(inner, settle)
    return settled(made.getvalue(), document.day, changes)
