"""The vote of the room's step on the console: how many have voted, rounds, and paper ballots."""

from functools import partial
from typing import Any

import streamlit as st

from stages.parts import plain, vote_results
from stages.parts.board import Board, chosen_group
from stages.parts.cards.behalf import voices
from stages.parts.state import PAPER, widget_value
from stages.parts.visit import attempt, doing, show_problem
from workshop.domain import room
from workshop.domain.cards import Voice
from workshop.domain.people.members import new_id
from workshop.domain.seen import Seen
from workshop.domain.votes import cast, cast_for, take_back
from workshop.drafts import BallotPaper
from workshop.enums import Consent, VoteMethod
from workshop.errors import InvalidInputError
from workshop.playbook import Activity
from workshop.queries.room import RunState
from workshop.queries.votes.rounds import Option, RoundState, Voting, voting

SPOT = "console.vote"
CONSENT_WORDS = {
    Consent.YES: "Yes",
    Consent.LIVE: "Yes, with a doubt",
    Consent.NO: "No",
}


def vote_part(board: Board) -> None:
    """Everything about the vote of the current step. Empty where it has none."""
    run = board.current
    if run is None or run.activity.votes is None:
        return
    found = board.state.vote
    if found is not None and found.open:
        with st.container(border=True, key="console.vote_box"):
            _open_round(board, run.activity, found)
    vote_results.results_of(board, run.activity)


def _open_round(board: Board, activity: Activity, found: RoundState) -> None:
    st.header(
        f"{found.voted} of {found.could} have voted", icon=":material/how_to_vote:", anchor=False
    )
    words = board.visit.playbook.words.votes
    about = next((said.help for method, said in words.items() if method == found.method), "")
    dots = f" Everybody has {found.dots} dots." if found.dots else ""
    missing = found.could - found.voted
    if missing:
        st.text(f"{missing} have not voted yet." if missing > 1 else "1 has not voted yet.")
    ends = "Nobody sees a result before the vote is closed."
    if found.closes_at is not None and board.current and board.current.closes_at_end:
        ends = "Everybody has voted. The vote closes in a few seconds."
    st.text(f"Round {found.number}. {about}{dots} {ends}")
    show_problem(SPOT)
    seen = Seen(activity.key, found.id)
    with st.container(horizontal=True, gap="small"):
        st.button(
            "Close this round and start another",
            icon=":material/restart_alt:",
            key="console.new_round",
            disabled=not found.voted,
            on_click=doing(
                SPOT, partial(room.new_round, board.visit.db, viewer=board.viewer, at=seen)
            ),
        )
        with st.popover("Throw this round away", icon=":material/delete_sweep:"):
            st.text(
                f"{_ballots(found.voted)} of this round will be gone for good, and nobody "
                "will have seen them. Everybody then votes again."
            )
            st.button(
                "Throw away and vote again",
                icon=":material/delete_sweep:",
                key="console.reset_round",
                on_click=doing(
                    SPOT,
                    partial(room.reset_round, board.visit.db, viewer=board.viewer, at=seen),
                    "The vote was started again.",
                ),
            )
    _papers(board, activity, found)


def _ballots(number: int) -> str:
    return "The 1 ballot" if number == 1 else f"All {number} ballots"


def _papers(board: Board, activity: Activity, found: RoundState) -> None:
    opened = st.expander(
        "Vote for somebody without a device",
        icon=":material/ballot:",
        key="console.papers",
        on_change="rerun",
    )
    if not opened.open:
        return
    with board.visit.reading() as session:
        asked = voting(session, board.viewer, activity)
    with opened:
        if not asked.options:
            st.text("There are no cards to vote on yet.")
            return
        _form(board, asked.options, found)
        _given(board, asked, found)


def ballots_of(board: Board, run: RunState) -> bool:
    """The form for a ballot of that step, as a printed one asks it; False while no vote is open."""
    found = board.state.vote
    if run.activity.key != board.current_key or found is None or not found.open:
        return False
    with board.visit.reading() as session:
        asked = voting(session, board.viewer, run.activity)
    if asked.options:
        _form(board, asked.options, found)
        _given(board, asked, found)
    return bool(asked.options)


