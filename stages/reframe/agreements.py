"""The challenge that the room has agreed on, large; and the act of agreeing, with its way back."""

from datetime import UTC, datetime
from functools import partial
from zoneinfo import ZoneInfo

import streamlit as st

from stages.parts import big_screen, plain
from stages.parts.agreed_challenge import agreed_words
from stages.parts.board import Board
from stages.parts.state import widget_value
from stages.parts.visit import attempt, doing, show_problem
from workshop.domain.agreements import agree_on, take_agreement_back
from workshop.domain.demands import MOST_AGREED
from workshop.measures.local_time import local
from workshop.queries.agreements import Standing, agreed_challenges
from workshop.queries.cards import CardView
from workshop.queries.versions import EarlierVersion, earlier_versions

VERB_WORDS = {
    "agree_on": "Agreed",
    "take_agreement_back": "Agreement taken back",
    "edit_card": "Changed",
    "undo": "Undone",
    "redo": "Done again",
}


def agreeing(board: Board, one: Standing, *, main: bool) -> None:
    """Agree on this challenge, or take the agreement back; ``main`` where it is the thing to do."""
    spot = f"challenge.{one.card.id}"
    if one.agreed:
        st.badge(f"{agreed_words(one.card)}. It is locked.", icon=":material/lock:", color="green")
    if not board.viewer.is_facilitator or board.state.closed:
        if not one.agreed:
            st.caption("When the room agrees, the facilitator notes it here.")
        return
    big_screen.big_screen(board, f"card:{one.card.id}")
    if one.agreed:
        _way_back(board, one, spot)
    else:
        _act(board, one, spot, main=main)
    show_problem(spot)
    _versions(board, one.card)


def _act(board: Board, one: Standing, spot: str, *, main: bool) -> None:
    if one.insights_missing:
        more = "one more insight" if one.insights_missing == 1 else "two insights"
        st.warning(f"Choose {more} behind it before the room agrees.", icon=":material/link:")
    if one.card.hidden:
        st.warning("The room cannot see this challenge. Show it first.", icon=":material/warning:")
    if count := len(one.open_doubts):
        said = "1 strong doubt has" if count == 1 else f"{count} strong doubts have"
        st.warning(f"{said} no answer yet. Answer first, or change the challenge.")
    full = len(agreed_challenges(board.cards.values())) >= MOST_AGREED
    if full:
        st.caption("Two challenges are agreed already. Take one agreement back first.")
    with st.form(f"{spot}.form", border=False):
        left, right = st.columns([1, 2], vertical_alignment="bottom")
        left.date_input("Day", value="today", format="DD/MM/YYYY", key=f"{spot}.on")
        right.form_submit_button(
            "Agree on this challenge",
            icon=":material/handshake:",
            type="primary" if main else "secondary",
            key=f"{spot}.agree",
            on_click=partial(_agree, board, one.card, spot),
            disabled=bool(one.insights_missing or one.card.hidden or full),
        )


def _agree(board: Board, card: CardView, spot: str) -> None:
    on = widget_value(f"{spot}.on") or local(datetime.now(UTC), board.workshop.time_zone).date()
    verb = partial(
        agree_on, board.visit.db, viewer=board.viewer, card_id=card.id, version=card.version, on=on
    )
    attempt(spot, verb, "Agreed. It is locked now, and new solutions are open.")


def _way_back(board: Board, one: Standing, spot: str) -> None:
    with st.expander("Take the agreement back", icon=":material/lock_open:", key=f"{spot}.back"):
        st.text(
            "Then it can be changed again. New solutions wait until the room agrees on a "
            "challenge. What stood here is kept."
        )
        verb = partial(
            take_agreement_back, board.visit.db, viewer=board.viewer, card_id=one.card.id
        )
        st.button(
            "Yes, take it back",
            icon=":material/undo:",
            key=f"{spot}.take_back",
            on_click=doing(spot, verb, "The agreement is taken back."),
        )


def _versions(board: Board, card: CardView) -> None:
    """What the challenge said before; only the facilitator sees these."""
    with board.visit.reading() as session:
        found = earlier_versions(session, board.viewer, card.id)
    if not found:
        return
    label = f"Earlier versions ({len(found)}). Only you see these."
    with st.expander(label, icon=":material/history:", key=f"challenge.{card.id}.versions"):
        for version in found:
            st.caption(f"{VERB_WORDS.get(version.verb, 'Changed')} on {_when(version)}. Before:")
            plain.card(plain.said_in(card, version.text), [], _before(card, version))


def _before(card: CardView, version: EarlierVersion) -> list[tuple[str, str]]:
    names = (("From", "before"), ("How could we … so that …?", "question"))
    return [
        (label, plain.said_in(card, str(version.fields[name])))
        for label, name in names
        if version.fields.get(name)
    ]


def _when(version: EarlierVersion) -> str:
    """The time on the clock of whoever looks."""
    zone = ZoneInfo(st.context.timezone or "UTC")
    return f"{version.until.astimezone(zone):%d/%m/%Y at %H:%M}"
