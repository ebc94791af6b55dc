"""One text that cannot be set does not spoil the others, and nothing is read from outside."""

import re
from datetime import date
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from tests.workshop.exports.printed import Printed, faults, has
from workshop.errors import Day, Sentences
from workshop.exports.document.blocks import (
    Block,
    Brand,
    Bullets,
    Callout,
    Document,
    Item,
    Paragraph,
    Section,
)
from workshop.exports.formats.pdf import set_pages
from workshop.exports.formats.printed import typesetting
from workshop.exports.formats.printed.page_data import PageData
from workshop.exports.formats.printed.typesetting import unshapable
from workshop.figures.told_text import ToldPart, ToldText

UNSHAPABLE = "?\u094d"


def document(*texts: str) -> Document:
    return of_blocks(*(Paragraph(text=text) for text in texts))


def of_blocks(*blocks: Block) -> Document:
    section = Section(key="one", title="What was said", blocks=blocks)
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


def test_a_pattern_is_made_once_and_not_for_each_line() -> None:
    """Making one in ``said`` took a tenth of the time of a whole report."""
    for template in Path(typesetting.__file__).with_name("typst").glob("*.typ"):
        for line in template.read_text("utf-8").splitlines():
            assert "regex(" not in line or re.match(r"#let [\w-]+ = regex\(", line), line


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


def begins(made: bytes, word: str) -> float:
    """How far from the left of its page the line begins in which a word is printed, in points."""
    found: list[float] = []
    line: dict[float, float] = {}

    def look(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        x, y = tm[4] * cm[0] + tm[5] * cm[2] + cm[4], round(tm[4] * cm[1] + tm[5] * cm[3] + cm[5])
        if text.strip():
            line[y] = min(line.get(y, x), x)
            if word in text:
                found.append(y)

    for page in PdfReader(BytesIO(made)).pages:
        line.clear()
        page.extract_text(visitor_text=look)
        if found:
            return line[found[0]]
    raise AssertionError(word)


def test_each_line_of_a_note_begins_where_it_is_read_from() -> None:
    """What we say about somebody's words is ours, also where it begins with them."""
    told = of_blocks(
        Callout(tone="care", text="مرحبا بالعالم\nNowhere counted."),
        Paragraph(text="“مرحبا بالعالم” is a forecast."),
    )
    made = set_pages(told, told.sections)
    assert begins(made, "Nowhere") < 90
    assert begins(made, "forecast") < 90
    assert "ar" in {str(one.get("/Lang")) for one in Printed.read(made).elements()}


def test_a_day_beside_somebodys_name_keeps_its_order() -> None:
    """“5 June 2010” after an Arabic name would begin with “June”."""
    day = Day(date(2010, 6, 5))

    def detail(*parts: str) -> str:
        item = Item(text="Hand over a key", detail=Sentences(parts, " · "))
        made: str = PageData().block(Bullets(items=(item,)))["items"][0]["detail"]
        return made

    assert detail("Two Hats", day) == "Two Hats · 5 June 2010"
    assert detail("مريم", day) == "\u2068مريم\u2069 · \u20685 June 2010\u2069"
