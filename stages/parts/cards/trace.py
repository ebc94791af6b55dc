"""What a card rests on and what rests on it, back to the card that somebody wrote."""

from functools import cache
from html import escape

import streamlit as st

from stages.parts import plain
from stages.parts.board import Board
from workshop.kinds import KINDS, CardKind, KindWords
from workshop.queries.cards import CardView
from workshop.queries.told import in_languages, told_text
from workshop.queries.trace import Trace, TraceLine

BOTH_WAYS = "What this rests on, and what rests on it"
RESTS_ON_NONE = "Rests on no other card yet"
DEEPEST_SHOWN = 4
"""Deeper lines are drawn at this depth, so that none runs off a phone."""
NEAREST = 2
"""So many steps on are shown of what rests on a card; a whole workshop may rest on it."""


@cache
def has_trail(kind: CardKind) -> bool:
    """Whether cards of this kind rest on others or carry them; a comment rests on anything."""
    others = (spec for other, spec in KINDS.items() if other is not CardKind.COMMENT)
    carries = any(kind in link.to for spec in others for link in spec.links)
    return carries or bool(KINDS[kind].links)


@st.dialog(BOTH_WAYS, width="large")
def trail(board: Board, card: CardView) -> None:
    """The trail of one card over the page, as far as this viewer may read."""
    plain.paragraph(plain.said(card))
    show_trail(board, Trace(board.cards.values()), card)


def show_trail(board: Board, trace: Trace, card: CardView) -> None:
    """Both directions of a card's trail, each with a plain word where there is nothing."""
    _lines(board, "It rests on", trace.rests_on(card.id), "It rests on no other card yet.")
    carried = trace.carries(card.id)
    near = [line for line in carried if line.depth <= NEAREST]
    _lines(board, "Resting on it", near, "Nothing rests on it yet.")
    if further := len(carried) - len(near):
        st.caption(f"And {further} more further on.")


def _lines(board: Board, title: str, lines: list[TraceLine], nothing: str) -> None:
    st.markdown(f"**{title}**")
    if not lines:
        st.text(nothing)
        return
    st.html(f'<ul class="rf-trail">{"".join(_line(board, line) for line in lines)}</ul>')


def _line(board: Board, line: TraceLine) -> str:
    """One card of the trail: its kind, its first words, and who wrote it where that is shown."""
    words = board.visit.playbook.kind(CardKind(line.card.kind))
    depth = min(line.depth, DEEPEST_SHOWN)
    first = in_languages(told_text(board.label(line.card.id), line.card.language, ()))
    said = [words.singular.capitalize(), *_writer(board, line.card)]
    return (
        f'<li class="rf-depth-{depth}"><span class="rf-trail-kind">{escape(" · ".join(said))}'
        f'</span><span dir="auto">{first}</span></li>'
    )


def _writer(board: Board, card: CardView) -> list[str]:
    found = [card.author] if card.author else []
    if not found and card.role is not None:
        found = [card.voice or board.visit.playbook.words.role_groups[card.role].label]
    return [*found, "Hidden from the room"] if card.hidden else found


def rests_line(board: Board, card: CardView, apart: tuple[str, ...] = ()) -> str:
    """What a card rests on itself in one line, such as “Rests on 2 notes and 1 story”.

    Links named in ``apart`` stand on the card already.
    """
    links = KINDS[CardKind(card.kind)].links
    counted: dict[CardKind, int] = {}
    for link in links:
        for one in card.links.get(link.name, ()) if link.name not in apart else ():
            if one in board.cards:
                kind = CardKind(board.cards[one].kind)
                counted[kind] = counted.get(kind, 0) + 1
    if not counted:
        return RESTS_ON_NONE
    words = board.visit.playbook
    said = [_counted(words.kind(kind), count) for kind, count in counted.items()]
    return f"Rests on {' and '.join(said)}"


def _counted(words: KindWords, count: int) -> str:
    """Such as “2 notes” or “1 story”; what is called someone has the number in its name."""
    if count > 1:
        return f"{count} {words.plural}"
    return words.singular if words.singular.startswith("someone ") else f"1 {words.singular}"


def gap_words(board: Board, trace: Trace, card: CardView) -> list[str]:
    """What the method asks of this card's links and does not find, as plain sentences."""
    words = board.visit.playbook.words.coverage
    return [words[gap.rule] for gap in trace.gaps() if gap.card.id == card.id]


def show_gaps(board: Board, trace: Trace, card: CardView) -> None:
    """Those sentences as quiet warnings."""
    for sentence in gap_words(board, trace, card):
        st.caption(f":material/link_off: {plain.as_text(sentence)}")
