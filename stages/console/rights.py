"""How long the workshop is kept, and what a person may ask for: their data, or to be erased."""

import json
from datetime import timedelta
from functools import partial

import streamlit as st

from stages.parts import ask_first, boxes, plain
from stages.parts.board import Board
from stages.parts.days import day_words
from stages.parts.visit import attempt, doing, show_problem
from workshop.db import now
from workshop.domain.erasure.cards import erase_card
from workshop.domain.erasure.people import erase_person
from workshop.domain.erasure.workshops import DAY, set_erase_on
from workshop.errors import ChangedMeanwhileError
from workshop.queries.people.held import cards_with, held_on, names_here
from workshop.security_log import SecurityEvent, note

SPOT = "console.rights"
UNTIL, WHO, WORDS = f"{SPOT}.until", f"{SPOT}.who", f"{SPOT}.words"
SURE_PERSON, SURE_CARD = f"{SPOT}.sure_person", f"{SPOT}.sure_card"
MOST_FOUND = 8


def kept_until(board: Board) -> None:
    """The day on which everything is erased, and another one."""
    st.header("How long it is kept", icon=":material/event:", anchor=False)
    day = board.workshop.erase_on
    st.text(
        f"Everything is erased on {day_words(day)}."
        if day
        else "It is kept until you delete it here."
    )
    today = now().date()
    with st.form(f"{UNTIL}.form", border=False):
        boxes.begin(UNTIL, {DAY: day})
        st.date_input(
            "Erase everything on",
            min_value=today + timedelta(days=1),
            max_value=today + timedelta(days=3650),
            format="DD/MM/YYYY",
            key=f"{UNTIL}.{DAY}",
            help="Empty it to keep the workshop until somebody deletes it.",
        )
        st.form_submit_button(
            "Keep it until then", icon=":material/save:", on_click=partial(_keep_until, board)
        )


def _keep_until(board: Board) -> None:
    def verb() -> None:
        day, seen = boxes.typed(UNTIL)[DAY], boxes.seen(UNTIL)
        given = {"day": day, "today": now().date(), "seen": seen}
        try:
            set_erase_on(board.visit.db, viewer=board.viewer, **given)
        except ChangedMeanwhileError as error:
            boxes.know(UNTIL, error.current)
            raise

    attempt(SPOT, verb, done="Saved.")


def requests(board: Board) -> None:
    """What somebody may ask the facilitator for; each person can do it alone, on their phone."""
    st.header("If somebody asks", icon=":material/person_cancel:", anchor=False)
    st.text(
        "Everybody can see, take along and erase what is kept about them on their own phone: "
        "“What is kept about me”, below their cards. You can do it for them here."
    )
    show_problem(SPOT)
    _person(board)
    _card(board)


def _person(board: Board) -> None:
    with board.visit.reading() as session:
        named = names_here(session, board.viewer)
    people = {one: (name, board.group_said(group, own)) for one, name, group, own in named}
    if not people:
        st.text("Nobody here gave a name.")
        return
    labels = plain.told_apart({one: f"{name} ({said})" for one, (name, said) in people.items()})
    chosen = st.selectbox(
        "Who asks?",
        list(people),
        index=None,
        format_func=labels.__getitem__,
        key=WHO,
    )
    if chosen is None:
        return
    with board.visit.reading() as session:
        held = held_on(session, board.viewer, chosen)
    st.caption(held.get("left_out", "This is you."))
    with st.container(horizontal=True):
        st.download_button(
            "What is kept about them",
            data=partial(_held, board, chosen),
            file_name=f"{board.viewer.code}-kept-about-a-person.json",
            mime="application/json",
            icon=":material/download:",
            on_click="ignore",
            key=f"{SPOT}.take",
        )
        st.button(
            "Erase this person",
            icon=":material/person_remove:",
            key=f"{SPOT}.erase_person",
            on_click=ask_first.ask(SURE_PERSON),
        )
    if ask_first.asked(SURE_PERSON):
        sentence = (
            f"Erase {people[chosen][0]}? Cards with this name go for good, with their pictures "
            "and earlier versions. Cards that promised no name stay, and are nobody's: "
            "recordings of this voice go from them too."
        )
        verb = partial(erase_person, board.visit.db, viewer=board.viewer, person_id=chosen)
        ask_first.question(
            SURE_PERSON, sentence, {"Yes, erase": doing(SPOT, verb)}, "No, keep it all"
        )


def _held(board: Board, person: str) -> str:
    """The file, made when it is wanted, for somebody who still steers then."""
    with board.visit.reading() as session:
        held = held_on(session, board.viewer, person)
    note(SecurityEvent.FILE_TAKEN, board.viewer.code, file="json", audience="person")
    return json.dumps(held, ensure_ascii=False, indent=1)


def _card(board: Board) -> None:
    words = st.text_input(
        "Find a card to erase, by some of its words", max_chars=100, key=WORDS
    ).strip()
    if not words:
        return
    with board.visit.reading() as session:
        found = cards_with(session, board.viewer, words, MOST_FOUND)
    if not found:
        st.text("No card has these words.")
    for card, text in found:
        with st.container(border=True, key=f"{SPOT}.found.{card}"):
            plain.paragraph(text)
            sure = f"{SURE_CARD}.{card}"
            st.button(
                "Erase this card",
                icon=":material/delete_forever:",
                key=f"{SPOT}.erase.{card}",
                on_click=ask_first.ask(sure),
            )
            if ask_first.asked(sure):
                verb = partial(erase_card, board.visit.db, viewer=board.viewer, card_id=card)
                sentence = "Erase this card, with its pictures and earlier versions, for good?"
                ask_first.question(sure, sentence, {"Yes, erase": doing(SPOT, verb)}, "No, keep it")
