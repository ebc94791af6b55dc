"""Getting ready: the steps with names and dates, and the draft of what we promise each other."""

from functools import partial

import streamlit as st

from stages.parts import plain
from stages.parts.board import Board
from stages.parts.cards import card_list
from stages.parts.cards.add_switch import adding
from stages.parts.cards.card_form import Preset
from stages.parts.cards.fields_form import said
from stages.parts.cards.single_fields import mark
from stages.parts.visit import show_problem
from workshop.enums import StageKey
from workshop.kinds import CardKind, field_specs
from workshop.queries.cards import CardView
from workshop.queries.told import told_fields

KEY = StageKey.SOLUTIONS
ORDER = ("done", "doing", "to_do")
RUNG_ICONS = {"done": "check_circle", "doing": "pending", "to_do": "circle"}
STEP_FIRST = ("sort", "owner", "by_when", "progress")
CLAUSE_FIRST = ("heading", "does_it", "answers_for_it", "is_asked", "is_told", "measure")


def agreement_part(board: Board) -> None:
    """The ladder on one side, the agreement on the other."""
    left, right = st.columns([5, 7], gap="large")
    with left:
        _ladder(board)
    with right:
        _agreement(board)


def _ladder(board: Board) -> None:
    found = board.of_kind((CardKind.READINESS_STEP,))
    st.header("Steps to get ready", icon=":material/stairs:", anchor=False)
    done = sum(card.fields.get("progress") == "done" for card in found)
    if found:
        st.progress(done / len(found), text=f"{done} of {len(found)} steps are done")
    else:
        st.text("No steps yet. Think of training, checks, money, places and who decides.")
    preset = Preset(first=STEP_FIRST)
    adding(board, KEY, "solutions.ready", CardKind.READINESS_STEP, "Add a step", preset)
    found.sort(
        key=lambda card: (
            ORDER.index(card.fields.get("progress") or "to_do"),
            card.fields.get("by_when") or "9999",
        ),
        reverse=True,
    )
    card_list.card_list(board, "solutions.step", found, _step)


def _step(board: Board, card: CardView) -> None:
    words = board.visit.playbook.kind(CardKind.READINESS_STEP).fields
    fields = told_fields(card, card.fields)
    told = {
        spec.name: said(spec, words[spec.name], fields[spec.name])
        for spec in field_specs(CardKind.READINESS_STEP)
        if card.fields.get(spec.name) not in (None, "")
    }
    progress = card.fields.get("progress") or "to_do"
    st.badge(
        plain.as_text(words["progress"].options[progress]),
        icon=f":material/{RUNG_ICONS[progress]}:",
        color="green" if progress == "done" else "gray",
    )
    plain.paragraph(plain.said(card))
    facts = [told.get("sort", ""), told.get("owner", "Nobody yet"), told.get("by_when", "No date")]
    notes = [("Note", told["note"])] if "note" in told else []
    plain.notes([fact for fact in facts if fact], notes)
    after = {"to_do": "doing", "doing": "done"}.get(progress)
    if after and card.editable and not board.state.closed:
        spot = f"solutions.step.on.{card.id}"
        st.button(
            f"Mark as {words['progress'].options[after].lower()}",
            key=spot,
            icon=":material/arrow_forward:",
            on_click=partial(_move, board, spot, card, after),
        )
        show_problem(spot)


def _move(board: Board, spot: str, card: CardView, progress: str) -> None:
    mark(board, spot, card, progress=progress)


def _agreement(board: Board) -> None:
    found = board.of_kind((CardKind.SLA_CLAUSE,))
    headings = board.visit.playbook.kind(CardKind.SLA_CLAUSE).fields["heading"].options
    st.header("What we promise each other", icon=":material/contract:", anchor=False)
    st.info("A draft to talk about. It is not legal advice.", icon=":material/info:")
    preset = Preset(first=CLAUSE_FIRST)
    adding(board, KEY, "solutions.clauses", CardKind.SLA_CLAUSE, "Add a point", preset)
    empty = []
    for heading, label in headings.items():
        points = [card for card in found if card.fields.get("heading") == heading]
        if points:
            st.markdown(f"**{plain.as_text(label)}**")
            card_list.card_list(board, f"solutions.clause.{heading}", points, _point)
        else:
            empty.append(label)
    loose = [card for card in found if card.fields.get("heading") not in headings]
    if loose:
        st.markdown("**Under no heading yet**")
        card_list.card_list(board, "solutions.clause.loose", loose, _point)
    if empty:
        st.caption(f"Nothing yet under: {plain.as_text(' · '.join(empty))}")


def _point(board: Board, card: CardView) -> None:
    plain.paragraph(plain.said(card))
    skip = {"heading", "status"}
    words = board.visit.playbook.kind(CardKind.SLA_CLAUSE).fields
    fields = told_fields(card, card.fields)
    facts = [
        (words[spec.name].label, said(spec, words[spec.name], fields[spec.name]))
        for spec in field_specs(CardKind.SLA_CLAUSE)
        if spec.name not in skip and card.fields.get(spec.name) not in (None, "", [], ())
    ]
    status = words["status"].options[card.fields.get("status") or "draft"]
    plain.notes([status, *card_list.signs(board, card)], facts)