def _form(board: Board, offered: tuple[Option, ...], found: RoundState) -> None:
    whose = voices(board)
    # One name for each form, so that pressing twice counts once.
    paper = PAPER.get() or new_id()
    PAPER.set(paper)
    prefix = f"console.paper.{found.id}.{paper}"
    with st.form(f"{prefix}.form", border=False):
        st.selectbox(
            "Whose vote is it?",
            list(whose),
            format_func=lambda one: plain.as_text(whose[one]),
            key=f"{prefix}.group",
        )
        texts = plain.told_apart({one.id: " ".join(one.text.split()) for one in offered})
        if found.method == VoteMethod.DOTS:
            st.multiselect(
                f"Their {found.dots} dots",
                list(texts),
                format_func=lambda one: texts[one],
                max_selections=found.dots,
                placeholder="Choose the cards that get a dot",
                key=f"{prefix}.dots",
            )
        else:
            for option in offered:
                _answer(found.method, texts[option.id], f"{prefix}.{option.id}")
        show_problem(f"{SPOT}.paper")
        st.form_submit_button(
            "Count this ballot",
            icon=":material/ballot:",
            key=f"{prefix}.send",
            on_click=_cast,
            args=(board, offered, found, paper),
        )


def _answer(method: VoteMethod, words: str, key: str) -> None:
    label = plain.as_text(words)
    if method == VoteMethod.SCORE:
        st.radio(label, range(1, 6), index=None, horizontal=True, key=key)
    elif method == VoteMethod.CONSENT:
        st.radio(
            label,
            list(CONSENT_WORDS),
            index=None,
            horizontal=True,
            format_func=lambda answer: CONSENT_WORDS[answer],
            key=key,
        )
    else:
        left, right = st.columns(2)
        where: dict[str, Any] = {"min_value": 0, "max_value": 100, "value": None, "step": 1}
        left.number_input(f"{label}: across, 0 to 100", key=f"{key}.x", **where)
        right.number_input(f"{label}: up, 0 to 100", key=f"{key}.y", **where)


def _cast(board: Board, offered: tuple[Option, ...], found: RoundState, paper: str) -> None:
    prefix = f"console.paper.{found.id}.{paper}"

    def verb() -> None:
        choices = _choices(offered, found.method, prefix)
        if not choices:
            raise InvalidInputError("Nothing is chosen on this ballot yet.")
        said: dict[str, Any] = {"choices": choices}
        given: dict[str, Any] = {"viewer": board.viewer, "round_id": found.id}
        whose = str(widget_value(f"{prefix}.group"))
        if (group := chosen_group(whose)) is None:
            draft = BallotPaper.read({**said, "person": whose})
            cast(board.visit.db, draft=draft, **given)
            return
        voice, draft = Voice(group), BallotPaper.read(said)
        cast_for(board.visit.db, paper=paper, voice=voice, draft=draft, **given)

    if attempt(f"{SPOT}.paper", verb, done="The ballot is counted."):
        PAPER.clear()


def _choices(offered: tuple[Option, ...], method: VoteMethod, prefix: str) -> list[dict[str, Any]]:
    if method == VoteMethod.DOTS:
        return [{"card": card} for card in widget_value(f"{prefix}.dots")]
    found: list[dict[str, Any]] = []
    for option in offered:
        key = f"{prefix}.{option.id}"
        if method == VoteMethod.MATRIX:
            x, y = widget_value(f"{key}.x"), widget_value(f"{key}.y")
            if x is not None or y is not None:
                found.append({"card": option.id, "x": x, "y": y})
        elif widget_value(key) is not None:
            found.append({"card": option.id, method.value: widget_value(key)})
    return found


def _given(board: Board, asked: Voting, found: RoundState) -> None:
    if not asked.papers:
        return
    st.markdown("**Ballots that you gave in**")
    for number, paper in enumerate(asked.papers, 1):
        label = plain.as_text(board.group_said(paper.role_group, paper.voice))
        st.button(
            f"Take back ballot {number}, {label}",
            icon=":material/undo:",
            key=f"console.take_back.{paper.key}",
            on_click=doing(
                SPOT,
                partial(
                    take_back,
                    board.visit.db,
                    viewer=board.viewer,
                    round_id=found.id,
                    paper=paper.key,
                ),
                "The ballot is taken back.",
            ),
        )
