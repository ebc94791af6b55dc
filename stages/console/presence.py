"""Who is here, by role group: how many, how many have a page open, how many have added something.

Never a name, and nothing of a group so small that it would point at somebody.
"""

import streamlit as st

from stages.console import hands
from stages.parts import identity
from stages.parts.board import Board
from workshop.errors import StorageError, WorkshopError
from workshop.queries.people.voices import Voices, voices
from workshop.queries.room import GroupCount, groups_here

EVERY_SECONDS = 10


def who_is_here(board: Board) -> None:
    """Counts by role group, for the facilitator."""
    with st.container(border=True, key="console.here"):
        _counts(board)
        hands.steerers(board)


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
    st.subheader(
        "1 person has joined" if people == 1 else f"{people} people have joined",
        icon=":material/groups:",
        anchor=False,
    )
    if not groups:
        st.text("Nobody has joined yet. Show the code on the big screen.")
    # While every group is small, "Everybody else" would only say the total again.
    for group in groups if groups and groups[0].role_group else []:
        _group(board, group, collects)
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
    words = board.visit.playbook.words.role_groups
    with st.expander("Whose voice is quiet?", icon=":material/hearing:", key="console.voices"):
        for one in found.quiet:
            st.text(
                f"{words[one.role_group].label}: {one.of_people} % of the people, "
                f"{one.of_cards} % of the cards. Ask them first in the next round, or give two "
                "quiet minutes in which everybody writes."
            )
        if found.few:
            st.text(
                "Two people wrote more than half of the cards. Let everybody write one card, then "
                "go round the tables."
            )
        st.caption("Only you see this. It is about the room, not about a person.")


def _group(board: Board, group: GroupCount, collects: bool) -> None:
    words = board.visit.playbook.words.role_groups
    label = words[group.role_group].label if group.role_group else "Everybody else"
    st.markdown(f"**{label}: {group.people}**")
    if group.added is None:
        return
    parts = [f"{group.present} connected now"]
    if collects and not board.state.closed:
        parts.append(f"{group.added_now} added something in this step")
    if not board.state.closed:
        parts.append(f"{group.added} at all" if collects else f"{group.added} added something")
    st.text(" · ".join(parts))
