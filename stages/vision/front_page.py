"""The front page of that day, and the vision in words: residents write first, the others answer."""

import streamlit as st

from stages.parts import plain
from stages.parts.board import Board
from stages.parts.cards import card_list, trace
from stages.parts.cards.add_switch import adding
from stages.parts.cards.card_form import Preset
from stages.parts.cards.link_choice import link_chooser
from workshop.enums import StageKey
from workshop.kinds import CardKind
from workshop.queries.cards import CardView
from workshop.queries.trace import Trace

KEY = StageKey.VISION


def headlines_part(board: Board) -> None:
    """All headlines, each as the paper would print it."""
    found = board.of_kind((CardKind.HEADLINE,))
    year = board.workshop.horizon_year
    title = f"Headlines from {year}" if year else "Headlines from the future"
    preset = Preset(first=("sub_line", "quote", "speaker"))
    adding(
        board,
        KEY,
        "vision.headlines",
        CardKind.HEADLINE,
        "Write a headline",
        preset,
        title=title,
        icon="newspaper",
    )
    if not found:
        st.text("No headlines to see yet. It worked. What does the front page say?")
    for place, column in enumerate(st.columns(2, gap="medium")):
        with column:
            card_list.card_list(
                board, f"vision.paper.{place}", found[::-1][place::2][::-1], _headline
            )


def _headline(board: Board, card: CardView) -> None:
    plain.heading(plain.said(card), level=3, kind="prompt")
    if line := card.fields.get("sub_line"):
        plain.paragraph(plain.said_in(card, str(line)))
    if quote := card.fields.get("quote"):
        speaker = card.fields.get("speaker")
        said = f"“{quote}”{f' – {speaker}' if speaker else ''}"
        plain.paragraph(plain.said_in(card, said), "soft")
    plain.notes(card_list.signs(board, card), [])


def words_part(board: Board) -> None:
    """Each line of the vision with the answers to it."""
    lines = board.of_kind((CardKind.VISION_LINE,))
    answers = board.of_kind((CardKind.VISION_ANSWER,))
    preset = Preset(first=("for_whom",))
    adding(
        board,
        KEY,
        "vision.lines",
        CardKind.VISION_LINE,
        "Write a line of the vision",
        preset,
        title="What is this place for?",
        icon="edit",
    )
    st.caption("Residents write first, for ten minutes. Then the others answer. Nobody rewrites.")
    if not lines:
        st.text("No line yet. Say what this place is for, so that a seven-year-old gets it.")
    for line in reversed(lines):
        mine = [answer for answer in answers if line.id in answer.links.get("vision_lines", ())]
        with st.container(border=True, key=f"vision.line.{line.id}"):
            _line(board, line, mine)
    placed = {line.id for line in lines}
    loose = [one for one in answers if not placed.intersection(one.links.get("vision_lines", ()))]
    if loose:
        st.header("Answers to the whole vision", icon=":material/reply_all:", anchor=False)
        card_list.card_list(board, "vision.loose_answers", loose)
    adding(board, KEY, "vision.answers", CardKind.VISION_ANSWER, "Answer the whole vision")


def _line(board: Board, line: CardView, answers: list[CardView]) -> None:
    left, right = st.columns([6, 5], gap="medium")
    with left:
        card_list.card_list(board, "vision.words", [line], _vision_line)
        link_chooser(board, "vision.behind", line, "solutions", "Which solutions make it true?")
        link_chooser(board, "vision.behind", line, "indicators", "How would we know?")
    with right:
        st.caption(f":material/reply: Answers ({len(answers)})")
        card_list.card_list(board, f"vision.answer.{line.id}", answers)
        preset = Preset(linked={"vision_lines": (line.id,)}, first=("role_group",))
        where = f"vision.answer.{line.id}"
        adding(board, KEY, where, CardKind.VISION_ANSWER, "Answer this line", preset)


def _vision_line(board: Board, card: CardView) -> None:
    plain.paragraph(plain.said(card), "strong")
    if whom := card.fields.get("for_whom"):
        plain.paragraph(plain.said_in(card, str(whom)), before="For: ")
    plain.notes(card_list.signs(board, card), [])
    trace.show_gaps(board, Trace(board.cards.values()), card)
