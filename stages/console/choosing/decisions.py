"""What the room takes on in the current step: a vote's proposal, and one press to make it so."""

from functools import partial
from typing import Any
from zlib import crc32

import streamlit as st

from stages.parts import plain
from stages.parts.board import Board
from stages.parts.state import widget_value
from stages.parts.visit import attempt, doing, show_problem
from workshop.domain.seen import Seen
from workshop.domain.threads import choices
from workshop.kinds import KINDS, CardKind
from workshop.queries.threads.choices import proposal
from workshop.queries.threads.presses import ASK
from workshop.queries.threads.proposals import Proposal

SPOT = "console.decide"


def decision_part(board: Board) -> None:
    """The cards that may be taken on, ticked as the vote proposes, where something is chosen."""
    run = board.current
    if run is None or board.state.closed:
        return
    with board.visit.reading() as session:
        found = proposal(session, board.viewer.workshop_id, run.activity.key)
    if found is None:
        return
    with st.container(border=True, key="console.decide_box"):
        st.header(plain.as_text(_title(found)), icon=":material/check_circle:", anchor=False)
        show_problem(SPOT)
        if not found.cards:
            st.text("There is nothing to choose from yet.")
            return
        if found.ticked and found.by != "press":
            plain.paragraph(found.sentence)
        for sentence in found.says:
            st.text(sentence)
        _ticks(board, found, asks=found.by == "score")


def _title(found: Proposal) -> str:
    chosen = [card.text for card in found.cards if card.chosen]
    say = found.say[0].upper() + found.say[1:]
    return f"{say}: {' · '.join(chosen)}" if chosen else say


def _ticks(board: Board, found: Proposal, *, asks: bool) -> None:
    ticked = list(found.ticked or found.chosen)
    # A new proposal brings its own ticks; the same one keeps what was changed by hand.
    state = repr((found.ticked, found.chosen, found.asked))
    key = f"{SPOT}.{found.activity}.{crc32(state.encode())}"
    texts = plain.told_apart({card.id: " ".join(card.text.split()) for card in found.cards})
    st.multiselect(
        "Take these on",
        list(texts),
        default=ticked,
        format_func=lambda card: texts[card],
        max_selections=max(found.most + 1, len(ticked)),  # many tables may have tapped more
        placeholder="Tap the cards to take on",
        key=key,
    )
    if asks:
        _insights(board, key)
    with st.container(horizontal=True, gap="small"):
        if asks:
            st.button(
                ASK,
                icon=":material/front_hand:",
                type="secondary" if found.asked else "primary",
                key=f"{SPOT}.ask",
                on_click=_press,
                args=(board, found, key, "ask"),
            )
        if found.level:
            st.button(
                "Vote again on those that are level",
                icon=":material/restart_alt:",
                key=f"{SPOT}.again",
                on_click=doing(
                    SPOT,
                    partial(
                        choices.vote_again, board.visit.db, viewer=board.viewer, at=_seen(board)
                    ),
                ),
            )
        st.button(
            plain.as_text(found.press_on),
            icon=":material/check:",
            type="secondary" if (asks and not found.asked) or _decided(found) else "primary",
            key=f"{SPOT}.take_on",
            on_click=_press,
            args=(board, found, key, "take_on"),
        )


def _decided(found: Proposal) -> bool:
    """Whether tables have decided with their own taps, so that this press only changes it."""
    return found.by == "table" and bool(found.chosen) and found.step is None


def _insights(board: Board, key: str) -> None:
    """The insights that a challenge rests on, to choose where it stands on fewer than two."""
    reframes = [board.cards[one] for one in widget_value(key, ()) if one in board.cards]
    if not reframes or all(len(card.links.get("insights", ())) >= _NEEDED for card in reframes):
        return
    offered = plain.told_apart(
        {
            card.id: " ".join(card.text.split())
            for card in board.cards.values()
            if card.kind == CardKind.INSIGHT and not (card.hidden or card.withdrawn)
        }
    )
    st.multiselect(
        "Choose the two insights behind it",
        list(offered),
        format_func=lambda card: offered[card],
        placeholder="Tap two insights",
        key=f"{key}.insights",
    )


_LINK = KINDS[CardKind.REFRAME].link("insights")
_NEEDED = _LINK.at_least if _LINK else 0


def _seen(board: Board) -> Seen:
    """The step and the vote that stood there when the buttons were drawn."""
    vote = board.state.vote
    return Seen(board.current_key, vote.id if vote else None)


def _press(board: Board, found: Proposal, key: str, what: str) -> None:
    cards = list(widget_value(key, ()))
    # Where nothing was changed by hand, a vote that is still open has the last word.
    named = None if tuple(cards) == found.ticked or not cards else cards
    insights = tuple(widget_value(f"{key}.insights", ()))
    given: dict[str, Any] = {"viewer": board.viewer, "activity": found.activity, "cards": named}
    given["at"] = _seen(board)

    def verb() -> None:
        if what == "ask":
            choices.ask(board.visit.db, **given)
        else:
            choices.take_on(board.visit.db, **given, insights=insights, anyway=bool(found.doubts))

    done = "Everybody is asked now." if what == "ask" else f"This is {found.say} now."
    attempt(SPOT, verb, done=done)
