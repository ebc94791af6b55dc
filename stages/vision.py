"""The stage Vision board: the board itself, and below it the tools to write it."""

from dataclasses import replace
from pathlib import Path

import streamlit as st

from stages import plain
from stages.board import Board, read_board
from stages.closing import closing_part
from stages.costing import cost_part
from stages.coverage import coverage
from stages.drawing import picture_part
from stages.firststeps import steps_part
from stages.gating import closed_gates_to
from stages.headlines import headlines_part, words_part
from stages.origins import origins_part
from stages.planning import offer_here
from stages.poster import Masthead, poster
from stages.signsview import signs_part
from stages.stage import follow_room
from stages.views import Part, chosen_part, opening
from stages.visit import guarded, member
from workshop.enums import StageKey
from workshop.queries.pictures import PictureView, pictures_of, small_copy
from workshop.queries.visionboard import VisionBoard, read_vision_board

KEY = StageKey.VISION
WALL = "board"
"""The part of the address that shows the board alone, large."""
_STYLE = Path(__file__).parent / "poster.css"
PARTS = {
    "headlines": Part("Front page", "newspaper", ("vision.headline", "vision.front-page")),
    "words": Part("The vision", "edit", ("vision.write", "vision.answer")),
    "picture": Part("Two sentences, one picture", "brush", ("vision.draw",)),
    "signs": Part("How would we know?", "query_stats", ("vision.signs", "vision.targets")),
    "cost": Part("What it costs", "calculate", ("vision.cost",)),
    "steps": Part("First steps", "footprint", ("vision.first-steps",)),
    "close": Part("Closing round", "diversity_1", ("vision.close", "vision.fresh-eyes")),
    "origins": Part("Where it comes from", "account_tree"),
}


@guarded
def page() -> None:
    visit = member()
    board = read_board(visit)
    st.html(_STYLE)
    if st.query_params.get(WALL):
        _board(board, wall=True)
    else:
        _whole(board)
    follow_room(board)


def _whole(board: Board) -> None:
    stage = board.visit.playbook.stage(KEY)
    with st.container(horizontal=True, vertical_alignment="center", gap="large"):
        st.title(stage.title, icon=f":material/{stage.icon}:", anchor=False)
        plain.same_tab_link(
            "Show on the big screen", f"/{KEY.value}?code={board.viewer.code}&{WALL}=1"
        )
    _board(board, wall=False)
    plain.paragraph(stage.purpose, "lead")
    opening(board, KEY)
    _part(board)
    coverage(board)


def _part(board: Board) -> None:
    part = chosen_part(board, KEY, PARTS)
    offer_here(board, KEY, PARTS[part].activities)
    match part:
        case "headlines":
            headlines_part(board)
        case "words":
            words_part(board)
        case "picture":
            picture_part(board)
        case "signs":
            signs_part(board)
        case "cost":
            cost_part(board)
        case "steps":
            steps_part(board)
        case "close":
            closing_part(board)
        case _:
            origins_part(board)


def _board(board: Board, *, wall: bool) -> None:
    found = read_vision_board(board.cards.values())
    if closed_gates_to(board, "vision.cost"):
        found = replace(found, costs=())
    head = Masthead(
        title=board.state.title,
        year=board.workshop.horizon_year,
        back=f"/{KEY.value}?code={board.viewer.code}" if wall else "",
    )
    st.html(poster(found, head, _picture(board, found), board.visit.playbook, wall=wall))


def _picture(board: Board, found: VisionBoard) -> PictureView | None:
    """The newest picture that the room may see, small enough to travel with the page."""
    with board.visit.db.read() as session:
        kept = pictures_of(session, board.viewer, found.pictures)
    if not kept:
        return None
    return replace(kept[-1], mime="image/webp", content=_small(kept[-1].content))


@st.cache_data(max_entries=40, show_spinner=False)
def _small(content: bytes) -> bytes:
    return small_copy(content)
