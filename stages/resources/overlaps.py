"""Where two do the same: the room says why, and only an accident may free money."""

from functools import partial

import streamlit as st

from stages.parts import plain, tables
from stages.parts.board import Board, run_for
from stages.parts.cards import card_list
from stages.parts.cards.add_switch import adding
from stages.parts.cards.card_form import Preset
from stages.parts.figure import show_figure
from stages.parts.state import set_widget, widget_value
from stages.parts.visit import attempt, show_problem
from workshop.domain.cards import add_card
from workshop.domain.money.overlaps import judge_overlap
from workshop.drafts import NewCard
from workshop.enums import StageKey, Via
from workshop.figures.pounds import said_pounds, said_sum
from workshop.kinds import CardKind
from workshop.measures import round_for_display
from workshop.queries.figures.line_sums import overlaps_figure, overlaps_sentence
from workshop.queries.money.budget import Budget
from workshop.queries.money.overlaps import Cell, OverlapTable, read_overlaps

KEY = StageKey.RESOURCES
WHERE = "resources.overlaps"
NOTE_FIRST = ("verdict", "purpose", "for_whom", "area", "saving_pence", "who_talks")


def overlaps_part(board: Board, budget: Budget) -> None:
    """The overlaps that the money lines show, each with its word, then those people noted."""
    found = read_overlaps(board.cards.values(), budget)
    words = board.visit.playbook.kind(CardKind.OVERLAP_NOTE)
    st.header("Where two do the same", icon=":material/join_inner:", anchor=False)
    st.caption("An overlap can be good. Ask if it is a choice, a safety net or an accident.")
    if found.unsaid:
        lines = "1 money line does" if found.unsaid == 1 else f"{found.unsaid} money lines do"
        st.caption(f"{lines} not say who does it, for whom or for what, so it is not in here.")
    if found.cells:
        show_figure(board, overlaps_figure(found, words))
        _matrix(found, dict(words.fields["verdict"].options))
        _verdicts(board, found, dict(words.fields["verdict"].options))
        _more(found)
    else:
        st.text("No two money lines meet yet. Look for the same people and the same purpose.")
        if found.others:
            plain.paragraph(overlaps_sentence(found))
    preset = Preset(first=NOTE_FIRST)
    adding(board, KEY, WHERE, CardKind.OVERLAP_NOTE, "Note an overlap", preset)
    notes = board.of_kind((CardKind.OVERLAP_NOTE,))
    if notes:
        st.markdown(f"**What people noted ({len(notes)})**")
        card_list.card_list(board, f"{WHERE}.notes", notes)


def _matrix(found: OverlapTable, options: dict[str, str]) -> None:
    """What for, down; for whom, across; in each cell who pays how much, and why."""

    def cell(purpose: str, segment: str) -> str:
        one = found.at(purpose, segment)
        if one is None:
            return ""
        paid = [
            f"{who} {said_sum(pence, guarded=one.guarded)}"
            for who, pence in one.cell.provider_pence.items()
        ]
        return "\n".join([*paid, options.get(one.verdict, "Not said yet")])

    rows = [
        (purpose, *(cell(purpose, segment) for segment in found.segments))
        for purpose in found.purposes
    ]
    tables.table("Who does the same for whom", ("What for", *found.segments), rows)


def _verdicts(board: Board, found: OverlapTable, options: dict[str, str]) -> None:
    st.markdown("**Why do both do it?**")
    run = run_for(board, KEY, CardKind.OVERLAP_NOTE)
    for number, one in enumerate(found.cells):
        with st.container(border=True):
            plain.paragraph(f"{one.cell.purpose}: {one.cell.segment}", "strong")
            st.caption(plain.as_text(", ".join(one.cell.providers)))
            spot = f"{WHERE}.why.{number}"
            set_widget(spot, one.verdict or None)
            st.segmented_control(
                plain.as_text(f"Why do both do it? {one.cell.purpose}: {one.cell.segment}"),
                list(options),
                format_func=options.__getitem__,
                key=spot,
                disabled=run is None,
                wrap=True,
                label_visibility="collapsed",
                on_change=partial(_judge, board, spot, one, run.activity.key if run else ""),
            )
            if one.possible_saving_pence:
                saving = said_sum(one.possible_saving_pence, guarded=one.guarded)
                st.text(f"It could free up to {saving} a year.")
            show_problem(spot)


def _judge(board: Board, spot: str, one: Cell, activity: str) -> None:
    verdict = str(widget_value(spot) or "")

    def verb() -> None:
        if one.note is not None:
            judge_overlap(board.visit.db, viewer=board.viewer, note_id=one.note.id, verdict=verdict)
            return
        providers = " and ".join(one.cell.providers)
        new = {
            "activity": activity,
            "kind": CardKind.OVERLAP_NOTE,
            "text": f"{providers} do “{one.cell.purpose}” for “{one.cell.segment}”.",
            "fields": {
                "verdict": verdict,
                "purpose": one.cell.purpose,
                "for_whom": one.cell.segment,
            },
            "links": {"lines": [line for line in one.lines if line in board.cards]},
        }
        add_card(board.visit.db, viewer=board.viewer, draft=NewCard.read(new), via=Via.APP)

    attempt(spot, verb)


def _more(found: OverlapTable) -> None:
    """How much of the money is in few hands, for whoever asks."""
    whole = found.whole
    if whole.hhi is None or any(cell.guarded for cell in found.cells):
        return
    with st.expander("More: the same in the words of research", icon=":material/functions:"):
        share = whole.overlapped_share
        twice = whole.duplication_share
        rows = [
            (
                "Spent where two or more meet",
                said_pounds(whole.overlapped_pence),
                "" if share is None else f"{round_for_display(share * 100)} %",
            ),
            (
                "Paid twice, at most",
                said_pounds(whole.duplication_upper_bound_pence),
                "" if twice is None else f"{round_for_display(twice * 100)} %",
            ),
            (
                "Herfindahl-Hirschman index of who spends",
                f"{round_for_display(whole.hhi, 3)}",
                "1: one spends it all",
            ),
        ]
        tables.table("All overlaps together", ("", "Here", "Of the money"), rows)
