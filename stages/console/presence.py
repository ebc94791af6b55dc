"""Who is here, by role group: how many, how many have a page open, how many have added something.

Never a name, and nothing of a group so small that it would point at somebody.
"""

from html import escape

import streamlit as st

from stages.parts import identity
from stages.parts.board import Board
from workshop.errors import StorageError, WorkshopError
from workshop.queries.people.voices import Quiet, Voices, voices
from workshop.queries.room import GroupCount, groups_here

EVERY_SECONDS = 10
MOST_DOTS = 10
"""More people than these are said as a number only."""


def who_is_here(board: Board) -> None:
    """Counts by role group, for the facilitator."""
    _counts(board)


@st.fragment(run_every=EVERY_SECONDS)
def _counts(board: Board) -> None:
    """Drawn again by itself: that somebody closes a page is written down nowhere."""
    collects = board.current is not None and bool(board.current.activity.collects)
    present = identity.present(board.visit.settings, board.viewer.workshop_id)
    try:
        with board.visit.reading() as session:
            groups = groups_here(session, board.viewer, activity=board.current_key, present=present)
            found = voices(session, board.viewer)
    except StorageError:  # why stands at the top; this part is drawn again by itself
        st.text("Who is here cannot be read just now.")
        return
    except WorkshopError as error:  # this part is drawn again long after its page was
        st.text(str(error))
        return
    people = sum(group.people for group in groups)
    joined = "1 person has joined" if people == 1 else f"{people or 'No'} people have joined"
    st.header(joined if people else f"{joined} yet", anchor=False)
    if not groups:
        st.text("Show the code on the big screen.")
    elif groups[0].role_group:
        # While every group is small, "Everybody else" would only say the total again.
        rows = "".join(_group(board, group, collects) for group in groups)
        st.html(f'<ul class="rf-people">{rows}</ul>')
    if quiet := _quiet(board, groups, collects):
        st.caption(quiet)
    if board.state.done and not board.state.closed:
        st.text(f"{board.state.done} of {people} say that they are done.")
    if groups and groups[-1].added is None:
        st.caption("More shows from three people on, so that nobody is singled out.")
    if not board.state.closed:
        _voices(board, found)


def _voices(board: Board, found: Voices | None) -> None:
    """A nudge with something to do, where some are heard less than others."""
    if found is None or not (found.quiet or found.few):
        return
    with st.expander("Whose voice is quiet?", icon=":material/hearing:", key="console.voices"):
        for one in found.quiet:
            st.text(
                f"{_label(board, one)}: {one.of_people} % of the people, "
                f"{one.of_cards} % of the cards. Ask them first in the next round, or give two "
                "quiet minutes in which everybody writes."
            )
        if found.few:
            st.text(
                "Two people wrote more than half of the cards. Let everybody write one card, then "
                "go round the tables."
            )
        st.caption("Only you see this. It is about the room, not about a person.")


def _label(board: Board, group: GroupCount | Quiet) -> str:
    if group.role_group is None or group.voice:
        return group.voice or "Everybody else"
    label = board.group_said(group.role_group)
    return f"{label} (others)" if group.split else label


def _wrote(board: Board, group: GroupCount, collects: bool) -> int | None:
    """How many of a group have added something: in this step where it collects, else at all."""
    if board.state.closed:
        return None
    return group.added_now if collects else group.added


def _group(board: Board, group: GroupCount, collects: bool) -> str:
    """A row: whose it is, a dot for each person that is full once they have added something."""
    wrote = _wrote(board, group, collects)
    label = escape(_label(board, group))
    if wrote is None:
        return f"<li><span>{label}</span><span></span><b>{group.people}</b></li>"
    dots = ""
    if group.people <= MOST_DOTS:
        dots = "●" * wrote + "○" * (group.people - wrote)
    sign = f" rf-{escape(group.role_group)}-dots" if group.role_group else ""
    return (
        f'<li><span>{label}</span><span class="rf-dots{sign}" aria-hidden="true">{dots}</span>'
        f"<span>{wrote} of {group.people} wrote</span></li>"
    )


def _quiet(board: Board, groups: list[GroupCount], collects: bool) -> str:
    """Whom nothing has come from in this step, by group, and how many have a page open."""
    if board.state.closed:
        return ""
    silent = []
    for one in groups if collects else ():
        wrote = _wrote(board, one, collects)
        if wrote is not None and wrote < one.people:
            silent.append(f"{_label(board, one)} {one.people - wrote}")
    open_pages = [one.present for one in groups if one.present is not None]
    said = [f"Nothing yet from: {', '.join(silent)}."] if silent else []
    return " ".join([*said, _with_a_page(sum(open_pages))] if open_pages else said)


def _with_a_page(people: int) -> str:
    if people == 0:
        return "Nobody has the page open just now."
    return f"{people} {'person has' if people == 1 else 'people have'} the page open."
