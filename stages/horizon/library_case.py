"""One case from elsewhere: what was done, who claims what and how, and what we take from it."""

from html import escape

import streamlit as st

from stages.horizon.library import CASE, OWN, notes_said, own_status, read_case
from stages.parts import big_screen, plain, tables
from stages.parts.board import Board
from stages.parts.cards import card_list
from stages.parts.cards.add_switch import adding
from stages.parts.cards.card_form import Preset
from workshop.enums import StageKey
from workshop.errors import NotFoundError
from workshop.kinds import CardKind
from workshop.library import Case, Library, Result, load_library
from workshop.queries.cards import CardView
from workshop.queries.library_notes import notes_on_case, notes_on_own_case

KEY = StageKey.HORIZON
NOTE_FIRST = ("they_believed", "elements", "never_copy")


def case_in_view(board: Board) -> bool:
    """Draw the case that the address names, if it names one. False when it names none."""
    name = st.query_params.get(CASE, "")
    if not name:
        return False
    st.button(
        "Back to all cases",
        icon=":material/arrow_back:",
        key="horizon.back",
        on_click=read_case,
        args=("",),
    )
    if name.startswith(OWN):
        _own_case(board, name.removeprefix(OWN))
        return True
    library = load_library(board.state.language)
    try:
        case = library.case(name)
    except NotFoundError as error:
        plain.sorry(str(error))
        return True
    _case(board, library, case)
    return True


def _case(board: Board, library: Library, case: Case) -> None:
    left, right = st.columns([7, 5], gap="large")
    with left:
        _story(board, library, case)
    found = notes_on_case(board.cards.values(), case)
    with right:
        _notes(
            board,
            f"horizon.case.{case.slug}",
            found,
            Preset(fixed={"case_key": case.slug}, linked={"cases": ()}, first=NOTE_FIRST),
        )


def _story(board: Board, library: Library, case: Case) -> None:
    words = library.words
    plain.heading(case.title, level=2)
    plain.paragraph(f"{case.place}, {case.country} · {case.years}", "soft")
    if case.years_status is not case.status:
        st.caption(plain.as_text(f"When: {words.status[case.years_status]}"))
    with st.container(horizontal=True, gap="small"):
        st.badge(words.outcome[case.outcome_kind], icon=":material/flag:", color="gray")
        st.badge(words.distance[case.distance], icon=":material/distance:", color="gray")
    big_screen.big_screen(board, f"case:{case.slug}")
    plain.paragraph(case.summary, "lead")
    st.caption(plain.as_text(words.status[case.status]))
    st.subheader("Think about", anchor=False)
    _list(case.questions)
    st.subheader("What came of it", anchor=False)
    if not case.results:
        st.text(words.no_results)
    for result in case.results:
        _result(library, result)
    st.subheader("What happened later", anchor=False)
    plain.paragraph(case.later)
    st.subheader("How strong is the proof?", anchor=False)
    plain.paragraph(
        f"{case.evidence_level} of 5: {words.evidence[case.evidence_level]}. {case.evidence_why}"
    )
    st.caption("0 is a story only. 5 means that it works in other places, for many people.")
    st.subheader("What was new in it", anchor=False)
    plain.paragraph(" · ".join(words.element[element] for element in case.elements))
    _sources(library, case)
    st.caption(plain.as_text(words.compare_with_care))


def _list(lines: tuple[str, ...]) -> None:
    inside = "".join(f"<li>{escape(line)}</li>" for line in lines)
    st.html(f'<ul class="rf-list">{inside}</ul>')


def _result(library: Library, result: Result) -> None:
    """A claim with its figure, how it came about, who says so and how far it was followed up."""
    words = library.words
    figure = " ".join(filter(None, [result.value, result.unit]))
    if result.period:
        figure = f"{figure} ({result.period})" if figure else result.period
    top = f'<p class="rf-figure">{escape(figure)}</p>' if figure else ""
    facts = plain.facts(
        [
            ("How we know", words.method[result.method]),
            ("Who says so", result.source),
            ("Checked?", words.status[result.status]),
        ]
    )
    with st.container(border=True):
        st.html(f'{top}<p class="rf-words">{escape(result.claim)}</p>{facts}')


def _sources(library: Library, case: Case) -> None:
    st.subheader("Where this comes from", anchor=False)
    rows = [
        (
            source.title,
            source.where,
            library.words.source_kind[source.kind],
            f"{source.accessed:%d/%m/%Y}" if source.accessed else "",
        )
        for source in case.sources
    ]
    if rows:
        tables.table("Sources", ("Title", "Where", "What it is", "Looked at"), rows)
    else:
        st.text(library.words.no_source)
    st.caption(f"This card was last checked on {case.checked:%d/%m/%Y}.")


def _own_case(board: Board, card_id: str) -> None:
    card = board.cards.get(card_id)
    if card is None or card.kind != CardKind.LOCAL_CASE:
        plain.sorry("This case is not here any more. Choose another from the list.")
        return
    left, right = st.columns([7, 5], gap="large")
    with left:
        with st.container(horizontal=True, gap="small"):
            st.badge("A case of our own", icon=":material/home_pin:", color="gray")
            for line in own_status(board, card):
                st.badge(plain.as_text(line), color="gray")
        big_screen.big_screen(board, f"card:{card.id}")
        card_list.card_list(board, "horizon.own", [card])
    with right:
        found = notes_on_own_case(board.cards.values(), card.id)
        preset = Preset(linked={"cases": (card.id,)}, fixed={"case_key": ""}, first=NOTE_FIRST)
        _notes(board, f"horizon.case.{card.id}", found, preset)


def _notes(board: Board, where: str, found: list[CardView], preset: Preset) -> None:
    """What the room noted on this case, and the two forms beside it."""
    st.header(notes_said(len(found)), icon=":material/sticky_note_2:", anchor=False)
    if not found:
        st.text("What is the trick underneath? Say the idea, not the name of the place.")
    adding(board, KEY, where, CardKind.CASE_NOTE, "Add a note on this case", preset)
    borrow = Preset(
        chosen={"notes": tuple(card.id for card in found)}, first=("to_help", "limit", "monday")
    )
    adding(board, KEY, where, CardKind.BORROWING, "Write what we could borrow", borrow)
    card_list.card_list(board, where, found)
