"""What must be true for a solution to work: how sure we are, and how bad it is if we are wrong."""

import streamlit as st

from stages.parts import plain, tables
from stages.parts.board import Board
from stages.parts.cards import card_list
from stages.parts.cards.add_switch import adding
from stages.parts.cards.card_form import Preset
from stages.parts.chart_colours import look
from workshop.charts import card_map
from workshop.enums import StageKey
from workshop.kinds import CardKind
from workshop.queries.cards import CardView
from workshop.queries.figures.card_maps import assumption_map
from workshop.queries.prototypes import first_to_test

KEY = StageKey.PROTOTYPING


def assumptions_part(board: Board) -> None:
    """The map, the list in the order in which to find out, and the cards."""
    found = first_to_test(board.cards.values())
    preset = Preset(first=("how_sure", "how_bad"))
    label = "Add a thing that must be true"
    adding(
        board,
        KEY,
        "prototyping.true",
        CardKind.ASSUMPTION,
        label,
        preset,
        title="What must be true?",
        icon="unknown_document",
    )
    if not found:
        st.text("Nothing written yet. What are we assuming that people will want?")
        return
    placed = [card for card in found if _placed(card)]
    left, right = st.columns(2, gap="medium")
    with left:
        _map(placed)
    with right:
        _order(board, found)
    with st.expander("Read and change them one by one", icon=":material/edit_note:"):
        card_list.card_list(board, "prototyping.true", found[::-1])


def _placed(card: CardView) -> bool:
    return card.fields.get("how_sure") is not None and card.fields.get("how_bad") is not None


def _map(placed: list[CardView]) -> None:
    if not placed:
        st.text("Say of each how sure you are and how bad it is if you are wrong. 1 is low.")
        return
    drawn = assumption_map(placed)
    st.plotly_chart(
        card_map(drawn, look()),
        theme=None,
        key="prototyping.map",
        config={"displayModeBar": False},
        alt=f"{drawn.title}. {drawn.description} The table says the same in words.",
    )


def _order(board: Board, found: list[CardView]) -> None:
    tested = {
        one
        for card in board.of_kind((CardKind.PROTOTYPE,))
        for one in card.links.get("assumptions", ())
    }
    rows = []
    for number, card in enumerate((card for card in found if _placed(card)), 1):
        said = "In a test" if card.id in tested else "Not tested yet"
        sure, bad = str(card.fields["how_sure"]), str(card.fields["how_bad"])
        rows.append((f"{number}. {card.text}", sure, bad, said))
    if rows:
        heads = ("What must be true", "How sure", "How bad", "Test")
        caption = "Find out from the top: least sure, worst if wrong. Both of 5."
        tables.table(caption, heads, rows)
    if waiting := [card for card in found if not _placed(card)]:
        st.caption("Not placed yet:")
        for card in waiting:
            plain.paragraph(plain.said(card), before="• ")
