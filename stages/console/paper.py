"""What was written on paper becomes cards: a list, one card a line, or photos to type beside."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from stages.parts import plain
from stages.parts.board import Board, chosen_group
from stages.parts.cards import taken
from stages.parts.cards.behalf import is_kept, keep_box, voices
from stages.parts.state import ALIKE, ONCE, TIMES_ADDED, widget_value
from stages.parts.visit import attempt, show_problem
from workshop.domain.cards import Voice
from workshop.domain.journal import keeps_nameless
from workshop.domain.paper import NEW, Written, add_sheet, lines_of
from workshop.domain.people.members import new_id
from workshop.domain.pictures import NewPicture
from workshop.enums import RoleGroup
from workshop.errors import AlikeError, InvalidInputError
from workshop.figures.labels import shortened
from workshop.kinds import CardKind
from workshop.pictures.apart import redrawn
from workshop.pictures.limits import MOST_BYTES
from workshop.queries.room import RunState
from workshop.queries.threads.taking import Tap

SPOT = "console.paper_list"
MOST_WRITERS = 12
PLACEHOLDER = "The bus stops at six\nNobody asked us\nThe café is free at ten"


def from_paper(board: Board, kind: CardKind, run: RunState, table: int | None = None) -> None:
    """Two ways in for paper. What is typed stays until it was taken; it counts for ``table``.

    On the sheet of a table several people may have written, each in a box of their own.
    """
    sheet = f"{SPOT}.{run.activity.key}.{table or ''}"
    photos = st.file_uploader(
        "Photos of the paper, if you have any. You type beside each.",
        type=["png", "jpg", "jpeg", "webp"],
        accept_multiple_files=True,
        max_upload_size=MOST_BYTES // (1024 * 1024),
        key=f"{sheet}.photos",
    )
    if photos and _is_nameless(run, kind):
        st.info(NOT_KEPT, icon=":material/visibility_off:")
    doings = taken.start(board, run, table).doings
    taps = next((one.taps for one in doings if one.given.kind == kind and one.given.makes), ())
    writers = 1
    if table is not None:
        writers = st.number_input(
            "How many people wrote on it?", 1, MOST_WRITERS, key=f"{sheet}.writers"
        )
    if not photos:
        _form(board, kind, run, "list", None, taps, table, writers)
    for photo in photos:
        _form(board, kind, run, photo.file_id, photo.getvalue(), taps, table, writers)


def photo_of_sheet(sheet: str, run: RunState, kind: CardKind) -> bytes | None:
    """A photo to type from, for as long as this sheet is typed in; None where none may be kept."""
    photo = st.file_uploader(
        "A photo of the sheet, if you have one. You type below it.",
        type=["png", "jpg", "jpeg", "webp"],
        max_upload_size=MOST_BYTES // (1024 * 1024),
        key=f"{sheet}.photo",
    )
    if photo is None:
        return None
    with st.expander("The photo", key=f"{sheet}.photo_shown", expanded=True):
        _photo(st.container(), photo.getvalue())
    if _is_nameless(run, kind):
        st.info(NOT_KEPT, icon=":material/visibility_off:")
        return None
    return photo.getvalue()


NOT_KEPT = (
    "Nobody is told who wrote here, and handwriting would tell. So the photo is only for typing: "
    "it is not kept."
)


def _is_nameless(run: RunState, kind: CardKind) -> bool:
    return keeps_nameless(run.attribution, kind)


def _form(
    board: Board,
    kind: CardKind,
    run: RunState,
    name: str,
    photo: bytes | None,
    taps: Sequence[Tap],
    table: int | None,
    writers: int,
) -> None:
    spot = f"{SPOT}.{run.activity.key}.{name}.{table or ''}".removesuffix(".")
    prefix = f"{spot}.{TIMES_ADDED.get().get(spot, 0)}"
    whose = voices(board, table)
    # One name for each form, so that pressing twice adds once.
    once = ONCE.at(prefix).begin(new_id())
    with st.form(f"{prefix}.form", border=True):
        place = st.container()
        if photo is not None:
            left, place = st.columns([5, 6])
            _photo(left, photo)
        for number in range(1, writers + 1):
            _writer(place, prefix, number, whose, alone=writers == 1)
        with place:
            taken.tap_boxes(board, kind, taps, prefix)
        with place:
            if photo is not None and not _is_nameless(run, kind):
                keep_box(prefix, "Keep the photo with these cards")
            _which_are_meant(prefix)
            show_problem(spot)
        place.form_submit_button(
            "Add these cards",
            icon=":material/playlist_add:",
            key=f"{prefix}.save",
            on_click=partial(
                _add, board, kind, run, spot, prefix, once, photo, taps, table, writers
            ),
        )


def _writer(
    place: st.delta_generator.DeltaGenerator,
    prefix: str,
    number: int,
    whose: dict[str, str],
    *,
    alone: bool,
) -> None:
    """Who wrote, and what: one card on each line."""
    which = "" if alone else f" ({number})"
    own = _own(prefix, number)
    place.selectbox(
        f"Whose cards are these?{which}",
        list(whose),
        format_func=lambda one: plain.as_text(whose[one]),
        key=f"{own}.group",
        help="A card shows its group when three people of it have joined, or stand in the list "
        "of people on the team page.",
    )
    place.text_area(
        f"One card on each line{which}",
        key=f"{own}.lines",
        height=190 if alone else 100,
        placeholder=PLACEHOLDER if alone else "",
    )


def _own(prefix: str, number: int) -> str:
    return prefix if number == 1 else f"{prefix}.{number}"


def _written(prefix: str, number: int, table: int | None) -> Written:
    own = _own(prefix, number)
    text = str(widget_value(f"{own}.lines") or "")
    whose = str(widget_value(f"{own}.group") or RoleGroup.UNKNOWN)
    if (group := chosen_group(whose)) is not None:
        return Written(text, voice=Voice(group, table=table))
    return Written(text, person=whose)


def _near(prefix: str) -> dict[str, dict[str, str]]:
    """The lines that were asked about, each with the cards and lines that may be meant."""
    found: dict[str, dict[str, str]] = {}
    for one in ALIKE.at(prefix).get():
        found.setdefault(one["line"], {})[one["id"]] = one["text"]
    return found


def _which_are_meant(prefix: str) -> None:
    """One question for each line that says nearly what is there, as phones ask it."""
    for line, cards in _near(prefix).items():
        names = plain.told_apart(
            {id_: f"Yes: {text}" for id_, text in cards.items()} | {NEW: "No, it is new"}
        )
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
    if len(photo) > MOST_BYTES:
        place.warning("This photo is larger than 5 MB. Make it smaller, or take it again.")
        return
    looked_at = _to_look_at(photo)
    if isinstance(looked_at, bytes):
        place.image(looked_at, width="stretch")
    else:
        place.warning(looked_at)


@st.cache_data(scope="session", ttl="10m", max_entries=4, show_spinner=False)
def _to_look_at(photo: bytes) -> bytes | str:
    """The photo as it would be kept, or the sentence that says why it would not be.

    The file itself is opened by a process apart alone; for as long as it is typed from, once.
    """
    try:
        return redrawn(photo)[1]
    except InvalidInputError as problem:
        return str(problem)


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
    writers: int,
) -> None:
    written = [_written(prefix, number, table) for number in range(1, writers + 1)]
    lines = [line for one in written for line in lines_of(one.text)]

    def verb() -> None:
        keep = photo is not None and is_kept(prefix) and lines
        alt = shortened(f"Sheet of paper: {'; '.join(lines)}", 1000)
        try:
            add_sheet(
                board.visit.db,
                viewer=board.viewer,
                activity=run.activity.key,
                kind=kind,
                written=written,
                key=f"paper.{once}",
                picture=NewPicture.read(photo, alt) if keep and photo else None,
                links=taken.tapped(taps, prefix),
                meant=_meant(prefix),
            )
        except AlikeError as asked:
            # What was answered stays asked, so that its answer stays too.
            ALIKE.at(prefix).set((*_answered(prefix), *asked.alike))
            raise

    number = len(lines)
    if attempt(
        spot, verb, done="1 card is added." if number == 1 else f"{number} cards are added."
    ):
        counts = dict(TIMES_ADDED.get())
        counts[spot] = counts.get(spot, 0) + 1
        TIMES_ADDED.set(counts)
