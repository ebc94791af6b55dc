"""One text that cannot be set does not spoil the others, and nothing is read from outside."""

import re
from datetime import date
from io import BytesIO

from pypdf import PdfReader

from tests.workshop.exports.printed import Printed, faults, has
from workshop.exports.document.blocks import Brand, Document, Paragraph, Section
from workshop.exports.formats.pdf import set_pages
from workshop.exports.formats.printed.typesetting import unshapable
from workshop.figures.told_text import ToldPart, ToldText

UNSHAPABLE = "?\u094d"


def document(*texts: str) -> Document:
    section = Section(
        key="one", title="What was said", blocks=tuple(Paragraph(text=text) for text in texts)
    )
    return Document(
        title="Ashby",
        place="",
        code="BCDFG",
        revision=3,
        language="en",
        day=date(2026, 6, 3),
        audience="full",
        names="names",
        is_example=False,
        left_out=(),
        brand=Brand(),
        brief=Section(key="brief", title="On one page"),
        sections=(section,),
    )


def test_text_that_no_font_can_shape_is_found_among_others() -> None:
    assert unshapable(["hello", "مرحبا", UNSHAPABLE, "Zażółć"]) == {UNSHAPABLE}


def test_only_that_text_is_made_plain() -> None:
    told = document("مرحبا بالعالم", UNSHAPABLE, "Zażółć 😀 中文")
    made = set_pages(told, told.sections)
    assert faults(made) == []
    text = Printed.read(made).text
    assert "\n?\n" in text
    assert has(text, "Zażółć 😀 中文")
    assert "\ufffd" not in text


def test_arabic_is_read_back_letter_for_letter_and_in_its_language() -> None:
    made = set_pages(document("مرحبا بالعالم"), document("مرحبا بالعالم").sections)
    languages = {str(one.get("/Lang")) for one in Printed.read(made).elements() if "/Lang" in one}
    assert "ar" in languages
    assert all(word in Printed.read(made).text for word in ("مرحبا", "بالعالم"))


def test_each_language_of_a_card_is_told_to_who_reads_it_aloud() -> None:
    """Urdu is not taken for Arabic by its letters, and what is in Latin ones is not English."""
    urdu, polish, other = "NHS کا فون", "Nikt nie odbiera", "Nobody answers"
    told = ToldText.of((ToldPart("ur", urdu), ToldPart("pl", polish, "Polski", "ltr")))
    made = set_pages(document(told, other), document(told, other).sections)
    assert faults(made) == []
    found = Printed.read(made)
    languages = {str(one.get("/Lang")) for one in found.elements() if "/Lang" in one}
    for page in PdfReader(BytesIO(made)).pages:
        languages |= set(
            re.findall(r"/Lang\((\w+)\)", page.get_contents().get_data().decode("latin-1"))
        )
    assert languages == {"ur", "pl"}
    assert all(has(found.text, text) for text in (*urdu.split(), f"Polski: {polish}", other))
