"""The groups of people as cards: who comes, who rarely comes, who never comes; and our focus."""

from functools import partial

import streamlit as st

from stages.parts import plain
from stages.parts.board import Board
from stages.parts.cards import card_list, single_fields, trace
from stages.parts.cards.add_switch import adding
from stages.parts.cards.card_form import Preset
from stages.parts.visit import show_problem
from workshop.enums import StageKey
from workshop.kinds import CardKind
from workshop.queries.cards import FEWEST_PEOPLE, CardView
from workshop.queries.segments import (
    Coming,
    FocusAdvice,
    coming,
    focus_advice,
    in_focus,
    segments,
    stays_away,
    too_small,
)
from workshop.queries.trace import Trace

KEY = StageKey.SEGMENTATION
ADD = "Add a group of people"
FIRST = ("voice", "contact", "trust", "non_user", "size", "size_basis", "known_by")
COMING_WORDS = {
    Coming.NEVER: "Who never comes",
    Coming.RARELY: "Who rarely comes",
    Coming.COMES: "Who comes",
    Coming.NOT_SAID: "How often they meet us is not said yet",
}
ADVICE_WORDS = {
    FocusAdvice.NONE_YET: "No group is chosen yet. Choose two or three.",
    FocusAdvice.TOO_FEW: "One group is chosen. Choose one or two more.",
    FocusAdvice.TOO_MANY: "More than three groups are chosen. Keep two or three.",
    FocusAdvice.NO_NON_USERS: "None of these groups stays away from us. Choose one that does.",
}
AWAY_SIGN = "◆ Stays away"
FOCUS_SIGN = "★ In our focus"
SIZE = ("size", "size_basis", "size_source", "size_dated", "size_confidence")


def add_group(board: Board, label: str) -> None:
    """The way to add a group, with its name in the first person."""
    adding(board, KEY, "segmentation.group", CardKind.SEGMENT, label, Preset(first=FIRST))


def groups_part(board: Board) -> None:
    """Every group by whether it comes to us, those who never come first."""
    found = segments(board.cards.values())
    st.header("The groups of people", icon=":material/groups:", anchor=False)
    st.caption("Speak as the group would: “We …”. Would they like this name on the wall?")
    add_group(board, ADD)
    if not found:
        st.text("No groups yet. Put people together who live alike, and give them a kind name.")
    if len(found) > 7:
        st.caption(f"There are {len(found)} groups. Four to seven are enough. Join some.")
    for which, title in COMING_WORDS.items():
        here = [card for card in found if coming(card) is which]
        if here:
            st.markdown(f"**{title} ({len(here)})**")
            columns = st.columns(2)
            for place, column in enumerate(columns):
                with column:
                    where = f"segmentation.groups.{which}.{place}"
                    card_list.card_list(board, where, list(reversed(here))[place::2][::-1], _group)
    hidden = [card for card in board.of_kind((CardKind.SEGMENT,)) if card.hidden]
    if hidden:
        st.markdown(f"**Hidden from the room ({len(hidden)})**")
        card_list.card_list(board, "segmentation.groups.hidden", hidden, _group)


def _group(board: Board, card: CardView) -> None:
    plain.paragraph(plain.said(card), "strong")
    if voice := card.fields.get("voice"):
        plain.quote(plain.said_in(card, str(voice)), [])
    known = plain.said_field(card, "known_by", "Nobody yet. Who could ask?")
    pairs = [("How many", size_said(board, card)), ("Who in the room knows them", known)]
    plain.notes([*marks(card), *card_list.signs(board, card)], pairs)
    if rest := _rest(board, card):
        with st.expander("More about this group", type="compact", icon=":material/notes:"):
            plain.notes([], rest)
    _hints(card)


def marks(card: CardView) -> list[str]:
    """Shape and word together: that a group stays away, and that we focus on it."""
    found = [AWAY_SIGN] if stays_away(card) else []
    return [*found, FOCUS_SIGN] if _focus(card) else found


def _focus(card: CardView) -> bool:
    return bool(card.fields.get("focus"))


def _rest(board: Board, card: CardView) -> list[tuple[str, str]]:
    """All that is said of a group and does not stand above already."""
    words = board.visit.playbook.kind(CardKind.SEGMENT).fields
    shown = {words[name].label for name in ("voice", "focus", "known_by", *SIZE)}
    return [pair for pair in card_list.facts(board, card) if pair[0] not in shown]


def _hints(card: CardView) -> None:
    if too_small(card):
        st.warning(
            f"Fewer than {FEWEST_PEOPLE} people: this may show who they are. "
            "Join this group with another.",
            icon=":material/visibility:",
        )
    if card.fields.get("contact") == "none" and card.fields.get("non_user") is None:
        st.caption(":material/help: They never meet us. Do they stay away? Say so when you edit.")


def size_said(board: Board, card: CardView) -> str:
    """The number, how we know it, how sure we are, and its source and date."""
    size = card.fields.get("size")
    if size is None:
        return "Not said yet. Guess first."
    words = board.visit.playbook.kind(CardKind.SEGMENT).fields
    facts = dict(card_list.facts(board, card))
    said = [f"{int(size):,}"]
    said += [facts[words[name].label] for name in SIZE[1:] if words[name].label in facts]
    return ". ".join(said)


def how_they_come(card: CardView) -> str:
    """In words what the map marks by a shape."""
    if stays_away(card):
        return "Yes, they stay away"
    return "No" if card.fields.get("non_user") is False else "Not said"


def focus_part(board: Board) -> None:
    """Two or three groups; the facilitator notes what the room has chosen."""
    chosen = in_focus(board.cards.values())
    st.header(f"Our focus ({len(chosen)})", icon=":material/center_focus_strong:", anchor=False)
    st.caption("Vote in secret first. Look at the votes of residents and staff side by side.")
    for advice in focus_advice(chosen):
        if advice is FocusAdvice.NONE_YET:
            st.text(ADVICE_WORDS[advice])
        else:
            st.warning(ADVICE_WORDS[advice], icon=":material/warning:")
    known = Trace(board.cards.values())
    others = [card for card in segments(board.cards.values()) if card not in chosen]
    _choices(board, known, chosen)
    if others:
        st.header("The other groups", anchor=False)
        _choices(board, known, others)


def _choices(board: Board, known: Trace, found: list[CardView]) -> None:
    grid = st.grid(3, min_column_width=260)
    for card in found:
        with grid.cell(), st.container(border=True, height="stretch"):
            plain.paragraph(plain.said(card), "strong")
            plain.notes([*marks(card), size_said(board, card)], [])
            trace.show_gaps(board, known, card)
            _act(board, card)


def _act(board: Board, card: CardView) -> None:
    if not board.viewer.is_facilitator or board.state.closed:
        return
    spot = f"segmentation.focus.{card.id}"
    chosen = _focus(card)
    st.button(
        "Take it out of our focus" if chosen else "Focus on this group",
        icon=":material/remove_circle:" if chosen else ":material/center_focus_strong:",
        key=spot,
        on_click=partial(_choose, board, spot, card, not chosen),
    )
    show_problem(spot)


def _choose(board: Board, spot: str, card: CardView, focus: bool) -> None:
    done = "We focus on this group now." if focus else "It is out of our focus."
    single_fields.mark(board, spot, card, done, focus=focus)
