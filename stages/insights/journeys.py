"""A group's way to us step by step, with how it feels; and a day in people's lives."""

import streamlit as st

from stages.insights.feelings import FEELING_WORDS, feelings_line, in_words
from stages.parts import plain, tables
from stages.parts.board import Board
from stages.parts.cards import card_list
from stages.parts.cards.add_switch import adding
from stages.parts.cards.card_form import Preset
from stages.parts.chart_colours import look
from stages.parts.section import CardSection, one_of, opened
from workshop.enums import StageKey
from workshop.kinds import CardKind
from workshop.queries.cards import CardView
from workshop.queries.insights import Journey, by_field, journeys
from workshop.queries.trace import Trace

KEY = StageKey.INSIGHTS
FIRST = ("phase", "order", "feeling", "touchpoint", "pain")
HEADS = ("Step", "When", "How it feels", "Where or how they meet us", "What hurts")
DAY = CardSection(
    CardKind.DAILY_RHYTHM,
    "A day in the life",
    "schedule",
    "Add a moment of the day",
    "No moments yet. Take one person. What does a normal day look like?",
    caption="Start from how people's days really run. Where would we fit in?",
    activity="insights.day",
    preset=Preset(first=("time", "how_often", "place", "works_for_them")),
)


def journey_part(board: Board, trace: Trace) -> None:
    found = journeys(trace)
    st.header("Tell it as a journey", icon=":material/route:", anchor=False)
    st.caption("Before, first contact, during and after. How did each step feel?")
    preset = Preset(first=FIRST)
    adding(board, KEY, "insights.journey", CardKind.JOURNEY_STEP, "Add a step", preset)
    if not found:
        st.text("No steps yet. Choose one story, and tell it step by step.")
    for journey in found:
        _journey(board, journey)
    _day(board)


def _journey(board: Board, journey: Journey) -> None:
    segment = journey.segment
    name = segment.id if segment else "unsaid"
    with st.container(border=True, key=f"insights.journey.{name}"):
        plain.heading(
            plain.said(segment) if segment else "Whose journey? Not said yet",
            level=3,
            kind="tile-head",
        )
        phases = [_phase(board, step) for step in journey.steps]
        felt = sum(step.fields.get("feeling") is not None for step in journey.steps)
        if felt:
            st.plotly_chart(
                feelings_line(journey.steps, phases, look()),
                theme=None,
                key=f"insights.journey.{name}.line",
                config={"displayModeBar": False, "staticPlot": True},
                alt=in_words(journey.steps, phases),
            )
        if felt < len(journey.steps):
            st.caption(f"Steps that do not say how they feel: {len(journey.steps) - felt}.")
        rows = [_row(board, step) for step in journey.steps]
        tables.table("The same step by step", HEADS, rows)
        where = f"insights.journey.{name}.steps"
        one_of(board, where, "Look at one step, or change it", list(journey.steps))


def _phase(board: Board, step: CardView) -> str:
    options = board.visit.playbook.kind(CardKind.JOURNEY_STEP).fields["phase"].options
    return options.get(str(step.fields.get("phase")), "Not said when")


def _row(board: Board, step: CardView) -> tuple[str, ...]:
    feeling = step.fields.get("feeling")
    return (
        step.text,
        _phase(board, step),
        "Not said" if feeling is None else FEELING_WORDS[int(feeling)],
        str(step.fields.get("touchpoint", "")),
        str(step.fields.get("pain", "")),
    )


def _day(board: Board) -> None:
    """From early to night, then the weekend."""
    found = opened(board, KEY, DAY)
    times = board.visit.playbook.kind(CardKind.DAILY_RHYTHM).fields["time"].options
    grid = st.grid(3, min_column_width=260)
    for time, here in by_field(found, "time", times).items():
        with grid.cell():
            label = times[time] if time is not None else "Not said when"
            st.markdown(f"**{plain.as_text(label)}**")
            card_list.card_list(board, f"insights.day.{time}", list(here), _moment)


def _moment(board: Board, card: CardView) -> None:
    """What happens, without its time of the day, which stands above it."""
    label = board.visit.playbook.kind(CardKind.DAILY_RHYTHM).fields["time"].label
    pairs = [pair for pair in card_list.facts(board, card) if pair[0] != label]
    plain.card(plain.said(card), card_list.signs(board, card), pairs)
