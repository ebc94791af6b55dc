"""Areas of shared work and who does what in each; roles before and after."""

from fractions import Fraction

import streamlit as st

from stages.parts import plain, tables
from stages.parts.board import Board
from stages.parts.cards import card_list
from stages.parts.cards.add_switch import adding
from stages.parts.cards.card_choice import chosen_card
from stages.parts.cards.card_form import Preset
from stages.parts.cards.field_groups import FieldGroup, groups_of
from stages.parts.cards.fields_form import said
from workshop.enums import StageKey
from workshop.figures.pounds import said_amount, said_exactly
from workshop.kinds import CardKind, field_specs
from workshop.queries.cards import CardView
from workshop.queries.signs import plain_figure
from workshop.queries.solutions import RoleSums, role_sums

KEY = StageKey.SOLUTIONS
DOES = (
    ("community_does", "Local people do"),
    ("both_do", "Both do"),
    ("staff_do", "Staff do"),
)
AREA_GROUPS = (
    FieldGroup(
        "Who does what", "diversity_3", ("community_does", "both_do", "staff_do"), ("solutions",)
    ),
    FieldGroup(
        "What each needs to do it well",
        "school",
        ("training", "checks", "expenses", "insurance", "supervision"),
    ),
    FieldGroup("Do all agree?", "handshake", ("agreed",)),
)
ROLE_FIRST = ("before", "after", "people_before", "people_after", "fte_before", "fte_after", "paid")
ROLE_HEADS = (
    "Role",
    "Before",
    "After",
    "People",
    "Full-time posts",
    "Cost a year",
    "Paid?",
    "How firm",
)
FEW = 2
"""Fewer people than this in a role, and its cost is somebody's own pay."""


def share_part(board: Board) -> None:
    """The areas side by side with who does what, then the roles."""
    found = board.of_kind((CardKind.COPRODUCTION_AREA,))
    preset = Preset(first=("sort", "community_does", "both_do", "staff_do"))
    kind = CardKind.COPRODUCTION_AREA
    adding(
        board,
        KEY,
        "solutions.areas",
        kind,
        "Add an area of shared work",
        preset,
        title="Areas of shared work",
        icon="diversity_3",
    )
    st.caption("What can only a neighbour do well? What must stay with trained staff?")
    if not found:
        st.text("No areas yet. Five or six are enough. Name what you need each other for.")
    for area in found:
        with st.container(border=True, key=f"solutions.area.{area.id}"):
            _area(area)
    _work_on_one(board, found)
    _roles(board)


def _area(area: CardView) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        plain.paragraph(plain.said(area), "strong")
        if area.fields.get("agreed"):
            st.badge("All agreed", icon=":material/handshake:", color="green")
        else:
            st.badge("Not agreed yet", icon=":material/pending:", color="gray")
    for column, (name, label) in zip(st.columns(3), DOES, strict=True):
        with column:
            st.caption(label)
            plain.paragraph(plain.said_field(area, name, "Not said yet"))


def _work_on_one(board: Board, found: list[CardView]) -> None:
    if not found:
        return
    with st.expander(
        "Work on one area: who does what, and what it needs", icon=":material/edit_note:"
    ):
        area = chosen_card(board, "solutions.area", "Which area?", found)
        if area is not None:
            card_list.card_list(board, "solutions.one_area", [area], _named)
            groups_of(board, "solutions.area_groups", area, AREA_GROUPS)


def _named(board: Board, card: CardView) -> None:
    plain.paragraph(plain.said(card), "strong")
    plain.notes(card_list.signs(board, card), [])


def _roles(board: Board) -> None:
    found = board.of_kind((CardKind.ROLE_CHANGE,))
    preset = Preset(first=ROLE_FIRST)
    adding(
        board,
        KEY,
        "solutions.roles",
        CardKind.ROLE_CHANGE,
        "Add a role",
        preset,
        title="Roles before and after",
        icon="work",
    )
    st.caption("A role is only a thought until all have agreed. Helpers do not take a paid post.")
    if not found:
        st.text("No roles yet. Say what changes for whom, with hours and pay.")
        return
    rows = [_row(board, card) for card in found]
    tables.table("Roles", ROLE_HEADS, rows, numbers=(3, 4, 5), foot=_sums(role_sums(found)))
    if unsaid := role_sums(found).unsaid:
        count = "1 role says" if unsaid == 1 else f"{unsaid} roles say"
        st.caption(f"{count} no number of people or posts, so the sums leave them out.")
    with st.expander("Read and change the roles one by one", icon=":material/edit_note:"):
        card_list.card_list(board, "solutions.role_cards", found)


def _row(board: Board, card: CardView) -> tuple[str, ...]:
    fields = card.fields
    words = board.visit.playbook.kind(CardKind.ROLE_CHANGE).fields
    told = {
        spec.name: said(spec, words[spec.name], fields[spec.name])
        for spec in field_specs(CardKind.ROLE_CHANGE)
        if fields.get(spec.name) not in (None, "")
    }
    guarded = min(fields.get("people_before") or 0, fields.get("people_after") or 0) < FEW
    money = [
        said_amount(fields[name], guarded=guarded) if fields.get(name) is not None else ""
        for name in ("cost_before_pence", "cost_after_pence")
    ]
    return (
        card.text,
        told.get("before", "Not said yet"),
        told.get("after", "Not said yet"),
        _change(told.get("people_before", ""), told.get("people_after", "")),
        _change(told.get("fte_before", ""), told.get("fte_after", "")),
        _change(*money),
        told.get("paid", ""),
        told.get("status", ""),
    )


def _change(before: str, after: str) -> str:
    return f"{before or '?'} → {after or '?'}" if before or after else ""


def _sums(sums: RoleSums) -> tuple[str, ...]:
    money = ["" if pence is None else said_exactly(pence) for pence in sums.pence]
    return (
        "Together",
        "",
        "",
        _change(*(_figure(one) for one in sums.people)),
        _change(*(_figure(one) for one in sums.posts)),
        _change(*money),
        "",
        "",
    )


def _figure(number: int | Fraction | None) -> str:
    return "" if number is None else plain_figure(Fraction(number))
