"""Figures from read models: nothing mixed up, forecasts apart, words shown as they were typed."""

import re
from fractions import Fraction
from pathlib import Path

import plotly.graph_objects as go

from tests.workshop.queries.making import card
from tests.workshop.queries.money.test_case_for_change import WORDS
from tests.workshop.queries.money.test_costs import existing, redesigned
from tests.workshop.queries.test_flows import chain
from workshop import live
from workshop.charts import (
    DARK,
    LIGHT,
    ThemeLook,
    bars,
    card_map,
    targets,
    trace_sankey,
)
from workshop.figures.bars import Bar, Bars, Row
from workshop.figures.labels import shortened
from workshop.queries.cards import CardView
from workshop.queries.figures.card_maps import assumption_map, solution_map
from workshop.queries.figures.case_for_change import cost_figure
from workshop.queries.figures.sign_tracks import sign_track
from workshop.queries.figures.way import way
from workshop.queries.flows import read_flow
from workshop.queries.money.case_for_change import read_case
from workshop.queries.money.costs import read_costs
from workshop.queries.signs import read_signs
from workshop.queries.trace import Trace


def test_every_band_can_be_named() -> None:
    flow = read_flow(Trace(chain()))
    (sankey,) = trace_sankey(way(flow)).data
    assert len(sankey.link.customdata) == len(flow.bands)
    assert "Walk in" in sankey.link.customdata[-1]
    assert "Open" in sankey.link.customdata[-1]


def test_peoples_words_are_no_markup_in_a_figure() -> None:
    cards = chain()
    cards[0] = card("segment", "<b>x</b> & y")
    cards[1].links["segments"] = (cards[0].id,)
    (sankey,) = trace_sankey(way(read_flow(Trace(cards)))).data
    assert "&lt;b&gt;x&lt;/b&gt; &amp; y" in sankey.node.label
    assert "<b>x" not in "".join(sankey.node.customdata)


def cost(*cards: CardView) -> go.Figure:
    figure = cost_figure([read_case(table) for table in read_costs(cards)], WORDS)
    assert figure is not None
    return bars(figure)


def test_a_forecast_never_looks_like_what_was_counted() -> None:
    drawn = cost(existing(), redesigned()).data
    assert [bar.marker.pattern.shape for bar in drawn] == [None, "/"] * 3
    assert all("(forecast)" in bar.text[0] for bar in drawn[1::2])
    turned_out = cost(existing(), redesigned(sort="actual", basis="measured")).data
    assert [bar.marker.pattern.shape for bar in turned_out] == [None] * 6


def test_the_bars_say_the_published_figures() -> None:
    said = " ".join(bar.text[0] for bar in cost(existing(), redesigned()).data)
    for figure in ("£509,261", "−£67,111 (−13 %)", "+371 (133 %)", "−£1,151 (−63 %)"):
        assert figure in said


def test_each_sign_has_an_axis_of_its_own() -> None:
    signs = [card("indicator", unit=unit) for unit in ("child", "family")]
    numbers = [
        card("measurement", links={"indicator": (sign.id,)}, sort=sort, value=value)
        for sign in signs
        for sort, value in (("baseline", "1"), ("target", "9"))
    ]
    found = read_signs([*signs, *numbers])
    figure = targets([sign_track(sign, sign.unit) for sign in found])
    said = [str(trace.text[0]) for trace in figure.data if trace.text]
    assert said == [
        "At the start: 1 child",
        "Goal: 9 child",
        "At the start: 1 family",
        "Goal: 9 family",
    ]
    assert len({trace.xaxis for trace in figure.data}) == 2


def test_a_chart_is_set_in_the_type_of_every_page() -> None:
    tokens = (Path(live.__file__).parent / "room" / "tokens.css").read_text(encoding="utf-8")
    (wanted,) = re.findall(r"--text: (.+);", tokens)
    family = cost(existing(), redesigned()).layout.font.family
    assert family.replace("'", '"') == wanted


def test_nothing_to_draw_is_an_empty_figure() -> None:
    assert targets([]).data == ()
    tables = read_costs([existing(), redesigned(reach_count=0)])
    assert cost_figure([read_case(table) for table in tables], WORDS) is None
    assert bars(Bars("k", "T", "S", ())).data == ()


