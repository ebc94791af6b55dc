"""New challenges from … to …, side by side, with what stands behind them and who agrees."""

from datetime import UTC, datetime

import streamlit as st

from stages.parts import plain, tables
from stages.parts.board import Board
from stages.parts.cards import card_list
from stages.parts.cards.add_switch import adding
from stages.parts.cards.card_form import Preset
from stages.parts.cards.link_choice import link_chooser
from stages.reframe.agreements import agreeing
from workshop.enums import StageKey
from workshop.kinds import CardKind
from workshop.measures.local_time import local
from workshop.queries.agreements import Standing, standings
from workshop.queries.cards import CardView

KEY = StageKey.REFRAME
NOT_YET = "Not said yet"
FIRST = ("before", "question", "customer_before", "customer_after", "owner_before", "owner_after")
BEHIND = {
    "insights": "Insights behind it",
    "life_goals": "Life goals it serves",
    "segments": "Who it is for",
    "principles": "Ideas we borrowed",
    "beliefs": "Minds that changed",
}


def from_to_part(board: Board) -> None:
    """Every new challenge with what it rests on, and the doubts about it."""
    found = standings(board.cards.values())
    preset = Preset(first=FIRST)
    adding(
        board,
        KEY,
        "reframe.new",
        CardKind.REFRAME,
        "Add a new challenge",
        preset,
        title="From what, to what?",
        icon="flip",
    )
    st.caption("Say it so that your neighbour would nod. Choose at least two insights behind it.")
    if not found:
        st.text("No new challenge yet. Take a changed mind, and say what we should fix now.")
    for one in found:
        with st.container(border=True, key=f"reframe.whole.{one.card.id}"):
            _challenge(board, one)
    _loose_doubts(board, found)


def _challenge(board: Board, one: Standing) -> None:
    """One challenge; an agreed one is locked, so it offers no editing."""
    if one.agreed:
        st.badge("Agreed and locked", icon=":material/lock:", color="green")
        _from_to(board, one.card)
    else:
        card_list.card_list(board, f"reframe.from_to.{one.card.id}", [one.card], _from_to)
        _choosers(board, one)
    _doubts(board, one)


def _from_to(board: Board, card: CardView) -> None:
    sides(card)
    rows = [
        (
            label,
            str(card.fields.get(f"{name}_before", NOT_YET)),
            str(card.fields.get(f"{name}_after", NOT_YET)),
        )
        for name, label in (("customer", "Who it is for"), ("owner", "Who owns the problem"))
        if card.fields.get(f"{name}_before") or card.fields.get(f"{name}_after")
    ]
    if rows:
        tables.table("Before and after", ("Who", "Before", "Now"), rows)
    behind = [(label, _named(board, card, name)) for name, label in BEHIND.items()]
    plain.notes(card_list.signs(board, card), [pair for pair in behind if pair[1]])
    missing = 2 - len(card.links.get("insights", ()))
    if missing > 0:
        st.caption(f":material/link: {missing} more to choose: insights behind it.")


def sides(card: CardView) -> None:
    """The two sides of a challenge, and its question below."""
    left, right = st.columns(2)
    with left:
        st.caption("From")
        plain.paragraph(plain.said_field(card, "before", NOT_YET))
    with right:
        st.caption(":material/arrow_forward: To")
        plain.paragraph(plain.said(card), "strong")
    if question := card.fields.get("question"):
        st.caption("How could we … so that …?")
        plain.paragraph(plain.said_in(card, str(question)))


def _named(board: Board, card: CardView, name: str) -> str:
    return "\n".join(board.label(one) for one in card.links.get(name, ()) if one in board.cards)


def _choosers(board: Board, one: Standing) -> None:
    if one.agreed:
        return
    chosen = len(one.card.links.get("insights", ()))
    label = f"Choose the insights behind it ({chosen} of at least 2)"
    link_chooser(board, "reframe.behind", one.card, "insights", label)
    goals = len(one.card.links.get("life_goals", ()))
    link_chooser(
        board, "reframe.behind", one.card, "life_goals", f"Hold it against the life goals ({goals})"
    )


def _doubts(board: Board, one: Standing) -> None:
    where = f"reframe.doubts.{one.card.id}"
    preset = Preset(linked={"reframe": (one.card.id,)}, first=("strong", "what_would_help"))
    adding(board, KEY, where, CardKind.OBJECTION, "Add a doubt. No name is shown.", preset)
    card_list.card_list(board, where, list(one.doubts))


def _loose_doubts(board: Board, found: list[Standing]) -> None:
    placed = {doubt.id for one in found for doubt in one.doubts}
    loose = [card for card in board.of_kind((CardKind.OBJECTION,)) if card.id not in placed]
    if loose:
        st.header("Doubts about no challenge yet", icon=":material/front_hand:", anchor=False)
        st.caption("Edit a doubt to say which challenge it is about.")
        card_list.card_list(board, "reframe.loose", loose)


def choose_part(board: Board) -> None:
    """Each group's answer, what is still open, and the act of agreeing."""
    found = standings(board.cards.values())
    st.header("Choose and agree", icon=":material/handshake:", anchor=False)
    st.caption("Can you live with it for the next stage? If not, what would need to change?")
    if not found:
        st.text("No new challenge yet. Write one under “From … to …” first.")
    ready = [one for one in found if not one.agreed and not one.insights_missing]
    for one in found:
        with st.container(border=True, key=f"reframe.choose.{one.card.id}"):
            sides(one.card)
            _answers(board, one)
            agreeing(board, one, main=one in ready[:1] and not any(o.agreed for o in found))


def _answers(board: Board, one: Standing) -> None:
    """Who said yes, by role group, residents first."""
    groups = board.visit.playbook.words.role_groups
    answers = board.visit.playbook.kind(CardKind.SIGN_OFF).fields["answer"].options
    rows = [
        (
            groups[group].label,
            answers[str(card.fields["answer"])],
            card.text if card.text != answers[str(card.fields["answer"])] else "",
            str(card.fields.get("signed_by", "")),
        )
        for group, card in one.answers
    ]
    if rows:
        heads = ("Group", "Answer", "What they add", "Who speaks for them")
        tables.table("Each group's answer", heads, rows)
        with st.expander("Read and change the answers one by one", icon=":material/edit_note:"):
            answers_given = [card for _, card in one.answers]
            card_list.card_list(board, f"reframe.answers.{one.card.id}", answers_given)
    else:
        st.caption("No group has answered yet.")
    if not one.agreed:
        preset = Preset(
            linked={"reframe": (one.card.id,)},
            values={"signed_on": local(datetime.now(UTC), board.workshop.time_zone).date()},
            first=("role_group", "answer", "signed_by", "signed_on"),
            text_last=True,
            text_from="answer",
        )
        where = f"reframe.sign.{one.card.id}"
        adding(board, KEY, where, CardKind.SIGN_OFF, "Write down a group's answer", preset)
