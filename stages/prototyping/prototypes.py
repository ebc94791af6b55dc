"""Tests: planned, running, done; each with its lines, versions, trials and decision."""

from functools import partial

import streamlit as st

from stages.parts import plain
from stages.parts.board import Board
from stages.parts.cards import card_list, trace
from stages.parts.cards.add_switch import adding
from stages.parts.cards.card_choice import chosen_card
from stages.parts.cards.card_form import Preset, said_fields
from stages.parts.cards.field_groups import FieldGroup, groups_of
from stages.parts.cards.single_fields import mark
from stages.parts.visit import show_problem
from workshop.enums import StageKey
from workshop.figures.pounds import said_exactly
from workshop.kinds import CardKind
from workshop.queries.cards import CardView
from workshop.queries.insights import awaits_yes
from workshop.queries.prototypes import (
    STATES,
    TriedVersion,
    lacks_lines,
    not_spent,
    state_of,
    tried_versions,
)
from workshop.queries.trace import Trace

KEY = StageKey.PROTOTYPING
FIRST = ("question", "method", "success_line", "stop_line", "people")
LINES = {
    "success_line": "When would you say that it worked?",
    "stop_line": "When would you stop?",
}
ICONS = {"planned": "event", "running": "play_circle", "done": "check_circle"}
GROUPS = (
    FieldGroup(
        "What we want to find out",
        "help",
        ("assumption", "question", "method", "fidelity"),
        ("solution", "assumptions"),
    ),
    FieldGroup(
        "Our two lines, set before the test",
        "rule",
        ("success_line", "stop_line"),
        hint="Use numbers. Then nobody can argue the result away.",
    ),
    FieldGroup(
        "Who, when and what it costs",
        "event",
        ("people", "owner", "starts_on", "ends_on", "cost_pence"),
        ("segments",),
        "Test with people who stay away, not only with fans.",
    ),
    FieldGroup("What happened", "visibility", ("what_happened", "learning")),
    FieldGroup(
        "Keep, change or stop",
        "alt_route",
        ("decision", "decision_why", "decided_on", "not_spent_pence"),
        hint="Decide by the lines, not by who likes it. Stop is a success too.",
    ),
)


def board_part(board: Board) -> None:
    """Every test in its column, and what stopping has saved."""
    found = board.of_kind((CardKind.PROTOTYPE,))
    st.header("Tests", icon=":material/view_kanban:", anchor=False)
    if saved := not_spent(found):
        plain.paragraph(f"Stopping in time: {said_exactly(saved)} that we did not spend.", "lead")
    preset = Preset(first=FIRST)
    adding(board, KEY, "prototyping.new", CardKind.PROTOTYPE, "Add a test", preset)
    if not found:
        st.text("No tests yet. What is the smallest thing that could tell us?")
        return
    words = board.visit.playbook.kind(CardKind.PROTOTYPE).fields["status"].options
    for column, state in zip(st.columns(3, gap="medium"), STATES, strict=True):
        here = [card for card in found if state_of(card) == state]
        with column, st.container(border=True, key=f"prototyping.column.{state}"):
            st.markdown(f":material/{ICONS[state]}: **{words[state]} ({len(here)})**")
            if not here:
                st.caption("No test yet.")
            for card in here:
                _tile(board, card)


def _tile(board: Board, card: CardView) -> None:
    spot = f"prototyping.tile.{card.id}"
    with st.container(border=True, key=spot):
        plain.paragraph(plain.said(card), "strong")
        verdict(board, card)
        state = state_of(card)
        if missing := lacks_lines(card):
            said = " ".join(LINES[name] for name in missing)
            st.caption(f":material/rule: {plain.as_text(said)}")
        after = {"planned": ("running", "Start this test"), "running": ("done", "It is done")}
        if state in after and card.editable and not board.state.closed:
            status, label = after[state]
            st.button(
                label,
                key=f"{spot}.on",
                icon=":material/arrow_forward:",
                on_click=partial(_move, board, spot, card, status),
            )
        show_problem(spot)


def _move(board: Board, spot: str, card: CardView, status: str) -> None:
    mark(board, spot, card, status=status)


