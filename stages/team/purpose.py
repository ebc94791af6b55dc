"""What the workshop is about, for everybody to read and for the facilitator to change."""

from functools import partial

import streamlit as st

from stages.parts import boxes, plain
from stages.parts.board import Board
from stages.parts.cards import gentle_question
from stages.parts.visit import attempt, show_problem
from workshop.domain.policy import Verb
from workshop.domain.workshops import describe
from workshop.drafts import Description
from workshop.errors import ChangedMeanwhileError, InvalidInputError
from workshop.queries.about import WorkshopView

SPOT, BOX = "team.about", "team.about.box"
NOT_SAID = "Not said yet"
SHORT = {
    "title": "What the workshop is called",
    "place": "Place",
    "life_question": "Life question",
    "sponsor": "Sponsor: who stands behind it and opens doors",
}
LONG = {"big_challenge": "Big challenge", "venue": "Where we meet, and how to get there"}
NUMBERS = {
    "horizon_year": "The year that the vision is about",
    "booked_minutes": "Minutes booked, without breaks",
}
BOXES = (*SHORT, *LONG, *NUMBERS)


def about_this_workshop(board: Board) -> None:
    """Life question large, then place, challenge, sponsor and year."""
    about = board.workshop
    with st.container(border=True, key=f"{SPOT}.card"):
        st.caption("The question we share")
        plain.heading(about.life_question, level=2, kind="prompt")
        pairs = [
            ("Place", about.place or NOT_SAID),
            ("Big challenge", about.big_challenge or NOT_SAID),
            ("Sponsor", about.sponsor or NOT_SAID),
            ("Year of the vision", str(about.horizon_year or NOT_SAID)),
        ]
        plain.notes([], [*pairs, *([("Where we meet", about.venue)] if about.venue else [])])
        if not about.sponsor:
            st.caption("Name a person who stands behind this and keeps at it.")
        gentle_question.ask(SPOT)
        if board.may(Verb.DESCRIBE):
            _change(board)


def _change(board: Board) -> None:
    prefix = BOX
    boxes.begin(prefix, _values(board.workshop))
    with (
        st.expander(
            "Change what this is about",
            icon=":material/edit:",
            type="compact",
            key=f"{SPOT}.change",
        ),
        st.form(f"{prefix}.form", border=False),
    ):
        for name in BOXES:
            key = f"{prefix}.{name}"
            if name in LONG:
                st.text_area(LONG[name], key=key, height=90)
            else:
                st.text_input((SHORT | NUMBERS)[name], key=key, autocomplete="off")
        show_problem(SPOT)
        st.form_submit_button(
            "Save what this is about",
            icon=":material/save:",
            key=f"{prefix}.save",
            on_click=partial(_save, board),
        )


def _values(about: WorkshopView) -> dict[str, str]:
    """What stands now, as the boxes hold it."""
    return {name: _as_typed(getattr(about, name)) for name in BOXES}


def _save(board: Board) -> None:
    typed = {name: str(value or "") for name, value in boxes.typed(BOX).items()}

    def verb() -> None:
        draft, seen = _draft(typed), _draft(boxes.seen(BOX))
        try:
            describe(board.visit.db, viewer=board.viewer, draft=draft, seen=seen)
        except ChangedMeanwhileError as error:
            boxes.know(BOX, {name: _as_typed(now) for name, now in error.current.items()})
            raise

    if attempt(SPOT, verb, "Saved."):
        gentle_question.listen(board, SPOT, typed.values())


def _draft(typed: dict[str, str]) -> Description:
    numbers = {name: _number(typed[name], label) for name, label in NUMBERS.items()}
    return Description.read({**typed, **numbers})


def _as_typed(value: object) -> str:
    return "" if value is None else str(value)


def _number(typed: str, label: str) -> int | None:
    """A whole number, or None for an empty box. Raises InvalidInputError."""
    if not typed.strip():
        return None
    if not (typed.strip().isascii() and typed.strip().isdecimal()):
        raise InvalidInputError(f"“{label}” needs a number, such as 2030.")
    return int(typed)
