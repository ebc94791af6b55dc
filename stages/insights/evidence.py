"""The evidence trail: on which notes each insight rests, what came of it, and what was not used."""

import streamlit as st

from stages.insights.insight_card import about, evidence
from stages.parts import plain
from stages.parts.board import Board
from stages.parts.cards import card_list, trace
from workshop.kinds import CardKind
from workshop.queries.cards import CardView
from workshop.queries.trace import Trace

UNUSED = "insight-unused"
TRAIL = "insights.trail"


def trail_part(board: Board, known: Trace) -> None:
    found = known.of(CardKind.INSIGHT)
    st.header("What each insight rests on", icon=":material/account_tree:", anchor=False)
    st.caption("Back to the card that somebody wrote, and on to what came of it.")
    if not found:
        st.text("No insights yet. When there are some, you see here where each comes from.")
        return
    unused = [gap.card for gap in known.gaps() if gap.rule == UNUSED]
    bare = [card for card in found if not known.linked(card.id, "supported_by")]
    _missing(board, "These led to nothing yet", "link_off", unused)
    _missing(board, "Nobody can say yet where these come from", "help", bare)
    shown = card_list.window(TRAIL, found)
    for card in shown:
        _insight(board, known, card)
    card_list.more(TRAIL, len(found) - len(shown))


def _insight(board: Board, known: Trace, card: CardView) -> None:
    """One line for each insight, with its counts; opened, it shows the trail both ways."""
    behind = len(known.linked(card.id, "supported_by"))
    came = sum(line.depth == 1 for line in known.carries(card.id))
    opened = st.expander(
        plain.as_text(f"{card.text} ({behind} behind it, {came} came of it)"),
        key=f"insights.trail.{card.id}",
        on_change="rerun",
    )
    if opened.open:
        with opened:
            if (sentence := card.fields.get("sentence")) and sentence != card.text:
                plain.paragraph(plain.said_in(card, str(sentence)), "strong")
            plain.notes([*about(board, card), *evidence(board, card)], [])
            trace.show_trail(board, known, card)


def _missing(board: Board, title: str, icon: str, found: list[CardView]) -> None:
    if not found:
        return
    with st.container(border=True):
        st.markdown(f":material/{icon}: **{title} ({len(found)})**")
        shown = card_list.window(f"insights.{icon}", found)
        for card in shown:
            st.text(f"• {board.label(card.id)}")
        card_list.more(f"insights.{icon}", len(found) - len(shown))
