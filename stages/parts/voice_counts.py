"""How many cards each role group wrote: a nudge to ask the others, never a score."""

from collections.abc import Mapping

import streamlit as st

from stages.parts import tables
from stages.parts.board import Board
from workshop.enums import RoleGroup
from workshop.kinds import CardKind
from workshop.playbook import RoleGroupWords
from workshop.queries.people.team import voices

UNSAID = "No group said"


def voice_counts(board: Board, title: str, *kinds: CardKind) -> None:
    """How many cards each role group wrote, as plain counts: a nudge, never a score."""
    found = voices(board.cards.values(), *kinds)
    if not found:
        return
    st.header(title, icon=":material/record_voice_over:", anchor=False)
    groups = board.visit.playbook.words.role_groups
    split = {group for group, voice, _ in found if voice}
    rows = [
        (voice or group_said(groups, group, others=group in split), str(count))
        for group, voice, count in found
    ]
    tables.table("Cards by role group", ("Role group", "Cards"), rows, numbers=(1,))
    st.caption("Who have we not heard from? Ask them next.")


def group_said(
    groups: Mapping[RoleGroup, RoleGroupWords], group: RoleGroup | None, *, others: bool = False
) -> str:
    """The label of a group, or of its ``others`` beside the room's own groups in it."""
    if group is None:
        return UNSAID
    return f"{groups[group].label} (others)" if others else groups[group].label