def verdict(board: Board, card: CardView) -> None:
    """What was decided. Stopping is good news, with the money that was not spent."""
    decision = card.fields.get("decision")
    if decision is None:
        return
    if decision == "stop":
        saved = card.fields.get("not_spent_pence")
        money = f" {said_exactly(saved)} was not spent." if saved else ""
        st.success(f"Stopped in time. Well learned.{money}", icon=":material/celebration:")
        return
    words = board.visit.playbook.kind(CardKind.PROTOTYPE).fields["decision"].options
    icon = "check" if decision == "keep" else "autorenew"
    st.badge(plain.as_text(words[decision]), icon=f":material/{icon}:", color="green")


def one_part(board: Board) -> None:
    """One test from its question to its decision, with its versions and trials."""
    found = board.of_kind((CardKind.PROTOTYPE,))
    st.header("One test, step by step", icon=":material/science:", anchor=False)
    if not found:
        st.text("No tests yet. Add one here, and set its two lines before it starts.")
        adding(
            board, KEY, "prototyping.first", CardKind.PROTOTYPE, "Add a test", Preset(first=FIRST)
        )
        return
    card = chosen_card(board, "prototyping.one", "Which test?", found)
    if card is None:
        return
    left, right = st.columns([6, 6], gap="large")
    with left:
        card_list.card_list(board, "prototyping.test", [card], _test)
        groups_of(board, "prototyping.groups", card, GROUPS)
    with right:
        _versions(board, card)


def _test(board: Board, card: CardView) -> None:
    plain.heading(plain.said(card), level=3, kind="prompt")
    words = board.visit.playbook.kind(CardKind.PROTOTYPE).fields
    status = words["status"].options[state_of(card)]
    plain.notes([status, *card_list.signs(board, card)], [])
    if question := card.fields.get("question"):
        plain.paragraph(plain.said_in(card, str(question)), "lead")
    left, right = st.columns(2)
    for column, name, icon in (
        (left, "success_line", "check_circle"),
        (right, "stop_line", "front_hand"),
    ):
        with column:
            st.caption(f":material/{icon}: {plain.as_text(words[name].label)}")
            plain.paragraph(plain.said_field(card, name, "Not set yet. Set it before the test."))
    verdict(board, card)
    if why := card.fields.get("decision_why"):
        plain.paragraph(plain.said_in(card, str(why)))
    trace.show_gaps(board, Trace(board.cards.values()), card)


def _versions(board: Board, card: CardView) -> None:
    tried = tried_versions(board.cards.values(), card.id)
    versions = sum(one.version is not None for one in tried)
    st.header(f"Versions and trials ({versions})", icon=":material/layers:", anchor=False)
    if not tried:
        st.text("No version yet. Make it now with what is on the table. Rough is good.")
    for place, one in enumerate(tried, 1):
        with st.container(border=True):
            _version(board, card, one, place)
    where = f"prototyping.make.{card.id}"
    linked = {"prototype": (card.id,)}
    preset = Preset(linked=linked, values={"number": versions + 1}, first=("number", "made_on"))
    adding(board, KEY, where, CardKind.VERSION, "Add a version", preset)
    newest = [one.version.id for one in tried if one.version is not None][-1:]
    preset = Preset(
        linked=linked,
        chosen={"version": tuple(newest)},
        first=("people", "worked_for", "tried_on", "place"),
    )
    adding(board, KEY, where, CardKind.TRIAL, "Write down a trial", preset)


def _version(board: Board, card: CardView, one: TriedVersion, place: int) -> None:
    """Two versions may say the same number, and one that says none has that of its place."""
    number = one.version.fields.get("number") if one.version is not None else None
    title = "Trials of no version" if one.version is None else f"Version {number or place}"
    st.markdown(f"**{title}**")
    if one.people is not None:
        st.text(f"It worked for {one.worked} of {one.people} people who tried it.")
    where = f"prototyping.versions.{card.id}"
    if one.version is not None:
        card_list.card_list(board, where, [one.version])
    if one.trials:
        spot = one.version.id if one.version is not None else "none"
        with st.expander("What we saw", icon=":material/visibility:", key=f"{where}.{spot}.trials"):
            card_list.card_list(board, where, list(one.trials)[::-1], _trial)


def _trial(board: Board, card: CardView) -> None:
    plain.paragraph(plain.said(card))
    facts = said_fields(board, card, card.fields)
    if awaits_yes(card):
        plain.notes(["The quote stays in this room: its speaker has not said yes."], facts)
    else:
        plain.notes(card_list.signs(board, card), facts)
