"""The cases from elsewhere as a list to look through, the room's own among them."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from stages.parts import plain
from stages.parts.board import Board
from stages.parts.state import SHOWN, start_widget
from workshop.kinds import CardKind, clean_line
from workshop.library import Case, Library, Outcome, filter_cases, load_library, three_for_table
from workshop.queries.cards import CardView
from workshop.queries.library_notes import notes_on_case, notes_on_own_case

CASE = "case"
"""The part of the address that names the case in view, so that a reload shows it again."""
OWN = "own-"
AT_ONCE = 9
MOST_TABLES = 60
_LIST = "horizon.library"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for in the library; None and "" ask for nothing."""

    text: str = ""
    element: str | None = None
    distance: str | None = None
    outcome: str | None = None
    evidence: int | None = None


def own_cases_that_fit(cards: Sequence[CardView], wanted: Wanted) -> list[CardView]:
    """The room's own cases that fit. They say nothing of how far away they are."""
    words = clean_line(wanted.text).casefold().split()
    return [card for card in cards if wanted.distance is None and _fits(card, wanted, words)]


def _fits(card: CardView, wanted: Wanted, words: list[str]) -> bool:
    fields = card.fields
    said = " ".join([card.text, *(str(value) for value in fields.values())]).casefold()
    ended = fields.get("ended") == "closed"
    return (
        all(word in said for word in words)
        and (wanted.element is None or wanted.element in fields.get("elements", ()))
        and (wanted.outcome is None or (wanted.outcome == Outcome.CLOSED and ended))
        and (wanted.evidence is None or fields.get("evidence_level", -1) >= wanted.evidence)
    )


def notes_said(count: int) -> str:
    """What a case or a lens has given so far."""
    return "No notes yet" if not count else f"{count} {'note' if count == 1 else 'notes'}"


def read_case(name: str) -> None:
    """Bring a case into view; with an empty name, go back to the list."""
    if name:
        st.query_params[CASE] = name
    else:
        st.query_params.pop(CASE, None)


def case_list(board: Board) -> None:
    """Three cases for a table, then all of them with filters."""
    library = load_library(board.state.language)
    _three(board, library)
    st.header("All cases", anchor=False)
    st.caption(plain.as_text(library.words.compare_with_care))
    wanted = _filters(library)
    found = filter_cases(
        library.cases,
        text=wanted.text,
        element=wanted.element,
        distance=wanted.distance,
        outcome=wanted.outcome,
        min_evidence=wanted.evidence,
    )
    all_own = board.of_kind((CardKind.LOCAL_CASE,))
    own = own_cases_that_fit(all_own, wanted)
    st.text(_how_many(len(found), len(library.cases), len(own), len(all_own)))
    _tiles(board, library, found, own)


def _how_many(found: int, all_found: int, own: int, all_own: int) -> str:
    said = f"{found} of {all_found} cases"
    if all_own:
        said += f". Of our own: {own} of {all_own}"
    if not found + own:
        said += ". Take a filter off to see more."
    return said


def _three(board: Board, library: Library) -> None:
    with st.container(border=True, key="horizon.three"):
        left, right = st.columns([3, 1], vertical_alignment="bottom")
        left.header("Three for a table", icon=":material/table_restaurant:", anchor=False)
        left.text("One that is near, one that is far and one that stopped.")
        start_widget("horizon.table", board.viewer.table_no or 1)
        table = right.number_input("Table", 1, MOST_TABLES, key="horizon.table")
        grid = st.grid(3, min_column_width=240)
        for case in three_for_table(library.cases, int(table)):
            with grid.cell():
                _tile(board, library, case, "horizon.three")


def _filters(library: Library) -> Wanted:
    words = library.words
    with st.container(key="horizon.filters"):
        grid = st.grid(5, min_column_width=190)
        with grid.cell():
            text = st.text_input("Words in it", key="horizon.filter.text", autocomplete="off")
        with grid.cell():
            element = _choice("What was new", "element", words.element)
        with grid.cell():
            distance = _choice("Near or far", "distance", words.distance)
        with grid.cell():
            outcome = _choice("How it went", "outcome", words.outcome)
        with grid.cell():
            levels = {str(level): said for level, said in enumerate(words.evidence) if level}
            evidence = _choice("Proof, at least", "evidence", levels)
    return Wanted(text, element, distance, outcome, int(evidence) if evidence else None)


def _choice(label: str, name: str, options: object) -> str | None:
    said = {str(key): words for key, words in dict(options).items()}  # type: ignore[call-overload]
    chosen = st.selectbox(
        label,
        list(said),
        index=None,
        format_func=said.__getitem__,
        placeholder="All",
        key=f"horizon.filter.{name}",
    )
    return str(chosen) if chosen else None


def _tiles(board: Board, library: Library, found: Sequence[Case], own: Sequence[CardView]) -> None:
    shown = SHOWN.get().get(_LIST, AT_ONCE)
    grid = st.grid(3, min_column_width=240)
    for card in own[:shown]:
        with grid.cell():
            _own_tile(board, card)
    rest = max(0, shown - len(own))
    for case in found[:rest]:
        with grid.cell():
            _tile(board, library, case, _LIST)
    if len(found) > rest:
        st.button(
            f"Show more ({len(found) - rest} left)",
            icon=":material/expand_more:",
            key=f"{_LIST}.more",
            on_click=_more,
        )


def _more() -> None:
    SHOWN.set({**SHOWN.get(), _LIST: SHOWN.get().get(_LIST, AT_ONCE) + AT_ONCE * 2})


def _tile(board: Board, library: Library, case: Case, where: str) -> None:
    words = library.words
    lines = [
        f"{case.place}, {case.country}",
        words.distance[case.distance],
        words.outcome[case.outcome_kind],
        f"Proof {case.evidence_level} of 5: {words.evidence[case.evidence_level]}",
        notes_said(len(notes_on_case(board.cards.values(), case))),
    ]
    _card(case.title, lines, f"{where}.{case.slug}", case.slug)


def _own_tile(board: Board, card: CardView) -> None:
    lines = [
        "A case of our own",
        str(card.fields.get("place", "")),
        *own_status(board, card),
        notes_said(len(notes_on_own_case(board.cards.values(), card.id))),
    ]
    _card(card.text, [line for line in lines if line], f"{_LIST}.{card.id}", f"{OWN}{card.id}")


def own_status(board: Board, card: CardView) -> list[str]:
    """How sure the room is of a case of its own; what was not said counts as not checked."""
    fields = board.visit.playbook.kind(CardKind.LOCAL_CASE).fields
    checked = fields["checked"].options[card.fields.get("checked") or "not_checked"]
    others = [
        f"{fields[name].label.rstrip('?')}: {fields[name].options[value]}"
        for name in ("results_are", "ended")
        if (value := card.fields.get(name))
    ]
    return [checked, *others]


def _card(title: str, lines: list[str], key: str, name: str) -> None:
    with st.container(border=True, key=key, height="stretch"):
        said = "".join(f"<span>{escape(line)}</span>" for line in lines)
        st.html(
            f'<h3 class="rf-tile" dir="auto">{escape(title)}</h3>'
            f'<p class="rf-tile-lines">{said}</p>'
        )
        st.button(
            f"Read {plain.as_text(title)}",
            icon=":material/menu_book:",
            type="tertiary",
            key=f"{key}.read",
            on_click=read_case,
            args=(name,),
        )
