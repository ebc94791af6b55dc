"""Each figure is described once: its words stand in one module, whoever draws it."""

import ast
from collections import defaultdict
from fractions import Fraction
from functools import cache
from pathlib import Path

from tests.workshop.queries.making import card
from tests.workshop.queries.money.test_case_for_change import WORDS
from tests.workshop.queries.money.test_costs import existing, redesigned
from tests.workshop.queries.test_flows import chain
from workshop.charts import bars, card_map, targets, trace_sankey
from workshop.exports.formats.svg import draw
from workshop.figures.bars import Bar, Bars, Row
from workshop.figures.drawn_bars import drawing
from workshop.queries.figures.card_maps import assumption_map
from workshop.queries.figures.case_for_change import cost_figure
from workshop.queries.figures.sign_tracks import sign_track
from workshop.queries.figures.way import LEVEL_TITLES, way
from workshop.queries.flows import read_flow
from workshop.queries.money.case_for_change import read_case
from workshop.queries.money.costs import read_costs
from workshop.queries.signs import read_signs
from workshop.queries.trace import Trace

ROOT = Path(__file__).parents[3]


@cache
def trees() -> dict[str, ast.Module]:
    """Every module of the product, by its path."""
    return {
        path.relative_to(ROOT).as_posix(): ast.parse(path.read_text("utf-8"))
        for floor in ("workshop", "stages")
        for path in (ROOT / floor).rglob("*.py")
    }


def defined() -> dict[str, list[str]]:
    """Where the functions and constants of modules are written, by name."""
    found = defaultdict(list)
    for path, tree in trees().items():
        for node in tree.body:
            names = [node.name] if isinstance(node, ast.FunctionDef) else []
            if isinstance(node, ast.Assign):
                names = [one.id for one in node.targets if isinstance(one, ast.Name)]
            for name in names:
                found[name].append(path)
    return found


def written(words: str) -> list[str]:
    """The modules in which these words stand as a text of their own."""
    return [
        path
        for path, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and node.value == words
    ]


def test_titles_of_levels_and_words_of_corners_stand_in_one_place() -> None:
    assert defined()["LEVEL_TITLES"] == ["workshop/queries/figures/way.py"]
    assert defined()["WHAT_TO_TEST"] == ["workshop/queries/figures/card_maps.py"]
    for words in ("Find out first", "Let it be", "Worse, costs more", "Much better"):
        assert len(written(words)) == 1, words


def test_the_screen_and_the_files_draw_the_same_map() -> None:
    chart = assumption_map([card("assumption", "They will come", how_sure=1, how_bad=5)])
    svg = draw(chart, "k").svg
    screen = str(card_map(chart).to_dict())
    for words in (*(chart.corners or ()), "How sure are we?", "Certain", "They will come"):
        assert words in svg
        assert words in screen


def test_the_screen_and_the_files_draw_the_same_way() -> None:
    chart = way(read_flow(Trace(chain())))
    svg = draw(chart, "k").svg
    screen = str(trace_sankey(chart).to_dict())
    for level in chart.levels:
        assert level.title in screen
        if level.nodes:
            assert all(f">{word}" in svg or f" {word}" in svg for word in level.title.split())
    assert [level.title for level in chart.levels] == list(LEVEL_TITLES)


def test_signs_are_one_track_on_the_screen_and_in_the_files() -> None:
    sign = card("indicator", "Families reached", unit="family")
    numbers = [
        card("measurement", f"note {sort}", links={"indicator": (sign.id,)}, sort=sort, value=value)
        for sort, value in (("baseline", "1"), ("actual", "3"), ("target", "9"))
    ]
    (found,) = read_signs([sign, *numbers])
    track = sign_track(found, "families")
    assert [mark.said for mark in track.marks] == [
        "At the start: 1 family",
        "Counted: 3 families",
        "Goal: 9 families",
    ]
    svg, screen = draw(track, "k").svg, str(targets([track]).to_dict())
    for mark in track.marks:
        assert mark.said in screen
        assert mark.about in screen
        assert f"{mark.label} {mark.value.said}" in svg


def test_what_a_change_costs_is_one_figure_for_every_drawer() -> None:
    assert defined()["cost_figure"] == ["workshop/queries/figures/case_for_change.py"]
    (table,) = read_costs([existing(), redesigned()])
    figure = cost_figure([read_case(table)], WORDS)
    assert figure is not None
    screen = str(bars(figure).to_dict())
    light = [mark.said for row in drawing(figure).rows for mark in row.marks]
    apart = figure.by_row()
    assert [one.title for one in apart] == [row.label for row in figure.rows]
    assert [one.unit for one in apart] == ["pence", "family", "pence"]
    svg = "".join(draw(one, "k").svg for one in apart)
    said = [mark.said for row in figure.rows for mark in row.marks]
    assert light == said == [row.marks[0].said for one in apart for row in one.rows]
    for words in said:
        assert words in screen
        assert f">{words}</tspan>" in svg


def test_single_values_and_what_cannot_be_said_are_drawn_in_files_too() -> None:
    rows = (
        Row("Staff", (Bar("we guessed", "£40", Fraction(40), "guess", (Fraction(10),)),)),
        Row("Rooms", (Bar("we guessed", "Too few", None),)),
    )
    svg = draw(Bars("guess", "Guesses", "", rows, whole=100), "k").svg
    assert svg.count("<circle") == 1
    assert svg.count("<rect") == 1
    assert ">Too few</tspan>" in svg
