"""What was written on paper becomes cards: a list, one card a line, or photos to type beside."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from stages.parts import plain
from stages.parts.board import Board
from stages.parts.cards import taken
from stages.parts.state import ALIKE, ONCE, TIMES_ADDED, widget_value
from stages.parts.visit import attempt, show_problem
from workshop.domain.cards import Voice
from workshop.domain.paper import NEW, add_list, lines_of
from workshop.domain.people.members import new_id
from workshop.domain.pictures import MOST_BYTES, NewPicture
from workshop.enums import RoleGroup
from workshop.errors import AlikeError
from workshop.kinds import CardKind
from workshop.queries.pictures import small_copy
from workshop.queries.room import RunState
from workshop.queries.threads.taking import Tap

SPOT = "console.paper_list"
PLACEHOLDER = "The bus stops at six\nNobody asked us\nThe café is free at ten"


def from_paper(board: Board, kind: CardKind, run: RunState, table: int | None = None) -> None:
    """Two ways in for paper. What is typed stays until it was taken; it counts for ``table``."""
    photos = st.file_uploader(
        "Photos of the paper, if you have any. You type beside each.",
        type=["png", "jpg", "jpeg", "webp"],
        accept_multiple_files=True,
        max_upload_size=MOST_BYTES // (1024 * 1024),
        key=f"{SPOT}.photos.{TIMES_ADDED.get().get(SPOT, 0)}",
    )
    doings = taken.start(board, run).doings
    taps = next((one.taps for one in doings if one.given.kind == kind and one.given.makes), ())
    if not photos:
        _form(board, kind, run, "list", None, taps, table)
    for photo in photos:
        _form(board, kind, run, photo.file_id, photo.getvalue(), taps, table)


def _form(
    board: Board,
    kind: CardKind,
    run: RunState,
    name: str,
    photo: bytes | None,
    taps: Sequence[Tap],
    table: int | None,
) -> None:
    spot = f"{SPOT}.{run.activity.key}.{name}.{table or ''}".removesuffix(".")
    prefix = f"{spot}.{TIMES_ADDED.get().get(spot, 0)}"
    groups = board.visit.playbook.words.role_groups
    # One name for each form, so that pressing twice adds once.
    once = ONCE.at(prefix).begin(new_id())
    with st.form(f"{prefix}.form", border=True):
        place = st.container()
        if photo is not None:
            left, place = st.columns([5, 6])
            _photo(left, photo)
        place.selectbox(
            "Whose cards are these?",
            list(groups),
            format_func=lambda group: groups[group].label,
            key=f"{prefix}.group",
            help="A card shows its group when three people of it have joined, or stand in the list "
            "of people on the team page.",
        )
        place.text_area(
            "One card on each line", key=f"{prefix}.lines", height=190, placeholder=PLACEHOLDER
        )
        with place:
            taken.tap_boxes(board, kind, taps, prefix)
        if photo is not None:
            place.checkbox("Keep the photo too", key=f"{prefix}.keep")
        with place:
            _which_are_meant(prefix)
            show_problem(spot)
        place.form_submit_button(
            "Add these cards",
            icon=":material/playlist_add:",
            key=f"{prefix}.save",
            on_click=partial(_add, board, kind, run, spot, prefix, once, photo, taps, table),
        )


def _near(prefix: str) -> dict[str, dict[str, str]]:
    """The lines that were asked about, each with the cards and lines that may be meant."""
    found: dict[str, dict[str, str]] = {}
    for one in ALIKE.at(prefix).get():
        found.setdefault(one["line"], {})[one["id"]] = one["text"]
    return found


def _which_are_meant(prefix: str) -> None:
    """One question for each line that says nearly what is there, as phones ask it."""
    for line, cards in _near(prefix).items():
        names = {id_: f"Yes: {text}" for id_, text in cards.items()} | {NEW: "No, it is new"}
        st.radio(
            plain.as_text(f"“{line}”: is it this one?"),
            list(names),
            index=None,
            format_func={id_: plain.as_text(said) for id_, said in names.items()}.__getitem__,
            key=f"{prefix}.alike.{line}",
        )


def _meant(prefix: str) -> dict[str, str]:
    """What was said to those questions, by the words of the line."""
    said = {line: widget_value(f"{prefix}.alike.{line}") for line in _near(prefix)}
    return {line: str(answer) for line, answer in said.items() if answer is not None}


def _answered(prefix: str) -> list[dict[str, str]]:
    meant = _meant(prefix)
    return [one for one in ALIKE.at(prefix).get() if one["line"] in meant]


def _photo(place: st.delta_generator.DeltaGenerator, photo: bytes) -> None:
    try:
        place.image(small_copy(photo, 1400), width="stretch")
    except OSError:
        place.warning("This photo cannot be shown. Save it as a JPEG, or take it again.")


def _add(
    board: Board,
    kind: CardKind,
    run: RunState,
    spot: str,
    prefix: str,
    once: str,
    photo: bytes | None,
    taps: Sequence[Tap],
    table: int | None,
) -> None:
    text = str(widget_value(f"{prefix}.lines") or "")
    group = RoleGroup(widget_value(f"{prefix}.group") or RoleGroup.UNKNOWN)

    def verb() -> None:
        lines = lines_of(text)
        keep = photo is not None and widget_value(f"{prefix}.keep") and lines
        try:
            add_list(
                board.visit.db,
                viewer=board.viewer,
                activity=run.activity.key,
                kind=kind,
                text=text,
                voice=Voice(group, table=table),
                key=f"paper.{once}",
                picture=NewPicture.read(photo, lines[0]) if keep and photo else None,
                links=taken.tapped(taps, prefix),
                meant=_meant(prefix),
            )
        except AlikeError as asked:
            # What was answered stays asked, so that its answer stays too.
            ALIKE.at(prefix).set((*_answered(prefix), *asked.alike))
            raise

    number = len(lines_of(text))
    if attempt(
        spot, verb, done="1 card is added." if number == 1 else f"{number} cards are added."
    ):
        counts = dict(TIMES_ADDED.get())
        counts[spot] = counts.get(spot, 0) + 1
        TIMES_ADDED.set(counts)
