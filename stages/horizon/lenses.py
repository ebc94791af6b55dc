"""The deck of lenses: draw one or choose one, answer its questions, say where it breaks."""

from html import escape

import streamlit as st

from stages.horizon.library import MOST_TABLES, notes_said
from stages.parts import big_screen, plain
from stages.parts.board import Board
from stages.parts.cards import card_list
from stages.parts.cards.add_switch import adding
from stages.parts.cards.card_form import Preset
from stages.parts.state import start_widget
from workshop.enums import StageKey
from workshop.errors import NotFoundError
from workshop.kinds import CardKind
from workshop.library import Lens, Library, lens_for_table, load_library
from workshop.queries.library_notes import notes_through_lens

KEY = StageKey.HORIZON
LENS = "lens"
"""The part of the address that names the lens in view."""
NOTE_FIRST = ("answer_1", "answer_2", "answer_3")


def take_lens(slug: str) -> None:
    """Bring a lens into view; with an empty slug, go back to the deck."""
    if slug:
        st.query_params[LENS] = slug
    else:
        st.query_params.pop(LENS, None)


def lens_part(board: Board) -> None:
    """The lens in view, or the whole deck."""
    library = load_library(board.state.language)
    slug = st.query_params.get(LENS, "")
    if not slug:
        _deck(board, library)
        return
    st.button(
        "Back to all lenses",
        icon=":material/arrow_back:",
        key="horizon.lens_back",
        on_click=take_lens,
        args=("",),
    )
    try:
        lens = library.lens(slug)
    except NotFoundError as error:
        plain.sorry(str(error))
        return
    _lens(board, library, lens)


def _deck(board: Board, library: Library) -> None:
    with st.container(border=True, key="horizon.draw"):
        left, right = st.columns([3, 1], vertical_alignment="bottom")
        left.header("Draw a lens for a table", icon=":material/style:", anchor=False)
        left.text("If they ran this on Monday, what would they do by Friday?")
        start_widget("horizon.lens_table", board.viewer.table_no or 1)
        table = right.number_input("Table", 1, MOST_TABLES, key="horizon.lens_table")
        drawn = lens_for_table(library.lenses, int(table))
        st.button(
            f"Draw the lens for table {int(table)}",
            icon=":material/playing_cards:",
            key="horizon.draw_lens",
            on_click=take_lens,
            args=(drawn.slug,),
        )
    st.header("Or choose one", anchor=False)
    grid = st.grid(4, min_column_width=200)
    for lens in library.lenses:
        with grid.cell(), st.container(border=True, height="stretch"):
            found = notes_through_lens(board.cards.values(), lens)
            st.markdown(f":material/{lens.icon}: **{plain.as_text(lens.name)}**")
            st.caption(notes_said(len(found)))
            st.button(
                f"Look through {plain.as_text(lens.name)}",
                type="tertiary",
                key=f"horizon.lens.{lens.slug}",
                on_click=take_lens,
                args=(lens.slug,),
            )
    _loose(board, library)


def _loose(board: Board, library: Library) -> None:
    """Notes that name no lens of the deck, such as some written on a phone."""
    everything = board.of_kind((CardKind.LENS_NOTE,))
    placed = {card.id for lens in library.lenses for card in notes_through_lens(everything, lens)}
    loose = [card for card in everything if card.id not in placed]
    if loose:
        st.header("Notes from no lens yet", icon=":material/sticky_note_2:", anchor=False)
        st.caption("Edit a note to say which lens it is from.")
        card_list.card_list(board, "horizon.loose_lens", loose)


def _lens(board: Board, library: Library, lens: Lens) -> None:
    left, right = st.columns([6, 6], gap="large")
    with left:
        st.markdown(f"## :material/{lens.icon}: {plain.as_text(lens.name)}")
        big_screen.big_screen(board, f"lens:{lens.slug}")
        inside = "".join(f"<li>{escape(line)}</li>" for line in lens.questions)
        st.html(f'<ol class="rf-list rf-lead">{inside}</ol>')
        with st.container(border=True):
            st.markdown(":material/broken_image: **Where this comparison breaks**")
            plain.paragraph(lens.breaks_when)
        st.markdown("**Then ask**")
        inside = "".join(f"<li>{escape(line)}</li>" for line in library.closing_questions)
        st.html(f'<ul class="rf-list">{inside}</ul>')
    with right:
        _notes(board, lens)


def _notes(board: Board, lens: Lens) -> None:
    found = notes_through_lens(board.cards.values(), lens)
    where = f"horizon.look.{lens.slug}"
    st.header(notes_said(len(found)), icon=":material/sticky_note_2:", anchor=False)
    preset = Preset(
        fixed={"lens_key": lens.slug},
        labels=dict(zip(NOTE_FIRST, lens.questions, strict=False)),
        first=(*NOTE_FIRST, "breaks"),
        text_last=True,
    )
    adding(board, KEY, where, CardKind.LENS_NOTE, "Answer the three questions", preset)
    borrow = Preset(
        chosen={"notes": tuple(card.id for card in found)}, first=("to_help", "limit", "monday")
    )
    adding(board, KEY, where, CardKind.BORROWING, "Write what we could borrow", borrow)
    card_list.card_list(board, where, found)
