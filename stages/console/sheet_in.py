"""A printed sheet comes back: its short code opens the form of its step, for its table.

Who writes on paper can be seated first: their cards and ballots then count for each of them.
"""

from functools import partial

import streamlit as st

from stages.console import paper, votes
from stages.parts import plain
from stages.parts.board import Board
from stages.parts.cards import taken
from stages.parts.cards.behalf import Behalf
from stages.parts.state import widget_value
from stages.parts.visit import attempt, show_problem
from workshop.domain.people.scribes import seat
from workshop.drafts import Joining
from workshop.enums import Via
from workshop.exports.paper.codes import sheet_of
from workshop.playbook import Given
from workshop.queries.room import RunState

SPOT = "plan.sheet_in"


def wanted() -> bool:
    """A switch in the row of the plan; what is typed stands below that row while it is on."""
    return st.toggle("Type in a sheet", key=f"{SPOT}.open")


def sheet_in(board: Board) -> None:
    """A box for the code; below it the form, where there is such a sheet."""
    with st.container(border=True, key=f"{SPOT}.box"):
        _people(board)
        typed = st.text_input(
            "Code at the top of the sheet, such as BKTM-3", max_chars=20, key=f"{SPOT}.code"
        )
        if not typed.strip():
            return
        found = sheet_of(board.workshop, board.runs, typed)
        if found.run is None:
            st.warning(plain.as_text(GONE.format(found.gone) if found.gone else NO_SHEET))
            return
        _form(board, found.run, found.table)


NO_SHEET = "There is no sheet with this code here. It has four letters and a number."
GONE = "This sheet is of “{}”, which is not in the plan any more. Put the step back to type it in."
NO_VOTE = "Ballots of this step are typed in while its vote is open. Open it on the console first."
NOTHING = "Nothing is written in this step."
ONE_CARD, LIST = "One card, with all that stands beside it", "A list, one card on each line"


def _form(board: Board, run: RunState, table: int | None) -> None:
    """The ballots of a vote, and whatever else is written in this step."""
    activity = run.activity
    title = plain.as_text(activity.title)
    st.markdown(f"**{title}**" + (f", table {table}" if table else ""))
    if activity.votes is not None and not votes.ballots_of(board, run):
        st.text(NO_VOTE)
    if not activity.on_paper:
        if activity.votes is None:
            st.text(NOTHING)
        return
    doing = _what(board, run)
    beside = (*doing.asked, *doing.tapped)
    # Of one sheet alone: what is typed or chosen for a table never goes to a card of the next.
    sheet = f"{SPOT}.{activity.key}.{table or ''}"
    spot = f"{sheet}.{doing.kind}"
    as_list = doing.makes and (
        not beside
        or st.radio("How do you type it in?", (ONE_CARD, LIST), key=f"{spot}.how") == LIST
    )
    if as_list:
        paper.from_paper(board, doing.kind, run, table)
        return
    photo = paper.photo_of_sheet(sheet, run, doing.kind) if doing.makes else None
    behalf = Behalf(sheet, Via.PAPER, table, photo)
    taken.take_form(board, spot, doing.kind, run, behalf=behalf)


def _what(board: Board, run: RunState) -> Given:
    """Which of the things that stand on such a sheet: a hope or a worry, a step or a promise."""
    on_paper = run.activity.on_paper
    if len(on_paper) == 1:
        return on_paper[0]
    words = board.visit.playbook
    names = [given.say or words.kind(given.kind).singular for given in on_paper]
    place = st.selectbox(
        "What is it?",
        range(len(on_paper)),
        format_func=lambda one: plain.as_text(names[one]),
        key=f"{SPOT}.{run.activity.key}.what",
    )
    return on_paper[place]


def _people(board: Board) -> None:
    """Somebody without a device, once: every sheet and ballot offers them from then on."""
    groups = board.groups_to_choose()
    with (
        st.popover("People on paper", icon=":material/person_add:", key=f"{SPOT}.people"),
        st.form(f"{SPOT}.seat", border=False),
    ):
        plain.paragraph(WHY)
        st.selectbox(
            "Group",
            list(groups),
            format_func=lambda group: plain.as_text(groups[group]),
            key=f"{SPOT}.group",
        )
        st.text_input("Name. You can leave this empty.", key=f"{SPOT}.name", max_chars=200)
        st.number_input("Table", 1, 99, None, step=1, key=f"{SPOT}.table")
        show_problem(f"{SPOT}.seat")
        st.form_submit_button(
            "Add this person",
            icon=":material/person_add:",
            key=f"{SPOT}.add",
            on_click=partial(_seat, board),
        )


WHY = (
    "Add those who have no phone. Type in a sheet or a ballot, and choose whose it is. It counts "
    "for that person."
)


def _seat(board: Board) -> None:
    given = {name: widget_value(f"{SPOT}.{name}") for name in ("group", "name", "table")}

    def verb() -> None:
        draft = Joining.read(
            {"role_group": given["group"], "name": given["name"] or "", "table": given["table"]}
        )
        seat(board.visit.db, viewer=board.viewer, draft=draft)

    attempt(f"{SPOT}.seat", verb, done="Added.")
