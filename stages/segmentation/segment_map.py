"""Groups of people on two lines, as a map and as a table; and the way to put one on it."""

from functools import partial
from html import escape

import streamlit as st

from stages.parts import boxes, plain, tables
from stages.parts.board import Board
from stages.parts.cards import single_fields
from stages.parts.visit import show_problem
from stages.segmentation.segments import (
    ADD,
    AWAY_SIGN,
    FOCUS_SIGN,
    add_group,
    how_they_come,
    marks,
    size_said,
)
from workshop.kinds import CardKind
from workshop.playbook import Axes
from workshop.queries.cards import CardView
from workshop.queries.segments import (
    CONTACTS,
    FEELINGS,
    SegmentMap,
    segment_map,
    segments,
    stays_away,
)

FEELING_WORDS = {5: "Full trust", 4: "Trust", 3: "In between", 2: "Little trust", 1: "No trust"}
AXES = "segments.map"


def map_part(board: Board) -> None:
    """The map, the groups that wait beside it, and the same again as a table."""
    st.header("How often they meet us, and how they feel about us", anchor=False)
    st.caption("Do not sort by street or by what we offer.")
    found = segment_map(board.cards.values())
    add_group(board, ADD)
    if not (found.places or found.waiting):
        st.text("No groups yet. Cards that stand close together become a group.")
        return
    _map(board, found)
    st.caption(f"{AWAY_SIGN}: a group that does not come to us. {FOCUS_SIGN}: a group we chose.")
    _waiting(board, found.waiting)
    with st.expander("The map as a table", icon=":material/table:", key="segmentation.map_table"):
        _table(board)


def _axes(board: Board) -> Axes | None:
    return board.visit.playbook.activity(AXES).axes


def _map(board: Board, found: SegmentMap) -> None:
    """A table of squares: each group stands in its own, with its whole name."""
    axes = _axes(board)
    contacts = _contact_words(board)
    title = f"To the right: {axes.x}. Upwards: {axes.y}." if axes else "Map of the groups"
    st.caption(plain.as_text(title))
    heads = "".join(f'<th scope="col">{escape(contacts[one])}</th>' for one in CONTACTS)
    rows = "".join(_row(found, feeling) for feeling in FEELINGS)
    st.html(
        '<div class="rf-map" role="region" aria-label="Map of the groups" tabindex="0">'
        f'<table aria-label="{escape(title)}">'
        f"<thead><tr><td></td>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _contact_words(board: Board) -> dict[str, str]:
    return dict(board.visit.playbook.kind(CardKind.SEGMENT).fields["contact"].options)


def _row(found: SegmentMap, feeling: int) -> str:
    cells = "".join(
        f"<td>{''.join(_group(card) for card in found.places.get((contact, feeling), ()))}</td>"
        for contact in CONTACTS
    )
    return f'<tr><th scope="row">{escape(FEELING_WORDS[feeling])}</th>{cells}</tr>'


def _group(card: CardView) -> str:
    look = "rf-segment rf-away" if stays_away(card) else "rf-segment"
    said = "".join(f"<span>{escape(sign)}</span>" for sign in marks(card))
    return f'<p class="{look}" dir="auto"><b>{escape(card.text)}</b>{said}</p>'


def _waiting(board: Board, waiting: tuple[CardView, ...]) -> None:
    """Groups that are not on the map yet, with the two questions that put them there."""
    if not waiting:
        return
    st.markdown(f"**Not on the map yet ({len(waiting)})**")
    for card in waiting:
        with st.container(border=True, key=f"segmentation.waiting.{card.id}"):
            plain.paragraph(plain.said(card), "strong")
            if card.editable and not board.state.closed:
                _place(board, card)
            else:
                st.caption("It stands here until somebody says how often and how they feel.")


def _place(board: Board, card: CardView) -> None:
    spot = f"segmentation.place.{card.id}"
    contacts = _contact_words(board)
    axes = _axes(board)
    began = {
        "contact": _offered(CONTACTS, card.fields.get("contact")),
        "trust": _offered(FEELINGS, card.fields.get("trust")),
    }
    boxes.begin(spot, began)
    with st.form(f"{spot}.form", border=False):
        left, middle, right = st.columns([2, 2, 1], vertical_alignment="bottom")
        left.selectbox(
            axes.x if axes else "How often they meet us",
            list(CONTACTS),
            index=None,
            format_func=contacts.__getitem__,
            placeholder="Choose",
            key=f"{spot}.contact",
        )
        middle.selectbox(
            axes.y if axes else "How they feel about us",
            list(FEELINGS),
            index=None,
            format_func=FEELING_WORDS.__getitem__,
            placeholder="Choose",
            key=f"{spot}.trust",
        )
        right.form_submit_button(
            "Put it there",
            icon=":material/pin_drop:",
            key=f"{spot}.save",
            on_click=partial(_put, board, spot, card),
        )
    show_problem(spot)


def _offered(options: tuple[object, ...], value: object) -> object:
    return value if value in options else None


def _put(board: Board, spot: str, card: CardView) -> None:
    single_fields.mark(board, spot, card, "Saved.", **boxes.touched(spot))


def _table(board: Board) -> None:
    contacts = _contact_words(board)
    rows = []
    for card in segments(board.cards.values()):
        feeling = card.fields.get("trust")
        rows.append(
            (
                card.text,
                contacts.get(str(card.fields.get("contact")), "Not said"),
                FEELING_WORDS.get(feeling, "Not said") if feeling is not None else "Not said",
                how_they_come(card),
                "Yes" if card.fields.get("focus") else "No",
                size_said(board, card),
            )
        )
    heads = ("Group", "How often", "How they feel", "Do they stay away?", "In focus", "How many")
    tables.table("Groups of people", heads, rows)
