"""What the facilitator takes away: one file for each format that there is."""

from functools import partial

import streamlit as st

from stages import places
from stages.visit import Visit, guarded, member
from workshop.errors import NotAllowedError
from workshop.exports import FORMATS, Edition, Format, collect_story

WORDS = {
    "json": (
        "The archive",
        "The complete record of the workshop: every card, also those that the room never saw. "
        "Keep it safe and share it with nobody who should not read them all. "
        "It can be brought back into Reframe.",
    ),
    "poster": (
        "The poster",
        "The vision board to hang on a wall, on one A3 page. Only what the room may see is on it.",
    ),
    "png": ("The poster for a phone", "The same board as one tall picture, to send round."),
    "xlsx": (
        "The workbook",
        "Every card in tables with filters, the votes, the links, and the cost table with live "
        "formulas. A last sheet says what each column means.",
    ),
    "csv": ("The same tables for any program", "A zip of CSV files. Read its first file first."),
    "pptx": (
        "The slides",
        "Ten to fifteen slides that tell the story, with charts and tables that can be changed, "
        "and what to say in the notes.",
    ),
}
"""A title and a line of help for each format that people choose from."""


@guarded
def page() -> None:
    visit = member()
    if not visit.here.is_facilitator:
        raise NotAllowedError("Only the facilitator can download the records of a workshop.")
    st.title("Downloads", icon=":material/download:", anchor=False)
    st.text("To show, read or print what you made, open the vision board.")
    places.link("vision", "The vision board", code=visit.here.code, icon=":material/flag:")
    for name, made in FORMATS.items():
        title, about = WORDS.get(name, (name, ""))
        with st.container(border=True, key=f"downloads.{name}"):
            st.subheader(title, anchor=False)
            st.text(about)
            st.download_button(
                f"Download {made.file_name(visit.here.code)}",
                data=partial(_content, visit, made),
                file_name=made.file_name(visit.here.code),
                mime=made.media_type,
                icon=":material/download:",
                key=f"downloads.get.{name}",
                on_click="ignore",
            )


def _content(visit: Visit, made: Format) -> bytes:
    return made.render(collect_story(visit.db, visit.here, Edition()))
