"""The words of a drawing leave it whole, each line with its place."""

from fractions import Fraction

from workshop.exports.formats.printed.lettering import lettered
from workshop.exports.formats.svg import draw
from workshop.figures.bars import Bar, Bars, Row


def test_every_line_of_words_leaves_the_drawing_with_its_place_and_look() -> None:
    rows = (Row("Staff", (Bar("Now", "£5", Fraction(5)),)),)
    chart = Bars("spent", "A & B <1>", "", rows, unit="£")
    drawing = draw(chart, "k", width=300)
    found = lettered(drawing)
    assert "<text" not in found.svg
    assert found.svg.count("<rect") == drawing.svg.count("<rect") > 0
    assert (found.width, found.height) == (drawing.width, drawing.height)
    assert [one["words"] for one in found.words] == ["A & B <1>", "Staff", "£5"]
    assert [one["bold"] for one in found.words] == [True, False, False]
    assert {one["anchor"] for one in found.words} == {"start"}
    assert all(0 <= one["x"] <= 300 and one["y"] > 0 for one in found.words)
