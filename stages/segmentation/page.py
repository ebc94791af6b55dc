"""The stage Segmentation: everyone who lives this life, above all those not here."""

import streamlit as st

from stages.parts import plain
from stages.parts.board import Board, read_board
from stages.parts.cards import card_list
from stages.parts.cards.card_form import Preset
from stages.parts.section import CardSection, opened, others, section
from stages.parts.stage import follow_room
from stages.parts.subpages import Part, chosen_part, opening, top
from stages.parts.visit import guarded, member
from stages.segmentation.segment_map import map_part
from stages.segmentation.segments import focus_part, groups_part
from workshop.enums import StageKey
from workshop.kinds import CardKind
from workshop.queries.cards import CardView
from workshop.queries.insights import by_field

KEY = StageKey.SEGMENTATION
PARTS = {
    "everyone": Part("Everyone", "person_search", ("segments.list",)),
    "map": Part("The map", "grid_view", ("segments.map",)),
    "groups": Part("The groups", "groups", ("segments.name", "segments.size")),
    "missing": Part("Who is missing?", "voice_over_off", ("segments.missing",)),
    "focus": Part("Our focus", "center_focus_strong", ("segments.focus",)),
}
COVERED = (CardKind.POTENTIAL_USER, CardKind.SEGMENT, CardKind.MISSING_VOICE, CardKind.CONTEXT_FACT)
NEVER_FIRST = ("never_came", "used_us", "uses_us", "not_known")
EVERYONE = CardSection(
    CardKind.POTENTIAL_USER,
    "Everyone who lives this life",
    "person_search",
    "Add somebody who lives this life",
    "Nobody yet. Picture one person who never comes. No full names.",
    preset=Preset(first=("here_now",)),
)
MISSING = CardSection(
    CardKind.MISSING_VOICE,
    "Who is missing from this room?",
    "voice_over_off",
    "Say who is missing",
    "Nobody is named yet. Look around: who is not here?",
    caption="Look for our reasons, not for theirs. Say who will ask them, and by when.",
    preset=Preset(first=("why_missing", "who_will_ask", "how", "by_when")),
)
NUMBERS = CardSection(
    CardKind.CONTEXT_FACT,
    "Numbers behind the sizes",
    "fact_check",
    "Add a number with its source",
    "No numbers yet. Guess first, then look them up.",
    preset=Preset(first=("figure", "area", "source", "dated")),
)


@guarded
def page() -> None:
    visit = member()
    board = read_board(visit)
    top(board, KEY)
    opening(board, KEY)
    match chosen_part(board, KEY, PARTS):
        case "everyone":
            _everyone(board)
        case "map":
            map_part(board)
        case "groups":
            groups_part(board)
            section(board, KEY, NUMBERS)
        case "missing":
            section(board, KEY, MISSING, _missing)
        case _:
            focus_part(board)
    others(board, KEY, COVERED)
    follow_room(board)


def _everyone(board: Board) -> None:
    """People by whether they come; those who never came stand first."""
    found = opened(board, KEY, EVERYONE)
    options = board.visit.playbook.kind(CardKind.POTENTIAL_USER).fields["here_now"].options
    grid = st.grid(3, min_column_width=260)
    for state, here in by_field(found, "here_now", NEVER_FIRST).items():
        with grid.cell():
            label = options[state] if state is not None else "Not said yet"
            st.markdown(f"**{plain.as_text(label)} ({len(here)})**")
            card_list.card_list(board, f"segmentation.everyone.{state}", list(here), _somebody)


def _somebody(board: Board, card: CardView) -> None:
    """Whether they come is said by the heading of their column."""
    known = board.visit.playbook.kind(CardKind.POTENTIAL_USER).fields["here_now"].label
    said = [pair for pair in card_list.facts(board, card) if pair[0] != known]
    plain.card(plain.said(card), card_list.signs(board, card), said, card.role or "none")


def _missing(board: Board, card: CardView) -> None:
    plain.paragraph(plain.said(card), "strong")
    plain.notes(card_list.signs(board, card), card_list.facts(board, card))
    if not card.fields.get("who_will_ask"):
        st.caption(":material/help: Who in this room could ask them?")
