"""For whom somebody types: people who were added here without a device, else a group."""

from dataclasses import dataclass

import streamlit as st

from stages.parts import plain
from stages.parts.board import Board, chosen_group
from stages.parts.state import widget_value
from workshop.domain.cards import Voice
from workshop.domain.pictures import NewPicture, smaller
from workshop.enums import RoleGroup, Via
from workshop.figures.labels import shortened
from workshop.queries.people.scribes import seats

MOST_ALT = 1000


@dataclass(frozen=True, slots=True)
class Behalf:
    """A form that is filled in for others. ``spot`` names it: whose it was stays for the next card.

    ``table`` is that of their sheet, ``photo`` one of it, for each card with which it is wanted.
    """

    spot: str
    via: Via = Via.APP
    table: int | None = None
    photo: bytes | None = None

    @property
    def whose(self) -> str:
        """What was chosen: a group, or the id of a person."""
        return str(widget_value(f"{self.spot}.voice_group") or RoleGroup.UNKNOWN)

    @property
    def voice(self) -> Voice | None:
        """The group, with a name where one was typed; None where a person was chosen."""
        if (group := chosen_group(self.whose)) is None:
            return None
        name = str(widget_value(f"{self.spot}.voice_name") or "").strip()
        return Voice(group, name, self.table)

    @property
    def person(self) -> str | None:
        """The person, where one was chosen."""
        return self.whose if chosen_group(self.whose) is None else None

    def picture(self, prefix: str, text: str) -> NewPicture | None:
        """The photo of the sheet for a card with these words, where the form says to keep it."""
        if self.photo is None or not is_kept(prefix):
            return None
        words = shortened(f"Sheet of paper: {text}", MOST_ALT)
        return smaller(NewPicture.read(self.photo, words))


def keep_box(prefix: str, label: str) -> None:
    """Whether a photo of the sheet is kept. Nobody's handwriting is shown unasked."""
    help_line = "Whoever reads one card sees the whole sheet."
    st.checkbox(label, key=f"{prefix}.keep", help=help_line)


def is_kept(prefix: str) -> bool:
    return bool(widget_value(f"{prefix}.keep"))


def voices(board: Board, table: int | None = None) -> dict[str, str]:
    """For whom paper counts: the groups, and whom this device seated, those of ``table`` first."""
    groups = board.groups_to_choose()
    with board.visit.reading() as session:
        there = [one for one in seats(session, board.viewer) if table in (None, one.table)]
    named: dict[str, str] = {}
    for number, one in enumerate(there, 1):
        at = f", table {one.table}" if one.table else ""
        name = one.name or f"Person {number}"
        named[one.id] = f"{name}, {board.group_said(one.role_group, one.voice)}{at}"
    return plain.told_apart(groups | named if table is None else named | groups)


def who_says(board: Board, behalf: Behalf) -> None:
    """Whose words are added to a card that is there; the card stays that of its writer."""
    whose = voices(board, behalf.table)
    _who_box(st.container(), "Who says this?", whose, behalf)


def _who_box(
    place: st.delta_generator.DeltaGenerator, label: str, whose: dict[str, str], behalf: Behalf
) -> None:
    place.selectbox(
        label,
        list(whose),
        format_func=lambda one: plain.as_text(whose[one]),
        key=f"{behalf.spot}.voice_group",
    )


def whose_boxes(board: Board, behalf: Behalf) -> None:
    """Whose words they are, and a name for who was not added here."""
    whose = voices(board, behalf.table)
    left, right = st.columns(2)
    _who_box(left, "Whose card is it?", whose, behalf)
    right.text_input(
        "Their name, with a group. You can leave this empty.", key=f"{behalf.spot}.voice_name"
    )
