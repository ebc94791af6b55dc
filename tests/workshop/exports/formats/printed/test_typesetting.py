"""One text that cannot be set does not spoil the others, and nothing is read from outside."""

from datetime import date

from tests.workshop.exports.printed import Printed, faults, has
from workshop.exports.document.blocks import Brand, Document, Paragraph, Section
from workshop.exports.formats.pdf import set_pages
from workshop.exports.formats.printed.typesetting import unshapable

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