def test_cards_on_one_spot_share_a_mark_with_all_their_numbers() -> None:
    cards = [card("assumption", str(n), how_sure=2, how_bad=5) for n in range(2)]
    (marks,) = card_map(assumption_map([*cards, card("assumption", "unsaid")])).data
    assert tuple(marks.text) == ("1 2",)


def test_a_solution_stands_by_cost_and_by_life() -> None:
    (marks,) = card_map(
        solution_map([card("solution", outcome_change=2, cost_change_percent="-13")])
    ).data
    assert (marks.x[0], marks.y[0]) == (-13, 2)


def test_a_map_says_at_each_place_what_its_line_means_there() -> None:
    """Words at both ends and evenly between them, in the corners, and in the description."""
    chart = solution_map([card("solution", outcome_change=2, cost_change_percent="-40")])
    figure = card_map(chart)
    assert list(figure.layout.xaxis.tickvals) == [-40, 0, 40]
    assert list(figure.layout.xaxis.ticktext) == ["40 % less", "The same", "40 % more"]
    assert list(figure.layout.yaxis.tickvals) == [-2, -1, 0, 1, 2]
    assert {one.text for one in figure.layout.annotations} == set(chart.corners or ())
    for axis in (figure.layout.xaxis, figure.layout.yaxis):
        assert axis.title.font.size == figure.layout.font.size  # no larger than its words
    assert chart.description.startswith("1 card on two lines.")
    assert "“40 % less” to “40 % more”" in chart.description


def test_what_to_test_says_nothing_twice() -> None:
    chart = assumption_map([card("assumption", how_sure=2, how_bad=5)])
    axes = [word for axis in (chart.x, chart.y) for word in (axis.low, *axis.between, axis.high)]
    said = [*axes, *(chart.corners or ())]
    assert len(set(said)) == len(said)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_colours_can_be_told_from_the_paper() -> None:
    """WCAG 2.2: 4.5 to 1 for words, 3 to 1 for marks."""
    papers: dict[str, ThemeLook] = {"#fbf5ea": LIGHT, "#1b1916": DARK}
    for paper, look in papers.items():
        assert min(_contrast(one, paper) for one in (look.ink, look.soft)) >= 4.5
        assert min(_contrast(one, paper) for one in look.levels) >= 3


def test_labels_are_cut_between_words() -> None:
    assert (
        shortened("You can walk in as you are, any day of the week", 24)
        == "You can walk in as you…"
    )
    assert shortened("Short", 34) == "Short"
    assert shortened("aa bb cc dd", 9) == "aa bb cc…", "a word that ends at the cut stays"
    assert len(shortened("x" * 99, 34)) <= 34


def test_bars_say_what_they_are_and_forecasts_are_hatched() -> None:
    """Each bar ends with its words; what is to come is hatched; people's words are no markup."""
    rows = (
        Row("<b>Now</b>", (Bar("counted", "£9 & more", Fraction(9)),)),
        Row(
            "Then",
            (
                Bar("forecast", "£18", Fraction(18), "forecast"),
                Bar("guess", "£6", Fraction(6), "guess", (Fraction(3), Fraction(9))),
                Bar("unsaid", "", None),
            ),
        ),
    )
    drawn = bars(Bars("k", "Title", "Sentence", rows))
    found = [trace for trace in drawn.data if trace.type == "bar"]
    assert [bar.x[0] for bar in found] == [0.5, 1.0, 1 / 3, 0.0]
    assert [bar.marker.pattern.shape for bar in found] == [None, "/", None, None]
    assert found[0].text[0] == "\u00a0\u00a0<b>£9 &amp; more</b>  counted"
    assert drawn.layout.annotations[0].text == "&lt;b&gt;Now&lt;/b&gt;"
    dots, words = (trace for trace in drawn.data if trace.type == "scatter")
    assert list(dots.x) == [3 / 18, 0.5]
    assert (words.x[0], words.text[0].strip()) == (0.5, "<b>£6</b>  guess")
    assert words.text[0].startswith("\u00a0" * 4 + "<b>")  # a ring wider than the bar


def test_rows_with_units_of_their_own_are_measured_within_the_row() -> None:
    rows = tuple(Row(str(n), (Bar("m", "", Fraction(n)),)) for n in (1, 1000))
    apart = bars(Bars("k", "T", "S", rows, own_scale=True))
    assert [bar.x[0] for bar in apart.data] == [1.0, 1.0]
