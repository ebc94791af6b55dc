"""Looking after a workshop: new words, closing, opening again, deleting."""

from functools import partial

import streamlit as st

from stages.console import owners, rehearsals, rights, workshop_details
from stages.console.steering import voices_go
from stages.parts import ask_first, plain
from stages.parts.board import Board
from stages.parts.state import CODE, NEW_WORDS, widget_value
from stages.parts.visit import attempt, doing, show_problem
from workshop.domain.workshops import (
    close_workshop,
    delete_workshop,
    renew_secret,
    reopen_workshop,
)

SPOT = "console.keeping"
CLOSE = "console.sure.close_below"
TYPED = "console.delete_code"


def keeping(board: Board) -> None:
    """What is seldom done, behind one click; drawn only when it is open."""
    opened = st.popover(
        "Look after this workshop",
        type="tertiary",
        key="console.keep",
        on_change="rerun",
    )
    if not opened.open:
        return
    with opened:
        show_problem(SPOT)
        if not board.state.closed:
            workshop_details.describe_form(board)
            workshop_details.own_voices(board)
        _words(board)
        workshop_details.copy_form(board)
        rehearsals.offer(board)
        owners.whose(board)
        rights.requests(board)
        rights.kept_until(board)
        _closing(board)
        _deleting(board)


def _words(board: Board) -> None:
    words = NEW_WORDS.get()
    if words:
        st.markdown("**The new four words. Write them down, they are shown only now.**")
        plain.paragraph(words.replace("-", " "), "secret")
        st.button("I have written them down", key="console.words_seen", on_click=NEW_WORDS.clear)
        return
    st.header("Hand over", icon=":material/key:", anchor=False)
    st.text(
        "Who has the four words can run this workshop from another device: on the welcome page, "
        "under “Take over”. Lost the words? New ones open it, and the old ones no longer do."
    )
    st.button(
        "Make new words",
        icon=":material/key:",
        key="console.new_words_button",
        on_click=partial(_renew, board),
    )


def _renew(board: Board) -> None:
    attempt(SPOT, lambda: NEW_WORDS.set(renew_secret(board.visit.db, viewer=board.viewer)))


def _closing(board: Board) -> None:
    st.header("Close", icon=":material/lock:", anchor=False)
    db, viewer = board.visit.db, board.viewer
    if board.state.closed:
        st.text("This workshop is closed.")
        verb, label, icon = reopen_workshop, "Open it again", "lock_open"
    else:
        st.text(
            "Closing ends the writing. Who wrote what is then forgotten for good, wherever "
            "people were promised that."
        )
        verb, label, icon = close_workshop, "Close the workshop", "lock"
    do = doing(SPOT, partial(verb, db, viewer=viewer))
    asks = not board.state.closed
    st.button(
        label,
        icon=f":material/{icon}:",
        key="console.close",
        on_click=ask_first.ask(CLOSE) if asks else do,
    )
    if asks and ask_first.asked(CLOSE):
        sentence = f"Close the workshop? Nobody can write any more.{voices_go(board)}"
        ask_first.question(CLOSE, sentence, {"Yes, close it": do}, "No, not yet")


def _deleting(board: Board) -> None:
    st.header("Delete", icon=":material/delete:", anchor=False)
    st.text("Deleting takes away everything for good. Download the archive first.")
    with st.form("console.delete_form", border=False):
        st.text_input("Type the five-letter code to delete this workshop", key=TYPED)
        st.form_submit_button(
            "Delete for good", icon=":material/delete:", on_click=_delete, args=(board,)
        )


def _delete(board: Board) -> None:
    typed = widget_value(TYPED)
    verb = partial(delete_workshop, board.visit.db, viewer=board.viewer, typed_code=typed)
    if attempt(SPOT, verb, done="The workshop is deleted."):
        CODE.clear()
        st.query_params.clear()
