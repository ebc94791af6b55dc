"""What a room took from cases and lenses, and what it would borrow."""

from tests.workshop.queries.making import card
from workshop.library import Element, load_library
from workshop.queries.library_notes import (
    element_marks,
    ideas_to_borrow,
    notes_on_case,
    notes_on_own_case,
    notes_through_lens,
)

LIBRARY = load_library()


def test_notes_belong_to_the_case_they_name() -> None:
    """By its key, or by its title as somebody typed it on a phone."""
    case = LIBRARY.case("southwark-circle")
    by_key = card("case_note", case_key="southwark-circle")
    by_title = card("case_note", case_key=" SOUTHWARK circle ")
    other = card("case_note", case_key="patient-hotel-lund")
    lens = card("lens_note", case_key="southwark-circle")
    assert notes_on_case([by_key, by_title, other, lens], case) == [by_key, by_title]


def test_notes_belong_to_an_own_case_by_their_link() -> None:
    own = card("local_case", "The hall next door")
    note = card("case_note", links={"cases": (own.id,)})
    assert notes_on_own_case([own, note, card("case_note")], own.id) == [note]


def test_notes_belong_to_the_lens_they_name() -> None:
    lens = LIBRARY.lens("shop")
    note = card("lens_note", lens_key="shop")
    assert notes_through_lens([note, card("lens_note", lens_key="club")], lens) == [note]


def test_starred_ideas_come_first() -> None:
    """The others stay in the order in which they were written."""
    plain, aha, late = card("borrowing"), card("borrowing", starred=True), card("borrowing")
    assert ideas_to_borrow([plain, aha, late, card("comment")]) == [aha, plain, late]


def test_marks_are_counted_for_each_element() -> None:
    marks = element_marks(
        [
            card("case_note", elements=["insights", "suppliers"]),
            card("lens_note", elements=["insights"]),
            card("borrowing"),
            card("local_case", elements=["resources"]),
        ]
    )
    assert dict(marks) == {
        Element.INSIGHTS: 2,
        Element.CUSTOMERS: 0,
        Element.SUPPLIERS: 1,
        Element.RESOURCES: 0,
    }
