"""Who is in the team, with the mix of role groups; who should be asked; and why people came."""

import streamlit as st

from stages.parts import plain, tables
from stages.parts.board import Board
from stages.parts.cards import card_list
from stages.parts.cards.card_form import Preset
from stages.parts.section import CardSection, one_of, opened, section
from stages.parts.voice_counts import voice_counts
from stages.team import role_mix
from stages.team.purpose import about_this_workshop
from workshop.enums import StageKey
from workshop.kinds import CardKind
from workshop.queries.cards import CardView
from workshop.queries.people.team import GroupShare, TeamMix, team_mix

KEY = StageKey.TEAM
ROSTER = CardSection(
    CardKind.ROSTER_ENTRY,
    "The team",
    "badge",
    "Add a person",
    "Nobody is on the list yet. A first name or a nickname is enough.",
    caption="The core team meets before and after the day. Six to ten people are a good size.",
    activity="team.roster",
    preset=Preset(first=("role_group", "core_team", "post", "knows", "hats")),
)
ARRIVALS = CardSection(
    CardKind.ARRIVAL_REASON,
    "Why I came",
    "waving_hand",
    "Add why you came",
    "Nobody has said why they came yet. Begin with this on the day.",
)
INVITEES = CardSection(
    CardKind.INVITEE,
    "Who should be in the room?",
    "person_add",
    "Add somebody to ask",
    "Nobody is on the list to ask yet. Who knows these streets best?",
    caption="Do this some weeks before the day.",
    activity="team.invite",
    preset=Preset(first=("role_group", "stake", "knows_street", "asked_by", "state")),
)
AT_A_GLANCE = 8


def people_part(board: Board) -> None:
    about_this_workshop(board)
    _roster(board)
    left, right = st.columns(2, gap="large")
    with left:
        section(board, KEY, ARRIVALS)
    with right:
        _invitees(board)
        voice_counts(board, "Who has written so far")


def _roster(board: Board) -> None:
    found = opened(board, KEY, ROSTER)
    if not found:
        return
    team = team_mix(board.cards.values())
    _mix(board, team)
    _warnings(team)
    with st.expander(
        f"Everybody on the list ({len(found)})",
        icon=":material/table:",
        expanded=len(found) <= AT_A_GLANCE,
        key="team.roster.all",
    ):
        tables.table(ROSTER.title, _HEADS, [_row(board, card) for card in found], headed=True)
    one_of(board, "team.roster", "Look at one person, or change the entry", found)


_HEADS = ("Name", "Here as", "Core team", "What they do", "What they know", "Jobs on the day")


def _row(board: Board, card: CardView) -> tuple[str, ...]:
    said = dict(card_list.facts(board, card))
    words = board.visit.playbook.kind(CardKind.ROSTER_ENTRY).fields
    names = ("role_group", "core_team", "post", "knows", "hats")
    return (card.text, *(said.get(words[name].label, "") for name in names))


def _mix(board: Board, team: TeamMix) -> None:
    groups = board.visit.playbook.words.role_groups
    people = "1 person" if team.people == 1 else f"{team.people} people"
    st.text(f"{people} on the list, {team.core} of them in the core team.")
    rows = [(groups[one.group].label, _share(one), one.share) for one in team.groups]
    role_mix.bars("The team by role group", rows)


def _share(one: GroupShare) -> str:
    said = role_mix.share_said(one.count, one.share)
    return f"{said}. {one.core} in the core team" if one.core else said


def _warnings(team: TeamMix) -> None:
    if team.core_lacks_residents:
        st.warning(
            "There is no resident in the core team. Ask at least one person who lives this life.",
            icon=":material/group_off:",
        )
    elif not team.core:
        st.info("Nobody is marked as core team yet.", icon=":material/groups:")
    if team.residents_outnumbered:
        st.warning(
            "There are fewer residents than staff and managers. Ask more residents to come.",
            icon=":material/balance:",
        )
    if team.two_hats:
        names = ", ".join(card.text for card in team.two_hats)
        st.warning(
            plain.as_text(
                f"{names}: runs the day and can say yes to money. Keep these two jobs apart."
            ),
            icon=":material/call_split:",
        )


def _invitees(board: Board) -> None:
    found = opened(board, KEY, INVITEES)
    if not found:
        return
    rows = [(card.text, *_invitation(board, card)) for card in found]
    heads = ("Who", "How far we are", "Who will ask")
    tables.table(INVITEES.title, heads, rows, headed=True)
    one_of(board, "team.invitees", "Look at one, or change it", found)


def _invitation(board: Board, card: CardView) -> tuple[str, str]:
    states = board.visit.playbook.kind(CardKind.INVITEE).fields["state"].options
    state = states.get(str(card.fields.get("state")), "Not said")
    return state, str(card.fields.get("asked_by", ""))
