"""The stage Vision board: the board itself, and below it the tools to write it."""

from dataclasses import replace
from functools import partial

import streamlit as st

from stages.parts import plain, redraw
from stages.parts.board import Board, read_board
from stages.parts.missing_steps import offer_here
from stages.parts.stage import follow_room
from stages.parts.subpages import Part, behind, chosen_part, opening
from stages.parts.visit import doing, guarded, member, show_problem
from stages.vision.case_for_change import cost_part
from stages.vision.closing_round import closing_part
from stages.vision.first_steps import steps_part
from stages.vision.front_page import headlines_part, words_part
from stages.vision.gaps import coverage
from stages.vision.origins import origins_part
from stages.vision.signs import signs_part
from stages.vision.statement import picture_part
from workshop.domain.room import show
from workshop.enums import StageKey
from workshop.live.board_page import STYLE, Masthead, poster
from workshop.pictures.redraw import small_copy
from workshop.queries.vision_board import room_board

KEY = StageKey.VISION
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
    st.html(STYLE)
    _whole(board)
    follow_room(board)


def _whole(board: Board) -> None:
    stage = board.visit.playbook.stage(KEY)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.title(stage.title, icon=f":material/{stage.icon}:", anchor=False, width="content")
        plain.same_tab_link("Whole screen", f"/board/{board.viewer.code}")
        _project(board)
        behind(board, KEY)
    redraw.part("vision.board", board, _board)
    plain.purpose(stage.purpose)
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


def _project(board: Board) -> None:
    """For the facilitator: the board on every projector of this workshop."""
    if not board.viewer.is_facilitator or board.state.closed:
        return
    spot = "vision.project"
    shown = board.state.projector == "board"
    verb = partial(show, board.visit.db, viewer=board.viewer, what="wall" if shown else "board")
    st.button(
        "Take it off the big screen" if shown else "Show on the big screen",
        icon=":material/slideshow:",
        key=spot,
        on_click=doing(spot, verb),
    )
    show_problem(spot)


def _board(board: Board) -> None:
    with board.visit.reading() as session:
        found = room_board(session, board.workshop)
    picture = found.picture
    if picture is not None:
        picture = replace(picture, mime="image/webp", content=_small(picture.content))
    head = Masthead(title=found.title, year=found.year)
    st.html(poster(found.board, head, picture, board.visit.playbook))


@st.cache_data(max_entries=40, show_spinner=False)
def _small(content: bytes) -> bytes:
    return small_copy(content)
