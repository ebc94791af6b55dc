"""The way from the people it is for to the vision."""

from tests.workshop.queries.making import card
from workshop.queries.cards import CardView
from workshop.queries.flows import CardFlow, read_flow
from workshop.queries.trace import Trace


def bands(flow: CardFlow) -> set[tuple[str, str]]:
    return {(band.lower.text, band.upper.text) for band in flow.bands}


def chain() -> list[CardView]:
    segment = card("segment", "Stay away")
    insight = card("insight", "Judged", links={"segments": (segment.id,)})
    reframe = card("reframe", "Own support", links={"insights": (insight.id,)})
    solution = card("solution", "Open", links={"reframe": (reframe.id,), "insights": (insight.id,)})
    line = card("vision_line", "Walk in", links={"solutions": (solution.id,)})
    return [segment, insight, reframe, solution, line]


def test_each_level_rests_on_the_one_below() -> None:
    """A link over the head of the challenge is left out where the challenge is there."""
    flow = read_flow(Trace(chain()))
    assert bands(flow) == {
        ("Stay away", "Judged"),
        ("Judged", "Own support"),
        ("Own support", "Open"),
        ("Open", "Walk in"),
    }
    assert [len(level) for level in flow.levels] == [1, 1, 1, 1, 1]


def test_without_the_challenge_a_solution_rests_on_its_insight() -> None:
    cards = [one for one in chain() if one.kind != "reframe"]
    assert ("Judged", "Open") in bands(read_flow(Trace(cards)))


def test_deleting_one_link_takes_exactly_its_band() -> None:
    cards = chain()
    before = bands(read_flow(Trace(cards)))
    cards[-1].links.clear()
    assert before - bands(read_flow(Trace(cards))) == {("Open", "Walk in")}


def test_what_is_joined_to_nothing_and_what_is_hidden_stays_out() -> None:
    flow = read_flow(Trace([*chain(), card("insight", "Alone"), card("segment", hidden=True)]))
    assert [len(level) for level in flow.levels] == [1, 1, 1, 1, 1]


def test_the_statement_is_joined_to_what_no_line_says() -> None:
    cards = chain()
    other = card("solution", "Another")
    links = {"solutions": (cards[3].id, other.id)}
    flow = read_flow(Trace([*cards, other, card("vision_statement", "All", links=links)]))
    assert ("Another", "All") in bands(flow)
    assert ("Open", "All") not in bands(flow)
